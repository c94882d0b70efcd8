//! What schemas cannot say: that two ends meet. Security groups in pairs, certificates where their users
//! look for them, keys that let their services in, what deployments change and Terraform leaves alone.

use std::collections::{BTreeMap, BTreeSet};

use design_core::plan::Reader;
use design_core::{DesignDraft, Survey};
use sekkei_tests::folder::design;
use sekkei_tests::iam::{allowed, matches, statements};
use serde_json::Value;

use crate::{bootstrap, prod};

fn text<'a>(values: &'a Value, name: &str) -> &'a str {
    values[name].as_str().unwrap_or_default()
}

/// A rule that lets a group in has one that lets the other group out, and the other way round.
#[test]
fn security_groups_open_in_pairs() {
    let rules = |kind: &'static str, from: &'static str, to: &'static str| -> BTreeSet<(String, String, String, i64)> {
        prod()
            .of_type(kind)
            .filter(|(_, rule)| !text(rule, "referenced_security_group_id").is_empty())
            .map(|(_, rule)| {
                (
                    text(rule, from).to_owned(),
                    text(rule, to).to_owned(),
                    text(rule, "ip_protocol").to_owned(),
                    rule["to_port"].as_i64().unwrap(),
                )
            })
            .collect()
    };
    let into = rules("aws_vpc_security_group_ingress_rule", "referenced_security_group_id", "security_group_id");
    let out = rules("aws_vpc_security_group_egress_rule", "security_group_id", "referenced_security_group_id");
    assert!(into.len() > 8, "{into:?}");
    // HTTPS to any address is the way to the endpoints as well.
    let everywhere: BTreeSet<&str> = prod()
        .of_type("aws_vpc_security_group_egress_rule")
        .filter(|(_, rule)| rule["cidr_ipv4"] == "0.0.0.0/0" && rule["to_port"] == 443)
        .map(|(_, rule)| text(rule, "security_group_id"))
        .collect();
    let without: Vec<_> = into.difference(&out).filter(|(from, _, _, port)| *port != 443 || !everywhere.contains(&**from)).collect();
    assert!(without.is_empty(), "let in, but never out: {without:?}");
    let without: Vec<_> = out.difference(&into).collect();
    assert!(without.is_empty(), "let out, but never in: {without:?}");
    for (address, rule) in prod().of_type("aws_vpc_security_group_ingress_rule") {
        if rule["cidr_ipv4"] == "0.0.0.0/0" {
            assert!(
                address.ends_with(".alb_https") && rule["from_port"] == 443 && rule["to_port"] == 443,
                "{address} is open to the world"
            );
        }
    }
}

/// Whatever stands in the VPC has a group, and every group is somebody's.
#[test]
fn every_security_group_is_in_use() {
    let groups: BTreeMap<&str, &str> = prod().of_type("aws_security_group").map(|(address, group)| (text(group, "id"), address)).collect();
    let mut used = BTreeSet::new();
    let mut note = |value: &Value| used.extend(value.as_array().into_iter().flatten().filter_map(Value::as_str).map(str::to_owned));
    for (_, item) in prod().resources.iter().filter(|(_, item)| !item.kind.contains("security_group")) {
        note(&item.values["security_groups"]);
        note(&item.values["security_group_ids"]);
        note(&item.values["vpc_security_group_ids"]);
        note(&item.values["network_configuration"][0]["security_groups"]);
        note(&item.values["compute_resources"][0]["security_group_ids"]);
    }
    let idle: Vec<&&str> = groups.iter().filter(|(id, _)| !used.contains(**id)).map(|(_, address)| address).collect();
    assert!(idle.is_empty(), "{idle:?} belong to nothing");
}

#[test]
fn certificates_are_where_their_users_look_for_them() {
    let region = |arn: &str| arn.split(':').nth(3).unwrap_or_default().to_owned();
    let distribution = prod().get("module.cloudfront.aws_cloudfront_distribution.this");
    let certificate = text(&distribution["viewer_certificate"][0], "acm_certificate_arn");
    assert_eq!(region(certificate), "us-east-1");
    assert_eq!(certificate, prod().text("module.acm.aws_acm_certificate.us_east_1", "arn"));
    assert_eq!(distribution["aliases"][0], prod().text("module.acm.aws_acm_certificate.us_east_1", "domain_name"));
    for (address, listener) in prod().of_type("aws_lb_listener") {
        assert_eq!(region(text(listener, "certificate_arn")), "ap-northeast-1", "{address}");
        assert_eq!(text(listener, "certificate_arn"), prod().text("module.acm.aws_acm_certificate.regional", "arn"), "{address}");
    }
    let api = distribution["origin"].as_array().unwrap().iter().find(|origin| origin["origin_id"] == "api").unwrap();
    assert_eq!(api["domain_name"], prod().text("module.acm.aws_acm_certificate.regional", "domain_name"), "CloudFront checks the name");
}

/// A topic whose key shuts its sender out drops every message in silence.
#[test]
fn keys_let_the_services_in_that_write_with_them() {
    for (state, topics) in [(prod(), 2), (bootstrap(), 1)] {
        let keys: Vec<(&str, &Value)> = state.of_type("aws_kms_key").collect();
        let key_of = |reference: &str| {
            keys.iter()
                .find(|(_, key)| text(key, "arn") == reference || text(key, "key_id") == reference)
                .unwrap_or_else(|| panic!("no key {reference}"))
                .1
        };
        let mut senders = 0;
        for (address, topic) in state.of_type("aws_sns_topic") {
            let policy = state.of_type("aws_sns_topic_policy").find(|(_, policy)| policy["arn"] == topic["arn"]).unwrap().1;
            let key = statements(text(key_of(text(topic, "kms_master_key_id")), "policy"));
            for statement in statements(text(policy, "policy")).iter().filter(|statement| statement.allows()) {
                let Some(service) = statement.principal["Service"].as_str() else { continue };
                senders += 1;
                for action in ["kms:Decrypt", "kms:GenerateDataKey"] {
                    let lets = key.iter().any(|grant| {
                        let services = &grant.principal["Service"];
                        let named = services == service || services.as_array().is_some_and(|all| all.iter().any(|one| one == service));
                        // What a sender does not send with its request must not be asked for: SNS
                        // documents the account for CloudWatch alone, and names its topic for everybody.
                        let sent = match &grant.condition["StringEquals"]["kms:EncryptionContext:aws:sns:topicArn"] {
                            Value::Null => service == "cloudwatch.amazonaws.com",
                            named => *named == topic["arn"],
                        };
                        grant.allows() && named && sent && grant.names(action)
                    });
                    assert!(lets, "{address}: its key does not let {service} do {action}");
                }
            }
        }
        assert!(senders >= topics, "{senders} senders");
        // CloudWatch Logs encrypts with the key of each group.
        for (address, group) in state.of_type("aws_cloudwatch_log_group") {
            let key = statements(text(key_of(text(group, "kms_key_id")), "policy"));
            let lets = key.iter().any(|grant| {
                let context = grant.condition["ArnLike"]["kms:EncryptionContext:aws:logs:arn"].clone();
                let patterns: Vec<&str> = context
                    .as_array()
                    .map_or_else(|| context.as_str().into_iter().collect(), |all| all.iter().filter_map(Value::as_str).collect());
                let arn = text(group, "arn");
                grant.allows()
                    && grant.principal["Service"] == "logs.ap-northeast-1.amazonaws.com"
                    && patterns.iter().any(|pattern| matches(pattern, arn))
            });
            assert!(lets, "{address}: its key does not let CloudWatch Logs in");
        }
    }
}

/// CodeDeploy, the workflows and the autoscaling change these, and an apply must not change them back.
#[test]
fn terraform_leaves_alone_what_deployments_change() {
    let files = infra_templates::Bundle::render(&design(&DesignDraft::default()));
    let files: BTreeMap<String, String> = files.files().iter().map(|(path, text)| (path.clone(), text.to_string())).collect();
    let survey = Survey::of(&mut Reader::new(), &files);
    let plan =
        survey.environments.iter().find(|environment| environment.name == "prod").map(|environment| &environment.plan).expect("prod");
    for (address, wanted) in [
        ("module.ecs.aws_ecs_service.api", &["desired_count", "load_balancer", "task_definition"][..]),
        ("module.ecs.aws_ecs_service.worker[0]", &["desired_count", "task_definition"]),
        ("module.alb.aws_lb_listener.https", &["default_action"]),
        ("module.alb.aws_lb_listener.test", &["default_action"]),
    ] {
        let resource = plan.resources().get(address).unwrap_or_else(|| panic!("no {address}"));
        for argument in wanted {
            assert!(resource.lifecycle.ignore_changes.iter().any(|ignored| ignored == argument), "{address} does not ignore {argument}");
        }
    }
}

/// The AppSpec of the workflow is filled from the task definition: container and port must be those that
/// the service and the target groups know.
#[test]
fn container_service_and_target_groups_agree() {
    let service = prod().get("module.ecs.aws_ecs_service.api");
    let balancer = &service["load_balancer"][0];
    let containers: Value = serde_json::from_str(prod().text("module.ecs.aws_ecs_task_definition.api", "container_definitions")).unwrap();
    assert_eq!(containers.as_array().unwrap().len(), 1, "the workflow replaces the image of the first container");
    assert_eq!(containers[0]["name"], balancer["container_name"]);
    assert_eq!(containers[0]["portMappings"][0]["containerPort"], balancer["container_port"]);
    let mut names = BTreeSet::new();
    for (address, group) in prod().of_type("aws_lb_target_group") {
        assert_eq!((&group["target_type"], &group["port"]), (&"ip".into(), &balancer["container_port"]), "{address}");
        names.insert(text(group, "name"));
    }
    let deployment = prod().get("module.ecs.aws_codedeploy_deployment_group.api");
    let pair = &deployment["load_balancer_info"][0]["target_group_pair_info"][0];
    let deployed: BTreeSet<&str> = pair["target_group"].as_array().unwrap().iter().map(|group| text(group, "name")).collect();
    assert_eq!(deployed, names);
    assert_eq!(pair["prod_traffic_route"][0]["listener_arns"][0], prod().text("module.alb.aws_lb_listener.https", "arn"));
    assert_eq!(pair["test_traffic_route"][0]["listener_arns"][0], prod().text("module.alb.aws_lb_listener.test", "arn"));
    assert_eq!(deployment["ecs_service"][0]["service_name"], service["name"]);
}

/// Names of `vars.NAME` in the workflows, and what is optional among them.
fn read_by_workflows() -> (BTreeSet<String>, BTreeSet<String>) {
    let bundle = infra_templates::Bundle::render(&design(&DesignDraft::default()));
    let (mut read, mut optional) = (BTreeSet::new(), BTreeSet::new());
    for (path, workflow) in bundle.files().iter().filter(|(path, _)| path.ends_with(".yml")) {
        assert!(!workflow.contains("secrets."), "{path} reads a secret: workflows sign in by OIDC");
        for rest in workflow.split("vars.").skip(1) {
            let name: String = rest.chars().take_while(|letter| letter.is_ascii_alphanumeric() || *letter == '_').collect();
            if rest[name.len()..].trim_start().starts_with("||") {
                optional.insert(name.clone());
            }
            read.insert(name);
        }
        for rest in workflow.split("vars[format('").skip(1) {
            read.insert(rest.split('\'').next().unwrap().replace("{0}", "PROD"));
        }
    }
    (read, optional)
}

/// One output holds every variable that a workflow reads, none is empty, and nothing else is in it.
#[test]
fn the_output_github_variables_is_what_the_workflows_read() {
    let variables = &prod().outputs["github_variables"];
    let mut offered = BTreeSet::new();
    for place in ["environment", "repository"] {
        for (name, value) in variables[place].as_object().unwrap() {
            assert!(value.as_str().is_some_and(|value| !value.is_empty()), "{name} is {value}");
            assert!(offered.insert(name.clone()), "{name} is offered twice");
        }
    }
    let (read, optional) = read_by_workflows();
    let required: BTreeSet<String> = read.difference(&optional).cloned().collect();
    assert_eq!(offered, required);
    let roles = &prod().outputs["github_role_arns"];
    assert_eq!(variables["environment"]["AWS_APPLY_ROLE_ARN"], roles["apply"]);
    assert_eq!(variables["environment"]["AWS_DEPLOY_ROLE_ARN"], roles["deploy"]);
    assert_eq!(variables["repository"]["AWS_PLAN_ROLE_ARN_PROD"], roles["plan"]);
}

/// `environments.json` tells the workflows which branch is whose: the same that the roles trust.
#[test]
fn the_list_of_environments_is_the_one_that_roles_trust() {
    let bundle = infra_templates::Bundle::render(&design(&DesignDraft::default()));
    let list: Value = serde_json::from_str(bundle.get("infra/environments.json").unwrap()).unwrap();
    let environments = list["environments"].as_array().unwrap();
    assert_eq!(environments.len(), 3);
    for environment in environments {
        let tfvars = bundle.get(&format!("infra/envs/{}/terraform.tfvars", text(environment, "name"))).expect("an environment of the list");
        for (key, name) in [("branch", "branch"), ("github_environment", "environment")] {
            let line =
                tfvars.lines().find(|line| line.trim_start().starts_with(name) && line.contains('=') && line.starts_with("  ")).unwrap();
            assert!(line.ends_with(&format!("\"{}\"", text(environment, key))), "{key}: {line}");
        }
    }
}

/// A final snapshot outlives what it was taken of: its name has to change when an environment is made again, as the
/// id of the key does that encrypts it.
#[test]
fn final_snapshots_are_named_after_the_key_that_reads_them() {
    for (kind, key) in
        [("module.rds.aws_db_instance.this", "kms_key_id"), ("module.elasticache.aws_elasticache_replication_group.this", "kms_key_id")]
    {
        let values = prod().get(kind);
        let (_, id) = text(values, key).rsplit_once('/').unwrap();
        let snapshot = text(values, "final_snapshot_identifier");
        let (_, last) = snapshot.rsplit_once("-final-").unwrap();
        assert!(last.len() == 8 && id.starts_with(last), "{kind}: {snapshot} of key {id}");
        assert!(
            snapshot.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-') && !snapshot.contains("--"),
            "{snapshot}"
        );
    }
}

/// `GuardDuty` adds its agent to tasks: whoever starts them may fetch it, and it finds a way to report by that a destroy
/// knows of.
#[test]
fn the_agent_of_guardduty_is_let_in_and_out() {
    assert!(bootstrap().of_type("aws_guardduty_detector_feature").any(|(_, feature)| feature["name"] == "RUNTIME_MONITORING"));
    let endpoint = prod().get("module.vpc.aws_vpc_endpoint.interface[\"guardduty-data\"]");
    assert!(endpoint["private_dns_enabled"] == true && text(endpoint, "service_name") == "com.amazonaws.ap-northeast-1.guardduty-data");
    let agent = "arn:aws:ecr:ap-northeast-1:533107202818:repository/aws-guardduty-agent-fargate";
    let policy = text(prod().get("module.ecs.aws_iam_role_policy.execution"), "policy");
    for action in ["ecr:BatchCheckLayerAvailability", "ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"] {
        assert!(allowed(&statements(policy), action, agent), "{action}");
    }
}

/// "Backup job could not start because it is either inside or too close to the weekly maintenance window": every Saturday,
/// and the alarm that tells of it with it. Too close is less than an hour before.
#[test]
fn no_backup_job_starts_too_close_to_a_window_of_the_database() {
    let minutes = |clock: &str| {
        let (hours, minutes) = clock.split_once(':').unwrap();
        hours.parse::<u32>().unwrap() * 60 + minutes.parse::<u32>().unwrap()
    };
    let database = prod().get("module.rds.aws_db_instance.this");
    let window = |name: &str| {
        let (from, to) = text(database, name).split_once('-').unwrap();
        // The day does not matter: a job of every day meets it, and the first of a month falls on each.
        [from, to].map(|clock| minutes(clock.trim_start_matches(|letter: char| letter.is_alphabetic()).trim_start_matches(':')))
    };
    let rules = bootstrap().get("aws_backup_plan.this[0]")["rule"].as_array().unwrap();
    assert_eq!(rules.len(), 2);
    for rule in rules {
        let schedule = text(rule, "schedule");
        let fields: Vec<u32> = schedule.trim_start_matches("cron(").split(' ').take(2).map(|field| field.parse().unwrap()).collect();
        let starts = fields[1] * 60 + fields[0];
        let ends = starts + u32::try_from(rule["start_window"].as_u64().unwrap()).unwrap();
        for name in ["backup_window", "maintenance_window"] {
            let [from, to] = window(name);
            assert!(ends + 60 <= from || to <= starts, "{schedule} starts too close to the {name} of {from} to {to} minutes");
        }
    }
}
