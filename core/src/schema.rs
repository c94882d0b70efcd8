//! The JSON Schema of a draft, made from the parameters, so that an editor can complete and check a
//! design file. It says what a single value may be; rules between values are `check`'s alone.

use serde_json::{Map, Value as Raw, json};

use crate::assumption::{ASSUMPTIONS, About, Form};
use crate::decision::{DecisionKind, MAX_PERSON_CHARS, MAX_TEXT_CHARS};
use crate::draft::{MAX_ENVIRONMENTS, SCHEMA_VERSION};
use crate::param::{Base, Kind, ParamSpec, Scope, default_value, specs};
use crate::text::{Lang, t};

/// Where a design file finds its schema: beside it, as in the zip.
pub const SCHEMA_LINK: &str = "./sekkei.schema.json";

/// The schema of a draft, as JSON with two spaces and a final newline; titles and descriptions are in `lang`.
#[must_use]
pub fn json_schema(lang: Lang) -> String {
    let mut environment = properties(Scope::Environment, lang);
    let base = t("書かれていない値に使う既定値。", "Which defaults absent values take.");
    environment.insert("base".to_owned(), json!({ "enum": Base::ALL.map(Base::id), "description": base.get(lang) }));
    environment.insert("sizes".to_owned(), object(properties(Scope::Size, lang)));
    environment.insert("assumptions".to_owned(), assumptions(About::in_environment, lang));
    let link = t(
        "エディターがこのスキーマを見つける場所。設計の一部ではありません。",
        "Where an editor finds this schema. Not part of the design.",
    );
    let schema = json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": t("Sekkei の設計", "Sekkei design").get(lang),
        "type": "object",
        "additionalProperties": false,
        "required": ["schema_version", "environments"],
        "properties": {
            "$schema": { "type": "string", "description": link.get(lang) },
            "schema_version": { "type": "integer", "minimum": 1, "maximum": SCHEMA_VERSION },
            "project": object(properties(Scope::Project, lang)),
            "attestations": decisions(DecisionKind::Attestation, lang),
            "waivers": decisions(DecisionKind::Waiver, lang),
            "environments": {
                "type": "array",
                "minItems": 1,
                "maxItems": MAX_ENVIRONMENTS,
                "items": {
                    "type": "object",
                    "additionalProperties": false,
                    "required": ["base"],
                    "properties": environment,
                },
            },
            "assumptions": assumptions(About::in_project, lang),
            "prices": prices(lang),
        },
    });
    // Serialising a JSON value cannot fail.
    let mut text = serde_json::to_string_pretty(&schema).unwrap_or_default();
    text.push('\n');
    text
}

fn decisions(kind: DecisionKind, lang: Lang) -> Raw {
    let (day, text) = kind.fields();
    let (what, day_is, text_is) = match kind {
        DecisionKind::Attestation => {
            (t("人が確認した義務。", "Duties that people confirmed."), t("確認した日。", "Day of confirmation."), t("メモ。", "Note."))
        }
        DecisionKind::Waiver => (
            t("人が期限を決めて受け入れる、満たさない管理策。", "Failures that people accept until a day."),
            t("効力のある最後の日。", "Last day on which it counts."),
            t("理由。", "Reason."),
        ),
    };
    let required = match kind {
        DecisionKind::Attestation => vec!["control", "person", day],
        DecisionKind::Waiver => vec!["control", "person", day, text],
    };
    let control = t("管理策の ID。例: TLS-09。", "Id of a control, such as TLS-09.");
    let environment = t("環境の名前。なければすべての環境。", "Name of an environment; absent: all of them.");
    let person = t("責任を持つ人。", "Who answers for it.");
    json!({
        "type": "array",
        "description": what.get(lang),
        "items": {
            "type": "object",
            "additionalProperties": false,
            "required": required,
            "properties": {
                "control": { "type": "string", "description": control.get(lang) },
                "environment": { "type": "string", "description": environment.get(lang) },
                "person": { "type": "string", "minLength": 1, "maxLength": MAX_PERSON_CHARS, "description": person.get(lang) },
                day: { "type": "string", "pattern": "^2[01][0-9]{2}-[0-9]{2}-[0-9]{2}$", "description": day_is.get(lang) },
                text: { "type": "string", "maxLength": MAX_TEXT_CHARS, "description": text_is.get(lang) },
            },
        },
    })
}

/// Numbers are texts, because a JSON number loses decimals in many editors; plain numbers are read too.
fn assumptions(fits: fn(About) -> bool, lang: Lang) -> Raw {
    let properties = ASSUMPTIONS.iter().filter(|assumption| fits(assumption.about)).map(|assumption| {
        let mut schema = match assumption.form {
            Form::Decimal => json!({ "type": ["string", "number"], "pattern": "^([0-9]{1,12}(\\.[0-9]{1,6})?)?$", "minimum": 0 }),
            Form::Date => json!({ "type": "string", "pattern": "^([0-9]{4}-[0-9]{2}-[0-9]{2})?$" }),
        };
        if let Some(fields) = schema.as_object_mut() {
            fields.insert("title".to_owned(), assumption.label.get(lang).into());
            let unit = if assumption.unit.en.is_empty() { "YYYY-MM-DD" } else { assumption.unit.get(lang) };
            fields.insert("description".to_owned(), aside(assumption.help.get(lang), unit, lang).into());
        }
        (assumption.id.to_owned(), schema)
    });
    object(properties.collect())
}

fn prices(lang: Lang) -> Raw {
    let usd = json!({ "type": "string", "pattern": "^[0-9]{1,6}(\\.[0-9]{1,12})?$" });
    let title = t("製品の単価の代わりに使う単価（単価の ID ごと）", "Unit prices in place of the product's, by price id");
    let observed = t("読んだ日。", "The day on which it was read.");
    json!({
        "type": "object",
        "title": title.get(lang),
        "additionalProperties": {
            "anyOf": [
                usd,
                {
                    "type": "object",
                    "additionalProperties": false,
                    "required": ["usd"],
                    "properties": {
                        "usd": usd,
                        "observed": { "type": "string", "description": observed.get(lang) },
                        "source": { "type": "string", "maxLength": 500 },
                        "by": { "enum": ["user", "import"] },
                    },
                },
            ],
        },
    })
}

fn object(properties: Map<String, Raw>) -> Raw {
    json!({ "type": "object", "additionalProperties": false, "properties": properties })
}

fn properties(scope: Scope, lang: Lang) -> Map<String, Raw> {
    specs(scope).map(|spec| (spec.id.to_owned(), property(spec, lang))).collect()
}

/// A sentence with a remark behind it.
fn aside(sentence: &str, remark: &str, lang: Lang) -> String {
    match lang {
        Lang::Ja => format!("{sentence}（{remark}）"),
        Lang::En => format!("{sentence} ({remark})"),
    }
}

fn property(spec: &ParamSpec, lang: Lang) -> Raw {
    let mut schema = match spec.kind {
        Kind::Switch => json!({ "type": "boolean" }),
        Kind::Number { min, max } => json!({ "type": "integer", "minimum": min, "maximum": max }),
        Kind::Text(rule) => json!({ "type": "string", "maxLength": rule.max_chars }),
        Kind::List(rule) => json!({ "type": "array", "items": { "type": "string", "maxLength": rule.max_chars } }),
        Kind::Map(_, value) => json!({ "type": "object", "additionalProperties": { "type": "string", "maxLength": value.max_chars } }),
        Kind::NumberChoice(_) | Kind::Choice(_) | Kind::DbClass | Kind::CacheNode | Kind::FargateCpu | Kind::FargateMemory { .. } => {
            let list: Vec<Raw> = spec.choices(None).unwrap_or_default().iter().map(crate::value::Value::to_json).collect();
            json!({ "enum": list })
        }
    };
    if let Some(fields) = schema.as_object_mut() {
        fields.insert("title".to_owned(), spec.label.get(lang).into());
        let accepts = spec.accepts();
        let (help, accepts) = (spec.help.get(lang), accepts.get(lang));
        let said = match lang {
            Lang::Ja => format!("{help}値: {accepts}"),
            Lang::En => format!("{help} {accepts}"),
        };
        fields.insert("description".to_owned(), aside(&said, spec.source, lang).into());
        fields.insert("default".to_owned(), default_value(spec, Base::Prod).to_json());
    }
    schema
}
