//! How people and machines sign in: without keys that last, and with more than one factor.

use std::collections::BTreeSet;

use crate::compliance::controls::workflow;
use crate::compliance::judge::{Judge, both};
use crate::plan::Line;

pub(super) fn no_static_keys(judge: &mut Judge<'_>) {
    for plan in judge.plans() {
        for kind in ["aws_iam_access_key", "aws_iam_user", "aws_iam_user_login_profile"] {
            for resource in plan.of_type(kind) {
                let wanted = ("ロール（OIDC、IAM Identity Center）", "roles (OIDC, IAM Identity Center)");
                judge.lacks(resource, both(kind), wanted);
            }
        }
        let backends = plan.settings().iter().flat_map(|settings| settings.blocks_of("backend"));
        for (label, block) in plan
            .providers()
            .iter()
            .map(|(name, block)| (format!("provider {name}"), block))
            .chain(backends.map(|block| ("backend".to_owned(), block)))
        {
            let keys: Vec<_> =
                ["access_key", "secret_key", "token"].iter().filter_map(|argument| Some((argument, block.find(argument)?))).collect();
            if keys.is_empty() {
                judge.saw_line(None, block.line.clone(), format!("{label} に鍵がない"), format!("{label} holds no keys"));
            }
            for (argument, attribute) in keys {
                judge.lacks_line(None, attribute.line.clone(), both(format!("{label}: {argument}")), ("鍵を書かない", "no keys"));
            }
        }
    }
    for workflow in workflow::all(judge) {
        for step in workflow.each("uses").filter(|entry| entry.text().starts_with("aws-actions/configure-aws-credentials")) {
            let inputs = workflow.inputs(step);
            let role = inputs.iter().find(|entry| entry.key() == "role-to-assume" && !entry.text().is_empty());
            match role {
                Some(role) => judge.saw_line(
                    None,
                    workflow.line_of(role),
                    format!("role-to-assume: {}", role.text()),
                    format!("role-to-assume: {}", role.text()),
                ),
                None => judge.lacks_line(None, workflow.line_of(step), both(step.text()), ("role-to-assume", "role-to-assume")),
            }
        }
    }
    let mut lines: BTreeSet<Line> = judge.access_keys().into_iter().collect();
    for path in judge.paths().into_iter().filter(|path| path.starts_with(".github/workflows/") && !path.ends_with(".md")) {
        for (line, text) in (1u32..).zip(judge.file(path).into_iter().flat_map(str::lines)) {
            let named = ["aws-access-key-id", "aws-secret-access-key", "AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"];
            if !text.trim_start().starts_with('#') && named.iter().any(|name| text.contains(name)) {
                lines.insert(Line { path: path.into(), line });
            }
        }
    }
    for line in lines {
        judge.lacks_line(None, line, ("アクセスキー", "an access key"), ("鍵を書かない", "no keys"));
    }
}

pub(super) fn factors(judge: &mut Judge<'_>) {
    for plan in judge.plans() {
        for provider in plan.of_type("aws_iam_openid_connect_provider") {
            judge.saw(provider, "GitHub は OIDC で入る", "GitHub comes in by OIDC");
        }
        for policy in plan.of_type("aws_iam_account_password_policy") {
            judge.saw(policy, "IAM ユーザーのパスワードの決まり", "rules for passwords of IAM users");
        }
        for filter in plan
            .of_type("aws_cloudwatch_log_metric_filter")
            .filter(|filter| filter.body.text("pattern").is_some_and(|pattern| pattern.contains("MFAUsed")))
        {
            judge.saw(filter, "MFA のないサインインの検知", "sign-ins without MFA are noticed");
        }
    }
}
