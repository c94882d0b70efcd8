//! What scripts of the bundle's workflows do, run by `bash` as GitHub does, beside commands that only write down what
//! they are asked.

use std::fs;
use std::path::Path;
use std::process::Command;

use design_core::DesignDraft;
use sekkei_tests::folder::design;
use sekkei_tests::root;

fn workflow(file: &str) -> String {
    fs::read_to_string(root().join("infra-templates/bundle/.github/workflows").join(file)).unwrap()
}

/// The script of a step.
fn script(file: &str, step: &str) -> String {
    let text = workflow(file);
    let from = text.split_once(&format!("name: {step}\n")).unwrap_or_else(|| panic!("no step {step}")).1;
    let lines = from.split_once("run: |\n").unwrap().1.lines();
    let inside = lines.take_while(|line| line.is_empty() || line.starts_with("          "));
    inside.map(|line| format!("{}\n", line.trim_start())).collect()
}

/// What a script left behind.
struct Ran {
    /// Did it end well?
    fine: bool,
    /// Each line that the commands beside it wrote down.
    asked: Vec<String>,
}

/// Runs a script beside commands, each the body of a script of its own that may add lines to the file `asked`.
fn run(script: &str, commands: &[(&str, &str)], environment: &[(&str, &str)]) -> Ran {
    let folder = tempfile::tempdir().unwrap();
    for (name, body) in commands {
        let path = folder.path().join(name);
        fs::write(&path, format!("#!/bin/bash\n{body}\n")).unwrap();
        executable(&path);
    }
    let search = format!("{}:{}", folder.path().display(), std::env::var("PATH").unwrap());
    let output = Command::new("bash")
        .args(["--noprofile", "--norc", "-eo", "pipefail", "-c", script])
        .current_dir(folder.path())
        .envs([("PATH", &*search), ("GITHUB_OUTPUT", "output"), ("GITHUB_REPOSITORY", "o/r"), ("GITHUB_SHA", "abc")])
        .envs(environment.iter().copied())
        .output()
        .unwrap();
    let asked = fs::read_to_string(folder.path().join("asked")).unwrap_or_default();
    Ran { fine: output.status.success(), asked: asked.lines().map(str::to_owned).collect() }
}

fn executable(path: &Path) {
    use std::os::unix::fs::PermissionsExt;
    fs::set_permissions(path, fs::Permissions::from_mode(0o755)).unwrap();
}

/// Without `shell: bash` GitHub leaves `pipefail` out, and a pipe whose first command fails goes on with nothing.
#[test]
fn a_pipe_that_fails_is_a_failure_in_every_workflow() {
    for file in ["deploy-backend.yml", "deploy-frontend.yml", "security.yml", "terraform.yml"] {
        assert!(workflow(file).contains("\ndefaults:\n  run:\n    shell: bash\n"), "{file}");
    }
}

/// A drift check that failed is one open issue per branch, however many nights it lasts.
#[test]
fn a_failed_drift_check_is_an_issue() {
    let script = script("terraform.yml", "Say so in an issue");
    let asked = |open: &str| {
        let list = format!(
            "if [ \"$2\" = list ]; then\n  while [ $# -gt 0 ]; do if [ \"$1\" = --jq ]; then jq --raw-output \"$2\" <<< '{open}'; fi; shift; done\nelse\n  printf '%s|' \"$@\" >> asked; echo >> asked\nfi"
        );
        let ran = run(&script, &[("gh", &list)], &[("BRANCH", "production"), ("RUN", "https://github.com/o/r/actions/runs/1")]);
        assert!(ran.fine);
        ran.asked
    };
    let opened = asked(r#"[{"number":1,"title":"Something else"},{"number":2,"title":"Drift check of branch staging failed"}]"#);
    assert!(
        opened.len() == 1 && opened[0].starts_with("issue|create|--repo|o/r|--title|Drift check of branch production failed|"),
        "{opened:?}"
    );
    let told = asked(r#"[{"number":1,"title":"Something else"},{"number":2,"title":"Drift check of branch production failed"}]"#);
    assert!(
        told.len() == 1 && told[0].starts_with("issue|comment|2|--repo|o/r|--body|") && told[0].contains("/actions/runs/1"),
        "{told:?}"
    );
}

/// A family that AWS did not describe is not registered with what was read of another one.
#[test]
fn a_task_definition_that_could_not_be_read_is_not_registered() {
    let script = script("deploy-backend.yml", "Register task definitions");
    let environment = [
        ("ECS_API_FAMILY", "p-api"),
        ("ECS_WORKER_FAMILY", "p-worker"),
        ("ECR_API_REPOSITORY_URL", "r/api"),
        ("ECR_WORKER_REPOSITORY_URL", "r/worker"),
    ];
    let aws = |broken: &str| {
        format!(
            "case \"$2 $4\" in\n  'describe-task-definition {broken}') exit 254 ;;\n  describe-task-definition*) echo '{{\"taskDefinition\":{{\"family\":\"'$4'\",\"revision\":3,\"containerDefinitions\":[{{\"name\":\"c\",\"image\":\"old\",\"portMappings\":[{{\"containerPort\":8000}}]}}]}}}}' ;;\n  *) jq --raw-output '.family + \" \" + .containerDefinitions[0].image' next.json >> asked; echo arn ;;\nesac"
        )
    };
    let both = run(&script, &[("aws", &aws("none"))], &environment);
    assert!(both.fine && both.asked == ["p-api r/api:abc", "p-worker r/worker:abc"], "{:?}", both.asked);
    let one = run(&script, &[("aws", &aws("p-worker"))], &environment);
    assert!(!one.fine && one.asked == ["p-api r/api:abc"], "{:?}", one.asked);
}

/// A deployment that is still kept ready to go back to is waited for as long as production keeps it by default.
#[test]
fn a_deployment_waits_for_the_one_before() {
    let environment = [("CODEDEPLOY_APPLICATION", "a"), ("CODEDEPLOY_GROUP", "g")];
    let commands = [("aws", "echo d-1"), ("sleep", "echo $1 >> asked")];
    let first = run(&script("deploy-backend.yml", "Wait for an earlier deployment"), &commands, &environment);
    let second = run(&script("deploy-backend.yml", "Wait for it a little longer"), &commands, &environment);
    assert!(first.fine && !second.fine);
    let seconds: i64 = first.asked.iter().chain(&second.asked).map(|pause| pause.parse::<i64>().unwrap()).sum();
    let kept = design(&DesignDraft::default()).environments.iter().map(|environment| environment.sizes.api.termination_wait_minutes).max();
    assert!(seconds > kept.unwrap() * 60, "{seconds} s");
    let free = run(&script("deploy-backend.yml", "Wait for it a little longer"), &[("aws", "echo None")], &environment);
    assert!(free.fine && free.asked.is_empty());
}

/// A plan that is cut in the middle of a Japanese character is a comment all the same, and the one comment of its
/// environment.
#[test]
fn a_long_plan_is_a_comment() {
    let comment = script("terraform.yml", "Comment");
    let script = format!(
        "{{ printf y; printf 'xあ%.0s' $(seq 20000); }} > plan.txt\n{comment}\niconv --from-code=utf-8 --to-code=utf-8 body.md > /dev/null"
    );
    let environment = [("NAME", "dev"), ("NUMBER", "7"), ("RUN", "https://github.com/o/r/actions/runs/1")];
    for (known, wanted) in [("", "--method POST repos/o/r/issues/7/comments"), ("11\n12", "--method PATCH repos/o/r/issues/comments/11")] {
        let gh = format!("if [ \"$2\" = --paginate ]; then printf '{known}'; else echo \"$2 $3 $4\" >> asked; fi");
        let ran = run(&script, &[("gh", &gh)], &environment);
        assert!(ran.fine && ran.asked == [wanted], "{:?}", ran.asked);
    }
}

fn job<'a>(text: &'a str, name: &str) -> Vec<&'a str> {
    let from = text.split_once(&format!("\n  {name}:\n")).unwrap_or_else(|| panic!("no job {name}")).1;
    from.lines().take_while(|line| line.is_empty() || line.starts_with("    ")).collect()
}

/// What the step that reads `infra/environments.json` says to the jobs behind it.
fn chosen(file: &str, event: &[(&str, &str)], said: &str) -> Ran {
    let environments = r#"{"environments":[{"name":"a","branch":"m"},{"name":"b","branch":"m"},{"name":"c","branch":"p"}]}"#;
    let script = format!(
        "mkdir infra; echo '{environments}' > infra/environments.json\n{}\n{said} > asked",
        script(file, "Environments of this branch")
    );
    run(&script, &[], &[event, &[("GITHUB_STEP_SUMMARY", "summary")]].concat())
}

/// The tasks of an environment kept their old variables until the last environment of the branch was approved and applied,
/// and then all were deployed.
#[test]
fn an_environment_that_was_applied_waits_for_no_other() {
    let terraform = |applies: &str, branch: &str, only: &str| {
        let event = [("APPLIES", applies), ("BRANCH", branch), ("ONLY", only)];
        chosen(
            "terraform.yml",
            &event,
            "jq --null-input --raw-output '$m[].name, \"apart\", $s[]' --argjson m \"$matching\" --argjson s \"$separate\"",
        )
    };
    assert_eq!(terraform("false", "m", "").asked, ["a", "b", "apart"], "plans of a pull request stand together");
    assert_eq!(terraform("true", "m", "").asked, ["apart", "a", "b"], "each is applied in a run of its own");
    assert_eq!(terraform("true", "m", "b").asked, ["b", "apart"]);
    assert_eq!(terraform("true", "p", "").asked, ["c", "apart"], "the only one needs no other run");
    assert!(!terraform("true", "m", "c").fine);
    let script = script("terraform.yml", "One run per environment");
    let apart = run(&script, &[("gh", "echo \"$@\" >> asked")], &[("BRANCH", "m"), ("NAMES", r#"["a","b"]"#)]);
    let wanted = |name: &str| format!("workflow run terraform.yml --repo o/r --ref m --field mode=apply --field environment={name}");
    assert_eq!(apart.asked, [wanted("a"), wanted("b")]);
    assert!(
        workflow("terraform.yml")
            .contains("deploy-backend.yml --repo \"$GITHUB_REPOSITORY\" --ref \"$BRANCH\" --field \"environment=$NAME\"")
    );

    let backend = |branch: &str, only: &str| {
        chosen("deploy-backend.yml", &[("BRANCH", branch), ("ONLY", only)], "jq --raw-output '.[].name' <<< \"$matching\"")
    };
    assert_eq!(backend("m", "").asked, ["a", "b"]);
    assert_eq!(backend("m", "b").asked, ["b"]);
    assert!(!backend("m", "c").fine, "an environment of another branch is not deployed, and that is said");
    assert!(backend("x", "").fine, "a branch without environments deploys nothing");
}

/// What is applied is what was read before its approval: the plan file of the job before, saved once, and nothing that
/// plans again.
#[test]
fn what_is_applied_is_the_plan_that_was_read() {
    let text = workflow("terraform.yml");
    let (plan, apply) = (job(&text, "plan").join("\n"), job(&text, "apply").join("\n"));
    assert!(plan.contains("terraform plan -detailed-exitcode -lock-timeout=5m -out=tfplan"));
    assert!(plan.contains("terraform show -no-color tfplan > plan.txt"), "what is read is made of the file that is applied");
    assert!(plan.contains("tfplan") && plan.contains("name: plan-${{ matrix.environment.name }}\n"));
    assert!(apply.contains("name: plan-${{ matrix.environment.name }}\n"), "{apply}");
    assert!(apply.contains("environment: ${{ matrix.environment.github_environment }}"), "somebody approves");
    let applies: Vec<&str> = apply.lines().map(str::trim).filter(|line| line.contains("terraform apply")).collect();
    assert!(!applies.is_empty() && applies.iter().all(|line| line.ends_with(" tfplan")), "{applies:?}");
    assert!(!apply.contains("terraform plan"));
}
