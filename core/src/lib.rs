//! What an architect chose, whether it can be built, and why not.
//!
//! A [`DesignDraft`] is what was typed and may be wrong. [`check`] turns it into a [`Design`], which
//! is right by construction, and a list of [`Issue`]s. Nothing here knows the web, files, the clock
//! or Terraform's text: `infra-templates` renders a `Design`, this crate only decides.

pub mod assumption;
pub mod capacity;
mod check;
mod choice;
mod compact;
pub mod comparison;
pub mod compliance;
pub mod cost;
mod data;
mod date;
mod decision;
mod design;
pub mod difference;
mod draft;
pub mod drawing;
mod edit;
mod fraction;
mod gather;
pub mod history;
pub mod inventory;
mod issue;
pub mod names;
mod network;
mod param;
pub mod plan;
mod preset;
pub mod report;
mod schema;
mod settings;
pub mod sizing;
mod source;
mod survey;
mod text;
mod tfvars;
pub mod topology;
mod value;

pub use check::{Checked, check};
pub use choice::choice_word;
pub use data::{DbClass, db_classes, fargate_memory, node_memory_gib};
pub use date::Date;
pub use decision::{Decision, DecisionKind, MAX_PERSON_CHARS, MAX_TEXT_CHARS, decisions};
pub use design::{Design, Environment};
pub use draft::{DesignDraft, DraftError, EnvironmentDraft, MAX_ENVIRONMENTS, SCHEMA_VERSION, Values};
pub use edit::{Edit, Repair, apply};
pub use gather::{gather, place};
pub use issue::{Issue, Level, Place, Words};
pub use param::{Base, Group, Kind, ParamSpec, Scope, Unit, default_value, find_spec, parse, specs};
pub use preset::{PRESETS, Preset, find_preset};
pub use schema::{SCHEMA_LINK, json_schema};
pub use settings::{ProjectSettings, environment::EnvironmentSettings};
pub use sizing::Sizes;
pub use source::{Source, is_same};
pub use survey::{Account, Survey, design_of, is_report, report_paths};
pub use text::{Lang, Text, t};
pub use tfvars::{Remark, Tfvars};
pub use value::Value;
