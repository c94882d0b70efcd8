//! What was worked out, each with what it was made of. After an edit a thing is worked out anew only if
//! something that it was made of has changed, and an equal result changes nothing further on: what an
//! evaluation gives does not depend on the ones before it. Nothing here knows what the things are.

use std::cell::{Cell, RefCell};
use std::fmt;
use std::mem;
use std::rc::Rc;

use super::fault::{Fault, Outcome};
use super::instance::{Held, Instance, Thing};
use crate::plan::problem::Problem;

/// Position of a thing in the memory.
pub(super) type Id = usize;

/// Things that were asked for, by [`Id`].
#[derive(Default)]
pub(in crate::plan) struct Memory {
    nodes: RefCell<Vec<Node>>,
    /// What is being worked out, innermost last; the first is the evaluation itself.
    frames: RefCell<Vec<Frame>>,
    /// Number of the evaluation.
    now: Cell<u64>,
    /// Expressions around the current one, and the most of them since the innermost thing was begun.
    depth: Cell<u32>,
    deepest: Cell<u32>,
    /// What the evaluation has made so far, in the units of [`MAX_WORK`].
    spent: Cell<usize>,
    pub(super) root: RefCell<Option<Rc<Instance>>>,
}

struct Node {
    thing: Rc<Thing>,
    state: State,
    known: Option<Known>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    Idle,
    /// Somebody up the stack is working on it: asking again is a cycle.
    Working,
}

/// The result of a thing.
struct Known {
    held: Held,
    made_of: Rc<[Id]>,
    problems: Vec<Problem>,
    /// How many expressions deep the work went.
    height: u32,
    /// What the work itself made, without what it asked for.
    cost: usize,
    /// To be worked out in each evaluation: an input, or something that had to do with an error.
    fleeting: bool,
    /// The evaluation that last found this to be true, and the one that gave it this value.
    verified: u64,
    changed: u64,
}

#[derive(Default)]
struct Frame {
    asked: Vec<Id>,
    problems: Vec<Problem>,
    fleeting: bool,
    cost: usize,
}

/// Most values, pieces of text, blocks and instances that an evaluation may make: over twenty times what
/// the default production does. A few lines can ask for more than any memory holds.
pub(in crate::plan) const MAX_WORK: usize = 1_000_000;
/// Lines of a loop that may each have a problem.
const LOOP: usize = 64;
/// Memories of fewer things are never too full.
const SMALL: usize = 10_000;

impl Memory {
    /// Begins an evaluation.
    pub(super) fn begin(&self) {
        self.now.set(self.now.get() + 1);
        self.spent.set(0);
        *self.frames.borrow_mut() = vec![Frame::default()];
    }

    /// Ends it: the problems of everything that was asked for.
    pub(super) fn end(&self) -> Vec<Problem> {
        let mut problems: Vec<Problem> = mem::take(&mut *self.frames.borrow_mut()).into_iter().flat_map(|frame| frame.problems).collect();
        let nodes = self.nodes.borrow();
        let reached = nodes.iter().filter_map(|node| node.known.as_ref()).filter(|known| known.verified == self.now.get());
        problems.extend(reached.flat_map(|known| known.problems.iter().cloned()));
        problems.sort_by(|a, b| (&a.line, &a.text.en).cmp(&(&b.line, &b.text.en)));
        problems.dedup();
        problems
    }

    /// Has the evaluation made more than it may? Then where it stopped depends on what was known before.
    pub(in crate::plan) fn is_spent(&self) -> bool {
        self.spent.get() > MAX_WORK
    }

    /// Was nothing worked out yet?
    pub(in crate::plan) fn is_new(&self) -> bool {
        self.now.get() == 0
    }

    /// Notes what was made; an error once it is more than may be.
    pub(super) fn spend(&self, units: usize) -> Outcome<()> {
        self.spent.set(self.spent.get().saturating_add(units));
        if let Some(frame) = self.frames.borrow_mut().last_mut() {
            frame.cost = frame.cost.saturating_add(units);
        }
        if self.is_spent() {
            return Err(Fault::gap(
                "これらのファイルが作る値やリソースが多すぎるため、ここから先は評価しません。繰り返し（count、for_each、for）の数を確かめてください。",
                "These files make too many values or resources, and what follows is not evaluated. Look at the numbers of count, for_each and for.",
            ));
        }
        Ok(())
    }

    /// Is most of it about modules that are not called any more?
    pub(in crate::plan) fn is_stale(&self) -> bool {
        let nodes = self.nodes.borrow();
        let used = nodes.iter().filter(|node| node.known.as_ref().is_some_and(|known| known.verified == self.now.get())).count();
        nodes.len() > SMALL && nodes.len() > 2 * used
    }

    /// A new thing.
    pub(super) fn add(&self, thing: Thing) -> Id {
        let mut nodes = self.nodes.borrow_mut();
        nodes.push(Node { thing: Rc::new(thing), state: State::Idle, known: None });
        nodes.len() - 1
    }

    pub(super) fn report(&self, problem: Problem) {
        if let Some(frame) = self.frames.borrow_mut().last_mut()
            // A loop says the same again and again; what is left of that goes in the end.
            && !frame.problems.iter().rev().take(LOOP).any(|known| *known == problem)
        {
            frame.problems.push(problem);
        }
    }

    /// Counts the expressions around the current one; `None` where there are more than `limit`.
    pub(super) fn enter(&self, limit: u32) -> Option<()> {
        let depth = self.depth.get() + 1;
        self.deepest.set(self.deepest.get().max(depth));
        (depth <= limit).then(|| self.depth.set(depth))
    }

    pub(super) fn leave(&self) {
        self.depth.set(self.depth.get() - 1);
    }

    /// What was held of a thing before it was begun anew.
    pub(super) fn before(&self, id: Id) -> Option<Held> {
        self.with(id, |node| node.known.as_ref().map(|known| known.held.clone())).flatten()
    }

    /// A thing, worked out now, in this evaluation, or in an earlier one.
    pub(super) fn ask(&self, id: Id, limit: u32, work: &dyn Fn(&Thing, Id) -> Outcome<Held>) -> Outcome<Held> {
        let outcome = self.current(id, limit, work);
        if let Some(frame) = self.frames.borrow_mut().last_mut() {
            match outcome {
                Ok(_) => frame.asked.push(id),
                Err(_) => frame.fleeting = true,
            }
        }
        outcome
    }

    fn current(&self, id: Id, limit: u32, work: &dyn Fn(&Thing, Id) -> Outcome<Held>) -> Outcome<Held> {
        let cycle = || Fault::invalid("参照が循環しています。", "The references form a cycle.");
        let Some((thing, state)) = self.with(id, |node| (node.thing.clone(), node.state)) else { return Err(cycle()) };
        if state == State::Working {
            return Err(cycle());
        }
        if let Some((held, height)) = self.known_now(id) {
            // As if it were worked out here: whether it is too deep does not depend on who asked first.
            if self.depth.get() + height > limit {
                return Err(Fault::gap("参照のつながりが長すぎます。", "The chain of references is too long to follow."));
            }
            self.deepest.set(self.deepest.get().max(self.depth.get() + height));
            return Ok(held);
        }
        self.with(id, |node| node.state = State::Working);
        if self.still_holds(id, limit, work) {
            self.with(id, |node| {
                node.state = State::Idle;
                if let Some(known) = &mut node.known {
                    known.verified = self.now.get();
                    self.spent.set(self.spent.get().saturating_add(known.cost));
                }
            });
            return self.current(id, limit, work);
        }
        self.frames.borrow_mut().push(Frame::default());
        let outer = self.deepest.replace(self.depth.get());
        let outcome = work(&thing, id);
        let height = self.deepest.get() - self.depth.get();
        self.deepest.set(self.deepest.get().max(outer));
        let frame = self.frames.borrow_mut().pop().unwrap_or_default();
        let now = self.now.get();
        self.with(id, |node| {
            node.state = State::Idle;
            let before = node.known.take();
            match outcome {
                Ok(held) => {
                    let (held, changed) = match before {
                        Some(before) if before.held.is_same(&held) => (before.held, before.changed),
                        _ => (held, now),
                    };
                    let fleeting = frame.fleeting || matches!(*node.thing, Thing::Given(_) | Thing::Module(_));
                    let made_of = frame.asked.into();
                    let known = Known {
                        held: held.clone(),
                        made_of,
                        problems: frame.problems,
                        height,
                        cost: frame.cost,
                        fleeting,
                        verified: now,
                        changed,
                    };
                    node.known = Some(known);
                    Ok(held)
                }
                Err(fault) => {
                    // Whoever asked goes on without it, but what was found on the way was found.
                    if let Some(outer) = self.frames.borrow_mut().last_mut() {
                        outer.problems.extend(frame.problems);
                    }
                    Err(fault)
                }
            }
        })
        .unwrap_or_else(|| Err(cycle()))
    }

    /// Is what was worked out in an earlier evaluation what this one would give? Asks for what it was
    /// made of in the same order, and no further than up to the first change.
    fn still_holds(&self, id: Id, limit: u32, work: &dyn Fn(&Thing, Id) -> Outcome<Held>) -> bool {
        let found = self.with(id, |node| {
            node.known.as_ref().filter(|known| !known.fleeting).map(|known| (known.made_of.clone(), known.verified, known.height))
        });
        let Some((made_of, verified, height)) = found.flatten() else { return false };
        if self.depth.get() + height > limit {
            return false;
        }
        self.frames.borrow_mut().push(Frame::default());
        let holds = made_of.iter().all(|part| {
            self.current(*part, limit, work).is_ok()
                && self.with(*part, |node| node.known.as_ref().is_some_and(|known| known.changed <= verified)) == Some(true)
        });
        self.frames.borrow_mut().pop();
        holds
    }

    fn known_now(&self, id: Id) -> Option<(Held, u32)> {
        self.with(id, |node| {
            node.known.as_ref().filter(|known| known.verified == self.now.get()).map(|known| (known.held.clone(), known.height))
        })
        .flatten()
    }

    fn with<T>(&self, id: Id, look: impl FnOnce(&mut Node) -> T) -> Option<T> {
        self.nodes.borrow_mut().get_mut(id).map(look)
    }
}

impl fmt::Debug for Memory {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_struct("Memory").field("things", &self.nodes.borrow().len()).finish_non_exhaustive()
    }
}
