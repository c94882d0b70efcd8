//! The sizes of one environment: one file and one struct for each Terraform variable, each field
//! with its one [`ParamSpec`](crate::ParamSpec). This module knows legal values, not how values
//! depend on each other (that is `check`).

use std::collections::BTreeMap;

use crate::param::{Base, ParamSpec, Scope, default_value, find_spec};
use crate::value::{FromValue, Value};

pub mod alb;
pub mod batch;
pub mod cicd;
pub mod cloudfront;
pub mod components;
pub mod ecs;
pub mod elasticache;
pub mod monitoring;
pub mod rds;
pub mod s3;
pub mod sqs;
pub mod vpc;

/// Declares a struct of sizes: typed fields, and for each the constant `ParamSpec` it is read by.
macro_rules! params {
    (
        $(#[$meta:meta])*
        $name:ident in $scope:expr, $group:expr, $prefix:literal;
        $( $field:ident : $ty:ty = { $($spec:tt)* } )*
    ) => {
        $(#[$meta])*
        #[derive(Debug, Clone, PartialEq, Eq)]
        pub struct $name {
            $( #[doc = concat!("Value of the parameter `", $prefix, stringify!($field), "`; its `ParamSpec` holds meaning, unit and source.")]
            pub $field: $ty, )*
        }

        impl $name {
            pub(crate) const SPECS: &'static [$crate::param::ParamSpec] = &[
                $( $crate::param::ParamSpec {
                    id: concat!($prefix, stringify!($field)),
                    scope: $scope,
                    group: $group,
                    $($spec)*
                } ),*
            ];

            pub(crate) fn read(reader: &$crate::sizing::Reader<'_>) -> Self {
                Self { $( $field: reader.take(concat!($prefix, stringify!($field))) ),* }
            }
        }
    };
}
pub(crate) use params;

/// Hands checked values to typed structs.
pub(crate) struct Reader<'a> {
    pub(crate) scope: Scope,
    pub(crate) base: Base,
    pub(crate) values: &'a BTreeMap<&'static str, Value>,
}

impl Reader<'_> {
    /// The checked value, else the default. A mismatch of type between a field and its spec is a
    /// mistake in this crate; a test reads every field of every default, so it cannot ship.
    pub(crate) fn take<T: FromValue>(&self, id: &str) -> T {
        self.values
            .get(id)
            .cloned()
            .or_else(|| find_spec(self.scope, id).map(|spec| default_value(spec, self.base)))
            .and_then(T::from_value)
            .unwrap_or_default()
    }
}

/// Every size of one environment, checked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sizes {
    /// The real-data flag.
    pub flags: components::Phi,
    /// Component switches.
    pub components: components::Components,
    /// API service.
    pub api: ecs::Api,
    /// Worker service.
    pub worker: ecs::Worker,
    /// Database.
    pub rds: rds::Rds,
    /// Cache.
    pub elasticache: elasticache::Elasticache,
    /// Network.
    pub vpc: vpc::Vpc,
    /// Load balancer and WAF.
    pub alb: alb::Alb,
    /// Content delivery.
    pub cloudfront: cloudfront::Cloudfront,
    /// Buckets.
    pub s3: s3::S3,
    /// Logs.
    pub logs: s3::Logs,
    /// Keys.
    pub kms: s3::Kms,
    /// Jobs.
    pub batch: batch::Batch,
    /// Queues.
    pub sqs: sqs::Sqs,
    /// Alarms.
    pub monitoring: monitoring::Monitoring,
    /// Registry.
    pub cicd: cicd::Cicd,
}

/// All size parameters in the order of the matrix.
pub(crate) const TABLES: &[&[ParamSpec]] = &[
    components::Phi::SPECS,
    components::Components::SPECS,
    ecs::Api::SPECS,
    ecs::Worker::SPECS,
    rds::Rds::SPECS,
    elasticache::Elasticache::SPECS,
    vpc::Vpc::SPECS,
    alb::Alb::SPECS,
    cloudfront::Cloudfront::SPECS,
    s3::S3::SPECS,
    batch::Batch::SPECS,
    sqs::Sqs::SPECS,
    s3::Logs::SPECS,
    s3::Kms::SPECS,
    monitoring::Monitoring::SPECS,
    cicd::Cicd::SPECS,
];

impl Sizes {
    pub(crate) fn read(base: Base, values: &BTreeMap<&'static str, Value>) -> Self {
        let reader = &Reader { scope: Scope::Size, base, values };
        Self {
            flags: components::Phi::read(reader),
            components: components::Components::read(reader),
            api: ecs::Api::read(reader),
            worker: ecs::Worker::read(reader),
            rds: rds::Rds::read(reader),
            elasticache: elasticache::Elasticache::read(reader),
            vpc: vpc::Vpc::read(reader),
            alb: alb::Alb::read(reader),
            cloudfront: cloudfront::Cloudfront::read(reader),
            s3: s3::S3::read(reader),
            logs: s3::Logs::read(reader),
            kms: s3::Kms::read(reader),
            batch: batch::Batch::read(reader),
            sqs: sqs::Sqs::read(reader),
            monitoring: monitoring::Monitoring::read(reader),
            cicd: cicd::Cicd::read(reader),
        }
    }
}
