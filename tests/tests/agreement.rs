//! The evaluator agrees with real Terraform: the default design, each switch, and random designs, for
//! both provider lines. `SEKKEI_AGREEMENT_DESIGNS=200` compares more random designs than each run does.

use std::fs;

use design_core::plan::Reader;
use design_core::{DesignDraft, Edit, apply};
use infra_templates::{Bundle, Templates};
use sekkei_tests::agreement::Agreement;
use sekkei_tests::folder::{Folder, design, write};
use sekkei_tests::random;
use sekkei_tests::terraform::{SCHEMAS, succeeds, with_schema};
use serde_json::json;

/// A folder in which one root after the other is planned.
struct Bench {
    schema: &'static str,
    folder: Folder,
    reader: Reader,
    agreement: Agreement,
}

/// Roots of every design are planned under this name, so that Terraform is initialised once.
const ROOT: &str = "infra/envs/prod";
const ACCOUNT: &str = "infra/bootstrap";

impl Bench {
    fn new(schema: &'static str) -> Self {
        let mut draft = DesignDraft::default();
        let provider = if schema.starts_with("aws-5") { "~> 5.0" } else { "~> 6.0" };
        apply(&mut draft, &Edit::SetProject { id: "aws_provider".into(), value: json!(provider) });
        let folder = Folder::of(&draft);
        folder.init(schema, ROOT);
        folder.init(schema, ACCOUNT);
        Self { schema, folder, reader: Reader::new(), agreement: Agreement::default() }
    }

    fn compare(&mut self, name: &str, draft: &DesignDraft, environment: Option<usize>) {
        let mut draft = draft.clone();
        let provider = if self.schema.starts_with("aws-5") { "~> 5.0" } else { "~> 6.0" };
        apply(&mut draft, &Edit::SetProject { id: "aws_provider".into(), value: json!(provider) });
        let bundle = Bundle::render_with(Templates::embedded(), &design(&draft));
        let root = environment.map_or(ACCOUNT, |_| ROOT);
        if let Some(environment) = environment {
            let from = format!("infra/envs/{}/", draft.environments[environment].name());
            for (path, text) in bundle.files().iter().filter(|(path, _)| path.starts_with(&from)) {
                // The state stays beside the files, see `Folder::init`.
                if !path.ends_with(".hcl") {
                    fs::write(self.folder.path(&path.replace(&from, &format!("{ROOT}/"))), text.as_bytes()).unwrap();
                }
            }
        } else {
            write(&self.folder.path(""), &bundle);
        }
        let mut files: std::collections::BTreeMap<String, String> = bundle
            .files()
            .iter()
            .filter(|(path, _)| !path.starts_with("infra/envs/"))
            .map(|(path, text)| (path.clone(), text.to_string()))
            .collect();
        for entry in fs::read_dir(self.folder.path(root)).unwrap() {
            let path = entry.unwrap().path();
            let name = path.file_name().unwrap().to_string_lossy().into_owned();
            if (name.ends_with(".tf") && name != "backend_override.tf") || name == "terraform.tfvars" {
                files.insert(format!("{root}/{name}"), fs::read_to_string(&path).unwrap());
            }
        }
        let ours = self.reader.plan(&files, root);
        let folder = self.folder.path(root);
        succeeds(name, &with_schema(self.schema, &folder, &["plan", "-input=false", "-no-color", "-refresh=false", "-out=plan.tfplan"]));
        let shown = with_schema(self.schema, &folder, &["show", "-json", "plan.tfplan"]);
        succeeds("show", &shown);
        self.agreement.add(name, &ours, &serde_json::from_slice(&shown.stdout).unwrap());
    }

    fn close(self) {
        let Agreement { plans, addresses, equal, unknown, less, wrong } = self.agreement;
        println!(
            "{}: {plans} plans, {addresses} addresses agree; {equal} known values equal, {unknown} unknown to both, {} known to Terraform alone:",
            self.schema,
            less.values().sum::<usize>()
        );
        for (source, count) in &less {
            println!("  {count} × {source}");
        }
        assert!(wrong.is_empty(), "{} disagreements, the first: {:#?}", wrong.len(), &wrong[..wrong.len().min(30)]);
    }
}

fn switches() -> Vec<(&'static str, DesignDraft)> {
    let sizes: [(&str, &str, serde_json::Value); 11] = [
        ("no worker", "components.worker", json!(false)),
        ("no batch", "components.batch", json!(false)),
        ("no sqs", "components.sqs", json!(false)),
        ("three zones", "vpc.az_count", json!(3)),
        ("one node", "elasticache.num_cache_clusters", json!(1)),
        ("object lock", "logs.object_lock_mode", json!("off")),
        ("no monitoring", "rds.monitoring_interval", json!(0)),
        ("large storage", "rds.allocated_storage_gb", json!(500)),
        ("client certificates", "alb.client_auth", json!("mtls")),
        ("closed network", "alb.client_auth", json!("vpn")),
        ("no transition", "s3.transition_ia_days", json!(0)),
    ];
    let mut all: Vec<(&str, DesignDraft)> = sizes
        .into_iter()
        .filter_map(|(name, id, value)| {
            let mut draft = DesignDraft::default();
            apply(&mut draft, &Edit::SetSize { environment: 2, id: id.into(), value });
            design_core::check(&draft).design.map(|_| (name, draft))
        })
        .collect();
    for (name, id, value) in [("valkey", "cache_engine", json!("valkey")), ("s3 lock", "state_lock", json!("s3"))] {
        let mut draft = DesignDraft::default();
        apply(&mut draft, &Edit::SetProject { id: id.into(), value });
        if design_core::check(&draft).design.is_some() {
            all.push((name, draft));
        }
    }
    all
}

fn agrees(schema: &'static str, seeds: std::ops::Range<u64>) {
    let mut bench = Bench::new(schema);
    let default = DesignDraft::default();
    for environment in 0..3 {
        bench.compare(&format!("default {environment}"), &default, Some(environment));
    }
    bench.compare("account", &default, None);
    for (name, draft) in switches() {
        bench.compare(name, &draft, Some(2));
    }
    for seed in seeds {
        let draft = random::valid(seed);
        let environment = usize::try_from(seed).unwrap() % draft.environments.len();
        bench.compare(&format!("seed {seed}"), &draft, Some(environment));
    }
    bench.close();
}

/// How many random designs a provider line is tried with.
fn designs() -> u64 {
    std::env::var("SEKKEI_AGREEMENT_DESIGNS").ok().and_then(|count| count.parse().ok()).unwrap_or(2)
}

#[test]
fn evaluation_agrees_with_terraform_and_provider_5() {
    agrees(SCHEMAS[0], 3000..3000 + designs());
}

#[test]
fn evaluation_agrees_with_terraform_and_provider_6() {
    agrees(SCHEMAS[1], 4000..4000 + designs());
}
