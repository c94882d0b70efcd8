//! Change (CHG): what may change, by whom, and the way back.

use std::collections::{BTreeMap, BTreeSet};

use super::relation::names;
use super::workflow::{self, Workflow};
use crate::compliance::control::{Control, Proof};
use crate::compliance::judge::{Judge, shown};
use crate::plan::{Block, Declared, Line, Plan, Resource, Value};
use crate::text::t;

pub(super) const CONTROLS: &[Control] = &[
    Control {
        id: "CHG-01",
        title: t("state のロックと版管理", "State locked and versioned"),
        what: t(
            "state が S3 にあり、環境ごとにキーが違い、ロック（DynamoDB または use_lockfile）が有効で、アカウントの土台がそのバケットのバージョニングと、ロック表の PITR を有効にしていること。",
            "The state is in S3 under a key of its own per environment, with a lock (DynamoDB or use_lockfile), and the account baseline keeps versions of the bucket and point-in-time recovery of the lock table.",
        ),
        why: t(
            "2 人の適用が重なったり state が壊れたりすると、何が動いているかを誰も言えなくなります。",
            "When two applies overlap or the state breaks, nobody can say any more what is running.",
        ),
        fix: t(
            "infra/envs/*/backend.tf と infra/bootstrap/state.tf を直してください。use_lockfile には Terraform 1.10 以降が必要です。",
            "Mend infra/envs/*/backend.tf and infra/bootstrap/state.tf. use_lockfile needs Terraform 1.10 or later.",
        ),
        settings: &["state_bucket", "state_lock", "state_lock_table"],
        proof: Proof::Files(state_kept),
    },
    Control {
        id: "CHG-02",
        title: t("バージョンの固定", "Pinned versions"),
        what: t(
            "Terraform とプロバイダーの版に制約（プロバイダーは上限）があり、.terraform.lock.hcl が同梱され Git に無視されず、アクションがコミット SHA で固定され、ワークフローの権限が最小（contents: read と id-token: write）であること。",
            "Terraform and its providers have version constraints (providers with an upper bound), .terraform.lock.hcl is there and not ignored by Git, actions are pinned by commit SHA, and workflows have the least permissions (contents: read and id-token: write).",
        ),
        why: t(
            "版が動くと、検査したものと適用されるものが変わります。タグで指定したアクションは、提供元が乗っ取られると差し替えられます。",
            "With moving versions, what was reviewed is not what is applied. An action named by a tag can be replaced by whoever takes over its repository.",
        ),
        fix: t(
            "uses: をコミット SHA（40 桁）にし、後ろに # v7 のように版を書いてください。Dependabot や Renovate が更新します。",
            "Write uses: with the 40 digits of a commit, and the version behind it as a comment. Dependabot or Renovate keep them current.",
        ),
        settings: &["aws_provider"],
        proof: Proof::Files(pinned),
    },
    Control {
        id: "CHG-03",
        title: t("承認付きの適用", "Gated apply"),
        what: t(
            "プルリクエストでは terraform plan だけが動き、terraform apply のジョブは、プルリクエストでは動かず、GitHub の環境と環境ごとの concurrency を持ち、保存した plan を適用すること。必須レビュアーは GitHub の設定で、ファイルからは見えません。",
            "A pull request only runs terraform plan. A job with terraform apply never runs for a pull request, names a GitHub environment and a concurrency group per environment, and applies a saved plan. Required reviewers are a setting of GitHub that no file shows.",
        ),
        why: t(
            "本番を変える人と承認する人を分け、承認されたものだけが適用されるようにします。",
            "Who changes production and who approves are two persons, and only what was approved is applied.",
        ),
        fix: t(
            ".github/workflows/terraform.yml の apply ジョブを元に戻し、GitHub の環境に必須レビュアーを設定してください。",
            "Restore the apply job in .github/workflows/terraform.yml and set required reviewers on the GitHub environment.",
        ),
        settings: &["branch", "github_environment"],
        proof: Proof::Files(gated),
    },
    Control {
        id: "CHG-04",
        title: t("ブルー/グリーンと自動ロールバック", "Blue/green with rollback"),
        what: t(
            "ロードバランサーの後ろのサービスに、2 つのターゲットグループ、ヘルスチェック、失敗時とアラーム時の自動ロールバックがあり、ローリング更新のサービスは deployment_circuit_breaker で戻ること。",
            "A service behind the load balancer has two target groups, health checks, and rolls back by itself on failure and on alarm. A rolling service goes back by its deployment_circuit_breaker.",
        ),
        why: t(
            "不具合のある版が診療中に出ても、人を待たずに前の版へ戻ります。",
            "A bad version released during care goes back without waiting for a person.",
        ),
        fix: t(
            "infra/modules/ecs/codedeploy.tf と services.tf、infra/modules/alb/main.tf を元に戻してください。",
            "Restore infra/modules/ecs/codedeploy.tf and services.tf, and infra/modules/alb/main.tf.",
        ),
        settings: &["api.health_check_path", "deploy_engine"],
        proof: Proof::Files(rolls_back),
    },
    Control {
        id: "CHG-05",
        title: t("必須タグ", "Mandatory tags"),
        what: t(
            "すべての aws プロバイダーの default_tags に、空でない Environment、Project、CostCenter、DataClass があること。",
            "default_tags of every aws provider have Environment, Project, CostCenter and DataClass, none of them empty.",
        ),
        why: t(
            "タグは情報資産の台帳になります。何の、どの環境の、どの区分のデータかを後から引けます。",
            "Tags are the inventory: what a thing belongs to, which environment, which class of data.",
        ),
        fix: t(
            "プロジェクト設定の tags に CostCenter と DataClass を入れてください。",
            "Give the project setting tags a CostCenter and a DataClass.",
        ),
        settings: &["tags"],
        proof: Proof::Files(tagged),
    },
    Control {
        id: "CHG-06",
        title: t("環境間の構成の一致", "Same composition everywhere"),
        what: t(
            "ほかの環境にあるリソースの宣言が、この環境にもすべてあること（サイズの違いは問いません）。",
            "Every resource that another environment declares exists here too; sizes may differ.",
        ),
        why: t("検証環境にないものは、本番で初めて試すことになります。", "What staging lacks is tried for the first time in production."),
        fix: t(
            "components のスイッチをそろえてください。費用のために外すと決めたものは、理由を残してください。",
            "Align the switches of components. Where something is left out to save cost, keep the reason.",
        ),
        settings: &["components.batch", "components.sqs", "components.worker", "logs.object_lock_mode"],
        proof: Proof::Files(same_everywhere),
    },
];

/// A setting that is no resource's: met or not, with its line.
fn setting(judge: &mut Judge<'_>, fine: bool, line: Line, found: (String, String), wanted: (&str, &str)) {
    if fine {
        judge.saw_line(None, line, found.0, found.1);
    } else {
        judge.lacks_line(None, line, found, wanted);
    }
}

fn both(text: impl Into<String>) -> (String, String) {
    let text = text.into();
    (text.clone(), text)
}

fn backend(plan: &Plan) -> Option<&Block> {
    plan.settings().iter().find_map(|settings| settings.block("backend"))
}

fn state_kept(judge: &mut Judge<'_>) {
    let plan = judge.plan();
    let Some(backend) = backend(plan) else {
        let found = ("backend がない（state が手元に残る）", "no backend, so the state stays on somebody's disk");
        judge.lacks_line(None, judge.root_line(), found, ("backend \"s3\"", "backend \"s3\""));
        return;
    };
    let line = backend.line.clone();
    let kind = backend.labels.first().map_or("", |label| label);
    setting(judge, kind == "s3", line.clone(), both(format!("backend {kind:?}")), ("backend \"s3\"", "backend \"s3\""));
    own_key(judge, backend);
    locked(judge, plan, backend);
    let account = judge.account;
    let bucket = account.and_then(|account| {
        account.of_type("aws_s3_bucket").find(|bucket| same(backend, "bucket", bucket, "bucket")).map(|bucket| (account, bucket))
    });
    let Some((account, bucket)) = bucket else {
        let found = both(format!("bucket = {}", backend.value("bucket").map_or_else(|| "null".to_owned(), shown)));
        judge.lacks_line(None, line, found, ("この構成で作るバケット", "a bucket that this bundle creates"));
        return;
    };
    let versioning = account
        .of_type("aws_s3_bucket_versioning")
        .find(|other| other.body.value("bucket").is_some_and(|value| names(value, bucket, "bucket")));
    match versioning {
        Some(versioning) => {
            let enabled = |value: &Value| value.as_str() == Some("Enabled");
            judge.expect(versioning, "versioning_configuration.status", enabled, "Enabled", "Enabled");
        }
        None => judge.lacks(bucket, ("バージョニングがない", "no versioning"), ("aws_s3_bucket_versioning", "an aws_s3_bucket_versioning")),
    }
}

/// Do an argument of the backend and one of a resource write the same name?
fn same(backend: &Block, argument: &str, resource: &Resource, its: &str) -> bool {
    backend.text(argument).is_some() && backend.text(argument) == resource.body.text(its)
}

fn own_key(judge: &mut Judge<'_>, own: &Block) {
    let others = judge.all.iter().filter(|other| other.name != judge.environment.name);
    let place = |backend: &Block| [backend.text("bucket").map(str::to_owned), backend.text("key").map(str::to_owned)];
    let taken = others.filter_map(|other| backend(&other.plan)).any(|other| place(other) == place(own));
    let line = own.find("key").map_or_else(|| own.line.clone(), |key| key.line.clone());
    let text = both(format!("key = {:?}", own.text("key").unwrap_or("")));
    setting(judge, own.text("key").is_some() && !taken, line, text, ("この環境だけの key", "a key of this environment alone"));
}

fn locked(judge: &mut Judge<'_>, plan: &Plan, backend: &Block) {
    let table = backend.find("dynamodb_table");
    let file = backend.find("use_lockfile").filter(|lock| lock.value.as_bool() == Some(true));
    if let Some(lock) = file {
        let new = required_version(plan).is_some_and(|(text, _)| at_least(text, (1, 10)));
        let wanted = ("use_lockfile と Terraform 1.10 以降", "use_lockfile with Terraform 1.10 or later");
        setting(judge, new, lock.line.clone(), both("use_lockfile = true"), wanted);
    }
    let Some(name) = table else {
        if file.is_none() {
            let found = ("ロックがない".to_owned(), "no lock".to_owned());
            judge.lacks_line(
                None,
                backend.line.clone(),
                found,
                ("dynamodb_table または use_lockfile = true", "dynamodb_table or use_lockfile = true"),
            );
            judge.mend_project("state_lock", "dynamodb");
        }
        return;
    };
    let known = judge
        .account
        .and_then(|account| account.of_type("aws_dynamodb_table").find(|table| same(backend, "dynamodb_table", table, "name")));
    let found = both(format!("dynamodb_table = {}", shown(&name.value)));
    setting(judge, known.is_some(), name.line.clone(), found, ("この構成で作る表", "a table that this bundle creates"));
    if let Some(table) = known {
        judge.expect(table, "hash_key", |value| value.as_str() == Some("LockID"), "LockID", "LockID");
        judge.expect_bool(table, "point_in_time_recovery.enabled", true);
    }
}

fn required_version(plan: &Plan) -> Option<(&str, Line)> {
    plan.settings().iter().find_map(|settings| {
        let attribute = settings.find("required_version")?;
        Some((attribute.value.as_str()?, attribute.line.clone()))
    })
}

/// Does a constraint refuse everything older than this?
fn at_least(constraint: &str, (major, minor): (u32, u32)) -> bool {
    constraint.split(',').any(|part| {
        let part = part.trim();
        let Some(version) = [">=", "~>", "="].iter().find_map(|operator| part.strip_prefix(operator)) else { return false };
        let mut numbers = version.trim().split('.').map(|number| number.parse::<u32>().ok());
        let lowest = (numbers.next().flatten(), numbers.next().flatten().unwrap_or(0));
        lowest.0.is_some_and(|first| (first, lowest.1) >= (major, minor))
    })
}

fn pinned(judge: &mut Judge<'_>) {
    let plan = judge.plan();
    match required_version(plan) {
        Some((text, line)) => judge.saw_line(None, line, format!("required_version = {text:?}"), format!("required_version = {text:?}")),
        None => judge.lacks_line(
            None,
            judge.root_line(),
            ("required_version がない", "no required_version"),
            ("required_version", "required_version"),
        ),
    }
    providers_bounded(judge, plan);
    lock_file(judge, plan);
    for workflow in workflow::all(judge) {
        actions_pinned(judge, &workflow);
        least_permissions(judge, &workflow);
    }
}

fn providers_bounded(judge: &mut Judge<'_>, plan: &Plan) {
    let required: Vec<&Block> = plan.settings().iter().flat_map(|settings| settings.blocks_of("required_providers")).collect();
    let mut bounded = BTreeSet::new();
    for (name, attribute) in required.iter().flat_map(|block| &block.attributes) {
        let version = attribute.value.entry("version").and_then(Value::as_str).unwrap_or("");
        let exact = version.starts_with(|c: char| c.is_ascii_digit() || c == '=');
        let fine = exact || version.contains("~>") || version.contains('<');
        bounded.insert(&**name);
        setting(
            judge,
            fine,
            attribute.line.clone(),
            both(format!("{name}: version = {version:?}")),
            ("上限のある version（~> など）", "a version with an upper bound, such as ~>"),
        );
    }
    for name in plan.providers().keys().filter_map(|name| name.split('.').next()) {
        if bounded.insert(name) {
            let found = (format!("required_providers に {name} がない"), format!("required_providers lacks {name}"));
            judge.lacks_line(None, judge.root_line(), found, (format!("{name} の version"), format!("a version of {name}")));
        }
    }
}

/// Patterns of `.gitignore` that would keep the lock file out of the repository.
fn hides_lock(pattern: &str) -> bool {
    let pattern = pattern.trim().trim_start_matches(['/', '*']).trim_start_matches('/');
    [".terraform.lock.hcl", ".lock.hcl", "lock.hcl", ".hcl", ".terraform*", ".terraform.*", ".terraform.lock*"].contains(&pattern)
}

fn lock_file(judge: &mut Judge<'_>, plan: &Plan) {
    let path = format!("{}/.terraform.lock.hcl", plan.root);
    match judge.line_with(&path, "hashes = [") {
        Some(line) => judge.saw_line(None, line, ".terraform.lock.hcl のハッシュ", "hashes in .terraform.lock.hcl"),
        None => {
            let found = (".terraform.lock.hcl がない", "there is no .terraform.lock.hcl");
            let wanted = ("terraform providers lock で作ったファイル", "the file that terraform providers lock makes");
            judge.lacks_line(None, Line::top(&format!("{}/versions.tf", plan.root)), found, wanted);
        }
    }
    for path in judge.paths() {
        if path != ".gitignore" && !path.ends_with("/.gitignore") {
            continue;
        }
        let lines = judge.file(path).into_iter().flat_map(str::lines);
        for (number, text) in (1u32..).zip(lines).filter(|(_, text)| hides_lock(text)) {
            let line = Line { path: path.into(), line: number };
            judge.lacks_line(None, line, (text, text), ("ロックファイルを無視しない", "the lock file is not ignored"));
        }
    }
}

/// A local action, an image by digest, or an action by the 40 digits of a commit.
fn is_pinned(action: &str) -> bool {
    if action.starts_with("./") {
        return true;
    }
    if let Some(image) = action.strip_prefix("docker://") {
        return image.contains("@sha256:");
    }
    action.rsplit_once('@').is_some_and(|(_, commit)| commit.len() == 40 && commit.chars().all(|c| c.is_ascii_hexdigit()))
}

fn actions_pinned(judge: &mut Judge<'_>, workflow: &Workflow<'_>) {
    let wanted = ("コミット SHA（40 桁）", "the 40 digits of a commit");
    let mut seen = BTreeSet::new();
    for entry in workflow.each("uses") {
        let line = workflow.line_of(entry);
        seen.insert(line.line);
        let action = entry.text();
        setting(judge, is_pinned(&action), line, both(format!("uses: {action}")), wanted);
    }
    // Written in a style that is not read: not shown to be pinned.
    for (number, text) in (1u32..).zip(judge.file(workflow.path).into_iter().flat_map(str::lines)) {
        if text.contains("uses:") && !text.trim_start().starts_with('#') && !seen.contains(&number) {
            judge.lacks_line(None, workflow.line(number), both(text.trim()), wanted);
        }
    }
}

fn least_permissions(judge: &mut Judge<'_>, workflow: &Workflow<'_>) {
    let wanted = ("permissions: {} と、ジョブごとの最小の権限", "permissions: {} and the least for each job");
    let reads = |value: &str| matches!(value, "read" | "none");
    match workflow.find(&["permissions"]) {
        Some(entry) => {
            let listed: Vec<_> = workflow.under(&["permissions"]).collect();
            let text = entry.text();
            let fine = if listed.is_empty() { text == "{}" } else { text.is_empty() && listed.iter().all(|entry| reads(&entry.text())) };
            setting(judge, fine, workflow.line_of(entry), both(format!("permissions: {text}")), wanted);
        }
        None => judge.lacks_line(None, workflow.line(1), ("permissions がない", "no permissions"), wanted),
    }
    for job in workflow.jobs() {
        let place = ["jobs", job, "permissions"];
        let Some(entry) = workflow.find(&place) else { continue };
        let rights: Vec<(String, String)> = workflow.under(&place).map(|entry| (entry.key().to_owned(), entry.text())).collect();
        // A job that signs in to AWS writes nothing in GitHub.
        let aws = rights.iter().any(|(right, value)| right == "id-token" && value == "write");
        let least = |(right, value): &(String, String)| match (right.as_str(), value.as_str()) {
            (_, "read" | "none") | ("id-token", "write") => true,
            ("actions" | "checks" | "issues" | "pull-requests" | "security-events", "write") => !aws,
            _ => false,
        };
        let text = if rights.is_empty() {
            entry.text()
        } else {
            rights.iter().map(|(right, value)| format!("{right}: {value}")).collect::<Vec<_>>().join(", ")
        };
        let fine = if rights.is_empty() { text == "{}" } else { entry.text().is_empty() && rights.iter().all(least) };
        setting(judge, fine, workflow.line_of(entry), both(format!("{job}: {text}")), wanted);
    }
}

/// Lines of a script that run a command of Terraform.
fn runs<'t>(script: &[(u32, &'t str)], command: &str) -> Vec<(u32, &'t str)> {
    let word = |text: &str| {
        let mut words = text.split_whitespace();
        words.any(|word| word == "terraform" || word.ends_with("$(terraform")) && words.any(|word| word == command)
    };
    script.iter().copied().filter(|(_, text)| word(text)).map(|(line, text)| (line, text.trim())).collect()
}

/// Does a job run for pull requests, as far as its own condition says?
fn for_pull_requests(workflow: &Workflow<'_>, job: &str) -> bool {
    let condition = workflow.find(&["jobs", job, "if"]).map_or_else(String::new, |entry| entry.text());
    let welcome = condition.is_empty() || condition.contains("github.event_name == 'pull_request'");
    welcome && workflow.on("pull_request").is_some()
}

const NOT_A_PULL_REQUEST: &str = "github.event_name != 'pull_request'";

fn gated(judge: &mut Judge<'_>) {
    let workflows = workflow::all(judge);
    let mut applies = 0usize;
    let mut plans = 0usize;
    for workflow in &workflows {
        for job in workflow.jobs() {
            let script = workflow.script(job);
            let apply = runs(&script, "apply");
            applies += apply.len();
            if apply.is_empty() {
                if let Some((line, text)) = runs(&script, "plan").first().filter(|_| for_pull_requests(workflow, job)) {
                    plans += 1;
                    judge.saw_line(None, workflow.line(*line), *text, *text);
                }
                continue;
            }
            for (line, text) in apply {
                let saved = !text.contains("-auto-approve");
                setting(judge, saved, workflow.line(line), both(text), ("保存した plan の適用", "the apply of a saved plan"));
            }
            gate(judge, workflow, job);
        }
    }
    let place = workflows.iter().find(|workflow| workflow.jobs().iter().any(|job| !runs(&workflow.script(job), "init").is_empty()));
    let place = place.or(workflows.first()).map_or_else(|| judge.root_line(), |workflow| workflow.line(1));
    let missing = [
        (applies, ("terraform apply をするジョブ", "a job with terraform apply")),
        (plans, ("プルリクエストで terraform plan をするジョブ", "a job with terraform plan for pull requests")),
    ];
    for (_, wanted) in missing.iter().filter(|(count, _)| *count == 0) {
        judge.lacks_line(None, place.clone(), ("ワークフローに見つからない", "not found in the workflows"), *wanted);
    }
    if applies > 0 {
        mapped(judge);
    }
}

/// What stands between a merge and a job that applies.
fn gate(judge: &mut Judge<'_>, workflow: &Workflow<'_>, job: &str) {
    let job_line = workflow.find(&["jobs", job]).map_or_else(|| workflow.line(1), |entry| workflow.line_of(entry));
    let filled = |keys: &[&str]| workflow.find(keys).filter(|entry| !entry.text().is_empty());
    let environment = filled(&["jobs", job, "environment"]).or_else(|| filled(&["jobs", job, "environment", "name"]));
    match environment {
        Some(entry) => judge.saw_line(
            None,
            workflow.line_of(entry),
            format!("environment: {}", entry.text()),
            format!("environment: {}", entry.text()),
        ),
        None => judge.lacks_line(
            None,
            job_line.clone(),
            (format!("{job}: environment がない"), format!("{job}: no environment")),
            ("GitHub の環境", "a GitHub environment"),
        ),
    }
    let group = filled(&["jobs", job, "concurrency", "group"]);
    let cancels = filled(&["jobs", job, "concurrency", "cancel-in-progress"]).is_some_and(|entry| entry.text() != "false");
    let text = group.map_or_else(String::new, |entry| entry.text());
    let own = text.to_lowercase().contains("env") || text.contains(&judge.environment.name);
    let line = group.map_or_else(|| job_line.clone(), |entry| workflow.line_of(entry));
    setting(
        judge,
        own && !cancels,
        line,
        both(format!("{job}: concurrency: {text}")),
        ("環境ごとの group、cancel-in-progress なし", "a group per environment, without cancel-in-progress"),
    );
    // That event runs with the rights of the base branch; no condition here looks at it.
    match excluded(workflow, job, 0).filter(|_| workflow.on("pull_request_target").is_none()) {
        Some(line) => judge.saw_line(None, line, NOT_A_PULL_REQUEST, NOT_A_PULL_REQUEST),
        None if workflow.on("pull_request").is_none() && workflow.on("pull_request_target").is_none() => {
            let line = workflow.find(&["on"]).map_or_else(|| workflow.line(1), |entry| workflow.line_of(entry));
            judge.saw_line(None, line, "プルリクエストでは動かない", "does not run for pull requests");
        }
        None => judge.lacks_line(
            None,
            job_line.clone(),
            (format!("{job}: プルリクエストでも動く"), format!("{job}: runs for pull requests too")),
            (NOT_A_PULL_REQUEST, NOT_A_PULL_REQUEST),
        ),
    }
    match workflow.on("push") {
        Some(line) => judge.saw_line(None, line, "on: push", "on: push"),
        None => judge.lacks_line(
            None,
            job_line,
            ("push で始まらない", "is not started by a push"),
            ("マージ（push）での適用", "an apply on merge (push)"),
        ),
    }
}

/// The line that keeps pull requests away from a job, or from a job without whose success it does not run.
fn excluded(workflow: &Workflow<'_>, job: &str, depth: usize) -> Option<Line> {
    // An alternative could let pull requests in again.
    let condition = workflow.find(&["jobs", job, "if"]);
    let text = condition.map_or_else(String::new, |entry| entry.text());
    if text.contains("||") || depth > 8 {
        return None;
    }
    if let Some(entry) = condition.filter(|_| text.contains(NOT_A_PULL_REQUEST)) {
        return Some(workflow.line_of(entry));
    }
    let needs = workflow.find(&["jobs", job, "needs"])?.text();
    let forced = ["always()", "cancelled()", "failure()"].iter().any(|function| text.contains(function));
    let before = needs.split(|c: char| !(c.is_ascii_alphanumeric() || "_-".contains(c))).filter(|name| !name.is_empty());
    before
        .filter(|name| !forced || text.contains(&format!("needs.{name}.result == 'success'")))
        .find_map(|name| excluded(workflow, name, depth + 1))
}

const MAP: &str = "infra/environments.json";

/// Branch and GitHub environment of this environment, in the list that the workflows read.
fn mapped(judge: &mut Judge<'_>) {
    let name = judge.environment.name.clone();
    let list: Option<serde_json::Value> = judge.file(MAP).and_then(|text| serde_json::from_str(text).ok());
    let entries = list.as_ref().and_then(|list| list.get("environments")?.as_array()).map_or(&[][..], Vec::as_slice);
    let field = |entry: &serde_json::Value, key: &str| entry.get(key).and_then(|value| value.as_str()).unwrap_or("").to_owned();
    let own: Vec<_> = entries.iter().filter(|entry| field(entry, "name") == name).collect();
    let wanted = ("この環境だけの branch と github_environment", "a branch and a github_environment of this environment alone");
    let unique = |key: &str, value: &str| !value.is_empty() && entries.iter().filter(|entry| field(entry, key) == value).count() == 1;
    let line = judge.line_with(MAP, &format!("\"name\": \"{name}\"")).unwrap_or_else(|| Line::top(MAP));
    match own.as_slice() {
        [entry] => {
            let (branch, environment) = (field(entry, "branch"), field(entry, "github_environment"));
            let fine = unique("branch", &branch) && unique("github_environment", &environment);
            setting(judge, fine, line, both(format!("{name}: {branch} -> {environment}")), wanted);
        }
        _ => judge.lacks_line(None, line, (format!("{name} がない"), format!("{name} is not listed")), wanted),
    }
}

fn rolls_back(judge: &mut Judge<'_>) {
    judge.absent("ECS サービスがありません。", "There is no ECS service.");
    let plan = judge.plan();
    for service in judge.of_type("aws_ecs_service") {
        let controller = service.body.text("deployment_controller.type").unwrap_or("ECS");
        match (controller, service.body.block("load_balancer").is_some()) {
            ("CODE_DEPLOY", _) => {
                let group = plan
                    .of_type("aws_codedeploy_deployment_group")
                    .find(|group| group.body.value("ecs_service.service_name").is_some_and(|value| names(value, service, "name")));
                match group {
                    Some(group) => blue_green(judge, group),
                    None => judge.lacks(
                        service,
                        ("デプロイグループがない", "no deployment group"),
                        ("aws_codedeploy_deployment_group", "an aws_codedeploy_deployment_group"),
                    ),
                }
            }
            (_, behind_balancer) => {
                judge.expect_bool(service, "deployment_circuit_breaker.enable", true);
                judge.expect_bool(service, "deployment_circuit_breaker.rollback", true);
                if behind_balancer {
                    let blue_green = |value: &Value| value.as_str() == Some("BLUE_GREEN");
                    judge.expect(service, "deployment_configuration.strategy", blue_green, "BLUE_GREEN", "BLUE_GREEN");
                    let bakes = |value: &Value| value.as_number().is_some_and(|minutes| minutes > 0.0);
                    judge.expect(service, "deployment_configuration.bake_time_in_minutes", bakes, "1 分以上", "a minute or more");
                }
            }
        }
    }
    for group in judge.of_type("aws_lb_target_group") {
        let path = |value: &Value| value.as_str().is_some_and(|path| path.starts_with('/'));
        judge.expect(group, "health_check.path", path, "ヘルスチェックのパス", "a path of the health check");
        if group.body.bool("health_check.enabled") == Some(false) {
            judge.lacks_argument(group, "health_check.enabled", "true", "true");
        }
    }
}

fn blue_green(judge: &mut Judge<'_>, group: &Resource) {
    let plan = judge.plan();
    let Some(group) = plan.at(&group.address) else { return };
    let style = |value: &Value| value.as_str() == Some("BLUE_GREEN");
    judge.expect(group, "deployment_style.deployment_type", style, "BLUE_GREEN", "BLUE_GREEN");
    let pair = group.body.block("load_balancer_info").and_then(|info| info.block("target_group_pair_info"));
    let named = pair.into_iter().flat_map(|pair| pair.blocks_of("target_group")).filter_map(|target| target.value("name"));
    let targets: BTreeSet<&str> = named
        .flat_map(|value| plan.of_type("aws_lb_target_group").filter(move |target| names(value, target, "name")))
        .map(|target| &*target.address)
        .collect();
    match pair {
        Some(pair) if targets.len() == 2 => judge.saw_block(group, pair, "2 つのターゲットグループ", "two target groups"),
        _ => judge.lacks(
            group,
            ("ターゲットグループが 2 つない", "not two target groups"),
            ("異なる 2 つのターゲットグループ", "two different target groups"),
        ),
    }
    judge.expect_bool(group, "auto_rollback_configuration.enabled", true);
    let events = |value: &Value| {
        ["DEPLOYMENT_FAILURE", "DEPLOYMENT_STOP_ON_ALARM"].iter().all(|event| value.items().iter().any(|item| item.as_str() == Some(event)))
    };
    judge.expect(
        group,
        "auto_rollback_configuration.events",
        events,
        "DEPLOYMENT_FAILURE と DEPLOYMENT_STOP_ON_ALARM",
        "DEPLOYMENT_FAILURE and DEPLOYMENT_STOP_ON_ALARM",
    );
    judge.expect_bool(group, "alarm_configuration.enabled", true);
    let alarms = |value: &Value| {
        let known = |item: &Value| plan.of_type("aws_cloudwatch_metric_alarm").any(|alarm| names(item, alarm, "alarm_name"));
        !value.items().is_empty() && value.items().iter().all(known)
    };
    judge.expect(group, "alarm_configuration.alarms", alarms, "この構成のアラーム", "alarms of this design");
}

const TAGS: [&str; 4] = ["CostCenter", "DataClass", "Environment", "Project"];

fn tagged(judge: &mut Judge<'_>) {
    let plan = judge.plan();
    for (name, provider) in plan.providers().iter().filter(|(name, _)| name.split('.').next() == Some("aws")) {
        let tags = provider.find("default_tags.tags");
        let line = tags.map_or_else(|| provider.line.clone(), |tags| tags.line.clone());
        let filled = |key: &&&str| tags.and_then(|tags| tags.value.entry(key)?.as_str()).is_some_and(|value| !value.trim().is_empty());
        let missing: Vec<&str> = TAGS.iter().filter(|key| !filled(key)).copied().collect();
        let found = match tags {
            Some(tags) => format!("{name}: {}", shown(&tags.value)),
            None => format!("{name}: default_tags = null"),
        };
        let wanted = missing.join(", ");
        setting(judge, missing.is_empty(), line, both(found), (&wanted, &wanted));
    }
    if plan.providers().is_empty() {
        judge.lacks_line(
            None,
            judge.root_line(),
            ("プロバイダーの設定がない", "no provider configuration"),
            ("default_tags", "default_tags"),
        );
    }
}

/// What an environment declares, however many of it: where each declaration stands. Roles and
/// policies follow from what uses them, so they are no difference of their own.
fn declarations(plan: &Plan) -> BTreeMap<String, Declared<'_>> {
    let declared = plan.declared().filter(|declared| !declared.kind.starts_with("aws_iam_"));
    let address = |declared: &Declared<'_>| {
        let dot = if declared.module.is_empty() { "" } else { "." };
        format!("{}{dot}{}.{}", without_keys(declared.module), declared.kind, declared.name)
    };
    declared.map(|declared| (address(&declared), declared)).collect()
}

fn without_keys(address: &str) -> String {
    let mut depth = 0usize;
    let mut out = String::new();
    for c in address.chars() {
        match c {
            '[' => depth += 1,
            ']' => depth = depth.saturating_sub(1),
            c if depth == 0 => out.push(c),
            _ => {}
        }
    }
    out
}

fn same_everywhere(judge: &mut Judge<'_>) {
    if judge.all.len() < 2 {
        judge.absent("環境が 1 つだけです。", "There is a single environment.");
        return;
    }
    let own = declarations(judge.plan());
    let mut missing: BTreeMap<String, (Declared<'_>, BTreeSet<&str>)> = BTreeMap::new();
    for other in judge.all {
        for (declaration, resource) in declarations(&other.plan) {
            if !own.contains_key(&declaration) {
                missing.entry(declaration).or_insert_with(|| (resource, BTreeSet::new())).1.insert(&other.name);
            }
        }
    }
    if missing.is_empty() {
        let others = judge.all.len() - 1;
        let (ja, en) = (
            format!("{} 件の宣言がほかの {others} 環境と一致", own.len()),
            format!("{} declarations, none less than the {others} others", own.len()),
        );
        judge.saw_line(None, judge.root_line(), ja, en);
        return;
    }
    // One finding per type and module is enough to act on.
    let mut told = BTreeSet::new();
    for (declaration, (resource, names)) in missing {
        if !told.insert((resource.module.clone(), resource.kind.clone())) {
            continue;
        }
        let names = names.into_iter().collect::<Vec<_>>().join(", ");
        let wanted = (format!("{names} にある {declaration}"), format!("{declaration}, which {names} has"));
        judge.lacks_line(None, resource.line.clone(), (format!("{declaration} がない"), format!("no {declaration}")), wanted);
        let switch = match &**resource.kind {
            "aws_sqs_queue" => Some("components.sqs"),
            "aws_batch_job_queue" => Some("components.batch"),
            "aws_ecs_service" => Some("components.worker"),
            _ => None,
        };
        if let Some(switch) = switch {
            judge.mend_size(switch, true);
        }
    }
}
