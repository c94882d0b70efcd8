//! Differences as text and Markdown.

use std::collections::BTreeMap;
use std::fmt::Write;

use super::words::verdict_word;
use crate::compliance::{Assessment, Subject, Verdict};
use crate::difference::{Difference, difference, verdicts};
use crate::plan::{Plan, Value};
use crate::text::Lang;

/// A difference of two plans, one change a line.
#[must_use]
pub fn text(name: &str, difference: &Difference, lang: Lang) -> String {
    let mut output = String::new();
    let (anew, changed) = match lang {
        Lang::Ja => ("作り直し", "変更"),
        Lang::En => ("replaced", "changed"),
    };
    for (address, line) in &difference.added {
        let _ = writeln!(output, "{name}: + {address} ({line})");
    }
    for (address, line) in &difference.removed {
        let _ = writeln!(output, "{name}: - {address} ({line})");
    }
    for resource in &difference.changed {
        let _ = writeln!(output, "{name}: ~ {} ({})", resource.address, if resource.replaced { anew } else { changed });
        for argument in &resource.arguments {
            let value = |value: &Option<String>| value.clone().unwrap_or_else(|| "-".to_owned());
            let _ = writeln!(output, "    {}: {} → {} ({})", argument.path, value(&argument.from), value(&argument.to), argument.line);
        }
    }
    output
}

/// Root variables in which environments differ by declaration and not by size.
const NAMES: [&str; 9] = ["alarm_emails", "aws_account_id", "components", "domain", "environment", "github", "phi", "state", "tags"];

/// Environments side by side: the statement of what differs, computed from the files, and the
/// consequences in resources and controls. `files` are those of the bundle.
#[must_use]
pub fn environments<S: AsRef<str>>(files: &BTreeMap<String, S>, environments: &[Subject], assessment: &Assessment, lang: Lang) -> String {
    let mut output = String::new();
    let ja = lang == Lang::Ja;
    let _ = writeln!(output, "{}\n", if ja { "# 環境の違い" } else { "# How the environments differ" });
    let Some((first, rest)) = environments.split_last() else { return output };
    for other in rest {
        let _ = writeln!(output, "## {} → {}\n", other.name, first.name);
        let unequal = unequal_files(files, &other.name, &first.name);
        if unequal.is_empty() {
            let text = if ja {
                "`terraform.tfvars` と `backend.tf` 以外のファイルは、1 バイトも違いません。"
            } else {
                "Every file but `terraform.tfvars` and `backend.tf` is equal byte for byte."
            };
            let _ = writeln!(output, "- {text}");
        }
        for path in &unequal {
            let text = if ja { "環境の間で違います" } else { "differs between the environments" };
            let _ = writeln!(output, "- `{path}` {text}");
        }
        let (declared, sizes) = variables(&other.plan, &first.plan);
        let words = if ja {
            ("サイズ以外で宣言された違い", "違うサイズ")
        } else {
            ("Declared differences besides sizes", "Sizes that differ")
        };
        let _ = writeln!(output, "- {}: {}", words.0, declared.join(", "));
        let _ = writeln!(output, "- {} ({}):\n", words.1, sizes.len());
        let _ = writeln!(output, "| | {} | {} |\n| --- | --- | --- |", other.name, first.name);
        for (name, from, to) in &sizes {
            let _ = writeln!(output, "| `{name}` | {from} | {to} |");
        }
        let found = difference(&other.plan, &first.plan, &names(&other.plan, &first.plan));
        let words = if ja {
            ("だけにあるリソース", "両方にあり、値が違うリソース")
        } else {
            ("resources only in", "resources in both with other values")
        };
        let only = |list: usize, name: &str| if ja { format!("{name} {}: {list}", words.0) } else { format!("{} {name}: {list}", words.0) };
        let _ = writeln!(
            output,
            "\n- {}\n- {}\n- {}: {}",
            only(found.added.len(), &first.name),
            only(found.removed.len(), &other.name),
            words.1,
            found.changed.len()
        );
        for (address, line) in &found.added {
            let _ = writeln!(output, "  - `+ {address}` `{line}`");
        }
        for (address, line) in &found.removed {
            let _ = writeln!(output, "  - `- {address}` `{line}`");
        }
        let position = |name: &str| assessment.environments.iter().position(|other| other == name);
        if let (Some(from), Some(to)) = (position(&other.name), position(&first.name)) {
            let changes = verdicts(assessment, assessment, &[(from, to)]);
            let word = if ja { "判定が違う管理策" } else { "Controls with another verdict" };
            let _ = writeln!(output, "- {word}: {}", changes.len());
            for (control, _, from, to) in changes {
                let word = |verdict: Verdict| verdict_word(verdict).get(lang);
                let _ = writeln!(output, "  - {control}: {} → {}", word(from), word(to));
            }
        }
        output.push('\n');
    }
    output
}

fn unequal_files<S: AsRef<str>>(files: &BTreeMap<String, S>, from: &str, to: &str) -> Vec<String> {
    let folder = |name: &str| format!("infra/envs/{name}/");
    let (from, to) = (folder(from), folder(to));
    let names = |folder: &str| -> BTreeMap<String, &str> {
        files.iter().filter_map(|(path, text)| Some((path.strip_prefix(folder)?.to_owned(), text.as_ref()))).collect()
    };
    let (a, b) = (names(&from), names(&to));
    let all: std::collections::BTreeSet<&String> = a.keys().chain(b.keys()).collect();
    all.into_iter()
        .filter(|name| !matches!(name.as_str(), "terraform.tfvars" | "backend.tf") && a.get(*name) != b.get(*name))
        .map(|name| format!("{to}{name}"))
        .collect()
}

/// Names in which two environments differ by nature.
#[must_use]
pub fn names(from: &Plan, to: &Plan) -> Vec<(String, String)> {
    let text = |plan: &Plan, name: &str| plan.variables.get(name).and_then(Value::as_str).unwrap_or_default().to_owned();
    let prefix = |plan: &Plan| format!("{}-{}", text(plan, "project"), text(plan, "environment"));
    let mut pairs = vec![(prefix(from), prefix(to))];
    let domain = |plan: &Plan, host: &str| {
        let domain = plan.variables.get("domain")?;
        Some(format!("{}.{}", domain.entry(host)?.as_str()?, domain.entry("zone")?.as_str()?))
    };
    for host in ["api_host", "app_host", "mail_host"] {
        pairs.extend(domain(from, host).zip(domain(to, host)));
    }
    pairs.push((text(from, "environment"), text(to, "environment")));
    pairs.retain(|(from, _)| !from.is_empty());
    pairs
}

/// Root variables that differ: declared ones by name, sizes with both values.
fn variables(from: &Plan, to: &Plan) -> (Vec<String>, Vec<(String, String, String)>) {
    let mut declared = Vec::new();
    let mut sizes = Vec::new();
    for (name, new) in &to.variables {
        let Some(old) = from.variables.get(name) else { continue };
        if old == new {
            continue;
        }
        if NAMES.contains(&&**name) {
            declared.push(format!("`{name}`"));
            continue;
        }
        match (old, new) {
            (Value::Map(a), Value::Map(b)) => {
                for (key, value) in b.entries.iter().filter(|(key, value)| a.entries.get(*key) != Some(*value)) {
                    let old = a.entries.get(key).map(crate::compliance::shown).unwrap_or_default();
                    sizes.push((format!("{name}.{key}"), old, crate::compliance::shown(value)));
                }
            }
            _ => sizes.push((name.to_string(), crate::compliance::shown(old), crate::compliance::shown(new))),
        }
    }
    (declared, sizes)
}
