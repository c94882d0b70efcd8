//! What every planned type costs: charged, charged by use, free, or without a price.

use std::collections::{BTreeMap, BTreeSet};

use design_core::cost::{Class, Estimate, Ground, class_of};
use design_core::plan::Reader;
use design_core::{DesignDraft, Edit, Survey};
use sekkei_tests::draft::{edited, size};
use sekkei_tests::folder::{design, rendered};
use serde_json::json;

/// Everything that our files can create at all is classified, and a type that is not would be named.
#[test]
fn every_planned_type_is_in_exactly_one_class() {
    let mut reader = Reader::new();
    let all_on: Vec<Edit> = (0..3)
        .flat_map(|environment| ["worker", "batch", "sqs"].map(|part| size(environment, &format!("components.{part}"), json!(true))))
        .collect();
    let mut counts = [0; 4];
    for draft in [DesignDraft::default(), edited(&all_on)] {
        let bundle = rendered(&design(&draft));
        let survey = Survey::of(&mut reader, bundle.files());
        let estimate = Estimate::of(&survey, &Ground::of(Some(&draft)));
        let plans = survey.environments.iter().map(|subject| &subject.plan).chain(survey.accounts.iter().map(|account| &account.plan));
        counts = [0; 4];
        let mut seen = BTreeSet::new();
        for (plan, root) in plans.zip(&estimate.roots) {
            assert_eq!(root.gaps, 0);
            for resource in plan.resources().values() {
                let class = class_of(&resource.kind).unwrap_or_else(|| panic!("{} is not classified", resource.kind));
                let lines = root.items.iter().filter(|item| item.kind == resource.kind).count();
                let [free, unpriced] = [&root.free, &root.unpriced].map(|list| list.iter().any(|silent| *silent.kind == *resource.kind));
                // Whatever is planned is found in the estimate, in one place of it. A usage line stands at the
                // first type that leads to it.
                match class {
                    Class::Fixed(_) => assert!(!unpriced && (lines > 0 || free), "{}", resource.kind),
                    Class::Usage(_) => assert!(!unpriced && !free && lines > 0, "{}", resource.kind),
                    Class::Free(_) => assert!(free && !unpriced && lines == 0, "{}", resource.kind),
                    Class::NotPriced(_) => assert!(unpriced && !free && lines == 0, "{}", resource.kind),
                }
                if seen.insert(resource.kind.clone()) {
                    counts[match class {
                        Class::Fixed(_) => 0,
                        Class::Usage(_) => 1,
                        Class::Free(_) => 2,
                        Class::NotPriced(_) => 3,
                    }] += 1;
                }
            }
        }
    }
    println!("{} types always charged, {} by use, {} free, {} not priced", counts[0], counts[1], counts[2], counts[3]);
    assert!(class_of("aws_instance").is_none());
}

#[test]
fn a_type_that_is_not_known_is_named() {
    let bundle = rendered(&design(&DesignDraft::default()));
    let mut files: BTreeMap<String, String> = bundle.files().iter().map(|(path, text)| (path.clone(), text.to_string())).collect();
    files.insert("infra/envs/prod/extra.tf".into(), "resource \"aws_instance\" \"x\" {\n  instance_type = \"m7g.large\"\n}\n".into());
    let estimate = Estimate::of(&Survey::of(&mut Reader::new(), &files), &Ground::of(None));
    let found: Vec<_> = estimate.roots[2].unpriced.iter().filter(|silent| silent.kind == "aws_instance").collect();
    assert_eq!((found.len(), found[0].line.to_string().as_str()), (1, "infra/envs/prod/extra.tf:1"));
}

/// A hand on the files makes other products of ours: none of them takes the price of ours.
#[test]
fn what_is_another_product_has_no_price() {
    let cases = [
        ("infra/modules/rds/main.tf", "engine         = \"postgres\"", "engine         = \"mysql\"", "aws_db_instance", 2),
        ("infra/modules/rds/main.tf", "storage_type          = \"gp3\"", "storage_type          = \"io2\"", "aws_db_instance", 1),
        (
            "infra/modules/rds/main.tf",
            "multi_az               = var.rds.multi_az",
            "multi_az               = var.security_group_id != \"x\"",
            "aws_db_instance",
            2,
        ),
        (
            "infra/modules/alb/main.tf",
            "load_balancer_type         = \"application\"",
            "load_balancer_type         = \"network\"",
            "aws_lb",
            1,
        ),
        (
            "infra/modules/vpc/subnets.tf",
            "for_each = local.nat_zones\n\n  allocation_id",
            "for_each = toset([])\n\n  allocation_id",
            "aws_nat_gateway",
            0,
        ),
    ];
    let bundle = rendered(&design(&DesignDraft::default()));
    for (path, from, to, kind, without) in cases {
        let mut files: BTreeMap<String, String> = bundle.files().iter().map(|(path, text)| (path.clone(), text.to_string())).collect();
        let text = files.get_mut(path).unwrap();
        assert!(text.contains(from), "{path} has no {from}");
        *text = text.replacen(from, to, 1);
        let estimate = Estimate::of(&Survey::of(&mut Reader::new(), &files), &Ground::of(None));
        let lines: Vec<_> = estimate.roots[0].fixed().filter(|item| &*item.kind == kind).collect();
        assert_eq!(lines.iter().filter(|item| item.amount.is_err()).count(), without, "{to}: {lines:#?}");
    }
}
