//! Reports: assessments, inventories and differences as text for people and programs. Nothing is
//! decided here.

mod comparison;
mod compliance;
mod differences;
mod document;
mod inventory;
mod markdown;
mod sarif;
mod words;

pub use comparison::{RESOURCE_WORDS, consequence_words, markdown as comparison_markdown, text as comparison_text};
pub use compliance::{csv, json as compliance_json, text as compliance_text};
pub use differences::{environments as environments_markdown, text as difference_text};
pub use document::markdown as compliance_markdown;
pub use inventory::{json as inventory_json, text as inventory_text};
pub use markdown::{code, escaped};
pub use sarif::sarif;
pub use words::{
    CONFIDENCES, clause_label, clause_labels, confidence_word, counts_words, decision_words, level_word, reason_word, release_label,
    verdict_word,
};
