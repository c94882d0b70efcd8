//! The evaluator on texts that our own modules do not write: the language, unknown values, gaps.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic, reason = "a broken expectation must stop a test")]

use std::collections::BTreeMap;
use std::sync::Arc;

use design_core::compliance::shown;
use design_core::plan::{Plan, ProblemKind, Reader};

fn plan(files: &[(&str, &str)]) -> Arc<Plan> {
    let files: BTreeMap<String, &str> = files.iter().map(|(path, text)| ((*path).to_owned(), *text)).collect();
    Reader::new().plan(&files, "root")
}

/// The value of an expression, as an argument of a resource.
fn value(expression: &str) -> String {
    let text = format!("resource \"aws_x\" \"known\" {{\n name = \"n\"\n}}\nresource \"aws_y\" \"this\" {{\n  v = {expression}\n}}\n");
    let plan = plan(&[("root/main.tf", &text)]);
    assert!(plan.problems.is_empty(), "{expression}: {:#?}", plan.problems);
    plan.resources()["aws_y.this"].body.value("v").map_or_else(|| "null".to_owned(), shown)
}

#[test]
fn expressions_have_the_values_that_terraform_gives() {
    let cases = [
        ("1 + 2 * 3", "7"),
        ("10 / 4", "2.5"),
        ("-7 % 3", "-1"),
        ("\"a${1 + 1}b\"", "\"a2b\""),
        ("true && !false ? \"x\" : \"y\"", "\"x\""),
        ("[for i, v in [\"a\", \"b\"] : \"${i}${v}\" if v != \"a\"]", "[\"1b\"]"),
        ("{ for k, v in { a = 1, b = 2 } : upper(k) => v }", "{ A = 1, B = 2 }"),
        ("{ for v in [\"x\", \"x\"] : v => 1... }", "{ x = [1, 1] }"),
        ("[{ a = 1 }, { a = 2 }][*].a", "[1, 2]"),
        ("merge({ a = 1 }, { a = 2, b = null })", "{ a = 2, b = null }"),
        ("jsonencode({ b = \"<&>\", a = [1, true, null] })", "\"{\\\"a\\\":[1,true,null],\\\"b\\\":\\\"\\\\u003c\\\\u0026\\\\u003e\\\"}\""),
        ("cidrsubnet(\"10.0.0.0/16\", 4, 2)", "\"10.0.32.0/20\""),
        ("cidrhost(\"10.0.0.0/16\", -2)", "\"10.0.255.254\""),
        ("cidrnetmask(\"10.0.0.0/12\")", "\"255.240.0.0\""),
        ("format(\"%s-%03d\", \"a\", 7)", "\"a-007\""),
        ("try(local.nothing, \"other\")", "\"other\""),
        ("can(regex(\"^a\", \"b\"))", "false"),
        ("replace(\"a/b\", \"/^[^\\\\/]+/\", \"c\")", "\"c/b\""),
        ("setproduct([\"a\"], [1, 2])", "[[\"a\", 1], [\"a\", 2]]"),
        ("sort(toset([\"b\", \"a\", \"b\"]))", "[\"a\", \"b\"]"),
        ("<<-EOT\n    a\n      b\n  EOT\n", "\"a\\n  b\\n\""),
        ("\"%{ if true }yes%{ else }no%{ endif }\"", "\"yes\""),
        ("aws_x.known.name", "\"n\""),
        ("aws_x.known.arn", "aws_x.known.arn"),
        ("\"${aws_x.known.arn}/*\"", "aws_x.known.arn"),
        ("length(aws_x.known.arn) > 0 ? 1 : 2", "aws_x.known.arn"),
        ("concat([aws_x.known.id], [\"b\"])", "[aws_x.known.id, \"b\"]"),
        ("contains([aws_x.known.id], \"b\")", "aws_x.known.id"),
        ("uuid()", "(known after apply)"),
    ];
    for (expression, wanted) in cases {
        assert_eq!(value(expression), wanted, "{expression}");
    }
}

#[test]
fn modules_instances_and_traces() {
    let plan = plan(&[
        (
            "root/main.tf",
            "variable \"size\" {\n  type = object({ n = number, o = optional(string, \"d\") })\n}\nmodule \"m\" {\n  source = \"../mod\"\n  for_each = toset([\"a\", \"b\"])\n  n = var.size.n\n  o = var.size.o\n}\n",
        ),
        ("root/terraform.tfvars", "size = {\n  n = \"2\"\n}\n"),
        (
            "mod/main.tf",
            "variable \"n\" {\n  type = number\n}\nvariable \"o\" {}\nresource \"aws_x\" \"this\" {\n  count = var.n\n  name = \"${var.o}-${count.index}\"\n  dynamic \"part\" {\n    for_each = [1, 2]\n    content {\n      size = part.value * 10\n    }\n  }\n}\n",
        ),
    ]);
    assert!(plan.problems.is_empty(), "{:#?}", plan.problems);
    let addresses: Vec<&str> = plan.resources().keys().map(|address| &**address).collect();
    assert_eq!(
        addresses,
        [
            "module.m[\"a\"].aws_x.this[0]",
            "module.m[\"a\"].aws_x.this[1]",
            "module.m[\"b\"].aws_x.this[0]",
            "module.m[\"b\"].aws_x.this[1]"
        ]
    );
    let last = &plan.resources()["module.m[\"b\"].aws_x.this[1]"];
    assert_eq!(last.body.text("name"), Some("d-1"));
    let sizes: Vec<_> = last.body.blocks_of("part").map(|part| part.number("size").unwrap()).collect();
    assert_eq!(sizes, [10.0, 20.0]);
    let trace: Vec<String> = plan.trace(last, last.find("name").unwrap()).iter().map(ToString::to_string).collect();
    assert_eq!(trace, ["mod/main.tf:7", "root/main.tf:8", "root/terraform.tfvars:1"]);
}

#[test]
fn what_cannot_be_evaluated_is_named_with_its_line() {
    let cases = [
        ("x = nosuch(1)", ProblemKind::Gap, 2),
        ("x = local.nothing", ProblemKind::Invalid, 2),
        ("x = 1 / 0", ProblemKind::Invalid, 2),
        ("count = aws_x.other.id", ProblemKind::Gap, 2),
        ("for_each = toset([aws_x.other.id])", ProblemKind::Gap, 2),
    ];
    for (line, kind, number) in cases {
        let text = format!("resource \"aws_x\" \"this\" {{\n  {line}\n}}\nresource \"aws_x\" \"other\" {{\n}}\n");
        let plan = plan(&[("root/main.tf", &text)]);
        let found: Vec<_> = plan.problems.iter().map(|problem| (problem.kind, problem.line.line)).collect();
        assert_eq!(found, [(kind, number)], "{line}");
    }
    for (name, text) in [
        ("a cycle", "locals {\n  a = local.b\n  b = local.a\n}\nresource \"aws_x\" \"this\" {\n  x = local.a\n}\n"),
        ("no HCL", "resource {{{\n"),
        ("a module from elsewhere", "module \"m\" {\n  source = \"terraform-aws-modules/vpc/aws\"\n}\n"),
        ("a check block", "check \"x\" {\n}\n"),
        (
            "a value that fails its validation",
            "variable \"v\" {\n  default = 1\n  validation {\n    condition = var.v > 1\n    error_message = \"m\"\n  }\n}\n",
        ),
    ] {
        assert!(!plan(&[("root/main.tf", text)]).problems.is_empty(), "{name}");
    }
}

#[test]
fn hostile_texts_end_with_a_problem() {
    let deep = format!("resource \"aws_x\" \"this\" {{\n  x = {}1{}\n}}\n", "[".repeat(5000), "]".repeat(5000));
    let many = "resource \"aws_x\" \"this\" {\n  count = 1000000000\n}\n";
    let cycle = "module \"m\" {\n  source = \"../root\"\n}\n";
    for text in [deep.as_str(), cycle, many] {
        assert!(!plan(&[("root/main.tf", text)]).problems.is_empty());
    }
    let wide: String = (0..2000).map(|n| format!("  b{n} = local.b{}\n", n + 1)).collect();
    assert!(
        !plan(&[("root/main.tf", &format!("locals {{\n{wide}}}\nresource \"aws_x\" \"this\" {{\n  x = local.b0\n}}\n"))])
            .problems
            .is_empty()
    );
}

#[test]
fn what_did_not_change_is_not_evaluated_again() {
    let mut files: BTreeMap<String, String> =
        [("root/main.tf", "variable \"v\" {}\nresource \"aws_x\" \"this\" {\n  v = var.v\n}\n"), ("root/terraform.tfvars", "v = 1\n")]
            .map(|(path, text)| (path.to_owned(), text.to_owned()))
            .into();
    let mut reader = Reader::new();
    let first = reader.plan(&files, "root");
    assert!(Arc::ptr_eq(&first, &reader.plan(&files, "root")));
    files.insert("root/terraform.tfvars".into(), "v = 2\n".into());
    let second = reader.plan(&files, "root");
    assert_eq!(second.resources()["aws_x.this"].body.number("v"), Some(2.0));
}

#[test]
fn a_count_is_traced_through_calls_outputs_and_other_resources() {
    let plan = plan(&[
        (
            "root/main.tf",
            "variable \"n\" {}\nvariable \"on\" {}\nvariable \"name\" {}\nmodule \"a\" {\n  source = \"../a\"\n  count = var.on ? 1 : 0\n  n = var.n\n  name = var.name\n}\nmodule \"b\" {\n  source = \"../b\"\n  names = flatten(module.a[*].names)\n  sizes = { fixed = module.c.names, other = var.name }\n}\nmodule \"c\" {\n  source = \"../a\"\n  n = var.n\n  name = var.name\n}\n",
        ),
        ("root/terraform.tfvars", "n = 2\non = true\nname = \"x\"\n"),
        (
            "a/main.tf",
            "variable \"n\" {}\nvariable \"name\" {}\nlocals {\n  keys = { for index in range(var.n) : tostring(index) => var.name }\n}\nresource \"aws_x\" \"this\" {\n  for_each = local.keys\n  name = each.value\n}\noutput \"names\" {\n  value = { for key, made in aws_x.this : key => made.id }\n}\n",
        ),
        (
            "b/main.tf",
            "variable \"names\" {}\nvariable \"sizes\" {}\nresource \"aws_y\" \"plain\" {}\nresource \"aws_y\" \"many\" {\n  for_each = var.sizes.fixed\n}\n",
        ),
    ]);
    let lines = |address: &str| -> Vec<String> {
        let found = plan.resources().get(address).unwrap_or_else(|| panic!("{address}: {:?}", plan.resources().keys()));
        plan.trace_count(found).iter().filter(|line| line.path.ends_with(".tfvars")).map(ToString::to_string).collect()
    };
    // The number and the switch of the call, and nothing of the name.
    assert_eq!(lines("module.a[0].aws_x.this[\"0\"]"), ["root/terraform.tfvars:1", "root/terraform.tfvars:2"]);
    assert_eq!(lines("module.b.aws_y.many[\"1\"]"), ["root/terraform.tfvars:1"]);
    assert!(lines("module.b.aws_y.plain").is_empty());
}

#[test]
fn a_trace_of_values_that_name_each_other_ends() {
    let wide = "[local.b, local.b, local.b]";
    let text = format!(
        "locals {{\n  a = {wide}\n  b = [local.a, local.a, local.a]\n}}\nresource \"aws_x\" \"this\" {{\n  for_each = local.a\n  v = local.a\n}}\nresource \"aws_x\" \"other\" {{\n  v = local.a\n}}\n"
    );
    let plan = plan(&[("root/main.tf", &text)]);
    for resource in plan.resources().values() {
        assert!(plan.trace_count(resource).len() < 50);
        for attribute in resource.body.attributes.values() {
            assert!(plan.trace(resource, attribute).len() < 50);
        }
    }
}

#[test]
fn traces_lead_through_each_to_the_entry_of_the_instance() {
    let plan = plan(&[
        (
            "root/main.tf",
            "variable \"queues\" {}\nmodule \"m\" {\n  source   = \"../mod\"\n  for_each = var.queues\n  seconds  = each.value.seconds\n}\n",
        ),
        ("root/terraform.tfvars", "queues = {\n  a = {\n    seconds = 1\n  }\n  b = {\n    seconds = 2\n  }\n}\n"),
        (
            "mod/main.tf",
            "variable \"seconds\" {}\nlocals {\n  parts = {\n    x = var.seconds\n    y = 7\n  }\n}\nresource \"aws_x\" \"this\" {\n  for_each = local.parts\n  seconds  = each.value\n}\n",
        ),
    ]);
    assert!(plan.problems.is_empty(), "{:#?}", plan.problems);
    let trace = |address: &str| -> Vec<String> {
        let resource = plan.at(address).unwrap();
        plan.trace(resource, resource.find("seconds").unwrap()).iter().map(ToString::to_string).collect()
    };
    assert_eq!(
        trace("module.m[\"b\"].aws_x.this[\"x\"]"),
        ["mod/main.tf:10", "mod/main.tf:9", "mod/main.tf:3", "root/main.tf:5", "root/main.tf:4", "root/terraform.tfvars:6"]
    );
    assert_eq!(trace("module.m[\"a\"].aws_x.this[\"y\"]"), ["mod/main.tf:10", "mod/main.tf:9", "mod/main.tf:3"]);
}

#[test]
fn blocks_keep_their_labels() {
    let plan =
        plan(&[("root/main.tf", "terraform {\n  backend \"s3\" {\n    key = \"k\"\n  }\n}\nprovider \"aws\" {\n  region = \"r\"\n}\n")]);
    let label = |block: &design_core::plan::Block| block.labels.iter().map(ToString::to_string).collect::<Vec<_>>();
    assert_eq!(plan.settings()[0].block("backend").map(label), Some(vec!["s3".to_owned()]));
    assert_eq!(label(&plan.providers()["aws"]), ["aws"]);
}
