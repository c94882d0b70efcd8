//! Reports: assessments, estimates, inventories and differences as text for people and programs. Nothing is
//! decided here.

mod capacity;
mod chart;
mod comparison;
mod compliance;
mod cost;
mod differences;
mod document;
mod inventory;
mod markdown;
mod sarif;
mod words;

pub use capacity::{
    document as capacity_document, json as capacity_json, quota_line, span_text, state_word, summary as capacity_summary,
    text as capacity_text,
};
pub use chart::{Setting, capacity as capacity_chart, cost as cost_chart, module_word};
pub use comparison::{
    RESOURCE_WORDS, consequence_words, cost_words, file_word, markdown as comparison_markdown, same_words, text as comparison_text,
};
pub use compliance::{csv, json as compliance_json, text as compliance_text};
pub use cost::{
    age_word, calculation as cost_calculation, confidence_word as price_confidence_word, difference as cost_difference,
    document as cost_document, json as cost_json, text as cost_text, unit_word,
};
pub use differences::{environments as environments_markdown, text as difference_text};
pub use document::markdown as compliance_markdown;
pub use inventory::{json as inventory_json, text as inventory_text};
pub use markdown::{code, escaped};
pub use sarif::sarif;
pub use words::{
    CONFIDENCES, clause_label, clause_labels, confidence_word, counts_words, decision_words, level_word, reason_word, release_label,
    verdict_word,
};
