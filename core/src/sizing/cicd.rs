//! The image registry (modules/cicd).

use super::params;
use crate::param::Preset::Number;
use crate::param::{Group, Kind, Scope, Unit};
use crate::text::t;

params! {
    /// ECR repositories.
    Cicd in Scope::Size, Group::Registry, "cicd.";
    images_kept: i64 = {
        kind: Kind::Number { min: 5, max: 1000 },
        unit: Unit::Count,
        label: t("残すイメージ数", "Images kept"),
        help: t("新しい方から残す数。ロールバックに使えるのはこの範囲です。", "The newest images that stay. A rollback can go back this far."),
        source: "control VUL-02",
        defaults: [Number(10), Number(20), Number(50)],
    }
}
