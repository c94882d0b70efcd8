//! Units of numbers.

use crate::text::{Text, t};

/// Unit of a number, shown behind the label.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unit {
    /// None, or said by the label.
    None,
    /// Fargate CPU units; shown as vCPU (1024 units = 1 vCPU).
    CpuUnits,
    /// Mebibytes; shown as GiB.
    Mib,
    /// Gibibytes.
    Gib,
    /// Whole days.
    Days,
    /// Whole minutes.
    Minutes,
    /// Whole seconds.
    Seconds,
    /// Whole milliseconds.
    Milliseconds,
    /// Per cent.
    Percent,
    /// A count.
    Count,
}

impl Unit {
    /// Word behind the label; empty for [`Unit::None`].
    #[must_use]
    pub const fn label(self) -> Text {
        match self {
            Self::None => t("", ""),
            Self::CpuUnits => t("vCPU", "vCPU"),
            Self::Mib | Self::Gib => t("GiB", "GiB"),
            Self::Days => t("日", "days"),
            Self::Minutes => t("分", "min"),
            Self::Seconds => t("秒", "s"),
            Self::Milliseconds => t("ミリ秒", "ms"),
            Self::Percent => t("%", "%"),
            Self::Count => t("件", "count"),
        }
    }
}
