//! `envs/<env>/terraform.tfvars`: every size of one environment, in the order of the page.

use std::collections::BTreeMap;

use design_core::{Design, Environment, Group, Scope, Value, gather, specs, t};

use crate::hcl;

/// The file's text.
pub(crate) fn render(design: &Design, environment: &Environment) -> String {
    let basics = &design.project.basics;
    let settings = &environment.settings;
    let text = |s: &str| hcl::quote(s);
    let lang = design.project.language();
    let head = t(
        "# この環境のサイズと名前。\n# 環境ごとに違うのは、このファイルと backend.tf だけです。\n\n",
        "# Sizes and names of this environment.\n# Environments differ in this file and backend.tf alone.\n\n",
    );
    let mut out = head.get(lang).to_owned();
    out.push_str(&hcl::aligned(
        &[
            ("project".to_owned(), text(&basics.name)),
            ("environment".to_owned(), text(&settings.name)),
            ("region".to_owned(), text(&basics.region)),
            ("aws_account_id".to_owned(), hcl::text_or_null(&settings.aws_account_id)),
        ],
        "",
    ));
    let objects = [
        (
            "domain",
            vec![
                ("api_host", text(&settings.api_host)),
                ("app_host", text(&settings.app_host)),
                ("mail_host", text(&settings.mail_host)),
                ("zone", text(design.zone(environment))),
            ],
        ),
        (
            "github",
            vec![
                ("branch", text(&settings.branch)),
                ("environment", text(&settings.github_environment)),
                ("organization", text(&basics.github_organization)),
                ("organization_id", hcl::text_or_null(&basics.github_organization_id)),
                ("repository", text(&basics.github_repository)),
                ("repository_id", hcl::text_or_null(&basics.github_repository_id)),
            ],
        ),
        (
            "state",
            vec![
                ("bucket", text(&design.project.state_bucket())),
                ("key", text(&crate::backend::key(design, environment))),
                ("lock_table", design.project.lock_table().map_or_else(|| "null".to_owned(), |table| text(&table))),
            ],
        ),
    ];
    for (name, entries) in objects {
        let entries = entries.into_iter().map(|(name, value)| (name.to_owned(), value));
        out.push_str(&format!("\n{name} = {}\n", hcl::object(entries, 0)));
    }
    out.push_str(&format!("\ntags = {}\n", hcl::value(&Value::Map(basics.tags.clone()), 0)));
    out.push_str(&format!("\nalarm_emails = {}\n", hcl::value(&Value::List(basics.alarm_emails.clone()), 0)));
    for (group, name, attributes) in variables(design, environment) {
        out.push_str(&format!("\n# {}\n", group.title().get(lang)));
        match attributes {
            Attributes::Plain(value) => out.push_str(&format!("{name} = {value}\n")),
            Attributes::Object(entries) => out.push_str(&format!("{name} = {}\n", hcl::object(entries.into_iter(), 0))),
        }
    }
    out
}

enum Attributes {
    Plain(String),
    Object(BTreeMap<String, String>),
}

/// Terraform variables that sizes make up, in the order of the page.
fn variables(design: &Design, environment: &Environment) -> Vec<(Group, &'static str, Attributes)> {
    let mut out: Vec<(Group, &'static str, Attributes)> = Vec::new();
    for spec in specs(Scope::Size) {
        let Some(value) = environment.value(spec.id).map(|value| hcl::value(value, 1)) else { continue };
        let Some((name, attribute)) = spec.id.split_once('.') else {
            out.push((spec.group, spec.id, Attributes::Plain(value)));
            continue;
        };
        match out.last_mut() {
            Some((_, last, Attributes::Object(entries))) if *last == name => {
                entries.insert(attribute.to_owned(), value);
            }
            _ => out.push((spec.group, name, Attributes::Object(gather([(attribute.to_owned(), value)])))),
        }
    }
    // What is decided for the whole project and read by a module of each environment: a cache of another engine could
    // not be rehearsed before production, and the account has one GuardDuty.
    for (_, name, attributes) in &mut out {
        match (*name, attributes) {
            ("elasticache", Attributes::Object(entries)) => {
                entries.insert("engine".to_owned(), hcl::quote(&design.project.basics.cache_engine));
            }
            ("vpc", Attributes::Object(entries)) => {
                let account = &design.project.account;
                entries.insert("guardduty_runtime".to_owned(), (account.guardduty && account.guardduty_runtime).to_string());
            }
            _ => {}
        }
    }
    out
}

/// The 1-based line on which the size `id` stands in a text that `render` made.
pub(crate) fn line_of(text: &str, id: &str) -> Option<usize> {
    let (name, attribute) = id.split_once('.').map_or((id, None), |(name, attribute)| (name, Some(attribute)));
    let names = |line: &str, wanted: &str| line.split_once('=').is_some_and(|(left, _)| left.trim() == wanted);
    let start = text.lines().position(|line| !line.starts_with(' ') && names(line, name))?;
    let Some(attribute) = attribute else { return Some(start + 1) };
    let inside = text.lines().skip(start + 1).take_while(|line| *line != "}");
    let offset = inside.enumerate().find(|(_, line)| names(line, attribute)).map(|(offset, _)| offset)?;
    Some(start + 1 + offset + 1)
}
