//! Tags that every resource bears.

use crate::compliance::judge::{Judge, both, shown};

const TAGS: [&str; 4] = ["CostCenter", "DataClass", "Environment", "Project"];

pub(super) fn tagged(judge: &mut Judge<'_>) {
    let plan = judge.plan();
    for (name, provider) in plan.providers().iter().filter(|(name, _)| name.split('.').next() == Some("aws")) {
        let tags = provider.find("default_tags.tags");
        let line = tags.map_or_else(|| provider.line.clone(), |tags| tags.line.clone());
        let filled = |key: &&&str| tags.and_then(|tags| tags.value.entry(key)?.as_str()).is_some_and(|value| !value.trim().is_empty());
        let missing: Vec<&str> = TAGS.iter().filter(|key| !filled(key)).copied().collect();
        let found = match tags {
            Some(tags) => format!("{name}: {}", shown(&tags.value)),
            None => format!("{name}: default_tags = null"),
        };
        let wanted = missing.join(", ");
        judge.expect_line(missing.is_empty(), None, line, both(found), (&wanted, &wanted));
    }
    if plan.providers().is_empty() {
        judge.lacks_line(
            None,
            judge.root_line(),
            ("プロバイダーの設定がない", "no provider configuration"),
            ("default_tags", "default_tags"),
        );
    }
}
