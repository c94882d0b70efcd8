//! Sentences of the product, where they are written.

use std::collections::BTreeSet;

use design_core::Lang;
use sekkei_tests::root;
use sekkei_tests::texts::{has_japanese, texts};

const SOURCES: [&str; 4] = ["app/src", "cli/src", "core/src", "infra-templates/src"];

/// Japanese sides without a Japanese letter: names of products, units and marks, which are the same in
/// Japan, and words that engineers there write in Latin letters.
const TERMS: [&str; 46] = [
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
    "Inspector",
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
pub(crate) fn words(text: &str) -> String {
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
