//! One line glyph for each kind of thing: 20 × 20, no fill, one stroke of 1.5 with round ends, drawn for this crate.
//!
//! A glyph says what kind a thing is and never which product: names are text.

/// What kind of thing a card stands for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// A person.
    User,
    /// A name server or a zone of names.
    Dns,
    /// A certificate.
    Certificate,
    /// A content delivery network.
    Cdn,
    /// A store of objects.
    Bucket,
    /// A filter against attacks.
    Shield,
    /// A load balancer.
    Balancer,
    /// A group of targets of a balancer.
    TargetGroup,
    /// A running container.
    Container,
    /// A database.
    Database,
    /// A cache in memory.
    Cache,
    /// A job that ends.
    Job,
    /// A queue.
    Queue,
    /// Mail.
    Mail,
    /// An encryption key.
    Key,
    /// A secret value.
    Secret,
    /// A shell into a running thing.
    Terminal,
    /// A registry of images.
    Registry,
    /// A pipeline, or one of its runs.
    Pipeline,
    /// A repository of source text.
    Repository,
    /// An alarm.
    Alarm,
    /// A log.
    Log,
    /// A trail of who did what.
    Audit,
    /// A network, or a part of one.
    Network,
    /// A gateway between networks.
    Gateway,
    /// A private door to a service.
    Endpoint,
    /// Recorded state.
    State,
    /// A module of a configuration.
    Module,
    /// A role or another identity of a machine.
    Identity,
    /// A schedule.
    Schedule,
    /// A backup.
    Backup,
    /// Anything else.
    #[default]
    Other,
}

impl Kind {
    /// Every kind.
    pub const ALL: [Self; 32] = [
        Self::User,
        Self::Dns,
        Self::Certificate,
        Self::Cdn,
        Self::Bucket,
        Self::Shield,
        Self::Balancer,
        Self::TargetGroup,
        Self::Container,
        Self::Database,
        Self::Cache,
        Self::Job,
        Self::Queue,
        Self::Mail,
        Self::Key,
        Self::Secret,
        Self::Terminal,
        Self::Registry,
        Self::Pipeline,
        Self::Repository,
        Self::Alarm,
        Self::Log,
        Self::Audit,
        Self::Network,
        Self::Gateway,
        Self::Endpoint,
        Self::State,
        Self::Module,
        Self::Identity,
        Self::Schedule,
        Self::Backup,
        Self::Other,
    ];

    /// The glyph as the `d` of one SVG path in a box of 20 × 20.
    #[must_use]
    pub const fn path(self) -> &'static str {
        match self {
            Self::User => "M10 3.2a3.3 3.3 0 1 1 0 6.6a3.3 3.3 0 1 1 0-6.6zM3.8 17c.4-3.2 2.9-5 6.2-5s5.8 1.8 6.2 5z",
            Self::Dns => "M10 3a7 7 0 1 1 0 14a7 7 0 1 1 0-14zM3 10h14M10 3c4.4 4.2 4.4 9.8 0 14c-4.4-4.2-4.4-9.8 0-14z",
            Self::Certificate => {
                "M10 2.8a4.7 4.7 0 1 1 0 9.4a4.7 4.7 0 1 1 0-9.4zM7.2 11.4L6 17.4l4-2.2l4 2.2l-1.2-6M8 7.4l1.5 1.5l2.7-2.9"
            }
            Self::Cdn => "M6 15.8a3.5 3.5 0 0 1-.5-6.95a4.6 4.6 0 0 1 8.9-.65a3.8 3.8 0 0 1-.4 7.6z",
            Self::Bucket => {
                "M3.5 5.5c0-1.2 2.9-2.2 6.5-2.2s6.5 1 6.5 2.2s-2.9 2.2-6.5 2.2s-6.5-1-6.5-2.2zM3.5 5.5l1.7 9.6c.2 1 2.2 1.7 4.8 1.7s4.6-.7 4.8-1.7l1.7-9.6"
            }
            Self::Shield => "M10 2.8l6 2.2v4.6c0 3.7-2.4 6.3-6 7.6c-3.6-1.3-6-3.9-6-7.6V5zM7.4 9.8l1.9 1.9l3.4-3.6",
            Self::Balancer => {
                "M10 2.8a2.2 2.2 0 1 1 0 4.4a2.2 2.2 0 1 1 0-4.4zM10 7.2v3M4.2 13.2v-3h11.6v3M10 10.2v3M2.8 13.2h2.8v3.6H2.8zM8.6 13.2h2.8v3.6H8.6zM14.4 13.2h2.8v3.6h-2.8z"
            }
            Self::TargetGroup => "M10 3a7 7 0 1 1 0 14a7 7 0 1 1 0-14zM10 7.2a2.8 2.8 0 1 1 0 5.6a2.8 2.8 0 1 1 0-5.6z",
            Self::Container => "M10 2.6l6.4 3.6v7.6L10 17.4l-6.4-3.6V6.2zM3.6 6.2L10 9.8l6.4-3.6M10 9.8v7.6",
            Self::Database => {
                "M4 5c0-1.3 2.7-2.3 6-2.3S16 3.7 16 5s-2.7 2.3-6 2.3S4 6.3 4 5zM4 5v10c0 1.3 2.7 2.3 6 2.3s6-1 6-2.3V5M4 10c0 1.3 2.7 2.3 6 2.3s6-1 6-2.3"
            }
            Self::Cache => {
                "M5.2 5.2h9.6v9.6H5.2zM8.2 8.2h3.6v3.6H8.2zM7.6 5.2V2.8M12.4 5.2V2.8M7.6 17.2v-2.4M12.4 17.2v-2.4M5.2 7.6H2.8M5.2 12.4H2.8M17.2 7.6h-2.4M17.2 12.4h-2.4"
            }
            Self::Job => "M3.2 7h13.6v9.2H3.2zM7.4 7V4.6c0-.6.4-1 1-1h3.2c.6 0 1 .4 1 1V7M8.6 9.6l3.4 2l-3.4 2z",
            Self::Queue => "M2.8 5.4h4v9.2h-4zM8 5.4h4v9.2H8zM13.2 5.4h4v9.2h-4z",
            Self::Mail => "M2.8 4.8h14.4v10.4H2.8zM2.8 5.4l7.2 5.8l7.2-5.8",
            Self::Key => "M6.8 6.2a3.8 3.8 0 1 1 0 7.6a3.8 3.8 0 1 1 0-7.6zM10.6 10h6.8v2.8M14.2 10v2.2",
            Self::Secret => "M4.4 9h11.2v8H4.4zM6.8 9V6.4a3.2 3.2 0 0 1 6.4 0V9M10 12.2v1.8",
            Self::Terminal => "M2.8 4h14.4v12H2.8zM5.8 7.4l2.8 2.6l-2.8 2.6M10.4 12.8h3.8",
            Self::Registry => "M3 3.6h14v4H3zM3 7.6h14v8.8H3zM8 10.6h4M6.4 3.6v4M13.6 3.6v4",
            Self::Pipeline => {
                "M4.6 3a1.9 1.9 0 1 1 0 3.8a1.9 1.9 0 1 1 0-3.8zM15.4 8.1a1.9 1.9 0 1 1 0 3.8a1.9 1.9 0 1 1 0-3.8zM4.6 13.2a1.9 1.9 0 1 1 0 3.8a1.9 1.9 0 1 1 0-3.8zM6.5 4.9c4 0 3 5.1 7 5.1M6.5 15.1c4 0 3-5.1 7-5.1"
            }
            Self::Repository => {
                "M5.6 2.8a1.9 1.9 0 1 1 0 3.8a1.9 1.9 0 1 1 0-3.8zM5.6 13.4a1.9 1.9 0 1 1 0 3.8a1.9 1.9 0 1 1 0-3.8zM14.4 4.8a1.9 1.9 0 1 1 0 3.8a1.9 1.9 0 1 1 0-3.8zM5.6 6.6v6.8M14.4 8.6c0 3.2-8.8 1.6-8.8 4.8"
            }
            Self::Alarm => {
                "M10 3a4.6 4.6 0 0 1 4.6 4.6c0 4 1.6 5 1.6 6.2H3.8c0-1.2 1.6-2.2 1.6-6.2A4.6 4.6 0 0 1 10 3zM8.2 16.2a1.9 1.9 0 0 0 3.6 0"
            }
            Self::Log => "M4.8 2.8h7.2l3.4 3.4v11H4.8zM12 2.8v3.4h3.4M7.4 9.4h5.4M7.4 11.8h5.4M7.4 14.2h3.2",
            Self::Audit => "M8.8 3a5.8 5.8 0 1 1 0 11.6a5.8 5.8 0 1 1 0-11.6zM13 13l4.2 4.2M6.4 7.6h4.8M6.4 10h3.2",
            Self::Network => "M8 2.8h4v3.6H8zM2.8 13.6h4v3.6h-4zM13.2 13.6h4v3.6h-4zM10 6.4V10M4.8 13.6V10h10.4v3.6",
            Self::Gateway => "M3 10a7 7 0 0 1 14 0v6.8H3zM6.4 11.2h7M11 8.6l2.6 2.6l-2.6 2.6",
            Self::Endpoint => "M11.8 3.2h5v13.6h-5M2.8 10h9.4M9.2 6.8l3.2 3.2l-3.2 3.2",
            Self::State => "M3.2 3.2h11.2l2.4 2.4v11.2H3.2zM6.4 3.2v4.4h6.4V3.2M6 16.8v-5.6h8v5.6",
            Self::Module => "M3.2 6.8h3.6c-1.2-3.8 4.6-3.8 3.4 0h3.6v3.6c3.8-1.2 3.8 4.6 0 3.4v3H3.2z",
            Self::Identity => {
                "M3 4.6h14v10.8H3zM7.2 7.4a1.7 1.7 0 1 1 0 3.4a1.7 1.7 0 1 1 0-3.4zM4.8 13.2c.6-1.6 4.2-1.6 4.8 0M12 8.4h2.6M12 11.4h2.6"
            }
            Self::Schedule => "M10 3a7 7 0 1 1 0 14a7 7 0 1 1 0-14zM10 5.8V10l3 2",
            Self::Backup => "M4.6 6.2A7 7 0 1 1 3 10M4.2 2.8v3.8H8M10 6.6V10l2.6 1.8",
            Self::Other => "M5.4 3h9.2a2.4 2.4 0 0 1 2.4 2.4v9.2a2.4 2.4 0 0 1-2.4 2.4H5.4A2.4 2.4 0 0 1 3 14.6V5.4A2.4 2.4 0 0 1 5.4 3z",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn every_kind_has_its_own_glyph() {
        let paths: BTreeSet<&str> = Kind::ALL.iter().map(|k| k.path()).collect();
        assert_eq!(paths.len(), Kind::ALL.len());
        assert!(paths.iter().all(|p| p.starts_with('M') && p.len() < 260));
    }
}
