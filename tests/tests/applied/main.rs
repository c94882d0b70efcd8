//! What stands in AWS after an apply of the default design, as real Terraform and the schema-serving
//! provider leave it: roles, policies, and what belongs together.

mod calls;
mod grants;
mod reads;
mod roles;
mod wiring;

use std::sync::OnceLock;

use design_core::{DesignDraft, Edit, apply};
use sekkei_tests::folder::Folder;
use sekkei_tests::state::State;
use sekkei_tests::terraform::SCHEMAS;

fn applied(draft: &DesignDraft, inside: &str) -> State {
    let folder = Folder::of(draft);
    State::applied(SCHEMAS[0], &folder.init(SCHEMAS[0], inside))
}

/// The environment with every component.
fn prod() -> &'static State {
    static STATE: OnceLock<State> = OnceLock::new();
    STATE.get_or_init(|| applied(&DesignDraft::default(), "infra/envs/prod"))
}

/// The same with certificates of clients.
fn certificates() -> &'static State {
    static STATE: OnceLock<State> = OnceLock::new();
    STATE.get_or_init(|| {
        let mut draft = DesignDraft::default();
        apply(&mut draft, &Edit::SetSize { environment: 2, id: "alb.client_auth".to_owned(), value: "mtls".into() });
        applied(&draft, "infra/envs/prod")
    })
}

/// The account's baseline.
fn bootstrap() -> &'static State {
    static STATE: OnceLock<State> = OnceLock::new();
    STATE.get_or_init(|| applied(&DesignDraft::default(), "infra/bootstrap"))
}

/// Attributes that hold a policy document.
const DOCUMENTS: [&str; 4] = ["access_policy", "assume_role_policy", "policy", "policy_document"];

/// Every document of a state, by address.
fn documents(state: &State) -> Vec<(String, &str)> {
    let mut found = Vec::new();
    for (address, item) in &state.resources {
        for attribute in DOCUMENTS {
            if let Some(text) = item.values[attribute].as_str().filter(|text| text.contains("\"Statement\"")) {
                found.push((format!("{address}.{attribute}"), text));
            }
        }
    }
    found
}
