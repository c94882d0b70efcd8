//! Commands that evaluate files: `plan`, `check`, `diff`.

use design_core::comparison::{Side, compare};
use design_core::compliance::Verdict;
use design_core::plan::Reader;
use design_core::{Date, Lang, Survey, report};

use crate::bundle::{Source, of_path};
use crate::failure::{Failure, w};
use crate::{Difference, Format, Report, output};

/// `sekkei plan`
pub(crate) fn plan(source: &Source, environment: Option<&str>, format: Format, lang: Lang) -> Result<(), Failure> {
    let files = source.files(lang)?;
    let survey = Survey::of(&mut Reader::new(), &files);
    let account =
        survey.accounts.iter().map(|account| (if account.id.is_empty() { "account" } else { account.id.as_str() }, &account.plan));
    let all: Vec<_> = survey.environments.iter().map(|subject| (subject.name.as_str(), &subject.plan)).chain(account).collect();
    let wanted: Vec<_> = all.iter().filter(|(name, _)| environment.is_none_or(|wanted| wanted == *name)).collect();
    if wanted.is_empty() {
        let names: Vec<&str> = all.iter().map(|(name, _)| *name).collect();
        return Err(Failure::no_environment(environment.unwrap_or_default(), &names));
    }
    let text = match format {
        Format::Text => wanted.iter().map(|(_, plan)| report::inventory_text(plan, lang)).collect::<Vec<_>>().join("\n"),
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
        Err(Failure::design(w(
            format!("{count} 件の管理策が、エラーで満たさないか、確認できません"),
            format!("{count} controls fail at level error or are not proven"),
        )))
    }
}

/// `sekkei diff A B`
pub(crate) fn diff(from: &str, to: &str, format: Difference, lang: Lang) -> Result<(), Failure> {
    let (old_files, new_files) = (of_path(from, lang)?, of_path(to, lang)?);
    let mut reader = Reader::new();
    let old = Survey::of(&mut reader, &old_files);
    let new = Survey::of(&mut reader, &new_files);
    let (before, after) = (old.assess(&old_files, None), new.assess(&new_files, None));
    let found = compare(
        Side { files: &old_files, survey: &old, assessment: &before },
        Side { files: &new_files, survey: &new, assessment: &after },
    );
    let text = match format {
        Difference::Text => report::comparison_text(&found, lang),
        Difference::Markdown => report::comparison_markdown(&found, from, to, lang),
    };
    output::print(text.as_bytes())
}

/// `sekkei environments`
pub(crate) fn environments(source: &Source, lang: Lang) -> Result<(), Failure> {
    let files = source.files(lang)?;
    let survey = Survey::of(&mut Reader::new(), &files);
    let assessment = survey.assess(&files, None);
    output::print(report::environments_markdown(&files, &survey.environments, &assessment, lang).as_bytes())
}
