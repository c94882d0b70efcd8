//! One file of Terraform, read.

use std::sync::Arc;

use super::ast::Body;
use super::convert::Converter;
use crate::issue::w;
use crate::plan::place::Line;
use crate::plan::problem::{Problem, ProblemKind};

/// A parsed file.
#[derive(Debug)]
pub(crate) struct File {
    pub(crate) path: Arc<str>,
    pub(crate) body: Body,
    pub(crate) problem: Option<Problem>,
}

impl File {
    /// Parses a file; one that does not parse is empty and carries the problem.
    pub(crate) fn parse(path: &str, text: &str) -> Self {
        let path: Arc<str> = path.into();
        match hcl_edit::parser::parse_body(text) {
            Ok(body) => Self { path, body: Converter::new(text).body(&body), problem: None },
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
                Self { path, body: Body::default(), problem: Some(problem) }
            }
        }
    }
}
