//! What a step did, as a sentence for the list of the history.

use serde_json::Value as Raw;

use super::deed::Doing;
use super::step::Step;
use crate::assumption;
use crate::param::{ParamSpec, Scope, find_spec};
use crate::text::{Lang, Text, t};

const PROJECT: Text = t("プロジェクト", "Project");
const ALL_ENVIRONMENTS: Text = t("全環境", "All environments");
const NONE: Text = t("未設定", "not set");

impl Step {
    /// The sentence. `shown` writes a value of a parameter as the page does.
    #[must_use]
    pub fn sentence(&self, lang: Lang, shown: &dyn Fn(&ParamSpec, &Raw, Lang) -> String) -> String {
        let deed = &self.deed;
        let about = deed.about.as_str();
        let pick = |ja: String, en: String| match lang {
            Lang::Ja => ja,
            Lang::En => en,
        };
        let environment = deed.environment.as_deref();
        let place = environment.unwrap_or(match deed.doing {
            Doing::ResetSize => ALL_ENVIRONMENTS.get(lang),
            _ => PROJECT.get(lang),
        });
        let of = |scope: Scope| {
            let spec = find_spec(scope, about);
            format!("{place}: {}{}", spec.map_or(about, |spec| spec.label.get(lang)), self.before_after(lang, spec, shown))
        };
        let subject = |ja: &str, en: &str| match (lang, environment) {
            (Lang::Ja, Some(environment)) => format!("{environment}: {about} {ja}"),
            (Lang::Ja, None) => format!("{about} {ja}"),
            (Lang::En, Some(environment)) => format!("{environment}: {about} {en}"),
            (Lang::En, None) => format!("{about} {en}"),
        };
        let sentence = match deed.doing {
            Doing::SetProject => of(Scope::Project),
            Doing::SetEnvironment => of(Scope::Environment),
            Doing::SetSize => of(Scope::Size),
            // Values of several environments are several; a sentence says how many.
            Doing::ResetSize if self.places(about) > 1 => {
                let label = find_spec(Scope::Size, about).map_or(about, |spec| spec.label.get(lang));
                let count = self.places(about);
                pick(
                    format!("{place}: {label}（{count} 環境を既定値に戻した）"),
                    format!("{place}: {label} ({count} back to their defaults)"),
                )
            }
            Doing::ResetSize => {
                format!("{}{}", of(Scope::Size), pick("（既定値に戻した）".to_owned(), " (back to its default)".to_owned()))
            }
            Doing::CopySizes => pick(format!("{place}: {about} のサイズをコピー"), format!("{place}: sizes copied from {about}")),
            Doing::AddEnvironment => pick(
                format!("環境 {place} を追加（サイズは {about} と同じ）"),
                format!("Environment {place} added with the sizes of {about}"),
            ),
            Doing::RemoveEnvironment => pick(format!("環境 {place} を削除"), format!("Environment {place} removed")),
            Doing::MoveLeft => pick(format!("環境 {place} を左へ移動"), format!("Environment {place} moved to the left")),
            Doing::MoveRight => pick(format!("環境 {place} を右へ移動"), format!("Environment {place} moved to the right")),
            Doing::Attest => subject("の確認を記録", "confirmed by a person"),
            Doing::Waive => subject("の期限付き許容を記録", "accepted until a day"),
            Doing::RetractAttestation => subject("の確認を取り消し", "confirmation taken back"),
            Doing::RetractWaiver => subject("の許容を取り消し", "acceptance taken back"),
            Doing::Assume => {
                let label = assumption::find(about).map_or(about, |assumption| assumption.label.get(lang));
                format!("{place}: {label}{}", self.before_after(lang, None, shown))
            }
            Doing::SetPrices => pick(format!("単価を変更: {about}"), format!("Unit price changed: {about}")),
            Doing::Replace if about.is_empty() => pick("設計全体を置き換え".to_owned(), "Whole design replaced".to_owned()),
            Doing::Replace => pick(format!("設計全体を「{about}」に置き換え"), format!("Whole design replaced by “{about}”")),
            Doing::StartOver => pick("既定の設計に戻した".to_owned(), "Started over from the defaults".to_owned()),
            Doing::Restore => pick(format!("版「{about}」に戻した"), format!("Version “{about}” restored")),
            Doing::GiveBack => pick(format!("{about} を生成した内容に戻した"), format!("{about}: back to the generated text")),
            Doing::Find => pick("履歴の外で変わった設計を読み込み".to_owned(), "Design found as changed outside this history".to_owned()),
        };
        // A size may have moved others along, which counts like edits that were made together.
        let more = match deed.doing {
            Doing::SetProject | Doing::SetSize | Doing::Assume => deed.others.max(self.changes().saturating_sub(1)),
            Doing::ResetSize => deed.others.max(self.changes().saturating_sub(self.places(about).max(1))),
            _ => deed.others,
        };
        let sentence = match more {
            0 => sentence,
            more => pick(format!("{sentence} ほか {more} 件"), format!("{sentence} and {more} more")),
        };
        if deed.doing == Doing::GiveBack {
            return sentence;
        }
        let (before, after) = self.kept();
        let gone = before.keys().filter(|path| !after.contains_key(*path)).count();
        match (after.len(), gone) {
            (0, 0) => sentence,
            (kept, 0) => {
                pick(format!("{sentence}（手で編集した {kept} ファイルを残す）"), format!("{sentence} (your edited files kept: {kept})"))
            }
            (0, gone) => pick(
                format!("{sentence}（手で編集した {gone} ファイルを外す）"),
                format!("{sentence} (your edited files taken out: {gone})"),
            ),
            (kept, gone) => pick(
                format!("{sentence}（手で編集した {kept} ファイルを残し、{gone} ファイルを外す）"),
                format!("{sentence} (your edited files kept: {kept}, taken out: {gone})"),
            ),
        }
    }

    /// ` a → b`, with units; empty when the step does not say.
    fn before_after(&self, lang: Lang, spec: Option<&ParamSpec>, shown: &dyn Fn(&ParamSpec, &Raw, Lang) -> String) -> String {
        let Some((from, to)) = self.value(&self.deed.about) else { return String::new() };
        let write = |value: Option<&Raw>| match (value, spec) {
            (None | Some(Raw::Null), _) => NONE.get(lang).to_owned(),
            (Some(value), Some(spec)) => shown(spec, value, lang),
            (Some(Raw::String(text)), None) => text.clone(),
            (Some(value), None) => value.to_string(),
        };
        format!(" {} → {}", write(from), write(to))
    }
}
