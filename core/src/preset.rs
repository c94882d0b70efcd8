//! Starting points for the sizes of a design. A preset says only what it moves away from the defaults
//! of an environment's base; names, branches, network blocks and the project stay as they are.

use serde_json::Value as Raw;

use crate::draft::DesignDraft;
use crate::edit::{Edit, apply};
use crate::param::{Base, Kind, ParamSpec, Scope, default_value, specs};
use crate::text::{Text, t};

/// A starting point.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Preset {
    /// Stable for ever.
    pub id: &'static str,
    /// What it is called.
    pub label: Text,
    /// What it is for, and where its numbers come from.
    pub purpose: Text,
    sizes: &'static [Row],
}

/// A size that leaves its default: in dev, stg and prod; `None` stays at the default.
type Row = (&'static str, [Option<Size>; 3]);

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Size {
    Number(i64),
    Word(&'static str),
    Switch(bool),
}

impl Size {
    fn to_json(self) -> Raw {
        match self {
            Self::Number(number) => number.into(),
            Self::Word(word) => word.into(),
            Self::Switch(on) => on.into(),
        }
    }
}

const fn n(number: i64) -> Option<Size> {
    Some(Size::Number(number))
}

const fn word(word: &'static str) -> Option<Size> {
    Some(Size::Word(word))
}

const OFF: Option<Size> = Some(Size::Switch(false));

/// Two tasks and a small database in two zones are the least that survives the loss of a zone.
/// Retention, encryption and logs are those of the founding plan: medical records do not shrink.
const SMALL_CLINIC: &[Row] = &[
    ("api.task_cpu", [None, n(256), n(512)]),
    ("api.task_memory", [None, n(512), n(1024)]),
    ("api.min_count", [None, n(1), n(2)]),
    ("api.desired_count", [None, n(1), n(2)]),
    ("api.max_count", [None, n(2), n(4)]),
    ("worker.task_cpu", [None, n(256), n(512)]),
    ("worker.task_memory", [None, n(512), n(1024)]),
    ("worker.min_count", [None, n(1), n(1)]),
    ("worker.desired_count", [None, n(1), n(1)]),
    ("worker.max_count", [None, n(1), n(2)]),
    ("batch.max_vcpus", [None, n(2), n(4)]),
    ("rds.instance_class", [None, word("db.t4g.small"), word("db.t4g.medium")]),
    ("rds.allocated_storage_gb", [None, n(20), n(50)]),
    ("rds.max_allocated_storage_gb", [None, n(40), n(100)]),
    ("rds.multi_az", [None, OFF, None]),
    ("monitoring.rds_connections", [None, n(130), n(300)]),
    ("monitoring.rds_free_storage_gb", [None, n(4), n(10)]),
    ("elasticache.node_type", [None, word("cache.t4g.micro"), word("cache.t4g.small")]),
    ("elasticache.num_cache_clusters", [None, n(1), None]),
    ("elasticache.automatic_failover", [None, OFF, None]),
    ("vpc.nat_gateway_count", [None, n(1), None]),
];

/// Three zones, and in stg what prod of the founding plan has, so that load tests mean something.
const HOSPITAL_GROUP: &[Row] = &[
    ("vpc.az_count", [None, n(3), n(3)]),
    ("vpc.nat_gateway_count", [None, n(3), n(3)]),
    ("api.task_cpu", [n(512), n(1024), n(2048)]),
    ("api.task_memory", [n(1024), n(2048), n(4096)]),
    ("api.min_count", [None, n(3), n(6)]),
    ("api.desired_count", [None, n(3), n(6)]),
    ("api.max_count", [None, n(6), n(24)]),
    ("worker.task_cpu", [None, n(1024), n(2048)]),
    ("worker.task_memory", [None, n(2048), n(4096)]),
    ("worker.min_count", [None, n(2), n(3)]),
    ("worker.desired_count", [None, n(2), n(3)]),
    ("worker.max_count", [None, n(4), n(12)]),
    ("batch.max_vcpus", [None, n(16), n(64)]),
    ("rds.instance_class", [word("db.t4g.small"), word("db.m7g.large"), word("db.m7g.2xlarge")]),
    ("rds.allocated_storage_gb", [None, n(100), n(500)]),
    ("rds.max_allocated_storage_gb", [None, n(390), n(2000)]),
    ("monitoring.rds_connections", [n(130), n(700), n(2800)]),
    ("monitoring.rds_free_storage_gb", [None, n(20), n(100)]),
    ("elasticache.node_type", [None, word("cache.m7g.large"), word("cache.r7g.large")]),
    ("elasticache.num_cache_clusters", [None, n(3), n(3)]),
    ("alb.waf_rate_limit_5min", [None, n(10_000), n(10_000)]),
];

/// Every preset, the founding plan first.
pub const PRESETS: [Preset; 3] = [
    Preset {
        id: "founding-plan",
        label: t("基本計画どおり", "The founding plan as it is"),
        purpose: t(
            "数十の医療機関が使い始める SaaS に。dev・stg・prod の既定のサイズに戻します。",
            "For a SaaS that some dozens of institutions begin to use. Every size goes back to its default in dev, stg and prod.",
        ),
        sizes: &[],
    },
    Preset {
        id: "small-clinic",
        label: t("小規模クリニック", "Small clinic"),
        purpose: t(
            "数施設で始める SaaS に。本番は 2 つの AZ を保ち、計算資源とデータベースを小さくします。保存期間と暗号化は減らしません。数値は負荷試験前の目安です。",
            "For a SaaS that begins with a few sites. Production keeps two zones with smaller tasks and database; retention and encryption stay. The numbers are a judgement until a load test.",
        ),
        sizes: SMALL_CLINIC,
    },
    Preset {
        id: "hospital-group",
        label: t("病院グループ", "Hospital group"),
        purpose: t(
            "複数の病院が日中ずっと使う SaaS に。stg と prod を 3 つの AZ に広げ、stg で本番に近い負荷試験ができます。数値は負荷試験前の目安です。",
            "For a SaaS that several hospitals use all day. Staging and production span three zones, and staging is large enough to load-test. The numbers are a judgement until then.",
        ),
        sizes: HOSPITAL_GROUP,
    },
];

/// The preset with this id.
#[must_use]
pub fn find_preset(id: &str) -> Option<&'static Preset> {
    PRESETS.iter().find(|preset| preset.id == id)
}

impl Preset {
    /// The edits that bring a draft to the preset, and nothing for what is there already. They belong
    /// together: apply them as one step. Memory comes before CPU, so that no edit moves it along.
    #[must_use]
    pub fn edits(&self, draft: &DesignDraft) -> Vec<Edit> {
        let (memory, rest): (Vec<&ParamSpec>, Vec<&ParamSpec>) =
            specs(Scope::Size).partition(|spec| matches!(spec.kind, Kind::FargateMemory { .. }));
        let mut edits = Vec::new();
        for (environment, typed) in draft.environments.iter().enumerate() {
            let base = typed.base();
            for spec in memory.iter().chain(&rest).copied().filter(|spec| !keeps(spec)) {
                let value = self.value(spec, base);
                let now = typed.sizes.get(spec.id).cloned().unwrap_or_else(|| default_value(spec, base).to_json());
                if now != value {
                    edits.push(Edit::SetSize { environment, id: spec.id.to_owned(), value });
                }
            }
        }
        edits
    }

    /// The default design with the sizes of the preset.
    #[must_use]
    pub fn draft(&self) -> DesignDraft {
        let mut draft = DesignDraft::default();
        for edit in self.edits(&draft) {
            apply(&mut draft, &edit);
        }
        draft
    }

    fn value(&self, spec: &ParamSpec, base: Base) -> Raw {
        let row = self.sizes.iter().find(|(id, _)| *id == spec.id);
        let size = row.and_then(|(_, [dev, stg, prod])| match base {
            Base::Dev => *dev,
            Base::Stg => *stg,
            Base::Prod => *prod,
        });
        size.map_or_else(|| default_value(spec, base).to_json(), Size::to_json)
    }
}

/// A network block is a place, not a size; whether records of patients are held, and the path of a
/// health check, are facts of the application; how clients are known is a decision (TLS-09).
fn keeps(spec: &ParamSpec) -> bool {
    matches!(spec.id, "vpc.cidr" | "phi" | "api.health_check_path" | "alb.client_auth")
}
