//! Japanese and English say the same: sentences of the product, documents of the bundle and of this
//! repository, and bundles of either language.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use design_core::plan::Reader;
use design_core::{DesignDraft, Edit, Lang, Scope, Survey, apply, check, is_report, specs};
use infra_templates::{Bundle, document};
use sekkei_tests::folder::design;
use sekkei_tests::texts::{has_japanese, texts};
use sekkei_tests::{random, root};
use serde_json::json;

const SOURCES: [&str; 4] = ["app/src", "cli/src", "core/src", "infra-templates/src"];

/// Japanese sides without a Japanese letter: names of products, units and marks, which are the same in
/// Japan, and words that engineers there write in Latin letters.
const TERMS: [&str; 45] = [
    "%",
    "ALB",
    "API（ECS Fargate）",
    "AWS",
    "AWS Backup",
    "AWS Batch",
    "AWS Config",
    "AWS WAF",
    "Batch",
    "CloudFront",
    "CloudTrail",
    "CloudWatch Logs",
    "CodeDeploy",
    "Container Insights",
    "DynamoDB",
    "ECR",
    "ECR push",
    "ECS Exec（SSM）",
    "ECS FastAPI",
    "ECS arq worker",
    "ElastiCache",
    "GB",
    "GET。",
    "GiB",
    "GitHub",
    "GuardDuty",
    "LCU",
    "PITR",
    "RDS PostgreSQL",
    "Redis",
    "Route 53",
    "S3",
    "SES",
    "SQS",
    "Secrets Manager",
    "Security Hub",
    "VPC",
    "Valkey",
    "Web ACL",
    "arq worker",
    "arq worker（ECS Fargate）",
    "pgaudit",
    "plan",
    "vCPU",
    "–",
];

/// English sides with Japanese letters: they name the other language in itself.
const NAMES_JAPANESE: [&str; 3] = ["Show in Japanese (日本語)", "Show in English (英語)", "[日本語](README.md)"];

/// What a format string says itself.
fn words(text: &str) -> String {
    text.split('{').map(|part| part.split_once('}').map_or(part, |(_, rest)| rest)).collect()
}

#[test]
fn every_sentence_has_both_languages() {
    let texts = texts(&root(), &SOURCES);
    println!("{} pairs, {} arms", texts.pairs.len(), texts.arms.len());
    assert!(texts.pairs.len() > 1500 && texts.arms.len() > 150);
    let mut wrong = Vec::new();
    let mut terms: BTreeSet<&str> = TERMS.into();
    for pair in &texts.pairs {
        let says_nothing = pair.ja.is_empty() && pair.en.is_empty();
        let is_term = TERMS.contains(&&*pair.ja);
        terms.remove(&*pair.ja);
        let in_english = !has_japanese(&pair.en) || NAMES_JAPANESE.iter().any(|name| pair.en.contains(name));
        if !says_nothing && (pair.en.trim().is_empty() || !in_english || has_japanese(&pair.ja) == is_term) {
            wrong.push(format!("{}: {} | {}", pair.place, pair.ja, pair.en));
        }
    }
    let is_word = |text: &str| words(text).chars().any(char::is_alphabetic);
    let arms = texts.arms.iter().filter(|arm| is_word(&arm.text) && !TERMS.contains(&&*arm.text));
    wrong.extend(arms.filter(|arm| has_japanese(&arm.text) != (arm.lang == Lang::Ja)).map(|arm| format!("{}: {}", arm.place, arm.text)));
    assert_eq!(wrong, [""; 0]);
    assert_eq!(terms, BTreeSet::new(), "nobody says these any more");
}

/// The bundle of a draft in a language.
fn bundle(draft: &DesignDraft, lang: Lang) -> Bundle {
    let mut draft = draft.clone();
    apply(&mut draft, &Edit::SetProject { id: "language".into(), value: json!(lang.id()) });
    Bundle::render(&design(&draft))
}

/// A document as its parts: what has to be alike in every language.
#[derive(Debug, Default, PartialEq, Eq)]
struct Parts {
    /// Levels of the headings, in order.
    headings: Vec<usize>,
    /// Blocks of code, without their comments.
    blocks: Vec<String>,
    /// Rows and columns of tables.
    cells: Vec<usize>,
    /// Items of lists.
    items: usize,
    /// Code in sentences, and targets of links, sorted; documents by their unmarked names.
    names: Vec<String>,
}

/// What a person reads in a document: sentences without code, addresses and pictures.
fn prose(text: &str) -> Vec<(usize, String)> {
    let mut lines = Vec::new();
    let mut in_block = false;
    for (at, line) in text.lines().enumerate() {
        if line.trim_start().starts_with("```") {
            in_block = !in_block;
        } else if !in_block {
            lines.push((at + 1, line.split('`').step_by(2).collect::<Vec<_>>().join("`")));
        }
    }
    lines
}

/// A name of a document without the mark of a language.
fn unmarked(name: &str) -> String {
    name.replace(".en.md", ".md").replace(".ja.md", ".md")
}

/// What code in a sentence names. What the reader fills in has a name in his language.
fn name(code: &str) -> String {
    let parts = code.split('<').map(|part| part.split_once('>').map_or(part, |(_, rest)| rest));
    unmarked(&parts.collect::<Vec<_>>().join("<>"))
}

/// A line of the bundle, as reports name it: the rest of their code is evidence in words.
fn is_line(code: &str) -> bool {
    let of_file = |(path, line): (&str, &str)| path.contains('/') && !path.contains(' ') && line.bytes().all(|byte| byte.is_ascii_digit());
    code.rsplit_once(':').is_some_and(of_file)
}

/// A line of code without its comment.
fn bare(line: &str) -> &str {
    let comment = line.find(" # ").or_else(|| line.trim_start().starts_with("# ").then_some(0));
    line.get(..comment.unwrap_or(line.len())).unwrap_or_default().trim_end()
}

fn parts(text: &str, is_report: bool) -> Parts {
    let mut parts = Parts::default();
    let mut block: Option<String> = None;
    for line in text.lines() {
        let start = line.trim_start();
        match (&mut block, start.strip_prefix("```")) {
            (Some(lines), Some(_)) => {
                parts.blocks.push(std::mem::take(lines));
                block = None;
            }
            (None, Some(language)) => block = Some(format!("{language}\n")),
            (Some(lines), None) => lines.push_str(&format!("{}\n", bare(line))),
            (None, None) => {
                if start.starts_with('#') {
                    parts.headings.push(start.chars().take_while(|letter| *letter == '#').count());
                } else if start.starts_with('|') {
                    parts.cells.push(start.replace("\\|", "").matches('|').count());
                }
                let number = start.trim_start_matches(|letter: char| letter.is_ascii_digit());
                let is_item =
                    start.starts_with("- ") || start.starts_with("* ") || (number.len() < start.len() && number.starts_with(". "));
                parts.items += usize::from(is_item);
            }
        }
    }
    let sentences = prose_with_code(text);
    parts.names.extend(sentences.split('`').skip(1).step_by(2).filter(|code| !is_report || is_line(code)).map(name));
    parts.names.extend(sentences.split("](").skip(1).filter_map(|rest| rest.split(')').next()).map(unmarked));
    parts.names.sort();
    parts
}

/// A document without its blocks of code.
fn prose_with_code(text: &str) -> String {
    let mut in_block = false;
    let lines = text.lines().filter(|line| {
        let is_fence = line.trim_start().starts_with("```");
        in_block ^= is_fence;
        !in_block && !is_fence
    });
    lines.collect::<Vec<_>>().join("\n")
}

/// What differs between two documents, in words.
fn differ(name: &str, one: &str, other: &str) -> Vec<String> {
    let (a, b) = (parts(one, is_report(name)), parts(other, is_report(name)));
    let mut found = Vec::new();
    if a.headings != b.headings {
        found.push(format!("{name}: headings {:?} and {:?}", a.headings, b.headings));
    }
    if a.blocks != b.blocks {
        let all = a.blocks.iter().zip(&b.blocks).find(|(a, b)| a != b);
        found.push(format!("{name}: {} and {} blocks of code, {all:?}", a.blocks.len(), b.blocks.len()));
    }
    if a.cells != b.cells || a.items != b.items {
        found.push(format!("{name}: rows {} and {}, items {} and {}", a.cells.len(), b.cells.len(), a.items, b.items));
    }
    if a.names != b.names {
        let only = |x: &[String], y: &[String]| {
            let mut rest = y.to_vec();
            x.iter()
                .filter(|name| match rest.iter().position(|other| other == *name) {
                    Some(at) => {
                        rest.remove(at);
                        false
                    }
                    None => true,
                })
                .cloned()
                .collect::<Vec<_>>()
        };
        found.push(format!("{name}: only the first has {:?}, only the second {:?}", only(&a.names, &b.names), only(&b.names, &a.names)));
    }
    found
}

/// Segments of a Japanese document that are English sentences: at least four English words, and nothing Japanese.
fn english_sentences(text: &str) -> Vec<String> {
    let mut found = Vec::new();
    for (line, prose) in prose(text) {
        for segment in prose.split(['|', '。']).flat_map(|segment| segment.split("<br>")) {
            let words = segment
                .split_whitespace()
                .filter(|word| word.len() > 1 && word.chars().all(|letter| letter.is_ascii_lowercase() || ",.".contains(letter)));
            // The column of types holds words of Terraform.
            let is_type = segment.trim_start().starts_with("object: ");
            if !has_japanese(segment) && !is_type && words.count() >= 4 && !segment.contains("http") {
                found.push(format!("{line}: {}", segment.trim()));
            }
        }
    }
    found
}

/// Numbers of clauses are those of the Japanese text: 24条2項.
fn without_clauses(text: &str) -> String {
    text.replace(['条', '項'], "")
}

/// Lines of an English document with Japanese: only the link to the other language may have any.
fn japanese_lines(text: &str) -> Vec<String> {
    let lines = prose_with_code(&without_clauses(text));
    lines.lines().filter(|line| has_japanese(line) && !line.starts_with("[日本語](")).map(str::to_owned).collect()
}

/// Every document of a bundle, by its unmarked name, in both languages.
fn documents(bundle: &Bundle, lang: Lang) -> BTreeMap<String, [String; 2]> {
    let names: BTreeSet<String> = bundle.files().keys().filter(|path| path.ends_with(".md")).map(|path| unmarked(path)).collect();
    let text = |name: &str, own: Lang| {
        let path = document(name, own, lang);
        bundle.get(&path).unwrap_or_else(|| panic!("{path} is missing")).to_owned()
    };
    names.into_iter().map(|name| (name.clone(), Lang::ALL.map(|own| text(&name, own)))).collect()
}

#[test]
fn every_document_says_the_same_in_both_languages() {
    let mut wrong = Vec::new();
    for draft in [DesignDraft::default(), random::valid(3)] {
        for lang in Lang::ALL {
            let bundle = bundle(&draft, lang);
            let documents = documents(&bundle, lang);
            assert!(documents.len() > 30);
            for (name, [ja, en]) in &documents {
                wrong.extend(differ(name, ja, en));
                wrong.extend(english_sentences(ja).into_iter().map(|line| format!("{name}: not Japanese: {line}")));
                wrong.extend(japanese_lines(en).into_iter().map(|line| format!("{name}: not English: {line}")));
            }
        }
    }
    wrong.sort();
    wrong.dedup();
    assert_eq!(wrong, [""; 0]);
}

/// English alone: read by whoever works on the source.
const FOR_ENGINEERS: [&str; 3] = ["ARCHITECTURE.md", "CHANGELOG.md", "docs/traps.md"];

#[test]
fn documents_of_this_repository_have_their_japanese_siblings() {
    let mut wrong = Vec::new();
    let mut checked = 0;
    for folder in ["", "docs/", "hosting/"] {
        let read = |name: &str| fs::read_to_string(root().join(folder).join(name)).unwrap();
        for entry in fs::read_dir(root().join(folder)).unwrap() {
            let name = entry.unwrap().file_name().into_string().unwrap();
            if !name.ends_with(".md") || name.ends_with(".ja.md") || FOR_ENGINEERS.contains(&&*format!("{folder}{name}")) {
                continue;
            }
            let japanese = document(&name, Lang::Ja, Lang::En);
            if !root().join(folder).join(&japanese).exists() {
                wrong.push(format!("{folder}{japanese} is missing"));
                continue;
            }
            let (en, ja) = (read(&name), read(&japanese));
            checked += 1;
            let shape = |text: &str| {
                let parts = parts(text, false);
                (parts.headings, parts.cells.len(), parts.items)
            };
            if shape(&en) != shape(&ja) {
                wrong.push(format!("{folder}{name}: {:?} and {:?}", shape(&en), shape(&ja)));
            }
            // Threats name their tests, whose names are sentences.
            if name != "threat-model.md" {
                wrong.extend(english_sentences(&ja).into_iter().map(|line| format!("{folder}{japanese}: not Japanese: {line}")));
            }
        }
    }
    assert!(checked >= 5);
    assert_eq!(wrong, [""; 0]);
}

/// Files that exist once and speak: their words are in the bundle's language.
fn speaks(path: &str) -> bool {
    let is_picture = path.starts_with("infra/docs/diagrams/");
    is_picture
        || path.ends_with(".tfvars")
        || ["infra/docs/compliance.csv", "infra/docs/compliance.sarif.json", "infra/sekkei.schema.json"].contains(&path)
}

/// Files that say which design made the bundle, and which bytes it has.
const OF_THE_BUNDLE: [&str; 2] = ["infra/sekkei.json", "infra/sekkei.manifest.json"];

#[test]
fn bundles_of_both_languages_hold_the_same_but_for_words() {
    for draft in [DesignDraft::default(), random::valid(5)] {
        let [ja, en] = Lang::ALL.map(|lang| bundle(&draft, lang));
        let paths = |bundle: &Bundle| -> BTreeSet<String> { bundle.files().keys().map(|path| unmarked(path)).collect() };
        assert_eq!(paths(&ja), paths(&en));
        assert_eq!(ja.files().len(), en.files().len());
        let reports = |bundle: &Bundle| -> BTreeSet<String> {
            bundle.files().keys().filter(|path| is_report(path)).map(|path| unmarked(path)).collect()
        };
        assert_eq!(reports(&ja), reports(&en));
        assert!(reports(&ja).len() > 30 && ja.files().keys().filter(|path| is_report(path)).count() > reports(&ja).len());
        let mut spoken = 0;
        for (path, text) in ja.files().iter().filter(|(path, _)| !path.ends_with(".md") && !OF_THE_BUNDLE.contains(&path.as_str())) {
            let other = en.get(path).unwrap();
            if !speaks(path) {
                assert!(text == other, "{path}");
                continue;
            }
            spoken += 1;
            // What a person typed as tags is his own.
            let is_ours = |line: &str| !path.ends_with(".tfvars") || line.starts_with('#');
            let in_japanese = |text: &str| text.lines().any(|line| is_ours(line) && has_japanese(line));
            assert!(in_japanese(text) && !in_japanese(&without_clauses(other)), "{path}");
            assert!(!path.ends_with(".tfvars") || text.lines().count() == other.lines().count(), "{path}");
        }
        assert!(spoken > 20);
        // What is judged and planned is said in words, and is no matter of them.
        let verdicts = |bundle: &Bundle| {
            let survey = Survey::of(&mut Reader::new(), bundle.files());
            let assessment = survey.assess(bundle.files(), None);
            let verdicts = assessment.verdicts().into_iter();
            verdicts.map(|((control, name), verdict)| (control, name.to_owned(), verdict)).collect::<Vec<_>>()
        };
        assert_eq!(verdicts(&ja), verdicts(&en));
        for environment in design(&draft).environments {
            let name = &environment.settings.name;
            for spec in specs(Scope::Size) {
                assert_eq!(ja.line_of_size(name, spec.id), en.line_of_size(name, spec.id));
            }
        }
    }
}

/// A document of one bundle is, under another name, that of the other bundle.
#[test]
fn documents_are_the_same_text_in_both_bundles() {
    let [ja, en] = Lang::ALL.map(|lang| bundle(&DesignDraft::default(), lang));
    let (of_ja, of_en) = (documents(&ja, Lang::Ja), documents(&en, Lang::En));
    assert_eq!(of_ja.keys().collect::<Vec<_>>(), of_en.keys().collect::<Vec<_>>());
    for (name, texts) in &of_ja {
        for (one, other) in texts.iter().zip(&of_en[name]) {
            assert_eq!(unmarked(one), unmarked(other), "{name}");
        }
    }
}

/// Designs and links of the time before the language mean Japanese.
#[test]
fn a_design_without_a_language_is_japanese() {
    let mut draft = DesignDraft::default();
    draft.project.remove("language");
    assert_eq!(Bundle::render(&design(&draft)), Bundle::render(&design(&DesignDraft::default())));
    for wrong in [json!("fr"), json!(""), json!("JA"), json!(null), json!(7), json!(["en"])] {
        apply(&mut draft, &Edit::SetProject { id: "language".into(), value: wrong.clone() });
        assert!(check(&draft).design.is_none(), "{wrong}");
    }
}

/// Names of documents that a person typed stay as typed.
#[test]
fn what_is_typed_is_not_renamed() {
    for typed in ["`FIRST_TIME.md` [x](README.md) README.en.md", "](COST.md)", "`*_DRAFT.en.md`"] {
        let mut draft = DesignDraft::default();
        apply(&mut draft, &Edit::SetProject { id: "title".into(), value: json!(typed) });
        let heading =
            |lang| documents(&bundle(&draft, lang), lang)["infra/README.md"].clone().map(|text| text.lines().next().unwrap().to_owned());
        assert_eq!(heading(Lang::Ja), heading(Lang::En), "{typed}");
    }
}
