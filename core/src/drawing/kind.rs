//! Which glyph stands for which role.

use diagram::Kind;

use crate::topology::Role;

/// The glyph of a role.
pub(super) const fn kind(role: Role) -> Kind {
    match role {
        Role::Users => Kind::User,
        Role::Dns => Kind::Dns,
        Role::Certificate => Kind::Certificate,
        Role::Cdn => Kind::Cdn,
        Role::Bucket => Kind::Bucket,
        Role::Firewall | Role::Guard => Kind::Shield,
        Role::Balancer => Kind::Balancer,
        Role::TargetGroup => Kind::TargetGroup,
        Role::Container => Kind::Container,
        Role::Database => Kind::Database,
        Role::Cache => Kind::Cache,
        Role::Job => Kind::Job,
        Role::Queue => Kind::Queue,
        Role::Mail => Kind::Mail,
        Role::Key => Kind::Key,
        Role::Secret => Kind::Secret,
        Role::Shell => Kind::Terminal,
        Role::Registry => Kind::Registry,
        Role::Pipeline => Kind::Pipeline,
        Role::Repository => Kind::Repository,
        Role::Alarm => Kind::Alarm,
        Role::Log => Kind::Log,
        Role::Audit => Kind::Audit,
        Role::Network => Kind::Network,
        Role::Gateway => Kind::Gateway,
        Role::Endpoint => Kind::Endpoint,
        Role::State => Kind::State,
        Role::Identity => Kind::Identity,
        Role::Backup => Kind::Backup,
    }
}
