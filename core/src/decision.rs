//! What people decided about controls: that they confirmed a duty no file can show, or that they accept
//! until a day that something is not met. A draft keeps it as typed; here it is read and its form judged.
//! Whether it counts is said by `compliance`, which knows the verdicts.

use serde_json::Value as Raw;

use crate::date::Date;
use crate::draft::{DesignDraft, Values};
use crate::issue::{Words, w};

/// What a person decided.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum DecisionKind {
    /// A duty is done: who confirmed it, when, and a note.
    Attestation,
    /// A failure is accepted: by whom, why, and until which day.
    Waiver,
}

/// A decision about a control.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Decision {
    /// What was decided.
    pub kind: DecisionKind,
    /// Id of the control.
    pub control: String,
    /// Name of the environment; `None`: all of them.
    pub environment: Option<String>,
    /// Name of the person who answers for it.
    pub person: String,
    /// Attestation: the day of confirmation. Waiver: the last day on which it counts.
    pub day: Date,
    /// Attestation: a note, may be empty. Waiver: the reason.
    pub text: String,
}

/// Longest name of a person, in characters.
pub const MAX_PERSON_CHARS: usize = 100;
/// Longest note or reason, in characters.
pub const MAX_TEXT_CHARS: usize = 1000;

impl DecisionKind {
    /// Both kinds.
    pub const ALL: [Self; 2] = [Self::Attestation, Self::Waiver];

    /// Names of its day and its text in a draft.
    #[must_use]
    pub const fn fields(self) -> (&'static str, &'static str) {
        match self {
            Self::Attestation => ("date", "note"),
            Self::Waiver => ("until", "reason"),
        }
    }

    /// The list in a draft.
    #[must_use]
    pub const fn list(self, draft: &DesignDraft) -> &Vec<Values> {
        match self {
            Self::Attestation => &draft.attestations,
            Self::Waiver => &draft.waivers,
        }
    }

    pub(crate) const fn list_mut(self, draft: &mut DesignDraft) -> &mut Vec<Values> {
        match self {
            Self::Attestation => &mut draft.attestations,
            Self::Waiver => &mut draft.waivers,
        }
    }
}

impl Decision {
    /// Reads what a draft holds.
    ///
    /// # Errors
    /// The words say what is wrong: a part that is missing, unknown or no text, a day that the calendar
    /// does not have, a text that is empty, too long, holds control characters or looks like a secret.
    pub fn read(kind: DecisionKind, raw: &Values) -> Result<Self, Words> {
        let (day, text) = kind.fields();
        if let Some(unknown) = raw.keys().find(|key| !["control", "environment", "person", day, text].contains(&key.as_str())) {
            return Err(w(format!("「{unknown}」という項目はありません"), format!("there is no field “{unknown}”")));
        }
        let typed = |name: &str| match raw.get(name) {
            None => Ok(""),
            Some(Raw::String(text)) => Ok(text.as_str()),
            Some(_) => Err(w(format!("{name} が文字列ではありません"), format!("{name} is no text"))),
        };
        let environment = match raw.get("environment") {
            None => None,
            Some(_) => Some(typed("environment")?.to_owned()),
        };
        let control = typed("control")?;
        if control.is_empty() {
            return Err(w("control がありません", "control is missing"));
        }
        Self::new(kind, control, environment.as_deref(), typed("person")?, typed(day)?, typed(text)?)
    }

    /// Reads what was typed into a form. `day` is written `2026-11-23`.
    ///
    /// # Errors
    /// See [`Self::read`].
    pub fn new(kind: DecisionKind, control: &str, environment: Option<&str>, person: &str, day: &str, text: &str) -> Result<Self, Words> {
        let (person, text) = (person.trim(), text.trim());
        let (who, what) = match kind {
            DecisionKind::Attestation => (("確認した人", "the person who confirmed it"), ("メモ", "the note")),
            DecisionKind::Waiver => (("受容した人", "the person who accepts it"), ("理由", "the reason")),
        };
        if person.is_empty() {
            return Err(w(format!("{}の名前がありません", who.0), format!("the name of {} is missing", who.1)));
        }
        if text.is_empty() && kind == DecisionKind::Waiver {
            return Err(w("理由がありません", "the reason is missing"));
        }
        for (typed, most, (ja, en)) in [(person, MAX_PERSON_CHARS, who), (text, MAX_TEXT_CHARS, what)] {
            if typed.chars().count() > most {
                return Err(w(format!("{ja}が {most} 文字を超えています"), format!("{en} is longer than {most} characters")));
            }
            if typed.chars().any(char::is_control) {
                return Err(w(
                    format!("{ja}に改行などの制御文字があります"),
                    format!("{en} holds a line break or another control character"),
                ));
            }
            if looks_secret(typed) {
                return Err(w(format!("{ja}に秘密の値らしいものがあります"), format!("{en} looks as if it held a secret")));
            }
        }
        let Some(day) = Date::parse(day.trim()) else {
            return Err(w("日付が暦の日（例: 2026-11-23）ではありません", "the date is no day of the calendar, written as 2026-11-23"));
        };
        Ok(Self {
            kind,
            control: control.to_owned(),
            environment: environment.map(str::to_owned),
            person: person.to_owned(),
            day,
            text: text.to_owned(),
        })
    }

    /// The form in which a draft keeps it.
    #[must_use]
    pub fn to_values(&self) -> Values {
        let (day, text) = self.kind.fields();
        let mut values = Values::new();
        values.insert("control".to_owned(), self.control.as_str().into());
        if let Some(environment) = &self.environment {
            values.insert("environment".to_owned(), environment.as_str().into());
        }
        values.insert("person".to_owned(), self.person.as_str().into());
        values.insert(day.to_owned(), self.day.to_string().into());
        values.insert(text.to_owned(), self.text.as_str().into());
        values
    }

    /// Does it speak of this control in this environment?
    #[must_use]
    pub fn is_about(&self, control: &str, environment: &str) -> bool {
        self.control == control && self.environment.as_deref().is_none_or(|name| name == environment)
    }
}

/// Every decision of a draft whose form is right: attestations first, each list in its order.
#[must_use]
pub fn decisions(draft: &DesignDraft) -> Vec<Decision> {
    DecisionKind::ALL.into_iter().flat_map(|kind| kind.list(draft).iter().filter_map(move |raw| Decision::read(kind, raw).ok())).collect()
}

/// What an entry of a draft is about, however wrong the rest of it is: control and environment as typed.
pub(crate) fn about(raw: &Values) -> (&str, Option<&str>) {
    let text = |name: &str| raw.get(name).and_then(Raw::as_str);
    (text("control").unwrap_or_default(), text("environment"))
}

/// Access keys of AWS and the heads of PEM files: what a person could paste by mistake.
fn looks_secret(text: &str) -> bool {
    crate::compliance::has_access_key(text) || text.contains("-----BEGIN ")
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn read(kind: DecisionKind, raw: serde_json::Value) -> Result<Decision, Words> {
        Decision::read(kind, &serde_json::from_value(raw).unwrap())
    }

    #[test]
    fn a_decision_reads_back_as_it_was_kept() {
        let waiver =
            json!({ "control": "TLS-09", "environment": "prod", "person": "山田", "until": "2027-03-31", "reason": "閉域網へ移行中" });
        let attestation = json!({ "control": "OPS-03", "person": "A. Sato", "date": "2026-11-23", "note": "" });
        for (kind, raw) in [(DecisionKind::Waiver, waiver), (DecisionKind::Attestation, attestation)] {
            let decision = read(kind, raw.clone()).unwrap();
            assert_eq!(serde_json::to_value(decision.to_values()).unwrap(), raw);
        }
    }

    #[test]
    fn what_is_wrong_is_named() {
        let good = json!({ "control": "TLS-09", "person": "A", "until": "2027-03-31", "reason": "R" });
        let with = |key: &str, value: serde_json::Value| {
            let mut raw = good.clone();
            raw[key] = value;
            read(DecisionKind::Waiver, raw).map_err(|words| words.en)
        };
        assert!(with("reason", json!("R")).is_ok());
        for (key, value, said) in [
            ("control", json!(""), "control is missing"),
            ("person", json!(" "), "the name of the person who accepts it is missing"),
            ("person", json!(7), "person is no text"),
            ("person", json!("x".repeat(101)), "longer than 100"),
            ("reason", json!(""), "the reason is missing"),
            ("reason", json!("a\nb"), "control character"),
            ("reason", json!("key AKIAABCDEFGHIJKLMNOP"), "secret"),
            ("reason", json!("-----BEGIN PRIVATE KEY-----"), "secret"),
            ("until", json!("2027-02-29"), "no day of the calendar"),
            ("until", json!(20_270_331), "until is no text"),
            ("environment", json!(null), "environment is no text"),
            ("password", json!("x"), "there is no field"),
        ] {
            let error = with(key, value).unwrap_err();
            assert!(error.contains(said), "{key}: {error}");
        }
    }
}
