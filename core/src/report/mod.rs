//! Reports: assessments, estimates, inventories and differences as text for people and programs. Nothing is
//! decided here.

mod capacity;
mod chart;
mod compliance;
mod cost;
mod differences;
mod inventory;
mod sarif;
mod words;

pub use capacity::{
    document as capacity_document, json as capacity_json, quota_line, span_text, state_word, summary as capacity_summary,
    text as capacity_text,
};
pub use chart::{Setting, capacity as capacity_chart, cost as cost_chart, module_word};
pub use compliance::{csv, json as compliance_json, markdown as compliance_markdown, text as compliance_text};
pub use cost::{
    age_word, calculation as cost_calculation, confidence_word, difference as cost_difference, document as cost_document,
    json as cost_json, text as cost_text, unit_word,
};
pub use differences::{environments as environments_markdown, text as difference_text};
pub use inventory::{json as inventory_json, text as inventory_text};
pub use sarif::sarif;
pub use words::{level_word, verdict_word};
