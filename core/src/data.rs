//! The dated data files of AWS facts: legal Fargate sizes, database classes, cache nodes. Each file
//! names its date and source in its head; a line here is never typed a second time elsewhere.

const DB: &str = include_str!("../data/rds_pg17_classes.csv");
const NODES: &str = include_str!("../data/elasticache_nodes.csv");
const FARGATE: &str = include_str!("../data/fargate_sizes.csv");

fn rows(file: &'static str) -> impl Iterator<Item = std::str::Split<'static, char>> {
    file.lines().filter(|line| !line.starts_with('#')).map(|line| line.split(','))
}

/// A class on which RDS for PostgreSQL 17 can be created in ap-northeast-1.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DbClass {
    /// Such as `db.m7g.large`.
    pub name: &'static str,
    /// Virtual CPUs.
    pub vcpu: u32,
    /// Memory in GiB.
    pub memory_gib: u32,
}

impl DbClass {
    /// Default `max_connections` for the nominal memory: `LEAST(DBInstanceClassMemory/9531392, 5000)`
    /// (AWS Prescriptive Guidance, tuning PostgreSQL parameters). Real values are a little lower,
    /// because `DBInstanceClassMemory` is less than the nominal memory.
    #[must_use]
    pub fn max_connections(self) -> i64 {
        (i64::from(self.memory_gib) * 1024 * 1024 * 1024 / 9_531_392).min(5000)
    }
}

/// All database classes, in the order of the data file.
pub fn db_classes() -> impl Iterator<Item = DbClass> {
    rows(DB).filter_map(|mut cells| {
        Some(DbClass { name: cells.next()?, vcpu: cells.next()?.parse().ok()?, memory_gib: cells.next()?.parse().ok()? })
    })
}

/// Is this the name of a database class?
pub(crate) fn is_db_class(name: &str) -> bool {
    rows(DB).any(|mut cells| cells.next() == Some(name))
}

/// Is this a memory in MiB that fits any task CPU?
pub(crate) fn is_fargate_memory(mib: i64) -> bool {
    rows(FARGATE).any(|cells| cells.skip(1).any(|cell| cell.parse() == Ok(mib)))
}

/// Names of all cache node types, in the order of the data file.
pub(crate) fn node_types() -> impl Iterator<Item = &'static str> {
    rows(NODES).filter_map(|mut cells| cells.next())
}

/// Memory of a cache node in GiB, or `None` where no source was found.
#[must_use]
pub fn node_memory_gib(node_type: &str) -> Option<f64> {
    rows(NODES).find_map(|mut cells| (cells.next() == Some(node_type)).then(|| cells.next()?.parse().ok()).flatten())
}

/// Legal task CPU values in CPU units (1024 = 1 vCPU), rising.
pub(crate) fn fargate_cpus() -> impl Iterator<Item = i64> {
    rows(FARGATE).filter_map(|mut cells| cells.next()?.parse().ok())
}

/// Legal memory values in MiB for a task CPU in CPU units, rising; empty when the CPU is not legal.
#[must_use]
pub fn fargate_memory(cpu: i64) -> Vec<i64> {
    rows(FARGATE)
        .find_map(|mut cells| (cells.next()?.parse() == Ok(cpu)).then(|| cells.filter_map(|cell| cell.parse().ok()).collect()))
        .unwrap_or_default()
}
