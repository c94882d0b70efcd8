//! Grants held against the service authorization reference: a limit that AWS does not know for an action
//! denies it for good, without an error when it is written.

use std::collections::BTreeSet;

use sekkei_tests::scanners::service_authorization;
use serde_json::Value;

use crate::{bootstrap, documents, prod};

/// Do two patterns have a text in common?
fn meet(a: &[u8], b: &[u8]) -> bool {
    match (a, b) {
        ([], []) => true,
        ([b'*', rest @ ..], _) if meet(rest, b) => true,
        ([b'*', ..], [_, tail @ ..]) => meet(a, tail),
        (_, [b'*', rest @ ..]) if meet(a, rest) => true,
        ([_, tail @ ..], [b'*', ..]) => meet(tail, b),
        ([x, more @ ..], [y, others @ ..]) => x == y && meet(more, others),
        _ => false,
    }
}

/// The ARN of a kind of resource, with `*` for what differs.
fn pattern(service: &Value, kind: &str) -> Option<String> {
    let arn = service["resources"][kind.trim_end_matches('*')]["arn"].as_str()?.replace("${Partition}", "aws");
    let mut pieces = arn.split("${");
    let mut text = pieces.next()?.to_owned();
    for piece in pieces {
        text.push('*');
        text.push_str(piece.split_once('}')?.1);
    }
    Some(text)
}

/// What AWS would not understand in a statement that grants something.
fn misunderstood(reference: &Value, statement: &Value) -> Vec<String> {
    let list = |value: &Value| match value {
        Value::String(text) => vec![text.clone()],
        Value::Array(items) => items.iter().filter_map(|item| item.as_str().map(str::to_owned)).collect(),
        _ => Vec::new(),
    };
    let resources = list(&statement["Resource"]);
    let mut problems = Vec::new();
    // A pattern is there to hold what the reference does not list yet.
    for action in list(&statement["Action"]).iter().filter(|action| !action.contains('*')) {
        let (prefix, name) = action.split_once(':').unwrap();
        let service = &reference[prefix];
        let Some(privilege) = service["privileges"]
            .as_object()
            .and_then(|all| all.iter().find(|(known, _)| known.eq_ignore_ascii_case(name)))
            .map(|(_, privilege)| privilege)
        else {
            problems.push(format!("{action} is no action of AWS"));
            continue;
        };
        let kinds: Vec<(&String, &Value)> =
            privilege["resource_types"].as_object().unwrap().iter().filter(|(kind, _)| !kind.is_empty()).collect();
        if kinds.is_empty() {
            if !resources.iter().any(|resource| resource == "*") {
                problems.push(format!("{action} cannot be limited to a resource, and is never allowed so"));
            }
            continue;
        }
        let is_met = |kind: &str| {
            pattern(service, kind)
                .is_none_or(|arn| resources.iter().any(|resource| resource == "*" || meet(resource.as_bytes(), arn.as_bytes())))
        };
        for (kind, _) in kinds.iter().filter(|(kind, about)| about["required"] == true && !is_met(kind)) {
            problems.push(format!("{action} needs a resource of kind {kind}, and none is granted"));
        }
        if !kinds.iter().any(|(kind, _)| is_met(kind)) {
            problems.push(format!("{action} knows none of the resources"));
        }
    }
    problems
}

#[test]
fn every_grant_is_one_that_aws_understands() {
    let reference = service_authorization();
    let mut problems = BTreeSet::new();
    let mut count = 0;
    for (address, text) in documents(prod()).into_iter().chain(documents(bootstrap())) {
        let json: Value = serde_json::from_str(text).unwrap();
        for statement in json["Statement"].as_array().into_iter().flatten().filter(|statement| statement["Effect"] == "Allow") {
            // Policies of resources and of trust grant on the resource itself.
            if statement["Resource"] == Value::Null {
                continue;
            }
            count += 1;
            problems.extend(misunderstood(&reference, statement).into_iter().map(|problem| format!("{address}: {problem}")));
        }
    }
    println!("{count} grants");
    assert!(count > 80);
    assert_eq!(problems, BTreeSet::new());
}

#[test]
fn a_limit_that_aws_does_not_know_is_found() {
    let reference = service_authorization();
    let found =
        |action: &str, resource: &str| misunderstood(&reference, &serde_json::json!({ "Action": action, "Resource": resource })).len();
    assert_eq!(found("acm:RequestCertificate", "*"), 0);
    assert_eq!(found("acm:RequestCertificate", "arn:aws:acm:ap-northeast-1:123456789012:certificate/*"), 1);
    assert_eq!(found("acm:OrderCertificate", "*"), 1);
    assert_eq!(found("sqs:CreateQueue", "arn:aws:sns:ap-northeast-1:123456789012:x"), 2);
}
