//! Rules between environments: what may not be the same, and what may not overlap.

use crate::design::Environment;
use crate::edit::Edit;
use crate::issue::{Issue, Level, Place, Words, w};
use crate::network::Cidr;
use crate::settings::ProjectSettings;

pub(super) fn check(project: Option<&ProjectSettings>, environments: &[(usize, Environment)], issues: &mut Vec<Issue>) {
    for (position, (index, later)) in environments.iter().enumerate() {
        for (_, earlier) in environments.iter().take(position) {
            pair(project, earlier, *index, later, environments, issues);
        }
    }
}

fn pair(
    project: Option<&ProjectSettings>,
    earlier: &Environment,
    index: usize,
    later: &Environment,
    all: &[(usize, Environment)],
    issues: &mut Vec<Issue>,
) {
    let (a, b) = (&earlier.settings, &later.settings);
    let mut say = |rule, id: &str, what: Words, why: Words, fix: Words, repair: Vec<Edit>| {
        issues.push(Issue { level: Level::Error, rule, place: Place::Environment(index, id.to_owned()), what, why, fix, repair });
    };
    let same_account = a.aws_account_id == b.aws_account_id;
    if a.name == b.name {
        say(
            "environments.name",
            "name",
            w(format!("環境名「{}」が 2 つあります。", b.name), format!("The name “{}” is used twice.", b.name)),
            w("フォルダーとリソース名が衝突します。", "Folders and resource names would collide."),
            w("別の名前にしてください。", "Use another name."),
            Vec::new(),
        );
    }
    if a.branch == b.branch {
        say(
            "environments.branch",
            "branch",
            w(
                format!("ブランチ「{}」が 2 つの環境に割り当てられています。", b.branch),
                format!("The branch “{}” maps to two environments.", b.branch),
            ),
            w("1 回の push がどちらへのデプロイか決まりません。", "A push could not tell which one to deploy."),
            w("別のブランチにしてください。", "Use another branch."),
            Vec::new(),
        );
    }
    if a.github_environment == b.github_environment {
        say(
            "environments.github_environment",
            "github_environment",
            w(
                format!("GitHub の環境「{}」が 2 つの環境に割り当てられています。", b.github_environment),
                format!("The GitHub environment “{}” maps to two environments.", b.github_environment),
            ),
            w("片方の環境の権限で、もう片方を変更できてしまいます。", "The rights of one would open the other."),
            w("別の名前にしてください。", "Use another name."),
            Vec::new(),
        );
    }
    let root = project.map_or("", |project| project.basics.root_domain.as_str());
    let hosts = |environment: &Environment| {
        let settings = &environment.settings;
        let zone = if settings.zone.is_empty() { root.to_owned() } else { settings.zone.clone() };
        [("api_host", &settings.api_host), ("app_host", &settings.app_host), ("mail_host", &settings.mail_host)]
            .map(|(id, host)| (id, format!("{host}.{zone}")))
    };
    for (id, name) in hosts(later) {
        if hosts(earlier).iter().any(|(_, other)| *other == name) {
            say(
                "environments.host",
                id,
                w(format!("{name} は環境「{}」でも使われています。", a.name), format!("{name} is also used by “{}”.", a.name)),
                w("同じ DNS 名は 1 つの環境にしか向けられません。", "A DNS name leads to one environment only."),
                w("別のホスト名にしてください。", "Use another host name."),
                Vec::new(),
            );
        }
    }
    let (Some(first), Some(second)) = (Cidr::parse(&earlier.sizes.vpc.cidr), Cidr::parse(&later.sizes.vpc.cidr)) else { return };
    if first.overlaps(second) {
        say(
            "vpc.overlap",
            "vpc.cidr",
            w(
                format!("{} は環境「{}」と重なります。", later.sizes.vpc.cidr, a.name),
                format!("{} overlaps “{}”.", later.sizes.vpc.cidr, a.name),
            ),
            w(
                if same_account {
                    "後から VPC をつなげなくなります。"
                } else {
                    "アカウントが違っても、後から VPC をつなげなくなります。"
                },
                "The networks could never be connected later.",
            ),
            w("重ならない /16 にしてください。", "Use a /16 that does not overlap."),
            free_block(all)
                .map(|cidr| Edit::SetSize { environment: index, id: "vpc.cidr".to_owned(), value: cidr.into() })
                .into_iter()
                .collect(),
        );
    }
}

/// The first 10.x.0.0/16 that no environment uses, counted from 10.10 in steps of ten, then of one.
pub(crate) fn free_block(environments: &[(usize, Environment)]) -> Option<String> {
    first_free(environments.iter().map(|(_, environment)| environment.sizes.vpc.cidr.as_str()))
}

/// See [`free_block`].
pub(crate) fn first_free<'a>(used: impl Iterator<Item = &'a str>) -> Option<String> {
    let used: Vec<Cidr> = used.filter_map(Cidr::parse).collect();
    (1..=25)
        .map(|tens| tens * 10)
        .chain(0..=255)
        .map(|second| format!("10.{second}.0.0/16"))
        .find(|text| Cidr::parse(text).is_some_and(|block| !used.iter().any(|other| other.overlaps(block))))
}
