//! The architecture: components, what planned resources they are made of, how they connect, and which
//! of it each view shows. All of it is read from plans and files, so it is true of them; it must not
//! know how anything is placed or coloured.

mod component;
mod delivery;
mod detail;
mod health;
mod protection;
mod reference;
mod relation;
mod runtime;
mod scene;
mod settings;
mod view;

pub use component::{COMPONENTS, Component, Home, Role};
pub use delivery::DELIVERY;
pub use detail::detail;
pub use health::{Health, health};
pub use protection::PROTECTION;
pub use reference::{Mention, Mentions, mentions};
pub use relation::{Relation, UNSHOWN, Unshown, Witness};
pub use runtime::RUNTIME;
pub use scene::Scene;
pub use settings::{component_of_group, component_of_module, groups};
pub use view::{Frame, Part, Shape, Step, View};
