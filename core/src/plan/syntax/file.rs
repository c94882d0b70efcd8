//! One file of Terraform, read.

use std::sync::Arc;

use super::again;
use super::ast::Body;
use super::convert::Converter;
use crate::issue::w;
use crate::plan::place::Line;
use crate::plan::problem::{Problem, ProblemKind};

/// Longest file that is read; the longest of a bundle has 20 KB.
const MAX_BYTES: usize = 256 << 10;
/// Most `=` and `:` of a file, and with that most keys of one object: the parser compares each key with
/// all before it. No file of a bundle has 700.
const MAX_ASSIGNMENTS: usize = 5000;

/// A parsed file.
#[derive(Debug)]
pub(crate) struct File {
    pub(crate) path: Arc<str>,
    pub(crate) body: Arc<Body>,
    pub(crate) problem: Option<Problem>,
}

impl File {
    /// Parses a file; one that does not parse is empty and carries the problem.
    pub(crate) fn parse(path: &str, text: &str) -> Self {
        let path: Arc<str> = path.into();
        if is_large(text) {
            let problem = Problem {
                kind: ProblemKind::Gap,
                line: Line { path: path.clone(), line: 1 },
                text: w(
                    format!(
                        "ファイルが大きすぎるため評価しません（上限は {MAX_BYTES} バイト、= と : は {MAX_ASSIGNMENTS} 個）。分割してください。"
                    ),
                    format!(
                        "The file is too large to be evaluated (at most {MAX_BYTES} bytes, and {MAX_ASSIGNMENTS} of = and :). Split it."
                    ),
                ),
            };
            return Self { path, body: Arc::default(), problem: Some(problem) };
        }
        match hcl_edit::parser::parse_body(text) {
            Ok(body) => Self { path, body: Arc::new(Converter::new(text).body(&body)), problem: None },
            Err(error) => {
                let line = u32::try_from(error.location().line()).unwrap_or(1);
                let problem = Problem {
                    kind: ProblemKind::Syntax,
                    line: Line { path: path.clone(), line },
                    text: w(
                        format!("HCL として読めません（{}）。terraform fmt で場所を確かめてください。", error.message()),
                        format!("This is not valid HCL ({}). Let terraform fmt show the place.", error.message()),
                    ),
                };
                Self { path, body: Arc::default(), problem: Some(problem) }
            }
        }
    }

    /// The same file, which read `before`, with another text.
    pub(crate) fn again(&self, before: &str, text: &str) -> Self {
        let body = if is_large(text) { None } else { again::body(self, before, text) };
        body.map_or_else(|| Self::parse(&self.path, text), |body| Self { path: self.path.clone(), body: Arc::new(body), problem: None })
    }

    /// A file of another path with the same text. What does not parse names its own path.
    pub(crate) fn at(&self, path: &str) -> Option<Self> {
        self.problem.is_none().then(|| Self { path: path.into(), body: self.body.clone(), problem: None })
    }
}

fn is_large(text: &str) -> bool {
    let assignments = text.bytes().filter(|byte| matches!(byte, b'=' | b':')).count();
    text.len() > MAX_BYTES || assignments > MAX_ASSIGNMENTS
}
