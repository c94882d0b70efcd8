//! From a product of the price list to the id of a price. The traps, each seen in real lists: terms
//! other than on demand, other engines, extended support, durability and I/O-optimised variants,
//! Outposts and Local Zones, test stacks of the load balancer, and rows of other regions.

use std::collections::{BTreeMap, BTreeSet};

use crate::cost::prices::Row;
use crate::data::{db_classes, node_types};
use crate::gather::gather;

/// What of a product is looked at.
#[derive(Debug, Default)]
pub(super) struct Product {
    pub(super) sku: String,
    fields: [String; FIELDS.len()],
}

/// Names of attributes, as CSV and JSON write them but for case and blanks.
const FIELDS: [&str; 7] = ["usagetype", "operation", "instancetype", "databaseengine", "deploymentoption", "cacheengine", "locationtype"];
const USAGE: usize = 0;
const OPERATION: usize = 1;
const INSTANCE: usize = 2;
const ENGINE: usize = 3;
const DEPLOYMENT: usize = 4;
const CACHE_ENGINE: usize = 5;
const LOCATION: usize = 6;

/// The position of an attribute, if it is looked at: `Usage Type`, `usageType` and `usagetype` are one.
pub(super) fn field(name: &str) -> Option<usize> {
    let plain: String = name.chars().filter(char::is_ascii_alphanumeric).map(|c| c.to_ascii_lowercase()).collect();
    FIELDS.iter().position(|known| *known == plain)
}

impl Product {
    pub(super) fn set(&mut self, field: usize, value: &str) {
        if let Some(slot) = self.fields.get_mut(field) {
            slot.clear();
            slot.push_str(value);
        }
    }

    pub(super) fn clear(&mut self) {
        self.sku.clear();
        self.fields.iter_mut().for_each(String::clear);
    }

    fn get(&self, field: usize) -> &str {
        self.fields.get(field).map_or("", String::as_str)
    }
}

/// Which prices a design can ask for.
pub(super) struct Wanted {
    /// Price ids by service code and usage type.
    by_usage: BTreeMap<(String, String), String>,
    classes: BTreeSet<&'static str>,
    nodes: BTreeSet<&'static str>,
}

impl Wanted {
    /// Those of the given rows, and every database class and cache node.
    pub(super) fn of(rows: impl Iterator<Item = Row>) -> Self {
        let mut by_usage = BTreeMap::new();
        for row in rows.filter(|row| !row.usage_type.is_empty() && !is_class(&row.id)) {
            by_usage.insert((row.offer, row.usage_type), row.id);
        }
        Self { by_usage, classes: gather(db_classes().map(|class| class.name)), nodes: gather(node_types()) }
    }

    pub(super) fn id(&self, offer: &str, product: &Product) -> Option<String> {
        if !matches!(product.get(LOCATION), "" | "AWS Region" | "AWS Edge Location") {
            return None;
        }
        let usage = product.get(USAGE);
        let instance = product.get(INSTANCE);
        if let Some(class) = self.classes.get(instance) {
            // Usage types shorten xlarge to xl, so that the class is read from its own attribute.
            let zones = match product.get(DEPLOYMENT) {
                "Single-AZ" if usage.starts_with("APN1-InstanceUsage:") => "single",
                "Multi-AZ" if usage.starts_with("APN1-Multi-AZUsage:") => "multi",
                _ => return None,
            };
            return (offer == "AmazonRDS" && product.get(ENGINE) == "PostgreSQL").then(|| format!("rds.pg.{class}.{zones}"));
        }
        if let Some(node) = self.nodes.get(instance) {
            let engine = match product.get(CACHE_ENGINE) {
                "Redis" => "redis",
                "Valkey" => "valkey",
                _ => return None,
            };
            let is_node = offer == "AmazonElastiCache" && usage.starts_with("APN1-NodeUsage:");
            return is_node.then(|| format!("elasticache.{engine}.{node}"));
        }
        let id = self.by_usage.get(&(offer.to_owned(), usage.to_owned()))?;
        let fits = match offer {
            "AWSELB" => product.get(OPERATION) == "LoadBalancing:Application",
            "AmazonRDS" => matches!(product.get(ENGINE), "PostgreSQL" | "Any" | ""),
            _ => true,
        };
        fits.then(|| id.clone())
    }
}

/// Rows of classes are found by class, not by usage type.
fn is_class(id: &str) -> bool {
    id.starts_with("rds.pg.db.") || id.contains(".cache.")
}
