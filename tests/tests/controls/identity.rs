//! IAM.

use design_core::compliance::{FindingLevel, Verdict};
use sekkei_tests::compliance::{Case, case};

const ACCOUNT: &str = "infra/bootstrap/account.tf";
const APPLY: &str = "infra/modules/cicd/apply.tf";
const APP: &str = "infra/envs/prod/app.tf";
const BATCH: &str = "infra/modules/batch/main.tf";
const BOUNDARY: &str = "infra/bootstrap/boundary.tf";
const BOOTSTRAP: &str = "infra/bootstrap/main.tf";
const CICD: &str = "infra/modules/cicd/main.tf";
const CLUSTER: &str = "infra/modules/ecs/main.tf";
const DEPLOY: &str = ".github/workflows/deploy-backend.yml";
const ECR: &str = "infra/modules/cicd/ecr.tf";
const EVENTS: &str = "infra/modules/ses/events.tf";
const FLOW_LOGS: &str = "infra/modules/vpc/flow_logs.tf";
const IAM: &str = "infra/modules/ecs/iam.tf";
const MONITORING: &str = "infra/modules/rds/monitoring.tf";
const POLICIES: &str = "infra/modules/s3/policies.tf";
const PROVIDERS: &str = "infra/envs/prod/providers.tf";
const RDS: &str = "infra/modules/rds/main.tf";
const READ: &str = "infra/modules/cicd/read.tf";
const SECRETS: &str = "infra/modules/ecs/secrets.tf";
const SERVICES: &str = "infra/modules/ecs/services.tf";
const SQS: &str = "infra/modules/sqs/main.tf";
const TASKS: &str = "infra/modules/ecs/task_definitions.tf";
const TERRAFORM: &str = ".github/workflows/terraform.yml";
const TFVARS: &str = "infra/envs/prod/terraform.tfvars";
const VARIABLES: &str = "infra/modules/rds/variables.tf";

#[test]
fn iam_01_no_administrators() {
    case("default").meets("IAM-01");
    let roles = "resources = [\"arn:aws:iam::${local.account_id}:role/${var.name_prefix}-*\"]";
    for (name, path, from, to, others) in [
        ("everything", FLOW_LOGS, "\"logs:DescribeLogGroups\"", "\"*\"", &["ENC-07"][..]),
        ("a whole service", FLOW_LOGS, "\"logs:DescribeLogGroups\"", "\"logs:*\"", &[]),
        ("a service by pattern", FLOW_LOGS, "\"logs:DescribeLogGroups\"", "\"log?:Describe*\"", &[]),
        ("all but some", FLOW_LOGS, "actions   = [\"logs:DescribeLogGroups\"]", "not_actions = [\"iam:*\", \"kms:*\"]", &[]),
        ("any role to any service", FLOW_LOGS, "\"logs:DescribeLogGroups\"", "\"iam:PassRole\"", &[]),
        ("any other role", FLOW_LOGS, "\"logs:DescribeLogGroups\"", "\"sts:AssumeRole\"", &[]),
        ("policies of all roles", APPLY, roles, "resources = [\"*\"]", &[]),
        ("administrators", MONITORING, "service-role/AmazonRDSEnhancedMonitoringRole", "AdministratorAccess", &[]),
        ("full access", MONITORING, "service-role/AmazonRDSEnhancedMonitoringRole", "AmazonS3FullAccess", &[]),
        ("power users", READ, "policy/ReadOnlyAccess", "policy/PowerUserAccess", &["IAM-03"]),
    ] {
        let controls: Vec<&str> = ["IAM-01"].into_iter().chain(others.iter().copied()).collect();
        case(name).replace(path, from, to).breaks(&controls);
    }
    // A boundary gives nothing, until somebody attaches it.
    let policy = "resource \"aws_iam_policy\" \"boundary\" {";
    let attachment = "resource \"aws_iam_role_policy_attachment\" \"all\" {\n  policy_arn = aws_iam_policy.boundary.arn\n  role       = aws_iam_role.trail.name\n}\n\n";
    case("a boundary as a policy").replace(BOUNDARY, policy, &format!("{attachment}{policy}")).breaks(&["IAM-01", "ENC-07"]);
    case("unknown")
        .replace(FLOW_LOGS, "policy = data.aws_iam_policy_document.flow_logs.json", "policy = aws_vpc.this.id")
        .breaks(&["IAM-01", "ENC-07"]);
}

#[test]
fn iam_02_subjects() {
    case("default").meets("IAM-02");
    let subject = "? \"repo:${var.github.organization}/${var.github.repository}\" :";
    for (name, to) in [
        ("organisation", "? \"repo:${var.github.organization}/*\" :"),
        ("prefix", "? \"repo:${var.github.organization}*/${var.github.repository}\" :"),
        ("no organisation", "? \"repo:/${var.github.repository}\" :"),
    ] {
        // What cannot be told apart cannot be called a role of an environment either.
        case(name).replace(CICD, subject, to).breaks(&["IAM-02", "IAM-03"]);
    }
    case("every environment").replace(CICD, ":environment:${var.github.environment}", ":environment:*").breaks(&["IAM-02", "IAM-03"]);
    case("every branch").replace(CICD, "refs/heads/${var.github.branch}", "refs/heads/*").breaks(&["IAM-02"]);
    case("like").replace(CICD, "test     = \"StringEquals\"", "test     = \"StringLike\"").breaks(&["IAM-02", "IAM-03"]);
    case("no subject").replace(CICD, "githubusercontent.com:sub", "githubusercontent.com:actor").breaks(&["IAM-02", "IAM-03"]);
    case("no audience").replace(CICD, "githubusercontent.com:aud", "githubusercontent.com:actor").breaks(&["IAM-02"]);
    case("another audience").replace(CICD, "values   = [\"sts.amazonaws.com\"]", "values   = [\"other\"]").breaks(&["IAM-02"]);
    case("provider for others")
        .replace(BOOTSTRAP, "client_id_list = [\"sts.amazonaws.com\"]", "client_id_list = [\"sts.amazonaws.com\", \"other\"]")
        .breaks(&["IAM-02"]);
    case("unknown trust")
        .replace(CICD, "data.aws_iam_policy_document.trust[each.key].json", "data.aws_caller_identity.current.arn")
        .judged_fails("IAM-02");
}

#[test]
fn iam_03_roles_apart() {
    case("default").meets("IAM-03");
    case("apply from pull requests")
        .replace(
            CICD,
            "apply  = [\"${local.github_repository}:environment:${var.github.environment}\"]",
            "apply  = [\"${local.github_repository}:pull_request\"]",
        )
        .breaks(&["IAM-03"]);
    case("deploy from a branch")
        .replace(
            CICD,
            "deploy = [\"${local.github_repository}:environment:${var.github.environment}\"]",
            "deploy = [\"${local.github_repository}:ref:refs/heads/main\"]",
        )
        .breaks(&["IAM-03"]);
    case("plan writes the state")
        .replace(
            READ,
            "each.value == \"apply\" ? [\"s3:GetObject\", \"s3:PutObject\"] : [\"s3:GetObject\"]",
            "[\"s3:GetObject\", \"s3:PutObject\"]",
        )
        .breaks(&["IAM-03"]);
    case("plan changes").replace(READ, "policy/ReadOnlyAccess", "policy/job-function/NetworkAdministrator").breaks(&["IAM-03"]);
    case("no plan for pull requests").replace(CICD, "\"${local.github_repository}:pull_request\",", "").breaks(&["IAM-03"]);
    case("environment of another").replace(TFVARS, "environment     = \"production\"", "environment     = \"staging\"").breaks(&["IAM-03"]);
    case("the same role")
        .replace(CICD, "name                 = \"${var.name_prefix}-github-${each.key}\"", "name                 = \"github-${each.key}\"")
        .breaks(&["IAM-03"]);
}

#[test]
fn iam_04_no_static_keys() {
    case("default").meets("IAM-04");
    case("user")
        .replace(ACCOUNT, "resource \"aws_ebs", "resource \"aws_iam_user\" \"ci\" {\n  name = \"ci\"\n}\n\nresource \"aws_ebs")
        .breaks(&["IAM-04"]);
    case("key in the provider")
        .replace(
            PROVIDERS,
            "  region              = var.region\n",
            "  region              = var.region\n  secret_key          = var.project\n",
        )
        .breaks(&["IAM-04"]);
    case("key in a workflow")
        .replace(DEPLOY, "role-to-assume: ${{ vars.AWS_DEPLOY_ROLE_ARN }}", "aws-access-key-id: ${{ secrets.KEY }}")
        .breaks(&["IAM-04"]);
    case("key in the environment")
        .replace(TERRAFORM, "  TF_IN_AUTOMATION: \"true\"", "  TF_IN_AUTOMATION: \"true\"\n  AWS_SECRET_ACCESS_KEY: ${{ secrets.KEY }}")
        .breaks(&["IAM-04"]);
    case("key in a document").replace("infra/README.md", "\n", "\nAKIAIOSFODNN7EXAMPLE\n").breaks(&["IAM-04"]);
}

#[test]
fn iam_05_task_roles() {
    case("default").meets("IAM-05");
    case("one role")
        .replace(TASKS, "execution_role_arn       = aws_iam_role.execution.arn", "execution_role_arn       = aws_iam_role.task.arn")
        .breaks(&["IAM-05"]);
    case("one role in batch")
        .replace(BATCH, "executionRoleArn = var.execution_role_arn", "executionRoleArn = aws_iam_role.job.arn")
        .breaks(&["IAM-05"]);
    case("no task role").replace(TASKS, "task_role_arn            = aws_iam_role.task.arn", "").judged_fails("IAM-05");
    case("all channels").replace(IAM, "\"ssmmessages:OpenDataChannel\"", "\"ssmmessages:*\"").breaks(&["IAM-05", "IAM-01"]);
    case("a channel is missing").replace(IAM, "      \"ssmmessages:OpenDataChannel\",\n", "").breaks(&["IAM-05"]);
    case("channels of EC2")
        .replace(IAM, "\"ssmmessages:OpenDataChannel\",", "\"ssmmessages:OpenDataChannel\",\n      \"ec2messages:GetMessages\",")
        .breaks(&["IAM-05"]);
    case("on the execution role")
        .replace(IAM, "\"ecr:GetAuthorizationToken\"", "\"ecr:GetAuthorizationToken\", \"ssmmessages:OpenDataChannel\"")
        .breaks(&["IAM-05"]);
    case("managed policy")
        .replace(MONITORING, "service-role/AmazonRDSEnhancedMonitoringRole", "AmazonSSMManagedInstanceCore")
        .breaks(&["IAM-05"]);
}

#[test]
fn iam_06_exec_is_recorded() {
    case("default").meets("IAM-06");
    case("default logging").replace(CLUSTER, "\"OVERRIDE\"", "\"DEFAULT\"").breaks(&["IAM-06"]);
    case("no key").replace(CLUSTER, "kms_key_id = var.kms_key_arn\n      logging", "logging").breaks(&["IAM-06"]);
    case("a group of somebody")
        .replace(
            CLUSTER,
            "cloud_watch_log_group_name     = aws_cloudwatch_log_group.exec.name",
            "cloud_watch_log_group_name     = \"other\"",
        )
        .breaks(&["IAM-06"]);
    case("in clear")
        .replace(CLUSTER, "cloud_watch_encryption_enabled = true", "cloud_watch_encryption_enabled = false")
        .breaks(&["IAM-06"]);
    let off = case("no exec").replace(SERVICES, "enable_execute_command            = true", "enable_execute_command            = false");
    let off = off.replace(SERVICES, "enable_execute_command             = true", "enable_execute_command             = false").judged();
    assert_eq!(off.verdict("IAM-06", 2), Some(Verdict::NotApplicable));
}

#[test]
fn iam_07_no_clear_secrets() {
    case("default").meets("IAM-07");
    case("in tfvars").replace(TFVARS, "tags = {\n", "tags = {\n  api_password = \"hunter2\"\n").breaks(&["IAM-07"]);
    case("in a default")
        .replace(
            VARIABLES,
            "variable \"kms\" {",
            "variable \"db_password\" {\n  type    = string\n  default = \"hunter2\"\n}\n\nvariable \"kms\" {",
        )
        .breaks(&["IAM-07"]);
    case("in the environment").replace(APP, "REDIS_AUTH_MODE ", "REDIS_AUTH_TOKEN ").breaks(&["IAM-07"]);
    case("own password").replace(RDS, "manage_master_user_password   = true", "password = var.name_prefix").breaks(&["IAM-07"]);
    case("no rotation")
        .replace(RDS, "schedule_expression = \"cron(0 18 1 1,4,7,10 ? *)\"", "automatically_after_days = 1000")
        .breaks(&["IAM-07"]);
    case("rotated once").replace(RDS, "1,4,7,10 ? *)", "1,4,7,10 ? 2030)").breaks(&["IAM-07"]);
    case("in the state")
        .replace(SECRETS, "# Created empty", "resource \"random_password\" \"this\" {\n  length = 32\n}\n\n# Created empty")
        .breaks(&["IAM-07"]);
    case("secret by value").replace(TASKS, "valueFrom = var.app_secrets[name]", "valueFrom = \"hunter2\"").breaks(&["IAM-07"]);
}

#[test]
fn iam_08_nothing_for_everybody() {
    case("default").meets("IAM-08");
    case("queue").replace(SQS, "effect    = \"Deny\"", "effect    = \"Allow\"").breaks(&["IAM-08"]);
    case("topic").replace(EVENTS, "effect    = \"Deny\"", "effect    = \"Allow\"").breaks(&["IAM-08"]);
    case("bucket").replace(POLICIES, "effect  = \"Deny\"", "effect  = \"Allow\"").breaks(&["IAM-08", "TLS-07"]);
    case("images")
        .replace(
            ECR,
            "resource \"aws_ecr_lifecycle_policy\"",
            "resource \"aws_ecr_repository_policy\" \"this\" {\n  repository = aws_ecr_repository.this[\"api\"].name\n  policy = jsonencode({ Statement = [{ Effect = \"Allow\", Principal = \"*\", Action = \"ecr:*\" }] })\n}\n\nresource \"aws_ecr_lifecycle_policy\"",
        )
        .breaks(&["IAM-08"]);
    case("role")
        .replace(IAM, "identifiers = [\"ecs-tasks.amazonaws.com\"]", "identifiers = [\"*\"]")
        .replace(IAM, "type        = \"Service\"", "type        = \"AWS\"")
        .replace(
            IAM,
            "test     = \"StringEquals\"\n      variable = \"aws:SourceAccount\"",
            "test     = \"StringNotEquals\"\n      variable = \"aws:SourceAccount\"",
        )
        .judged_fails("IAM-08");
    case("a caller is named")
        .replace(SQS, "effect    = \"Deny\"", "effect    = \"Allow\"")
        .replace(
            SQS,
            "test     = \"Bool\"\n      variable = \"aws:SecureTransport\"\n      values   = [\"false\"]",
            "test     = \"StringEquals\"\n      variable = \"aws:PrincipalOrgID\"\n      values   = [\"o-a1b2c3d4e5\"]",
        )
        .meets("IAM-08");
}

/// The default design with hardened jobs.
fn hardened(name: &str) -> Case {
    case(name).replace(BATCH, "    image            = var.image\n", "    image            = var.image\n    readonlyRootFilesystem = true\n")
}

#[test]
fn iam_09_containers() {
    assert_eq!(case("jobs may write").judged().verdict("IAM-09", 2), Some(Verdict::Fails(FindingLevel::Warning)));
    hardened("jobs may not").meets("IAM-09");
    hardened("privileged").good().replace(TASKS, "privileged             = false", "privileged             = true").breaks(&["IAM-09"]);
    hardened("root").good().replace(TASKS, "user                   = \"1000\"", "user                   = \"0:1000\"").breaks(&["IAM-09"]);
    hardened("writable without exec")
        .good()
        .replace(SERVICES, "enable_execute_command             = true", "enable_execute_command             = false")
        .judged_fails("IAM-09");
    hardened("job as root").good().replace(BATCH, "user = \"1000\"", "user = \"root\"").breaks(&["IAM-09"]);
    hardened("processes of the host")
        .good()
        .replace(TASKS, "skip_destroy = true\n", "skip_destroy = true\n  pid_mode = \"host\"\n")
        .breaks(&["IAM-09"]);
}

#[test]
fn iam_10_a_person_confirms() {
    let judged = case("default").judged();
    assert_eq!(judged.verdict("IAM-10", 2), Some(Verdict::ToConfirm(FindingLevel::Error)));
    assert!(!judged.find("IAM-10", 2).unwrap().judgement.evidence.is_empty());
}
