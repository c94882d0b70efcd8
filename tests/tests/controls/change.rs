//! CHG.

use design_core::compliance::{Assessment, FindingLevel, Verdict};
use sekkei_tests::compliance::case;

const ALB: &str = "infra/modules/alb/main.tf";
const BACKEND: &str = "infra/envs/prod/backend.tf";
const DEPLOY: &str = "infra/modules/ecs/codedeploy.tf";
const MAP: &str = "infra/environments.json";
const PROVIDERS: &str = "infra/envs/prod/providers.tf";
const SERVICES: &str = "infra/modules/ecs/services.tf";
const STATE: &str = "infra/bootstrap/state.tf";
const TERRAFORM: &str = ".github/workflows/terraform.yml";
const VERSIONS: &str = "infra/envs/prod/versions.tf";

const FAILS: Option<Verdict> = Some(Verdict::Fails(FindingLevel::Error));

#[test]
fn chg_01_state_is_kept() {
    case("default").meets("CHG-01");
    case("lock file").project("state_lock", "s3").meets("CHG-01");
    case("both locks").project("state_lock", "both").meets("CHG-01");
    case("state on a disk").replace(BACKEND, "backend \"s3\"", "backend \"local\"").breaks(&["CHG-01", "ENC-08"]);
    case("key of another").replace(BACKEND, "hbp-cc/prod/", "hbp-cc/stg/").breaks(&["CHG-01"]);
    case("no lock").replace(BACKEND, "dynamodb_table = \"hbp-cc-tflock\"", "").breaks(&["CHG-01"]);
    case("another table").replace(BACKEND, "\"hbp-cc-tflock\"", "\"other\"").breaks(&["CHG-01", "ENC-08"]);
    case("another bucket").replace(BACKEND, "\"hbp-cc-tfstate\"", "\"other\"").breaks(&["CHG-01", "ENC-08"]);
    case("lock file, old Terraform").replace(BACKEND, "dynamodb_table = \"hbp-cc-tflock\"", "use_lockfile = true").breaks(&["CHG-01"]);
    case("no versions")
        .replace(
            STATE,
            "status = \"Enabled\"\n  }\n}\n\nresource \"aws_s3_bucket_server",
            "status = \"Suspended\"\n  }\n}\n\nresource \"aws_s3_bucket_server",
        )
        .breaks(&["CHG-01", "BKP-04"]);
    case("locks cannot be restored")
        .replace(STATE, "point_in_time_recovery {\n    enabled = true", "point_in_time_recovery {\n    enabled = false")
        .breaks(&["CHG-01"]);
}

fn verdict(judged: &Assessment, control: &str) -> Option<Verdict> {
    judged.verdict(control, 2)
}

#[test]
fn chg_02_versions_are_pinned() {
    case("default").meets("CHG-02");
    let broken = [
        case("one by tag").replace(
            TERRAFORM,
            "hashicorp/setup-terraform@5e8dbf3c6d9deaf4193ca7a8fb23f2ac83bb6c85",
            "hashicorp/setup-terraform@main",
        ),
        case("one in flow style").replace(
            TERRAFORM,
            "- uses: hashicorp/setup-terraform@5e8dbf3c6d9deaf4193ca7a8fb23f2ac83bb6c85 # v4.0.0\n",
            "- {uses: hashicorp/setup-terraform@v4}\n",
        ),
        case("write all").replace(TERRAFORM, "permissions: {}", "permissions: write-all"),
        case("no permissions").replace(TERRAFORM, "permissions: {}\n", ""),
        case("a job that writes").replace(TERRAFORM, "contents: read\n      id-token: write", "contents: write\n      id-token: write"),
        case("AWS and GitHub at once").replace(
            TERRAFORM,
            "contents: read\n      id-token: write",
            "pull-requests: write\n      id-token: write",
        ),
        case("any Terraform").replace(VERSIONS, "required_version = \">= 1.5.0\"", ""),
        case("any provider").replace(VERSIONS, "version = \"~> 5.0\"", "version = \">= 5.0\""),
        case("lock file ignored").replace("infra/.gitignore", "*.tfstate\n", "*.tfstate\n.terraform.lock.hcl\n"),
        case("no hashes").replace("infra/envs/prod/.terraform.lock.hcl", "hashes = [", "sums = ["),
    ];
    for case in broken {
        let judged = case.judged();
        assert_eq!(verdict(&judged, "CHG-02"), FAILS, "{:#?}", judged.find("CHG-02", 2).unwrap().judgement);
    }
}

#[test]
fn chg_02_provider_6_has_no_lock_file() {
    let judged = case("provider 6").project("aws_provider", "~> 6.0").judged();
    let findings = &judged.find("CHG-02", 2).unwrap().judgement.findings;
    assert_eq!(findings.len(), 1, "{findings:#?}");
    assert_eq!(&*findings[0].evidence.line.path, VERSIONS);
}

#[test]
fn chg_03_apply_is_gated() {
    case("default").meets("CHG-03");
    case("no environment").replace(TERRAFORM, "environment: ${{ matrix.environment.github_environment }}\n", "\n").breaks(&["CHG-03"]);
    case("one group for all").replace(TERRAFORM, "group: terraform-${{ matrix.environment.name }}", "group: terraform").breaks(&["CHG-03"]);
    case("a new run ends an apply").replace(TERRAFORM, "cancel-in-progress: false", "cancel-in-progress: true").breaks(&["CHG-03"]);
    case("applies pull requests")
        .replace(TERRAFORM, "      && github.event_name != 'pull_request'\n    runs-on", "    runs-on")
        .breaks(&["CHG-03"]);
    case("or always")
        .replace(
            TERRAFORM,
            "      && github.event_name != 'pull_request'\n    runs-on",
            "      && github.event_name != 'pull_request' || true\n    runs-on",
        )
        .breaks(&["CHG-03"]);
    case("applies although the guard was skipped").replace(TERRAFORM, "needs.changed.result == 'success' && ", "").breaks(&["CHG-03"]);
    case("applies what nobody read")
        .replace(TERRAFORM, "terraform apply -lock-timeout=5m tfplan", "terraform apply -auto-approve")
        .breaks(&["CHG-03"]);
    case("a plan for nobody")
        .replace(TERRAFORM, "((github.event_name == 'pull_request' && ", "((github.event_name == 'merge_group' && ")
        .breaks(&["CHG-03"]);
    case("any fork's code")
        .replace(TERRAFORM, "  push:\n    paths:\n      - infra/**\n", "  push:\n  pull_request_target:\n")
        .breaks(&["CHG-03"]);
    case("no plan").replace(TERRAFORM, "terraform plan -detailed-exitcode", "terraform validate").breaks(&["CHG-03"]);
    case("not by merge").replace(TERRAFORM, "  push:\n    paths:\n      - infra/**\n", "").breaks(&["CHG-03"]);
    case("approved in staging")
        .replace(MAP, "\"github_environment\": \"production\"", "\"github_environment\": \"staging\"")
        .breaks(&["CHG-03"]);
    case("not listed").replace(MAP, "\"name\": \"prod\"", "\"name\": \"other\"").breaks(&["CHG-03"]);
}

#[test]
fn chg_04_bad_versions_go_back() {
    case("default").meets("CHG-04");
    case("no rollback")
        .replace(DEPLOY, "auto_rollback_configuration {\n    enabled = true", "auto_rollback_configuration {\n    enabled = false")
        .breaks(&["CHG-04"]);
    case("not on alarm")
        .replace(DEPLOY, "[\"DEPLOYMENT_FAILURE\", \"DEPLOYMENT_STOP_ON_ALARM\"]", "[\"DEPLOYMENT_FAILURE\"]")
        .breaks(&["CHG-04"]);
    case("alarms off").replace(DEPLOY, "    ]\n    enabled = true", "    ]\n    enabled = false").breaks(&["CHG-04"]);
    case("alarms of others").replace(DEPLOY, "aws_cloudwatch_metric_alarm.rollback_5xx.alarm_name", "\"other\"").breaks(&["CHG-04"]);
    case("twice the same group").replace(DEPLOY, "target_groups[\"green\"].name", "target_groups[\"blue\"].name").breaks(&["CHG-04"]);
    case("in place").replace(DEPLOY, "\"BLUE_GREEN\"", "\"IN_PLACE\"").breaks(&["CHG-04"]);
    let other = case("group of another service").replace(DEPLOY, "service_name = aws_ecs_service.api.name", "service_name = \"other\"");
    assert_eq!(verdict(&other.judged(), "CHG-04"), FAILS);
    case("workers stay broken").replace(SERVICES, "rollback = true", "rollback = false").breaks(&["CHG-04"]);
    case("health unseen").replace(ALB, "path                = var.health_check.path", "").breaks(&["CHG-04"]);
    case("health off")
        .replace(ALB, "healthy_threshold   = 2\n", "healthy_threshold   = 2\n    enabled             = false\n")
        .breaks(&["CHG-04"]);
}

#[test]
fn chg_05_everything_is_tagged() {
    case("default").meets("CHG-05");
    let poor = case("no data class").project("tags", serde_json::json!({ "CostCenter": "medical-saas" })).judged();
    assert_eq!(poor.verdict("CHG-05", 2), Some(Verdict::Fails(FindingLevel::Warning)));
    case("no tags").replace(PROVIDERS, "tags = local.tags", "tags = {}").breaks(&["CHG-05"]);
    case("one provider without").replace(PROVIDERS, "  region              = \"us-east-1\"\n  allowed_account_ids = var.aws_account_id == null ? null : [var.aws_account_id]\n\n  default_tags {\n    tags = local.tags\n  }\n", "  region = \"us-east-1\"\n").breaks(&["CHG-05"]);
}

#[test]
fn chg_06_environments_are_alike() {
    case("default").meets("CHG-06");
    let judged = case("default").judged();
    // Dev leaves queues, jobs and worker out to save cost.
    assert_eq!(judged.verdict("CHG-06", 0), Some(Verdict::Fails(FindingLevel::Info)));
    let repairs: usize = judged.find("CHG-06", 0).unwrap().judgement.findings.iter().map(|finding| finding.repair.len()).sum();
    assert_eq!(repairs, 3);
    assert_eq!(judged.verdict("CHG-06", 1), Some(Verdict::Met));
    let fewer = case("no queues").prod("components.sqs", false).judged();
    assert_eq!(fewer.verdict("CHG-06", 2), Some(Verdict::Fails(FindingLevel::Info)));
}
