//! Layouts that were made once and are kept: sizes, languages and environments only restyle them.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::sync::Arc;

use diagram::Layout;

use super::Drawing;

/// More than the views of a design have; when it is full, the old ones are not worth keeping.
const MOST: usize = 32;

/// Layouts by the topology of their graphs.
#[derive(Debug, Default)]
pub struct Atlas(RefCell<BTreeMap<u64, Arc<Layout>>>);

impl Atlas {
    /// The layout of a drawing, made now or before.
    #[must_use]
    pub fn layout(&self, drawing: &Drawing) -> Arc<Layout> {
        let key = drawing.graph.topology();
        if let Some(known) = self.0.borrow().get(&key) {
            return known.clone();
        }
        let layout = Arc::new(drawing.layout());
        let mut layouts = self.0.borrow_mut();
        if layouts.len() >= MOST {
            layouts.clear();
        }
        layouts.insert(key, layout.clone());
        layout
    }
}
