//! Differences as text and Markdown.

use std::collections::BTreeMap;
use std::fmt::Write;

use super::words::verdict_word;
use crate::compliance::{Assessment, Subject, Verdict};
use crate::difference::{Difference, difference, names, unequal_files, variables, verdicts};
use crate::text::Lang;

/// A difference of two plans, one change a line.
#[must_use]
pub fn text(name: &str, difference: &Difference, lang: Lang) -> String {
    let mut output = String::new();
    let (anew, changed) = match lang {
        Lang::Ja => ("作り直し", "その場で変更"),
        Lang::En => ("replaced", "in place"),
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
        let variables = variables(&other.plan, &first.plan);
        let declared: Vec<String> = variables.declared.iter().map(|name| format!("`{name}`")).collect();
        let words = if ja {
            ("サイズ以外で宣言された違い", "違うサイズ")
        } else {
            ("Declared differences besides sizes", "Sizes that differ")
        };
        let _ = writeln!(output, "- {}: {}", words.0, declared.join(", "));
        let _ = writeln!(output, "- {} ({}):\n", words.1, variables.sizes.len());
        let _ = writeln!(output, "| | {} | {} |\n| --- | --- | --- |", other.name, first.name);
        for (name, from, to) in &variables.sizes {
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
