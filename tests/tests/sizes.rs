//! Every size against the module that takes it, by real Terraform: defaults, bounds and each choice are
//! accepted, one step outside is refused.
//!
//! Each case is one variable: the module's own `variable` block under a new name, with the case as its
//! default. All cases stand in one root module without a provider, so one run judges them all.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use design_core::{Base, DesignDraft, Edit, EnvironmentDraft, Kind, ParamSpec, Scope, apply, check, default_value, specs};
use infra_templates::{Bundle, Templates};
use sekkei_tests::folder::design;
use sekkei_tests::random;
use sekkei_tests::terraform::{plain, said, succeeds};
use serde_json::{Value, json};

/// Text of the `variable` blocks of a name, one for each module that declares it.
fn declarations(bundle: &Bundle, name: &str) -> Vec<(String, String)> {
    let head = format!("variable \"{name}\" {{\n");
    bundle
        .files()
        .iter()
        .filter(|(path, _)| path.starts_with("infra/modules/") && path.ends_with("variables.tf"))
        .filter_map(|(path, text)| {
            let start = text.find(&head)?;
            let length = text[start..].find("\n}\n")? + 3;
            Some((path.clone(), text[start..start + length].to_owned()))
        })
        .collect()
}

/// The Terraform value of a variable in a rendered tfvars.
fn value_in_tfvars(tfvars: &str, name: &str) -> String {
    let head = format!("\n{name} = ");
    let start = tfvars.find(&head).unwrap_or_else(|| panic!("{name} is not in the tfvars")) + head.len();
    let rest = &tfvars[start..];
    let end = if rest.starts_with("{\n") { rest.find("\n}\n").unwrap() + 2 } else { rest.find('\n').unwrap() };
    rest[..end].to_owned()
}

/// Values of other parameters that a value needs beside it, so that a case breaks no other rule.
fn companions(id: &str, value: &Value) -> Vec<(&'static str, Value)> {
    let number = value.as_i64().unwrap_or_default();
    let same = |ids: [&'static str; 3]| ids.into_iter().map(|id| (id, value.clone())).collect::<Vec<_>>();
    match id {
        "api.min_count" | "api.desired_count" | "api.max_count" => same(["api.min_count", "api.desired_count", "api.max_count"]),
        "worker.min_count" | "worker.desired_count" | "worker.max_count" => {
            same(["worker.min_count", "worker.desired_count", "worker.max_count"])
        }
        "rds.allocated_storage_gb" => vec![("rds.max_allocated_storage_gb", json!(65536))],
        "rds.max_allocated_storage_gb" => vec![("rds.allocated_storage_gb", json!(20))],
        "rds.backup_retention_days" => vec![("rds.enable_pitr", json!(number > 0))],
        "rds.enable_pitr" => vec![("rds.backup_retention_days", json!(if *value == json!(true) { 7 } else { 0 }))],
        "elasticache.num_cache_clusters" => vec![("elasticache.automatic_failover", json!(number >= 2))],
        "elasticache.automatic_failover" => vec![("elasticache.num_cache_clusters", json!(2))],
        "vpc.nat_gateway_count" => vec![("vpc.az_count", json!(3))],
        "vpc.az_count" => vec![("vpc.nat_gateway_count", json!(1))],
        "sqs.message_retention_seconds" => vec![("sqs.dlq_retention_seconds", json!(1_209_600))],
        "sqs.dlq_retention_seconds" => vec![("sqs.message_retention_seconds", json!(60))],
        "batch.job_cpu" => vec![("batch.max_vcpus", json!(64))],
        "batch.max_vcpus" => vec![("batch.job_cpu", json!(256)), ("batch.job_memory", json!(512))],
        "api.task_memory" | "worker.task_memory" | "batch.job_memory" => {
            let cpu = match id {
                "api.task_memory" => "api.task_cpu",
                "worker.task_memory" => "worker.task_cpu",
                _ => "batch.job_cpu",
            };
            let fitting =
                [256, 512, 1024, 2048, 4096, 8192, 16384].into_iter().find(|cpu| design_core::fargate_memory(*cpu).contains(&number));
            vec![(cpu, json!(fitting.unwrap_or(1024))), ("batch.max_vcpus", json!(64))]
        }
        _ => Vec::new(),
    }
}

/// The tfvars of prod with one value set. Rules of the designer that Terraform does not know, such as
/// the connection budget, may speak: the text is taken all the same.
fn tfvars_with(id: &str, value: &Value) -> Option<String> {
    // Alone, so that no other environment's network is in the way.
    let mut draft = DesignDraft { environments: vec![EnvironmentDraft::new(Base::Prod)], ..DesignDraft::default() };
    let mut set = |id: &str, value: &Value| apply(&mut draft, &Edit::SetSize { environment: 0, id: id.to_owned(), value: value.clone() });
    // The CPU first: setting it moves memory along.
    for (companion, companion_value) in companions(id, value) {
        set(companion, &companion_value);
    }
    set(id, value);
    // The largest database and the smallest pools, so that no connection budget is in the way.
    let budget = [("rds.instance_class", json!("db.r7g.16xlarge")), ("api.db_pool_size", json!(1)), ("api.db_pool_overflow", json!(0))];
    for (other, value) in budget.iter().filter(|(other, _)| *other != id) {
        set(other, value);
    }
    let checked = check(&draft);
    let design = checked.design?;
    Bundle::render_with(Templates::embedded(), &design).get("infra/envs/prod/terraform.tfvars").map(str::to_owned)
}

/// Every legal value worth trying.
fn legal(spec: &ParamSpec) -> Vec<Value> {
    let mut values: Vec<Value> = Base::ALL.iter().map(|base| default_value(spec, *base).to_json()).collect();
    match spec.kind {
        Kind::Switch => values.extend([json!(true), json!(false)]),
        Kind::Number { min, max } => values.extend([json!(min), json!(max)]),
        _ => values.extend(spec.choices(None).unwrap_or_default().iter().map(design_core::Value::to_json)),
    }
    let mut seen = BTreeSet::new();
    values.retain(|value| seen.insert(value.to_string()));
    values
}

/// HCL literals one step outside.
fn illegal(spec: &ParamSpec) -> Vec<String> {
    match spec.kind {
        Kind::Switch | Kind::List(_) | Kind::Map(..) => Vec::new(),
        Kind::Number { min, max } => vec![(min - 1).to_string(), (max + 1).to_string(), format!("{min}.5")],
        Kind::NumberChoice(list) => {
            let mut out: Vec<String> =
                list.iter().flat_map(|n| [n - 1, n + 1]).filter(|n| !list.contains(n)).map(|n| n.to_string()).collect();
            out.truncate(8);
            out
        }
        Kind::FargateCpu => ["255", "257", "0", "32768"].map(str::to_owned).to_vec(),
        Kind::FargateMemory { .. } => ["511", "513", "249856"].map(str::to_owned).to_vec(),
        Kind::Choice(_) => ["\"\"", "\"nonsense\""].map(str::to_owned).to_vec(),
        Kind::DbClass => ["\"db.t2.micro\"", "\"db.m7g.tiny\"", "\"m7g.large\""].map(str::to_owned).to_vec(),
        Kind::CacheNode => ["\"cache.z9.large\"", "\"cache.t4g.huge\"", "\"t4g.micro\""].map(str::to_owned).to_vec(),
        Kind::Text(_) => ["\"\"", "\"no slash, no block\""].map(str::to_owned).to_vec(),
    }
}

struct Cases {
    blocks: BTreeMap<String, String>,
    names: BTreeMap<String, String>,
}

impl Cases {
    fn new() -> Self {
        Self { blocks: BTreeMap::new(), names: BTreeMap::new() }
    }

    fn add(&mut self, declaration: &str, name: &str, value: &str, what: String) {
        let case = format!("case_{}", self.names.len());
        let block = declaration.replacen(&format!("variable \"{name}\""), &format!("variable \"{case}\""), 1);
        let block = block.replace(&format!("var.{name}"), &format!("var.{case}"));
        let block: String = without_default(&block);
        let end = block.rfind('}').unwrap();
        self.blocks.insert(case.clone(), format!("{}  default = {value}\n}}\n", &block[..end]));
        self.names.insert(case, what);
    }

    /// What Terraform refuses, by what the case is called.
    fn refused(&self) -> BTreeSet<String> {
        let folder = tempfile::tempdir().unwrap();
        // A file each: Terraform reads the whole file again for each message.
        for (case, block) in &self.blocks {
            fs::write(folder.path().join(format!("{case}.tf")), block).unwrap();
        }
        succeeds("init", &plain(folder.path(), &["init", "-no-color"]));
        let output = plain(folder.path(), &["plan", "-no-color", "-input=false", "-json"]);
        let said = said(&output);
        let mut refused = BTreeSet::new();
        for line in said.lines() {
            let Ok(message) = serde_json::from_str::<Value>(line) else { continue };
            if message["@level"] != "error" {
                continue;
            }
            let code = message["diagnostic"]["snippet"]["code"].as_str().unwrap_or_default();
            let case = code.split('"').nth(1).unwrap_or_else(|| panic!("an error that belongs to no case: {line}"));
            refused.insert(self.names[case].clone());
        }
        refused
    }
}

/// Drops a one-line default that the module itself may have.
fn without_default(block: &str) -> String {
    block.lines().filter(|line| !line.starts_with("  default ")).map(|line| format!("{line}\n")).collect()
}

#[test]
fn terraform_accepts_every_legal_size() {
    let bundle = Bundle::render(&design(&DesignDraft::default()));
    let mut cases = Cases::new();
    let mut skipped = Vec::new();
    for spec in specs(Scope::Size) {
        let name = spec.id.split('.').next().unwrap();
        let declared = declarations(&bundle, name);
        for value in legal(spec) {
            let Some(tfvars) = tfvars_with(spec.id, &value) else {
                skipped.push(format!("{} = {value}", spec.id));
                continue;
            };
            for (path, declaration) in &declared {
                cases.add(declaration, name, &value_in_tfvars(&tfvars, name), format!("{path}: {} = {value}", spec.id));
            }
        }
        // `phi` is a tag and `components` switches: the environment declares them, modules need not.
        assert!(!declared.is_empty() || name == "phi", "no module declares {name}");
    }
    println!("{} legal cases", cases.names.len());
    assert!(cases.names.len() > 600);
    // Counts of tasks at their bound exceed the connections or addresses of any design.
    for case in &skipped {
        assert!(
            case.contains("_count = 1000") || case.contains("max_vcpus") || case.contains("db_pool") || case.contains("processes"),
            "{case} could not be tried"
        );
    }
    assert_eq!(cases.refused(), BTreeSet::new());
}

#[test]
fn terraform_refuses_every_size_one_step_outside() {
    let bundle = Bundle::render(&design(&DesignDraft::default()));
    let tfvars = bundle.get("infra/envs/prod/terraform.tfvars").unwrap();
    let mut cases = Cases::new();
    let mut expected = BTreeSet::new();
    for spec in specs(Scope::Size) {
        let Some((name, attribute)) = spec.id.split_once('.') else { continue };
        let object = value_in_tfvars(tfvars, name);
        for literal in illegal(spec) {
            let line = object.lines().find(|line| line.trim_start().split(' ').next() == Some(attribute)).unwrap();
            let broken = object.replace(line, &format!("  {attribute} = {literal}"));
            // The module that owns the rule must refuse; others may pass the object on.
            let declared = declarations(&bundle, name);
            let what = format!("{} = {literal}", spec.id);
            for (_, declaration) in &declared {
                cases.add(declaration, name, &broken, what.clone());
            }
            expected.insert(what);
        }
    }
    println!("{} illegal cases", expected.len());
    assert!(expected.len() > 150);
    let refused = cases.refused();
    let accepted: Vec<_> = expected.difference(&refused).collect();
    assert!(accepted.is_empty(), "accepted: {accepted:#?}");
}

/// 500 valid designs, every environment: the modules accept every value of each of them.
#[test]
fn terraform_accepts_five_hundred_random_designs() {
    let default = Bundle::render(&design(&DesignDraft::default()));
    let names: BTreeSet<&str> = specs(Scope::Size).map(|spec| spec.id.split('.').next().unwrap()).collect();
    let declared: BTreeMap<&str, Vec<(String, String)>> = names.iter().map(|name| (*name, declarations(&default, name))).collect();
    let mut cases = Cases::new();
    let mut seen = BTreeSet::new();
    let mut environments = 0;
    for seed in 0..500 {
        let draft = random::valid(seed);
        let checked = design(&draft);
        let bundle = Bundle::render_with(Templates::embedded(), &checked);
        for environment in &checked.environments {
            environments += 1;
            let tfvars = bundle.get(&format!("infra/envs/{}/terraform.tfvars", environment.settings.name)).unwrap();
            for name in &names {
                let value = value_in_tfvars(tfvars, name);
                if seen.insert(format!("{name}{value}")) {
                    for (path, declaration) in &declared[name] {
                        cases.add(declaration, name, &value, format!("seed {seed} {path}: {value}"));
                    }
                }
            }
        }
    }
    println!("500 designs, {environments} environments, {} different variable values", cases.names.len());
    assert_eq!(cases.refused(), BTreeSet::new());
}
