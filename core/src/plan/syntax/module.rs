//! A folder of Terraform files as one module: its blocks by kind and name.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::ast::{Argument, Block, Body, Node, Type};
use super::file::File;
use super::types;
use crate::issue::w;
use crate::plan::place::Line;
use crate::plan::problem::{Problem, ProblemKind};

/// Points at a block inside a file without copying it.
#[derive(Debug, Clone)]
pub(crate) struct At {
    file: Arc<File>,
    index: usize,
}

/// A module's declarations.
#[derive(Debug, Default)]
pub(crate) struct Module {
    pub(crate) folder: Arc<str>,
    pub(crate) variables: BTreeMap<Arc<str>, Variable>,
    pub(crate) locals: BTreeMap<Arc<str>, Local>,
    pub(crate) resources: BTreeMap<(Arc<str>, Arc<str>), At>,
    pub(crate) data: BTreeMap<(Arc<str>, Arc<str>), At>,
    pub(crate) calls: BTreeMap<Arc<str>, At>,
    pub(crate) outputs: BTreeMap<Arc<str>, At>,
    pub(crate) providers: Vec<At>,
    pub(crate) settings: Vec<At>,
    pub(crate) problems: Vec<Problem>,
}

/// The values of a root's `terraform.tfvars`.
#[derive(Debug, Default)]
pub(crate) struct Assignments {
    pub(crate) values: BTreeMap<Arc<str>, Local>,
    pub(crate) problems: Vec<Problem>,
}

#[derive(Debug)]
pub(crate) struct Variable {
    pub(crate) at: At,
    pub(crate) kind: Type,
}

#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Local {
    pub(crate) node: Arc<Node>,
    pub(crate) line: Line,
}

impl At {
    pub(crate) fn block(&self) -> &Block {
        // An `At` is only ever made from the index of a block of this file.
        static EMPTY: std::sync::LazyLock<Block> =
            std::sync::LazyLock::new(|| Block { kind: "".into(), labels: Vec::new(), body: Body::default(), line: 1, dynamic: None });
        self.file.body.blocks.get(self.index).unwrap_or_else(|| &EMPTY)
    }

    pub(crate) fn attribute(&self, name: &str) -> Option<&Argument> {
        self.block().body.attributes.get(name)
    }

    pub(crate) fn line(&self) -> Line {
        self.at(self.block().line)
    }

    pub(crate) fn at(&self, line: u32) -> Line {
        Line { path: self.file.path.clone(), line }
    }
}

impl Assignments {
    /// The values of `terraform.tfvars`.
    pub(crate) fn of(file: &File) -> Self {
        let values = file.body.attributes.iter().map(|(name, argument)| {
            let line = Line { path: file.path.clone(), line: argument.line };
            (name.clone(), Local { node: argument.node.clone(), line })
        });
        Self { values: values.collect(), problems: file.problem.iter().cloned().collect() }
    }
}

impl Module {
    /// Sorts the blocks of a folder's `*.tf` files.
    pub(crate) fn assemble(folder: &str, files: &[Arc<File>]) -> Self {
        let mut module = Self { folder: folder.into(), ..Self::default() };
        for file in files {
            module.problems.extend(file.problem.clone());
            for (index, block) in file.body.blocks.iter().enumerate() {
                module.add(At { file: file.clone(), index }, block);
            }
        }
        module
    }

    fn add(&mut self, at: At, block: &Block) {
        let mut labels = block.labels.iter().cloned();
        let twice = match (&*block.kind, labels.next(), labels.next()) {
            ("variable", Some(name), None) => {
                let kind = block.body.attributes.get("type").map_or(Type::Any, |argument| types::read(&argument.node));
                self.variables.insert(name, Variable { at: at.clone(), kind }).is_some()
            }
            ("locals", None, None) => {
                for (name, argument) in &block.body.attributes {
                    self.locals.insert(name.clone(), Local { node: argument.node.clone(), line: at.at(argument.line) });
                }
                false
            }
            ("resource", Some(kind), Some(name)) => self.resources.insert((kind, name), at.clone()).is_some(),
            ("data", Some(kind), Some(name)) => self.data.insert((kind, name), at.clone()).is_some(),
            ("module", Some(name), None) => self.calls.insert(name, at.clone()).is_some(),
            ("output", Some(name), None) => self.outputs.insert(name, at.clone()).is_some(),
            ("provider", Some(_), None) => {
                self.providers.push(at.clone());
                false
            }
            ("terraform", None, None) => {
                self.settings.push(at.clone());
                false
            }
            // They change where a thing lives in the state, not what it is.
            ("moved" | "removed" | "import", None, None) => false,
            _ => {
                self.problems.push(Problem {
                    kind: ProblemKind::Gap,
                    line: at.line(),
                    text: w(
                        format!("ブロック「{}」は評価できません。結果には含まれません。", block.kind),
                        format!("The block \"{}\" cannot be evaluated and is left out of the result.", block.kind),
                    ),
                });
                false
            }
        };
        if twice {
            self.problems.push(Problem {
                kind: ProblemKind::Invalid,
                line: at.line(),
                text: w(
                    format!("{} {} が 2 回宣言されています。どちらかを消してください。", block.kind, block.labels.join(".")),
                    format!("{} {} is declared twice. Remove one of them.", block.kind, block.labels.join(".")),
                ),
            });
        }
    }
}
