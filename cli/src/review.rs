//! Commands that evaluate files: `plan`, `check`, `diff`.

use design_core::compliance::Verdict;
use design_core::plan::Reader;
use design_core::{Date, Lang, Survey, difference, report};

use crate::bundle::{Source, of_path};
use crate::{DESIGN_IS_WRONG, Failure, Format, Report, output};

/// `sekkei plan`
pub(crate) fn plan(source: &Source, environment: Option<&str>, format: Format, lang: Lang) -> Result<(), Failure> {
    let files = source.files(lang)?;
    let survey = Survey::of(&mut Reader::new(), &files);
    let account = survey.account.as_ref().map(|plan| ("account", plan));
    let all: Vec<_> = survey.environments.iter().map(|subject| (subject.name.as_str(), &subject.plan)).chain(account).collect();
    let wanted: Vec<_> = all.iter().filter(|(name, _)| environment.is_none_or(|wanted| wanted == *name)).collect();
    if wanted.is_empty() {
        let names: Vec<&str> = all.iter().map(|(name, _)| *name).collect();
        let message = format!("there is no environment {:?}; there are: {}", environment.unwrap_or_default(), names.join(", "));
        return Err(Failure { code: DESIGN_IS_WRONG, message });
    }
    let text = match format {
        Format::Text => wanted.iter().map(|(_, plan)| report::inventory_text(plan)).collect::<Vec<_>>().join("\n"),
        Format::Json => {
            let plans: Vec<_> = wanted.iter().map(|(_, plan)| report::inventory_json(plan)).collect();
            format!("{:#}\n", serde_json::Value::Array(plans))
        }
    };
    output::print(text.as_bytes())
}

/// `sekkei check`
pub(crate) fn check(source: &Source, format: Report, today: Option<Date>, lang: Lang) -> Result<(), Failure> {
    let files = source.files(lang)?;
    let assessment = Survey::of(&mut Reader::new(), &files).assess(&files, today);
    let text = match format {
        Report::Text => report::compliance_text(&assessment, lang),
        Report::Json => format!("{:#}\n", report::compliance_json(&assessment, lang)),
        Report::Markdown => report::compliance_markdown(&assessment, lang),
        Report::Csv => report::csv(&assessment, lang),
        Report::Sarif => format!("{:#}\n", report::sarif(&assessment, lang)),
    };
    output::print(text.as_bytes())?;
    let bad = |verdict: Verdict| matches!(verdict, Verdict::Fails(design_core::compliance::FindingLevel::Error) | Verdict::Unproven);
    let count = assessment.controls.iter().filter(|assessed| bad(assessed.verdict)).count();
    if count == 0 {
        Ok(())
    } else {
        Err(Failure { code: DESIGN_IS_WRONG, message: format!("{count} controls fail at level error or are not proven") })
    }
}

/// `sekkei diff A B`
pub(crate) fn diff(from: &str, to: &str, lang: Lang) -> Result<(), Failure> {
    let (from, to) = (of_path(from, lang)?, of_path(to, lang)?);
    let mut reader = Reader::new();
    let old = Survey::of(&mut reader, &from);
    let new = Survey::of(&mut reader, &to);
    let mut text = String::new();
    for path in from.keys().filter(|path| !to.contains_key(*path)) {
        text.push_str(&format!("file: - {path}\n"));
    }
    for (path, now) in &to {
        match from.get(path) {
            None => text.push_str(&format!("file: + {path}\n")),
            Some(before) if before != now => text.push_str(&format!("file: ~ {path}\n")),
            Some(_) => {}
        }
    }
    let mut pairs = Vec::new();
    for (second, subject) in new.environments.iter().enumerate() {
        match old.environments.iter().position(|other| other.name == subject.name) {
            Some(first) => {
                pairs.push((first, second));
                if let Some(before) = old.environments.get(first) {
                    let found = difference::difference(&before.plan, &subject.plan, &[]);
                    text.push_str(&report::difference_text(&subject.name, &found, lang));
                }
            }
            None => text.push_str(&format!("environment: + {}\n", subject.name)),
        }
    }
    for before in old.environments.iter().filter(|before| new.environment(&before.name).is_none()) {
        text.push_str(&format!("environment: - {}\n", before.name));
    }
    if let (Some(before), Some(after)) = (&old.account, &new.account) {
        text.push_str(&report::difference_text("account", &difference::difference(before, after, &[]), lang));
    }
    let (before, after) = (old.assess(&from, None), new.assess(&to, None));
    for (control, environment, was, is) in difference::verdicts(&before, &after, &pairs) {
        let name = before.environments.get(environment).map_or("", String::as_str);
        let word = |verdict: Verdict| report::verdict_word(verdict).get(lang);
        text.push_str(&format!("{name}: {control}: {} → {}\n", word(was), word(is)));
    }
    output::print(text.as_bytes())
}

/// `sekkei diff --environments`
pub(crate) fn environments(source: &Source, lang: Lang) -> Result<(), Failure> {
    let files = source.files(lang)?;
    let survey = Survey::of(&mut Reader::new(), &files);
    let assessment = survey.assess(&files, None);
    output::print(report::environments_markdown(&files, &survey.environments, &assessment, lang).as_bytes())
}
