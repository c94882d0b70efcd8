//! The way from the first draft to the present one, as small steps that are texts: what was done, when,
//! and what it changed, in both directions. It knows no storage and no clock; whoever keeps the steps
//! gives them back.

mod deed;
mod delta;
mod journal;
mod sentence;
mod step;
mod work;

pub use deed::{Deed, Doing};
pub use journal::{Broken, Journal, Stored, Unkept};
pub use step::{STEP_VERSION, Step, StepError};
pub use work::{KeptSums, Work, surplus};
