//! Terraform that would take more stack, memory or patience than a browser has: every text is answered,
//! and what was left out is said. Each case broke the evaluator once, or is the next of its kind.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic, reason = "a broken expectation must stop a test")]

use std::collections::BTreeMap;
use std::sync::Arc;

use design_core::plan::{Plan, ProblemKind, Reader};

const ROOT: &str = "root/main.tf";
const MODULE: &str = "mod/main.tf";

fn files(root: &str, module: &str) -> BTreeMap<String, String> {
    [(ROOT, root), (MODULE, module)].map(|(path, text)| (path.to_owned(), text.to_owned())).into()
}

/// Evaluates on a stack as short as a browser's; unoptimised code needs twice of it.
fn plan_of(root: String, module: &'static str) -> Arc<Plan> {
    let work = move || Reader::new().plan(&files(&root, module), "root");
    std::thread::Builder::new().stack_size(2 << 20).spawn(work).unwrap().join().unwrap()
}

/// Locals that are each made of the one before.
fn chain(count: usize, first: &str, next: impl Fn(String) -> String) -> String {
    let lines: String = (0..count).map(|at| format!("  a{} = {}\n", at + 1, next(format!("local.a{at}")))).collect();
    format!("locals {{\n  a0 = {first}\n{lines}}}\n")
}

fn output(value: &str) -> String {
    format!("output \"o\" {{\n  value = {value}\n}}\n")
}

/// What is evaluated only in part says so.
fn is_said(name: &str, root: String, module: &'static str, words: &str) {
    let plan = plan_of(root, module);
    assert!(
        plan.problems.iter().any(|problem| problem.kind != ProblemKind::Invalid && problem.text.en.contains(words)),
        "{name}: {:#?}",
        plan.problems.iter().take(3).collect::<Vec<_>>()
    );
}

const TOO_MUCH: &str = "too many values or resources";

#[test]
fn a_few_lines_that_double_what_they_name() {
    let list = |name: String| format!("[{name}, {name}]");
    let last = |lines: String, use_of: &str| format!("{lines}{}", output(use_of));
    is_said("text", last(chain(60, "\"xxxxxxxx\"", |a| format!("\"${{{a}}}${{{a}}}\"")), "local.a60"), "", TOO_MUCH);
    is_said(
        "unknown text",
        last(chain(60, "aws_x.x.id", |a| format!("\"${{{a}}}-${{{a}}}\"")), "local.a60") + "resource \"aws_x\" \"x\" {}\n",
        "",
        TOO_MUCH,
    );
    is_said("concat", last(chain(60, "[1]", |a| format!("concat({a}, {a})")), "local.a60"), "", TOO_MUCH);
    is_said("lists", last(chain(60, "[1]", list), "local.a60 == local.a59"), "", TOO_MUCH);
    is_said("flatten", last(chain(60, "[1]", list), "flatten(local.a60)"), "", TOO_MUCH);
    is_said("JSON", last(chain(60, "[1]", list), "jsonencode(local.a60)"), "", TOO_MUCH);
}

#[test]
fn loops_in_loops() {
    is_said("for", output("[for a in range(1000) : [for b in range(1000) : [for c in range(1000) : 1]]]"), "", TOO_MUCH);
    is_said("groups", output("{ for a in flatten([for x in range(1000) : range(1000)]) : \"k\" => a... }"), "", TOO_MUCH);
    is_said(
        "template",
        output("\"%{for a in range(1000)}%{for b in range(1000)}%{for c in range(1000)}x%{endfor}%{endfor}%{endfor}\""),
        "",
        TOO_MUCH,
    );
    let blocks = "dynamic \"x\" {\n for_each = range(100)\n content {\n".repeat(5) + &"}\n}\n".repeat(5);
    is_said("blocks", format!("resource \"aws_x\" \"x\" {{\n{blocks}}}\n"), "", TOO_MUCH);
    let thousand = "for_each = toset([for i in range(1000) : tostring(i)])";
    is_said(
        "instances",
        format!("module \"m\" {{\n source = \"../mod\"\n {thousand}\n}}\n"),
        "resource \"aws_x\" \"x\" {\n count = 1000\n}\n",
        TOO_MUCH,
    );
    let three =
        "module \"a\" {\n source = \"../mod\"\n}\nmodule \"b\" {\n source = \"../mod\"\n}\nmodule \"c\" {\n source = \"../mod\"\n}\n";
    is_said("a module that calls itself", "module \"m\" {\n source = \"../mod\"\n}\n".to_owned(), three, TOO_MUCH);
}

#[test]
fn functions_that_make_long_texts() {
    let too_long = "would make a text of more than";
    let long = "x".repeat(20_000);
    is_said("format", output("format(\"%999999999d\", 1)"), "", too_long);
    is_said("join", output(&format!("join(\"{long}\", [for i in range(1000) : \"\"])")), "", too_long);
    is_said("replace", output(&format!("replace(\"{long}\", \"x\", \"{long}\")")), "", too_long);
    is_said("replace by pattern", output(&format!("replace(\"{long}\", \"/x/\", \"$0{long}\")")), "", too_long);
    is_said("formatlist", output(&format!("formatlist(\"{long}%s\", range(1000))")), "", too_long);
    is_said("pattern", output("regexall(\"((a{1000}){1000}){1000}\", \"a\")"), "", "cannot be evaluated");
    is_said("subject", output(&format!("regexall(\"x\", join(\"\", [for i in range(10) : \"{long}\"]))")), "", "not held against texts");
}

#[test]
fn deep_and_long_texts() {
    is_said("locals", chain(2000, "1", |a| a) + &output("local.a2000"), "", "nested too deeply");
    // Each is asked for on its own, so none goes deep, and yet they rest on each other.
    let steps: String = (1..20).map(|step| format!("output \"o{step:02}\" {{\n  value = local.a{}\n}}\n", step * 100)).collect();
    is_said("locals one after another", chain(2000, "[]", |a| format!("[{a}]")) + &steps, "", "");
    for (name, text) in [
        ("brackets", output(&format!("{}{}", "[".repeat(9000), "]".repeat(9000)))),
        ("blocks", "a {\n".repeat(9000)),
        ("not", output(&format!("{}true", "!".repeat(9000)))),
        ("conditions", output(&format!("{}1", "true ? 1 : ".repeat(4000)))),
        ("templates", output(&format!("{}1{}", "\"${".repeat(4000), "}\"".repeat(4000)))),
        ("directives", output(&format!("\"{}x{}\"", "%{if true}".repeat(4000), "%{endif}".repeat(4000)))),
        ("sums", output(&format!("{}1", "1 + ".repeat(9000)))),
    ] {
        is_said(name, text, "", "not valid HCL");
    }
    let keys: String = (0..20_000).map(|at| format!("  k{at} = 1\n")).collect();
    is_said("keys", output(&format!("{{\n{keys}}}")), "", "too large to be evaluated");
    is_said("bytes", "# x\n".repeat(100_000), "", "too large to be evaluated");
    is_said("blocks that mean nothing", "a{}\n".repeat(50_000), "", "cannot be evaluated");
}

/// Where an evaluation stops depends on the files, not on what was read before.
#[test]
fn too_much_between_good_files() {
    let good = files(&output("[for a in range(100) : module.m.id]"), "output \"id\" {\n  value = 1\n}\n");
    let bad = files(&output("[for a in range(1000) : [for b in range(1000) : module.m.id]]"), &good[MODULE]);
    let told = |plan: &Plan| format!("{:?} {:?}", plan.outputs(), plan.problems);
    let fresh = |files| told(&Reader::new().plan(files, "root"));
    let mut reader = Reader::new();
    for files in [&good, &bad, &good, &bad, &bad, &good] {
        assert_eq!(told(&reader.plan(files, "root")), fresh(files));
    }
    let mut values = good.clone();
    values.insert("root/terraform.tfvars".to_owned(), "a = 1\n".to_owned());
    assert_eq!(told(&reader.plan(&values, "root")), fresh(&values));
}
