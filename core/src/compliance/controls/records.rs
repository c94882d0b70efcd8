//! Buckets that hold records of patients: those whose objects the application reads or writes. The
//! files do not say what lies in a bucket, but they say who may open it.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::keys::matches;
use super::rights::{grants, of_role, serves};
use crate::compliance::policy::{Statement, text};
use crate::plan::{Plan, Resource};

/// Services that run the application's code.
const APPLICATION: &[&str] = &["ec2.amazonaws.com", "ecs-tasks.amazonaws.com", "lambda.amazonaws.com"];

/// The buckets, sorted by address.
pub(super) fn buckets(plan: &Plan) -> Vec<&Resource> {
    let roles = plan.of_type("aws_iam_role").filter(|role| serves(plan, role, APPLICATION));
    let statements: Vec<Statement> =
        roles.flat_map(|role| of_role(plan, role)).filter_map(|policy| policy.statements).flatten().filter(opens).collect();
    let mut found: BTreeMap<&Arc<str>, &Resource> = BTreeMap::new();
    for bucket in plan.of_type("aws_s3_bucket") {
        if statements.iter().any(|statement| reaches(statement, bucket)) {
            found.insert(&bucket.address, bucket);
        }
    }
    found.into_values().collect()
}

fn opens(statement: &Statement) -> bool {
    ["s3:GetObject", "s3:PutObject"].iter().any(|action| grants(statement, action))
}

fn reaches(statement: &Statement, bucket: &Resource) -> bool {
    let object = arn(bucket).map(|arn| format!("{arn}/object"));
    statement.inverted_resources
        || statement.targets.iter().any(|reference| reference.address == bucket.address)
        || object.is_some_and(|object| statement.resources.iter().any(|pattern| matches(pattern, &object)))
}

/// ARN of a bucket by its name, as far as that is known (an unknown part is `…`).
pub(super) fn arn(bucket: &Resource) -> Option<String> {
    let name = bucket.body.value("bucket").map(text).filter(|name| name.starts_with(|c: char| c != '…'))?;
    Some(format!("arn:aws:s3:::{name}"))
}
