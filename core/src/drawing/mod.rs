//! Views of the architecture as graphs that can be laid out: which cards, frames and arrows, with
//! their words, marks and proofs. It must not know where anything is placed, or how it is shown.
//!
//! A view has the same cards, frames and arrows whatever is designed: what an environment leaves out
//! is a ghost in the same place. So nothing moves when a size, an environment or a language changes.

mod atlas;
mod compare;
mod export;
mod kind;
mod modules;
mod network;
mod table;

use std::collections::BTreeMap;

use diagram::layout::{Grid, Options, grid, lanes, layered};
use diagram::{Direction, Graph, Layout};

use crate::compliance::{Assessment, Files};
use crate::plan::Line;
use crate::survey::Survey;
use crate::text::{Lang, Text, t};
use crate::topology::{DELIVERY, PROTECTION, RUNTIME, Scene};

pub use atlas::Atlas;
pub use compare::compare;
pub use export::Form;

/// Steps of work for a layout. More of them draw no view with fewer crossings: measured up to ten times as many.
const EFFORT: u64 = 300_000;

/// A view of the architecture.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum View {
    /// From the browser to the data.
    Runtime,
    /// Zones, subnets and ways out.
    Network,
    /// Keys, logs, notices.
    Protection,
    /// From a commit to an environment.
    Delivery,
    /// Which module needs which.
    Modules,
    /// Modules by environments.
    Matrix,
}

/// A graph with what a page and a test want to know of its parts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Drawing {
    /// Cards, frames, arrows.
    pub graph: Graph,
    /// How it is laid out.
    pub arrangement: Arrangement,
    /// The component that a card or a frame stands for, by its id.
    pub components: BTreeMap<String, &'static str>,
    /// Where a card that is no component stands in the files.
    pub places: BTreeMap<String, Line>,
    /// The lines that show an arrow, by its id; arrows without are ghosts.
    pub proofs: BTreeMap<String, Vec<Line>>,
}

/// How a graph is laid out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Arrangement {
    /// In layers from top to bottom.
    Layers,
    /// In layers from left to right.
    Columns,
    /// In lanes from left to right.
    Lanes,
    /// In given cells.
    Grid(Grid),
}

impl View {
    /// Every view, in the order of the page.
    pub const ALL: [Self; 6] = [Self::Runtime, Self::Network, Self::Protection, Self::Delivery, Self::Modules, Self::Matrix];

    /// Stable id, as on the command line and in file names.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::Runtime => "runtime",
            Self::Network => "network",
            Self::Protection => "protection",
            Self::Delivery => "delivery",
            Self::Modules => "modules",
            Self::Matrix => "matrix",
        }
    }

    /// The view of an id.
    #[must_use]
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|view| view.id() == id)
    }

    /// Its name.
    #[must_use]
    pub const fn title(self) -> Text {
        match self {
            Self::Runtime => t("ランタイム", "Runtime"),
            Self::Network => t("ネットワーク", "Network"),
            Self::Protection => t("鍵とログ", "Keys and logs"),
            Self::Delivery => t("デリバリー", "Delivery"),
            Self::Modules => t("モジュールの依存", "Module dependencies"),
            Self::Matrix => t("環境 × モジュール", "Environments × modules"),
        }
    }

    /// What it shows, in a sentence.
    #[must_use]
    pub const fn description(self) -> Text {
        match self {
            Self::Runtime => t("利用者からデータまで、稼働中のシステムの構成です。", "The running system, from the user to the data."),
            Self::Network => t(
                "VPC のアベイラビリティゾーンとサブネット、外への経路です。",
                "Availability zones and subnets of the VPC, and the ways out of it.",
            ),
            Self::Protection => t(
                "何をどの鍵で暗号化し、ログをどこに残し、誰に通知するかを示します。",
                "What is encrypted with which key, where logs are kept, and who is told.",
            ),
            Self::Delivery => t("コミットから環境に届くまでの流れです。", "How a commit reaches an environment."),
            Self::Modules => t("Terraform モジュールがどのモジュールを参照するかを示します。", "Which Terraform module refers to which."),
            Self::Matrix => {
                t("環境ごとに、各モジュールが作るリソースの数です。", "How many resources each module makes in each environment.")
            }
        }
    }

    /// Is it the same for every environment?
    #[must_use]
    pub const fn is_of_all(self) -> bool {
        matches!(self, Self::Matrix)
    }

    /// Draws one environment. `None` where the survey has no environment of this name.
    #[must_use]
    pub fn draw(
        self,
        survey: &Survey,
        files: &dyn Files,
        assessment: Option<&Assessment>,
        environment: &str,
        lang: Lang,
    ) -> Option<Drawing> {
        let subject = survey.environment(environment)?;
        let scene = Scene::of(subject, subject.account.as_deref(), files);
        let mut drawing = match self {
            Self::Runtime => table::draw(&RUNTIME, &scene, assessment, lang),
            Self::Protection => table::draw(&PROTECTION, &scene, assessment, lang),
            Self::Delivery => table::draw(&DELIVERY, &scene, assessment, lang),
            Self::Network => network::draw(&scene, lang),
            Self::Modules => modules::dependencies(&scene, lang),
            Self::Matrix => modules::matrix(survey, lang),
        };
        drawing.graph.title =
            if self.is_of_all() { self.title().get(lang).to_owned() } else { format!("{} – {environment}", self.title().get(lang)) };
        drawing.graph.description = self.description().get(lang).to_owned();
        Some(drawing)
    }
}

impl Drawing {
    /// Places everything. An empty layout only if a graph of this crate were wrong, which tests exclude.
    #[must_use]
    pub fn layout(&self) -> Layout {
        let options = Options { direction: self.direction(), effort: EFFORT, ..Options::default() };
        let placed = match &self.arrangement {
            Arrangement::Layers | Arrangement::Columns => layered(&self.graph, &options),
            // As far apart as an arrow between two boxes asks, so that the rows of all columns are level.
            Arrangement::Lanes => lanes(&self.graph, &Options { node_gap: 2 * options.edge_gap, ..options }),
            Arrangement::Grid(cells) => grid(&self.graph, cells, &options),
        };
        placed.unwrap_or_default()
    }

    /// Which way its arrows run.
    #[must_use]
    pub const fn direction(&self) -> Direction {
        match self.arrangement {
            Arrangement::Columns | Arrangement::Lanes => Direction::Right,
            Arrangement::Layers | Arrangement::Grid(_) => Direction::Down,
        }
    }
}
