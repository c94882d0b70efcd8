//! What an environment can carry: Little's law over the sizes that its files show and the load that
//! somebody states. Where nothing is stated the model computes with both ends of an honest range. It
//! predicts throughput and waits, never a response time under load: that takes a load test.

mod advice;
mod built;
mod judge;
pub mod model;

pub use advice::Advice;
pub(crate) use advice::show;
pub use judge::{Capacity, EnvironmentCapacity, Kind, Limit, Quota, Span, State};
