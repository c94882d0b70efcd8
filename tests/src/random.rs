//! Random drafts from a seed: wild ones, which may be wrong in every way, and valid ones.

use design_core::assumption::ASSUMPTIONS;
use design_core::{Decision, DecisionKind, DesignDraft, Edit, Kind, ParamSpec, Scope, Value, apply, check, default_value, specs};
use fastrand::Rng;
use serde_json::{Value as Raw, json};

/// Texts that break careless writers of HCL, YAML and Markdown.
pub const NASTY: [&str; 20] = [
    "",
    " ",
    "${var.x}",
    "%{ if true }",
    "$${x}",
    "a\"b",
    "a\\b",
    "line\nbreak",
    "tab\tbed",
    "日本語の文",
    "🏥",
    "<script>alert(1)</script>",
    "'; DROP TABLE--",
    "..",
    "a/../../b",
    "-",
    "null",
    "true",
    "# comment",
    "EOT\n<<EOT",
];

/// A draft of random edits, each of which may be wrong.
#[must_use]
pub fn wild(seed: u64) -> DesignDraft {
    let rng = &mut Rng::with_seed(seed);
    let mut draft = DesignDraft::default();
    for _ in 0..rng.usize(1..20) {
        let edit = edit(rng, draft.environments.len(), wild_value);
        apply(&mut draft, &edit);
    }
    if rng.u8(0..10) == 0 {
        draft.environments.clear();
    }
    if rng.u8(0..10) == 0
        && let Some(first) = draft.environments.first_mut()
    {
        first.base = rng.choice(NASTY).unwrap_or_default().to_owned();
    }
    for _ in 0..rng.usize(0..4) {
        let edit = statement(rng, draft.environments.len());
        apply(&mut draft, &edit);
    }
    draft
}

/// A statement that no file shows: an assumption or a price, of any shape.
fn statement(rng: &mut Rng, environments: usize) -> Edit {
    let value = match rng.u8(0..6) {
        0 => json!(rng.i64(..)),
        // Not any float: serde_json may read the last bit of one back wrongly.
        1 => json!(1e20),
        2 => json!({ "usd": rng.choice(NASTY).unwrap_or_default(), "source": "| <b>" }),
        3 => json!("12.5"),
        4 => json!([[]]),
        _ => json!(rng.choice(NASTY).unwrap_or_default()),
    };
    if rng.bool() {
        let id = if rng.bool() { "nat.hour" } else { rng.choice(NASTY).unwrap_or_default() };
        return Edit::SetPrices([(id.to_owned(), value)].into());
    }
    let known = &ASSUMPTIONS[rng.usize(0..ASSUMPTIONS.len())];
    let id = if rng.bool() { known.id } else { rng.choice(NASTY).unwrap_or_default() };
    let environment = if rng.bool() { None } else { Some(rng.usize(0..environments.max(1))) };
    Edit::Assume { environment, id: id.to_owned(), value }
}

/// A draft without errors: random edits, of which those that break a rule are repaired or taken back.
#[must_use]
pub fn valid(seed: u64) -> DesignDraft {
    let rng = &mut Rng::with_seed(seed);
    let steps = rng.usize(5..60);
    (0..steps).fold(DesignDraft::default(), |draft, _| next(&draft, rng))
}

/// A draft without errors, one edit (and its repairs) away from another.
#[must_use]
pub fn step(from: &DesignDraft, seed: u64) -> DesignDraft {
    next(from, &mut Rng::with_seed(seed))
}

fn next(from: &DesignDraft, rng: &mut Rng) -> DesignDraft {
    let mut draft = from.clone();
    let edit = edit(rng, draft.environments.len(), legal_value);
    apply(&mut draft, &edit);
    let repairs: Vec<Edit> = check(&draft).errors().flat_map(|issue| issue.repair.clone()).collect();
    for repair in &repairs {
        apply(&mut draft, repair);
    }
    if check(&draft).design.is_some() { draft } else { from.clone() }
}

/// An edit of any kind but `Replace`, which may be wrong.
#[must_use]
pub fn any_edit(seed: u64, environments: usize) -> Edit {
    let rng = &mut Rng::with_seed(seed);
    let id = |rng: &mut Rng| specs(Scope::Size).nth(rng.usize(0..specs(Scope::Size).count())).map_or("", |spec| spec.id).to_owned();
    match rng.u8(0..10) {
        0 => statement(rng, environments),
        1 => {
            let environment = rng.bool().then(|| rng.usize(0..environments.max(1)));
            Edit::ResetSize { environment, id: id(rng) }
        }
        2 => {
            let environment = rng.bool().then_some("prod");
            let kind = if rng.bool() { DecisionKind::Attestation } else { DecisionKind::Waiver };
            match Decision::new(kind, "TLS-09", environment, "山田", "2026-11-27", "理由") {
                Ok(decision) if rng.bool() => Edit::Decide(decision),
                _ => Edit::Retract { kind, control: "TLS-09".to_owned(), environment: environment.map(str::to_owned) },
            }
        }
        _ => edit(rng, environments, wild_value),
    }
}

fn edit(rng: &mut Rng, environments: usize, value: fn(&mut Rng, &ParamSpec) -> Raw) -> Edit {
    let environment = rng.usize(0..environments.max(1));
    let pick = |rng: &mut Rng, scope| {
        let all: Vec<&ParamSpec> = specs(scope).collect();
        let spec = all[rng.usize(0..all.len())];
        (spec.id.to_owned(), value(rng, spec))
    };
    match rng.u8(0..20) {
        0 => Edit::AddEnvironment { like: environment },
        1 => Edit::RemoveEnvironment { environment },
        2 => Edit::CopySizes { from: environment, to: rng.usize(0..environments.max(1)) },
        3 => Edit::MoveEnvironment { environment, right: rng.bool() },
        4..=6 => {
            let (id, value) = pick(rng, Scope::Project);
            Edit::SetProject { id, value }
        }
        7..=8 => {
            let (id, value) = pick(rng, Scope::Environment);
            Edit::SetEnvironment { environment, id, value }
        }
        _ => {
            let (id, value) = pick(rng, Scope::Size);
            Edit::SetSize { environment, id, value }
        }
    }
}

fn wild_value(rng: &mut Rng, spec: &ParamSpec) -> Raw {
    match rng.u8(0..8) {
        0 => json!(null),
        1 => json!(rng.i64(..)),
        2 => json!(1.5),
        3 => json!([1, { "a": [] }]),
        4 => json!({ "constructor": "x", "__proto__": "y" }),
        5 => json!(rng.bool()),
        6 => json!(rng.choice(NASTY).unwrap_or_default()),
        _ => legal_value(rng, spec),
    }
}

/// A value that satisfies the parameter's own rule.
fn legal_value(rng: &mut Rng, spec: &ParamSpec) -> Raw {
    let texts = |rng: &mut Rng| -> &str {
        match spec.id {
            "name" if spec.scope == Scope::Project => rng.choice(["a1", "hbp-cc", "fifteen-letters", "x-y-z9"]).unwrap_or_default(),
            "name" => rng.choice(["dev", "qa", "uat", "prod2", "sixsix"]).unwrap_or_default(),
            "title" => rng.choice(NASTY).unwrap_or_default(),
            "github_organization" => rng.choice(["acme", "My-Org-1"]).unwrap_or_default(),
            "github_repository" => rng.choice(["repo", "a.b_c-d"]).unwrap_or_default(),
            "root_domain" => rng.choice(["example.jp", "clinic.example.co.jp"]).unwrap_or_default(),
            "state_bucket" => rng.choice(["", "my-own-state-bucket"]).unwrap_or_default(),
            "state_lock_table" => rng.choice(["", "My.Lock_Table-1"]).unwrap_or_default(),
            "branch" => rng.choice(["main", "release/1.x", "dev_2"]).unwrap_or_default(),
            "github_environment" => rng.choice(["qa", "Prod_1.x"]).unwrap_or_default(),
            "aws_account_id" => rng.choice(["", "123456789012", "210987654321"]).unwrap_or_default(),
            "zone" => rng.choice(["", "dev.example.jp"]).unwrap_or_default(),
            "api_host" | "app_host" | "mail_host" => rng.choice(["x1", "a-b", "host9"]).unwrap_or_default(),
            "vpc.cidr" => rng.choice(["10.99.0.0/16", "172.16.0.0/16", "192.168.0.0/16", "10.0.0.0/16"]).unwrap_or_default(),
            _ => "/healthz",
        }
    };
    match spec.kind {
        Kind::Switch => json!(rng.bool()),
        Kind::Number { min, max } => match rng.u8(0..4) {
            0 => json!(min),
            1 => json!(max),
            2 => json!(rng.i64(min..=max)),
            _ => json!(rng.i64(min..=max.min(min + 50))),
        },
        Kind::Text(_) => json!(texts(rng)),
        Kind::List(_) => match rng.u8(0..3) {
            0 => json!([]),
            1 => json!(["ops@example.jp"]),
            _ => json!(["a.b+c@clinic.example.co.jp", "x_1@example.jp"]),
        },
        Kind::Map(..) => match rng.u8(0..3) {
            0 => json!({}),
            1 => json!({ "費用負担": "外来 第1 診療科", "Owner": "a@b.c" }),
            _ => json!({ "a:b/c=d+e-f@g": "", "Team Name": "基盤 1" }),
        },
        _ => {
            let choices = spec.choices(None).unwrap_or_default();
            if choices.is_empty() {
                default_value(spec, design_core::Base::Prod).to_json()
            } else {
                Value::to_json(&choices[rng.usize(0..choices.len())])
            }
        }
    }
}
