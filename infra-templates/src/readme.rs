//! The front page of the bundle in Japanese and English: what it is, and from zero to the first plan.

use design_core::{Design, Lang};

use crate::language::in_each;
use crate::versions;

/// Path and text of the front page in each language.
pub(crate) fn render(design: &Design) -> Vec<(String, String)> {
    in_each("infra/README.md", |lang| page(design, lang))
}

const JA: &str = include_str!("readme.ja.md");
const EN: &str = include_str!("readme.en.md");

fn page(design: &Design, lang: Lang) -> String {
    let template = match lang {
        Lang::Ja => JA,
        Lang::En => EN,
    };
    let rows: String = design
        .environments
        .iter()
        .map(|environment| {
            let settings = &environment.settings;
            let zone = design.zone(environment);
            format!(
                "| `{name}` | `{branch}` | `{github}` | `{api}.{zone}` | `{app}.{zone}` |\n",
                name = settings.name,
                branch = settings.branch,
                github = settings.github_environment,
                api = settings.api_host,
                app = settings.app_host,
            )
        })
        .collect();
    let first = design.environments.first().map_or("dev", |environment| environment.settings.name.as_str());
    let lock = match (design.project.state.aws_provider.as_str(), lang) {
        ("~> 5.0", Lang::Ja) => {
            "`.terraform.lock.hcl`（provider 5.100.0）は各環境と bootstrap に入っています。リポジトリにコミットしてください。"
        }
        ("~> 5.0", Lang::En) => "`.terraform.lock.hcl` (provider 5.100.0) is in every environment and in bootstrap. Commit it.",
        (_, Lang::Ja) => {
            "`.terraform.lock.hcl` は入っていません（6.x のハッシュを確認できていないため）。最初の `terraform init` の後に `terraform providers lock -platform=linux_amd64 -platform=darwin_arm64` を実行し、できたファイルをコミットしてください。"
        }
        (_, Lang::En) => {
            "There is no `.terraform.lock.hcl` (no 6.x hashes could be confirmed). After the first `terraform init` run `terraform providers lock -platform=linux_amd64 -platform=darwin_arm64` and commit the file."
        }
    };
    template
        .replace("{{environments}}", rows.trim_end())
        .replace("{{first}}", first)
        .replace("{{terraform}}", versions::terraform(design))
        .replace("{{provider}}", &design.project.state.aws_provider)
        .replace("{{bucket}}", &design.project.state_bucket())
        .replace("{{lock}}", lock)
        .replace("{{project}}", &design.project.basics.name)
        // Last, so that marks inside the free text are left alone.
        .replace("{{title}}", &markdown(&design.project.basics.title))
}

/// Free text as one line of Markdown that shows exactly what was typed.
fn markdown(text: &str) -> String {
    let mut out = String::new();
    for c in text.chars() {
        match c {
            '\n' | '\r' | '\t' => out.push(' '),
            c if c.is_control() => {}
            c if c.is_ascii_punctuation() && c != '-' && c != '.' && c != ',' => {
                out.push('\\');
                out.push(c);
            }
            c => out.push(c),
        }
    }
    if out.trim().is_empty() { "Sekkei".to_owned() } else { out.trim().to_owned() }
}
