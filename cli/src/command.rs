//! One function for each command.

use std::fs;
use std::path::Path;

use design_core::{DesignDraft, Lang, Level, PRESETS, Preset, check, find_preset, json_schema};
use infra_templates::{Bundle, Package, link, sha256_hex};

use crate::failure::{Failure, w};
use crate::{Format, output, source};

/// `sekkei design`
pub(crate) fn design(preset: Option<&str>) -> Result<(), Failure> {
    // The arguments allow no other name.
    let draft = preset.and_then(find_preset).map_or_else(DesignDraft::default, Preset::draft);
    output::print(draft.to_json().as_bytes())
}

/// `sekkei presets`
pub(crate) fn presets(lang: Lang) -> Result<(), Failure> {
    let lines: String =
        PRESETS.iter().map(|preset| format!("{}\t{}\t{}\n", preset.id, preset.label.get(lang), preset.purpose.get(lang))).collect();
    output::print(lines.as_bytes())
}

/// `sekkei schema`
pub(crate) fn schema(lang: Lang) -> Result<(), Failure> {
    output::print(json_schema(lang).as_bytes())
}

/// `sekkei link`
pub(crate) fn share_link(path: &str, page: &str) -> Result<(), Failure> {
    let draft = source::draft(path)?;
    output::print(format!("{}{}\n", page.split('#').next().unwrap_or_default(), link(&draft)).as_bytes())
}

/// `sekkei validate`
pub(crate) fn validate(path: &str, format: Format, lang: Lang) -> Result<(), Failure> {
    let draft = source::draft(path)?;
    let checked = check(&draft);
    let errors = checked.errors().count();
    let notices = checked.issues.len() - errors;
    match format {
        Format::Json => {
            let issues: Vec<_> = checked
                .issues
                .iter()
                .map(|issue| {
                    serde_json::json!({
                        "level": output::level(issue.level),
                        "rule": issue.rule,
                        "place": output::place(&draft, &issue.place),
                        "what": issue.what.get(lang),
                        "why": issue.why.get(lang),
                        "fix": issue.fix.get(lang),
                    })
                })
                .collect();
            let report = serde_json::json!({ "valid": checked.design.is_some(), "issues": issues });
            output::print(format!("{report:#}\n").as_bytes())?;
        }
        Format::Text => {
            let mut text = String::new();
            for issue in &checked.issues {
                text.push_str(&output::issue(&draft, issue, lang));
                text.push('\n');
            }
            let counts = w(format!("エラー {errors} 件、注意 {notices} 件\n"), format!("{errors} errors, {notices} notices\n"));
            text.push_str(counts.get(lang));
            output::print(text.as_bytes())?;
        }
    }
    debug_assert_eq!(checked.design.is_none(), checked.issues.iter().any(|issue| issue.level == Level::Error));
    if checked.design.is_some() { Ok(()) } else { Err(Failure::design(w("設計にエラーがあります", "the design has errors"))) }
}

/// `sekkei generate --out`
pub(crate) fn generate_folder(path: &str, folder: &Path, lang: Lang) -> Result<(), Failure> {
    let bundle = Bundle::render(&source::design(path, lang)?);
    let fail = |path: &Path, error: std::io::Error| Failure::cannot_write(path, error);
    let occupied = fs::read_dir(folder).is_ok_and(|mut entries| entries.next().is_some());
    if occupied || folder.is_file() {
        let folder = folder.display();
        return Err(Failure::input_output(w(
            format!("{folder} は空ではありません。既にあるものを上書きしないよう、新しいフォルダーを指定してください"),
            format!("{folder} is not empty; choose a new folder, so that nothing of yours is overwritten"),
        )));
    }
    for (path, text) in bundle.files() {
        let target = folder.join(path);
        if let Some(parent) = target.parent() {
            fs::create_dir_all(parent).map_err(|error| fail(parent, error))?;
        }
        fs::write(&target, text.as_bytes()).map_err(|error| fail(&target, error))?;
    }
    let (count, folder) = (bundle.files().len(), folder.display());
    output::error(w(format!("{folder} に {count} ファイルを書きました"), format!("wrote {count} files to {folder}")).get(lang));
    Ok(())
}

/// `sekkei generate --zip`, `--script`, `--patch`
pub(crate) fn generate_package(path: &str, package: Package, target: &str, lang: Lang) -> Result<(), Failure> {
    let design = source::design(path, lang)?;
    let bundle = Bundle::render(&design);
    let bytes = package.pack(&bundle, design.project.language());
    if target == "-" {
        output::print(&bytes)?;
    } else {
        fs::write(target, &bytes).map_err(|error| Failure::cannot_write(target, error))?;
    }
    let (count, hash) = (bundle.files().len(), sha256_hex(&bytes));
    output::error(w(format!("{count} ファイルを書きました（sha256 {hash}）"), format!("wrote {count} files, sha256 {hash}")).get(lang));
    Ok(())
}
