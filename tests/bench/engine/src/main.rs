//! How long the engine takes, natively or in WebAssembly: reading a bundle, evaluating it, judging it,
//! and the same again after one size was changed; in WebAssembly also how much memory that takes. It prints
//! and asserts nothing: machines differ. With `--json` it prints one object a line for `tests/bench`.

use std::time::Instant;

use design_core::capacity::Capacity;
use design_core::compliance::Kept;
use design_core::cost::{Estimate, Ground};
use design_core::drawing::Atlas;
use design_core::plan::Reader;
use design_core::{Design, DesignDraft, Edit, Survey, apply, check};
use infra_templates::{Basis, Bundle, Kept as KeptFiles, Templates, zip, zip_sha256_hex};

/// Edits that are timed; each changes one size of one environment.
const EDITS: i64 = 300;
/// Repetitions of what is done once.
const COLD: usize = 15;

/// Milliseconds that each round of one piece of work took.
#[derive(Default)]
struct Times(Vec<f64>);

impl Times {
    fn of<T>(&mut self, work: impl FnOnce() -> T) -> T {
        let start = Instant::now();
        let result = work();
        self.0.push(start.elapsed().as_secs_f64() * 1000.0);
        result
    }

    fn print(self, what: &str) {
        self.print_beside(what, None);
    }

    /// `goal`: what the 95th percentile should stay under, in milliseconds.
    fn print_beside(mut self, what: &str, goal: Option<u32>) {
        if is_json() {
            println!("{}", serde_json::json!({ "what": what.trim(), "times": self.0, "goal": goal }));
            return;
        }
        self.0.sort_by(f64::total_cmp);
        let at = |share: f64| self.0[((self.0.len() as f64 * share) as usize).min(self.0.len() - 1)];
        println!("{what:<58}{:>9.2}{:>9.2}{:>9.2}{:>9.2}{:>7}", at(0.0), at(0.5), at(0.95), at(1.0), self.0.len());
    }
}

fn is_json() -> bool {
    std::env::args().any(|argument| argument == "--json")
}

fn main() {
    memory();
    let default = DesignDraft::default();
    let bundle = Bundle::render(&design(&default));
    if !is_json() {
        println!("{:<58}{:>9}{:>9}{:>9}{:>9}{:>7}", "milliseconds", "min", "p50", "p95", "max", "count");
    }
    let [mut made, mut packed] = [const { Times(Vec::new()) }; 2];
    for _ in 0..COLD {
        let bundle = made.of(|| Bundle::render(&design(&default)));
        packed.of(|| zip(&bundle));
    }
    made.print("files of a bundle");
    packed.print_beside("zip of a bundle", Some(10));

    let ground = Ground::of(Some(&default));
    let [mut first, mut all, mut judged, mut priced, mut loaded] = [const { Times(Vec::new()) }; 5];
    for _ in 0..COLD {
        let mut reader = Reader::new();
        first.of(|| reader.plan(bundle.files(), "infra/envs/prod"));
        let survey = all.of(|| Survey::of(&mut reader, bundle.files()));
        judged.of(|| survey.assess(bundle.files(), None));
        priced.of(|| Estimate::of(&survey, &ground));
        loaded.of(|| Capacity::of(&survey, &ground));
    }
    first.print("cold: read everything and evaluate one environment");
    all.print("cold: the other two and the account baseline");
    judged.print("cold: all controls in three environments");
    priced.print("cost of three environments and the account");
    loaded.print("capacity of three environments");

    for (what, ids) in [
        ("a threshold of an alarm", &["monitoring.alb_5xx_count_5min"][..]),
        ("a size of the database", &["rds.allocated_storage_gb"][..]),
        ("a size of the load balancer", &["alb.idle_timeout_seconds"][..]),
    ] {
        let mut draft = default.clone();
        let (mut reader, mut kept) = (Reader::new(), Kept::default());
        let _ = Survey::of(&mut reader, bundle.files()).assess_again(&mut kept, bundle.files(), None);
        let [mut rendered, mut evaluated, mut judged, mut whole] = [const { Times(Vec::new()) }; 4];
        for round in 0..EDITS {
            for id in ids {
                apply(&mut draft, &Edit::SetSize { environment: 2, id: (*id).into(), value: (round % 900 + 100).into() });
            }
            let Some(design) = check(&draft).design else { continue };
            whole.of(|| {
                let bundle = rendered.of(|| Bundle::render(&design));
                let survey = evaluated.of(|| Survey::of(&mut reader, bundle.files()));
                judged.of(|| survey.assess_again(&mut kept, bundle.files(), None))
            });
        }
        rendered.print(&format!("{what}: files"));
        evaluated.print_beside(&format!("{what}: evaluation"), Some(5));
        judged.print(&format!("{what}: all controls"));
        whole.print(&format!("{what}: together"));
    }

    // Every environment changes: the whole is evaluated anew.
    let mut draft = default;
    let (mut reader, mut kept) = (Reader::new(), Kept::default());
    let [mut evaluated, mut judged] = [const { Times(Vec::new()) }; 2];
    for round in 0..EDITS {
        for environment in 0..3 {
            let id = "monitoring.alb_5xx_count_5min".into();
            apply(&mut draft, &Edit::SetSize { environment, id, value: (round % 900 + 100).into() });
        }
        let bundle = Bundle::render(&design(&draft));
        let survey = evaluated.of(|| Survey::of(&mut reader, bundle.files()));
        judged.of(|| survey.assess_again(&mut kept, bundle.files(), None));
    }
    evaluated.print("a threshold in all three environments: evaluation");
    judged.print("a threshold in all three environments: all controls");
}

/// The design of a draft that is right.
fn design(draft: &DesignDraft) -> Design {
    check(draft).design.expect("the draft is right")
}

/// What the page does from its first look to the zip and 1,000 keys, in its order, and the memory that it takes. First of
/// all, for WebAssembly never gives memory back.
fn memory() {
    let begin = taken();
    let mut draft = DesignDraft::default();
    let (mut reader, mut kept) = (Reader::new(), Kept::default());
    let (atlas, kept_files) = (Atlas::default(), KeptFiles::default());
    let mut look = |draft: &DesignDraft| {
        let design = design(draft);
        let bundle = Bundle::render_with(Templates::embedded(), &design);
        let survey = Survey::of(&mut reader, bundle.files());
        let assessment = survey.assess_again(&mut kept, bundle.files(), None);
        (design, bundle, survey, assessment)
    };
    let (design, bundle, survey, assessment) = look(&draft);
    let looked = taken();
    let basis =
        Basis { design: &design, files: bundle.files(), survey: &survey, assessment: &assessment, atlas: &atlas, kept: &kept_files };
    let complete = Bundle::complete(&basis);
    let checksum = zip_sha256_hex(&complete);
    let zipped = taken();
    for round in 0..1000 {
        apply(&mut draft, &Edit::SetSize { environment: 2, id: "monitoring.alb_5xx_count_5min".into(), value: (round % 900 + 100).into() });
        look(&draft);
    }
    let edited = taken();
    // As the page does once typing pauses.
    drop((complete, checksum));
    drop((design, bundle, survey, assessment));
    let (design, bundle, survey, assessment) = look(&draft);
    let basis =
        Basis { design: &design, files: bundle.files(), survey: &survey, assessment: &assessment, atlas: &atlas, kept: &kept_files };
    drop(zip_sha256_hex(&Bundle::complete(&basis)));
    let paused = taken();
    for (what, now) in [
        ("memory of the engine: after the first look at everything", looked),
        ("memory of the engine: after reports and zip", zipped),
        ("memory of the engine: after 1,000 edits", edited),
        ("memory of the engine: after reports and zip of the last edit", paused),
    ] {
        let Some((begin, now)) = begin.zip(now) else { return };
        let megabytes = (now - begin) as f64 / 1e6;
        if is_json() {
            println!("{}", serde_json::json!({ "what": what, "unit": "MB", "times": [megabytes] }));
        } else {
            println!("{what:<58}{megabytes:>9.2} MB");
        }
    }
}

/// Bytes that the program has taken, where that can be seen.
fn taken() -> Option<usize> {
    #[cfg(target_arch = "wasm32")]
    return Some(std::arch::wasm32::memory_size(0) * 65536);
    #[cfg(not(target_arch = "wasm32"))]
    None
}
