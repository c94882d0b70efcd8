//! The bundle: what lies in it, that it is the tree of `infra-templates`, and that the zip is readable.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;
use std::process::Command;

use design_core::drawing::Atlas;
use design_core::plan::Reader;
use design_core::{DesignDraft, Edit, Survey, apply, report_paths};
use infra_templates::{Basis, Bundle, Templates, sha256_hex, zip, zip_sha256_hex};
use sekkei_tests::folder::design;
use sekkei_tests::{random, root};
use serde_json::json;

/// What a design renders, without the reports on it: enough where files are looked at one by one.
fn rendered(draft: &DesignDraft) -> Bundle {
    Bundle::render_with(Templates::embedded(), &design(draft))
}

fn default_bundle() -> Bundle {
    Bundle::render(&design(&DesignDraft::default()))
}

fn tree(folder: &Path, prefix: &str, files: &mut BTreeMap<String, String>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = format!("{prefix}{}", path.file_name().unwrap().to_str().unwrap());
        if path.is_dir() {
            tree(&path, &format!("{name}/"), files);
        } else {
            files.insert(name, fs::read_to_string(&path).unwrap());
        }
    }
}

/// The golden of the default design is the tree itself. `UPDATE_EXPECT=1` rewrites it.
#[test]
fn the_tree_on_disk_is_the_bundle_of_the_default_design() {
    let bundle = default_bundle();
    let folder = root().join("infra-templates/bundle");
    if std::env::var_os("UPDATE_EXPECT").is_some() {
        for (path, text) in bundle.files() {
            let target = folder.join(path);
            fs::create_dir_all(target.parent().unwrap()).unwrap();
            if fs::read_to_string(&target).ok().as_deref() != Some(text) {
                fs::write(target, text.as_bytes()).unwrap();
            }
        }
    }
    let mut on_disk = BTreeMap::new();
    tree(&folder, "", &mut on_disk);
    let paths = |files: BTreeSet<&String>| files.into_iter().cloned().collect::<Vec<_>>();
    assert_eq!(paths(on_disk.keys().collect()), paths(bundle.files().keys().collect()));
    for (path, text) in bundle.files() {
        assert!(on_disk[path] == *text, "{path} differs; UPDATE_EXPECT=1 cargo test -p sekkei-tests --test bundle rewrites it");
    }
}

#[test]
fn environments_differ_in_tfvars_and_backend_alone() {
    for seed in 0..20 {
        let draft = random::valid(seed);
        let design = design(&draft);
        let bundle = rendered(&draft);
        let of = |name: &str| -> BTreeMap<String, String> {
            let prefix = format!("infra/envs/{name}/");
            let inside = bundle.files().iter().filter_map(|(path, text)| Some((path.strip_prefix(&prefix)?.to_owned(), text.to_string())));
            inside.filter(|(file, _)| file != "terraform.tfvars" && file != "backend.tf").collect()
        };
        let first = of(&design.environments[0].settings.name);
        assert!(first.contains_key("main.tf"));
        for environment in &design.environments {
            assert_eq!(of(&environment.settings.name), first);
        }
    }
}

#[test]
fn paths_are_relative_ascii_and_unique_on_any_file_system() {
    for bundle in (0..50).map(|seed| rendered(&random::valid(seed))).chain([default_bundle()]) {
        let mut seen = BTreeSet::new();
        for (path, text) in bundle.files() {
            assert!(
                path.is_ascii() && !path.starts_with('/') && !path.split('/').any(|part| part.is_empty() || part == ".." || part == "."),
                "{path}"
            );
            assert!(seen.insert(path.to_ascii_lowercase()), "{path}");
            assert!(!text.contains('\r') && text.ends_with('\n'), "{path}");
        }
    }
}

#[test]
fn the_founding_plans_fourteen_modules_have_their_files() {
    let bundle = default_bundle();
    for module in
        ["vpc", "ecs", "rds", "elasticache", "s3", "alb", "cloudfront", "batch", "ses", "sqs", "route53", "acm", "monitoring", "cicd"]
    {
        for file in ["main.tf", "variables.tf", "outputs.tf", "versions.tf", "README.md"] {
            assert!(bundle.get(&format!("infra/modules/{module}/{file}")).is_some(), "{module}/{file}");
        }
        for name in ["dev", "stg", "prod"] {
            let main = bundle.get(&format!("infra/envs/{name}/main.tf")).unwrap();
            assert!(main.contains(&format!("source = \"../../modules/{module}\"")), "{name} does not use {module}");
        }
    }
    for name in ["dev", "stg", "prod"] {
        for file in [
            "main.tf",
            "variables.tf",
            "outputs.tf",
            "versions.tf",
            "providers.tf",
            "backend.tf",
            "terraform.tfvars",
            ".terraform.lock.hcl",
        ] {
            assert!(bundle.get(&format!("infra/envs/{name}/{file}")).is_some(), "{name}/{file}");
        }
    }
}

/// One provider for the whole bundle: every root module has the lock file, and the same one; where no hashes are
/// known, none has one.
#[test]
fn every_root_module_has_the_same_lock_file_or_none() {
    for line in ["~> 5.0", "~> 6.0"] {
        let mut draft = DesignDraft::default();
        apply(&mut draft, &Edit::SetProject { id: "aws_provider".to_owned(), value: line.into() });
        let bundle = rendered(&draft);
        let roots: BTreeSet<&str> = bundle
            .files()
            .iter()
            .filter(|(path, text)| path.ends_with("/providers.tf") && text.contains("provider \"aws\""))
            .filter_map(|(path, _)| path.strip_suffix("/providers.tf"))
            .collect();
        assert_eq!(roots, BTreeSet::from(["infra/bootstrap", "infra/envs/dev", "infra/envs/prod", "infra/envs/stg"]));
        let locks: Vec<Option<&str>> = roots.iter().map(|root| bundle.get(&format!("{root}/.terraform.lock.hcl"))).collect();
        let known = line == "~> 5.0";
        assert!(locks.iter().all(|lock| *lock == locks[0] && lock.is_some() == known), "{line}");
        assert_eq!(bundle.files().keys().filter(|path| path.ends_with(".terraform.lock.hcl")).count(), if known { roots.len() } else { 0 });
    }
}

#[test]
fn the_manifest_holds_the_hash_of_every_other_file() {
    let bundle = default_bundle();
    let manifest: serde_json::Value = serde_json::from_str(bundle.get("infra/sekkei.manifest.json").unwrap()).unwrap();
    let files = manifest["files"].as_object().unwrap();
    assert_eq!(files.len() + 1, bundle.files().len());
    for (path, hash) in files {
        assert_eq!(hash, &sha256_hex(bundle.get(path).unwrap().as_bytes()), "{path}");
    }
}

/// Whoever unpacks a zip and looks at it computes the reports that lie in it: they describe the files,
/// not themselves.
#[test]
fn reports_in_a_zip_are_those_of_its_files() {
    for seed in 0..6 {
        let design = design(&if seed == 0 { DesignDraft::default() } else { random::valid(seed) });
        let bundle = Bundle::render(&design);
        for path in report_paths() {
            assert!(bundle.files().keys().any(|own| own.starts_with(path)), "{path}");
        }
        let survey = Survey::of(&mut Reader::new(), bundle.files());
        let assessment = survey.assess(bundle.files(), None);
        let again = Bundle::complete(&Basis {
            kept: &infra_templates::Kept::default(),
            design: &design,
            files: bundle.files(),
            survey: &survey,
            assessment: &assessment,
            atlas: &Atlas::default(),
        });
        for (path, text) in bundle.files().iter().filter(|(path, _)| !path.ends_with(".manifest.json")) {
            assert!(again.get(path) == Some(text), "seed {seed}: {path}");
        }
    }
}

/// A report that says what a control asks to be written down does not fulfil it.
#[test]
fn a_report_is_no_evidence() {
    let bundle = default_bundle();
    let mut files: BTreeMap<String, String> = bundle.files().iter().map(|(path, text)| (path.clone(), text.to_string())).collect();
    for text in files.iter_mut().filter(|(path, _)| path.ends_with(".md")).map(|(_, text)| text) {
        *text = text.replace("実データ", "").replace("real patient", "");
    }
    let judged = |files: &BTreeMap<String, String>| {
        Survey::of(&mut Reader::new(), files)
            .assess(files, None)
            .verdicts()
            .into_iter()
            .map(|((control, name), verdict)| (control, name.to_owned(), verdict))
            .collect::<Vec<_>>()
    };
    let before = judged(&files);
    for path in report_paths().filter(|path| path.ends_with(".md")) {
        files.insert(path.to_owned(), "`dev`: 実データなし\nAKIAABCDEFGHIJKLMNOP\n".to_owned());
    }
    assert_eq!(judged(&files), before);
    files.insert("infra/docs/OTHER.md".to_owned(), "AKIAABCDEFGHIJKLMNOP\n".to_owned());
    assert_ne!(judged(&files), before, "what a person wrote is looked at");
}

#[test]
fn the_design_in_the_zip_makes_the_same_zip() {
    for seed in 0..4 {
        let bundle = Bundle::render(&design(&random::valid(seed)));
        let draft = DesignDraft::from_json(bundle.get("infra/sekkei.json").unwrap()).unwrap();
        assert_eq!(zip(&Bundle::render(&design(&draft))), zip(&bundle));
    }
}

#[test]
fn the_zip_is_read_by_python_with_the_same_bytes_names_modes_and_times() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("b.zip");
    let bundle = default_bundle();
    fs::write(&path, zip(&bundle)).unwrap();
    assert_eq!(zip_sha256_hex(&bundle), sha256_hex(&zip(&bundle)), "the checksum that the page shows");
    let script = "import zipfile,sys,json,hashlib\nz=zipfile.ZipFile(sys.argv[1])\nassert z.testzip() is None\nprint(json.dumps([[i.filename,i.external_attr>>16,list(i.date_time),i.flag_bits,hashlib.sha256(z.read(i)).hexdigest()] for i in z.infolist()]))";
    let output = Command::new("python3").args(["-c", script]).arg(&path).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let entries: Vec<serde_json::Value> = serde_json::from_slice(&output.stdout).unwrap();
    let expected: Vec<_> = bundle
        .files()
        .iter()
        .map(|(path, text)| json!([path, 0o100_644, [1980, 1, 1, 0, 0, 0], 0x800, sha256_hex(text.as_bytes())]))
        .collect();
    assert_eq!(entries, expected);
}

#[test]
fn text_that_a_user_types_arrives_as_typed() {
    for title in random::NASTY {
        let mut draft = DesignDraft::default();
        apply(&mut draft, &Edit::SetProject { id: "title".into(), value: json!(title) });
        let bundle = rendered(&draft);
        let back = DesignDraft::from_json(bundle.get("infra/sekkei.json").unwrap()).unwrap();
        assert_eq!(back.project["title"], json!(title));
        let heading = bundle.get("infra/README.md").unwrap().lines().next().unwrap().to_owned();
        assert!(heading.starts_with("# ") && heading.len() > 2);
        assert!(!heading.contains('<') || heading.contains("\\<"), "{heading}");
    }
}

#[test]
fn a_quoted_string_reads_back_exactly() {
    let mut texts: Vec<String> = random::NASTY.iter().map(|text| (*text).to_owned()).collect();
    texts.extend([
        "\u{0}\u{1}\u{7f}".to_owned(),
        "\u{feff}bom\u{2028}".to_owned(),
        "$${%%{".to_owned(),
        "$$$${x}".to_owned(),
        "é e\u{301}".to_owned(),
    ]);
    for text in texts {
        let body: hcl::Body =
            hcl::from_str(&format!("x = {}\n", infra_templates::quote(&text))).unwrap_or_else(|error| panic!("{text:?}: {error}"));
        let value = body.attributes().next().unwrap().expr().clone();
        let read = match value {
            hcl::Expression::String(read) => read,
            other => hcl::eval::Evaluate::evaluate(&other, &hcl::eval::Context::new()).unwrap().as_str().unwrap().to_owned(),
        };
        assert_eq!(read, text);
    }
}

#[test]
fn every_size_has_a_line_in_the_tfvars() {
    let bundle = default_bundle();
    for spec in design_core::specs(design_core::Scope::Size) {
        let (path, line) = bundle.line_of_size("prod", spec.id).unwrap_or_else(|| panic!("{} has no line", spec.id));
        let text = bundle.get(&path).unwrap().lines().nth(line - 1).unwrap();
        let name = spec.id.rsplit('.').next().unwrap();
        assert!(text.trim_start().starts_with(name), "{} points at {text:?}", spec.id);
    }
}
