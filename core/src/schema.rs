//! The JSON Schema of a draft, made from the parameters, so that an editor can complete and check a
//! design file. It says what a single value may be; rules between values are `check`'s alone.

use serde_json::{Map, Value as Raw, json};

use crate::assumption::{ASSUMPTIONS, About, Form};
use crate::decision::{DecisionKind, MAX_PERSON_CHARS, MAX_TEXT_CHARS};
use crate::draft::{MAX_ENVIRONMENTS, SCHEMA_VERSION};
use crate::param::{Base, Kind, ParamSpec, Scope, default_value, specs};

/// Where a design file finds its schema: beside it, as in the zip.
pub const SCHEMA_LINK: &str = "./sekkei.schema.json";

/// The schema of a draft, as JSON with two spaces and a final newline.
#[must_use]
pub fn json_schema() -> String {
    let mut environment = properties(Scope::Environment);
    environment.insert("base".to_owned(), json!({ "enum": Base::ALL.map(Base::id), "description": "Which defaults absent values take." }));
    environment.insert("sizes".to_owned(), object(properties(Scope::Size)));
    environment.insert("assumptions".to_owned(), assumptions(About::in_environment));
    let schema = json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Sekkei design",
        "type": "object",
        "additionalProperties": false,
        "required": ["schema_version", "environments"],
        "properties": {
            "$schema": { "type": "string", "description": "Where an editor finds this schema. Not part of the design." },
            "schema_version": { "type": "integer", "minimum": 1, "maximum": SCHEMA_VERSION },
            "project": object(properties(Scope::Project)),
            "attestations": decisions(DecisionKind::Attestation),
            "waivers": decisions(DecisionKind::Waiver),
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
            "assumptions": assumptions(About::in_project),
            "prices": prices(),
        },
    });
    // Serialising a JSON value cannot fail.
    let mut text = serde_json::to_string_pretty(&schema).unwrap_or_default();
    text.push('\n');
    text
}

fn decisions(kind: DecisionKind) -> Raw {
    let (day, text) = kind.fields();
    let (what, day_is, text_is) = match kind {
        DecisionKind::Attestation => ("Duties that people confirmed.", "Day of confirmation.", "Note."),
        DecisionKind::Waiver => ("Failures that people accept until a day.", "Last day on which it counts.", "Reason."),
    };
    let required = match kind {
        DecisionKind::Attestation => vec!["control", "person", day],
        DecisionKind::Waiver => vec!["control", "person", day, text],
    };
    json!({
        "type": "array",
        "description": what,
        "items": {
            "type": "object",
            "additionalProperties": false,
            "required": required,
            "properties": {
                "control": { "type": "string", "description": "Id of a control, such as TLS-09." },
                "environment": { "type": "string", "description": "Name of an environment; absent: all of them." },
                "person": { "type": "string", "minLength": 1, "maxLength": MAX_PERSON_CHARS, "description": "Who answers for it." },
                day: { "type": "string", "pattern": "^2[01][0-9]{2}-[0-9]{2}-[0-9]{2}$", "description": day_is },
                text: { "type": "string", "maxLength": MAX_TEXT_CHARS, "description": text_is },
            },
        },
    })
}

/// Numbers are texts, because a JSON number loses decimals in many editors; plain numbers are read too.
fn assumptions(fits: fn(About) -> bool) -> Raw {
    let properties = ASSUMPTIONS.iter().filter(|assumption| fits(assumption.about)).map(|assumption| {
        let mut schema = match assumption.form {
            Form::Decimal => json!({ "type": ["string", "number"], "pattern": "^([0-9]{1,12}(\\.[0-9]{1,6})?)?$", "minimum": 0 }),
            Form::Date => json!({ "type": "string", "pattern": "^([0-9]{4}-[0-9]{2}-[0-9]{2})?$" }),
        };
        if let Some(fields) = schema.as_object_mut() {
            fields.insert("title".to_owned(), assumption.label.en.into());
            let unit = if assumption.unit.en.is_empty() { "YYYY-MM-DD" } else { assumption.unit.en };
            fields.insert("description".to_owned(), format!("{} ({unit})", assumption.help.en).into());
        }
        (assumption.id.to_owned(), schema)
    });
    object(properties.collect())
}

fn prices() -> Raw {
    let usd = json!({ "type": "string", "pattern": "^[0-9]{1,6}(\\.[0-9]{1,12})?$" });
    json!({
        "type": "object",
        "title": "Unit prices in place of the product's, by price id",
        "additionalProperties": {
            "anyOf": [
                usd,
                {
                    "type": "object",
                    "additionalProperties": false,
                    "required": ["usd"],
                    "properties": {
                        "usd": usd,
                        "observed": { "type": "string", "description": "The day on which it was read." },
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

fn properties(scope: Scope) -> Map<String, Raw> {
    specs(scope).map(|spec| (spec.id.to_owned(), property(spec))).collect()
}

fn property(spec: &ParamSpec) -> Raw {
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
        fields.insert("title".to_owned(), spec.label.en.into());
        fields.insert("description".to_owned(), format!("{} {} ({})", spec.help.en, spec.accepts().en, spec.source).into());
        fields.insert("default".to_owned(), default_value(spec, Base::Prod).to_json());
    }
    schema
}
