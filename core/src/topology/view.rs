//! What a view shows: which components and steps, in which frames, with which relations. Tables only.

use super::component::{Component, Role};
use super::relation::Relation;
use crate::text::Text;

/// How a view is laid out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shape {
    /// From top to bottom, frames stacked.
    Layers,
    /// The same from left to right.
    Columns,
    /// Frames as lanes, from left to right.
    Lanes,
}

/// A frame around cards and other frames.
#[derive(Debug)]
pub struct Frame {
    /// Unique in the view.
    pub id: &'static str,
    /// Its title.
    pub title: Text,
    /// The frame around it.
    pub parent: Option<&'static str>,
    /// The component that it is, if it is one.
    pub component: Option<&'static str>,
    /// What lies in it, in order.
    pub parts: &'static [Part],
}

/// A card.
#[derive(Debug, Clone, Copy)]
pub enum Part {
    /// A component.
    Component(&'static str),
    /// A step of a workflow.
    Step(Step),
}

/// A step of a workflow: it exists where its file has its line.
#[derive(Debug, Clone, Copy)]
pub struct Step {
    /// Unique in the view.
    pub id: &'static str,
    /// What it does.
    pub title: Text,
    /// What kind of thing it is.
    pub role: Role,
    /// The workflow.
    pub path: &'static str,
    /// A text of the line that does it.
    pub line: &'static str,
}

/// A view whose cards and arrows stand in a table.
#[derive(Debug)]
pub struct View {
    /// How it is laid out.
    pub shape: Shape,
    /// Frames with what lies in them, outer ones before inner ones.
    pub frames: &'static [Frame],
    /// Arrows.
    pub relations: &'static [Relation],
}

impl Part {
    /// Unique in the view.
    #[must_use]
    pub const fn id(&self) -> &'static str {
        match self {
            Self::Component(id) => id,
            Self::Step(step) => step.id,
        }
    }

    /// What it is called, and what kind of thing it is.
    #[must_use]
    pub fn title(&self) -> Option<(Text, Role)> {
        match self {
            Self::Component(id) => Component::find(id).map(|component| (component.title, component.role)),
            Self::Step(step) => Some((step.title, step.role)),
        }
    }
}
