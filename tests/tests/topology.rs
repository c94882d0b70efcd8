//! The architecture that is drawn, held against the plans of the files: every resource has its place,
//! every arrow its line, every reference its arrow or a reason, and nothing moves.

use std::collections::{BTreeMap, BTreeSet};

use design_core::compliance::Assessment;
use design_core::drawing::{Drawing, Form, View, compare};
use design_core::plan::Reader;
use design_core::topology::{COMPONENTS, Component, DELIVERY, Home, PROTECTION, RUNTIME, Scene, UNSHOWN, Witness};
use design_core::{DesignDraft, Edit, Lang, Survey, apply};
use diagram::Change;
use diagram::draw::CardParts;
use sekkei_tests::compliance::{Files, files};
use sekkei_tests::random;

/// A bundle, looked at.
struct Seen {
    files: Files,
    survey: Survey,
    assessment: Assessment,
}

fn seen(draft: &DesignDraft) -> Seen {
    let files = files(draft);
    let survey = Survey::of(&mut Reader::new(), &files);
    let assessment = survey.assess(&files, None);
    Seen { files, survey, assessment }
}

/// The default design, the same with every switch turned, with one zone more, and some random ones.
fn designs() -> Vec<(String, DesignDraft)> {
    let mut designs = vec![("default".to_owned(), DesignDraft::default())];
    let mut turn = |name: &str, id: &str, value: serde_json::Value| {
        let mut draft = DesignDraft::default();
        for environment in 0..3 {
            apply(&mut draft, &Edit::SetSize { environment, id: id.to_owned(), value: value.clone() });
        }
        designs.push((name.to_owned(), draft));
    };
    turn("no worker", "components.worker", false.into());
    turn("no batch", "components.batch", false.into());
    turn("no queues", "components.sqs", false.into());
    turn("three zones", "vpc.az_count", 3.into());
    turn("client certificates", "alb.client_auth", "mtls".into());
    turn("closed network", "alb.client_auth", "vpn".into());
    turn("one way out", "vpc.nat_gateway_count", 1.into());
    designs.extend((0..6).map(|seed| (format!("random {seed}"), random::valid(seed))));
    designs
}

impl Seen {
    fn scenes(&self) -> impl Iterator<Item = Scene<'_>> {
        self.survey.environments.iter().map(|subject| Scene::of(subject, subject.account.as_deref(), &self.files))
    }

    fn draw(&self, view: View, environment: &str, lang: Lang) -> Drawing {
        view.draw(&self.survey, &self.files, Some(&self.assessment), environment, lang).expect("an environment of the survey")
    }

    fn names(&self) -> Vec<String> {
        self.survey.environments.iter().map(|subject| subject.name.clone()).collect()
    }
}

#[test]
fn every_planned_resource_belongs_to_a_component() {
    let mut count = 0;
    for (name, draft) in designs() {
        let seen = seen(&draft);
        let plans =
            seen.survey.environments.iter().map(|subject| &subject.plan).chain(seen.survey.accounts.iter().map(|account| &account.plan));
        for resource in plans.flat_map(|plan| plan.resources().values()) {
            assert!(Component::of(resource).is_some(), "{name}: {} belongs to no component", resource.address);
            count += 1;
        }
    }
    println!("{count} planned resources, each in one component of {}", COMPONENTS.len());
}

#[test]
fn every_component_has_a_planned_resource_in_prod() {
    let seen = seen(&DesignDraft::default());
    let scene = seen.scenes().last().expect("prod");
    for component in COMPONENTS.iter().filter(|component| component.home != Home::Outside) {
        assert!(!scene.resources(component.id).is_empty(), "{} has no resource", component.id);
    }
}

#[test]
fn every_component_of_the_files_is_on_a_view() {
    let seen = seen(&DesignDraft::default());
    let mut drawn = BTreeSet::new();
    for view in View::ALL {
        drawn.extend(seen.draw(view, "prod", Lang::En).components.into_values());
    }
    // Where these belong is said in words: roles stand behind arrows, the rest guards the whole account.
    let in_words =
        BTreeSet::from(["account_alarms", "account_settings", "execution_role", "guard", "inspector", "security_hub", "task_role", "zone"]);
    let missing: BTreeSet<&str> = COMPONENTS.iter().map(|component| component.id).filter(|id| !drawn.contains(id)).collect();
    assert_eq!(missing, in_words);
}

#[test]
fn with_everything_on_every_arrow_stands_on_a_line_of_the_files() {
    let seen = seen(&DesignDraft::default());
    let mut arrows = 0;
    for view in [View::Runtime, View::Protection, View::Delivery, View::Modules] {
        let drawing = seen.draw(view, "prod", Lang::En);
        for edge in &drawing.graph.edges {
            let lines = drawing.proofs.get(&edge.id).unwrap_or_else(|| panic!("{}: nothing shows {}", view.id(), edge.id));
            assert!(!edge.ghost && !lines.is_empty());
            for line in lines {
                let text = seen.files.get(&*line.path).unwrap_or_else(|| panic!("{line} is no file"));
                assert!((1..=text.lines().count()).contains(&(line.line as usize)), "{line} is no line");
            }
            arrows += 1;
        }
    }
    println!("{arrows} arrows, each with its lines");
}

#[test]
fn an_arrow_is_a_ghost_exactly_where_an_end_is() {
    for (name, draft) in designs() {
        let seen = seen(&draft);
        for environment in seen.names() {
            for view in [View::Runtime, View::Protection, View::Delivery, View::Network, View::Modules] {
                let drawing = seen.draw(view, &environment, Lang::En);
                let ghosts: BTreeSet<&str> = drawing.graph.nodes.iter().filter(|node| node.ghost).map(|node| node.id.as_str()).collect();
                for edge in &drawing.graph.edges {
                    let at_ghost = ghosts.contains(edge.from.as_str()) || ghosts.contains(edge.to.as_str());
                    // A decision on clients closes roads between ends that stay.
                    let behind_cdn = ["alb-cloudfront", "cdn-waf"].contains(&edge.id.as_str());
                    let from_internet = edge.id == "internet-gateway" || edge.id.starts_with("gateway-alb-");
                    let closed = match name.as_str() {
                        "client certificates" => behind_cdn,
                        "closed network" => behind_cdn || from_internet,
                        _ => false,
                    };
                    assert_eq!(edge.ghost, at_ghost || closed, "{name}, {environment}, {}: {}", view.id(), edge.id);
                }
            }
        }
    }
}

#[test]
fn every_reference_between_components_is_an_arrow_or_has_its_reason() {
    let relations = [&RUNTIME, &DELIVERY, &PROTECTION].into_iter().flat_map(|view| view.relations);
    let shown: BTreeSet<(&str, &str)> = relations
        .flat_map(|relation| relation.proof)
        .filter_map(|witness| match witness {
            Witness::Mentions(from, to) | Witness::By(from, to, _) => Some((*from, *to)),
            Witness::Writes(..) | Witness::Names(..) | Witness::Line(..) => None,
        })
        // Ways through the network are arrows of its grid.
        .chain([("subnets_app", "nat"), ("subnets_public", "internet_gateway")])
        .collect();
    let reasons: BTreeSet<(&str, &str)> = UNSHOWN.iter().map(|(from, to, _)| (*from, *to)).collect();
    let mut found = BTreeSet::new();
    for (_, draft) in designs() {
        let seen = seen(&draft);
        for scene in seen.scenes() {
            found.extend(scene.mentions().keys().copied());
        }
    }
    let unexplained: Vec<_> = found.iter().filter(|pair| !shown.contains(*pair) && !reasons.contains(*pair)).collect();
    assert!(unexplained.is_empty(), "neither drawn nor explained: {unexplained:?}");
    let both: Vec<_> = reasons.intersection(&shown).collect();
    assert!(both.is_empty(), "drawn and excused: {both:?}");
    let stale: Vec<_> = reasons.iter().filter(|pair| !found.contains(*pair)).collect();
    assert!(stale.is_empty(), "excused, but no file has it: {stale:?}");
    println!(
        "{} pairs of components refer to each other: {} drawn, {} with a reason",
        found.len(),
        found.len() - reasons.len(),
        reasons.len()
    );
}

#[test]
fn views_have_no_faults() {
    let seen = seen(&DesignDraft::default());
    for view in View::ALL {
        for environment in seen.names() {
            let drawing = seen.draw(view, &environment, Lang::Ja);
            let layout = drawing.layout();
            let measured = diagram::metrics::measure(&drawing.graph, &layout);
            println!("{} {environment}: {}x{}, {measured:?}", view.id(), layout.width, layout.height);
            assert_eq!(measured.faults(), 0, "{} {environment}", view.id());
            assert_eq!(layout.nodes.len(), drawing.graph.nodes.len());
        }
    }
}

#[test]
fn nothing_moves_with_environments_sizes_or_languages() {
    let mut places: BTreeMap<View, diagram::Layout> = BTreeMap::new();
    for (name, draft) in designs() {
        let seen = seen(&draft);
        for view in View::ALL.into_iter().filter(|view| !view.is_of_all()) {
            // The ways out of the network are its content: with another number of gateways they lead elsewhere.
            let by_gateways = view == View::Network;
            let environments = if by_gateways { vec!["prod".to_owned()] } else { seen.names() };
            for environment in environments.into_iter().filter(|name| seen.survey.environment(name).is_some()) {
                for lang in [Lang::Ja, Lang::En] {
                    let layout = seen.draw(view, &environment, lang).layout();
                    let expected = places.entry(view).or_insert_with(|| layout.clone());
                    assert_eq!(layout.nodes, expected.nodes, "{name}, {environment}: {} moves", view.id());
                    assert_eq!(layout.clusters, expected.clusters, "{name}, {environment}: {} moves", view.id());
                    assert!(by_gateways || layout.edges == expected.edges, "{name}, {environment}: {} leads elsewhere", view.id());
                }
            }
        }
    }
}

#[test]
fn a_comparison_shows_what_an_environment_leaves_out_and_what_is_larger() {
    let seen = seen(&DesignDraft::default());
    let (dev, prod) = (seen.draw(View::Runtime, "dev", Lang::En), seen.draw(View::Runtime, "prod", Lang::En));
    let compared = compare(&dev, &prod);
    let change = |id: &str| compared.graph.nodes.iter().find(|node| node.id == id).and_then(|node| node.change);
    assert_eq!(change("worker"), Some(diagram::Change::Added));
    assert_eq!(change("database"), Some(diagram::Change::Changed));
    assert_eq!(change("certificates"), Some(diagram::Change::Changed));
    assert_eq!(change("target_blue"), Some(diagram::Change::Same));
    assert_eq!(compared.layout(), prod.layout());
    let back = compare(&prod, &dev);
    let worker = back.graph.nodes.iter().find(|node| node.id == "worker").expect("worker");
    assert_eq!((worker.change, worker.ghost), (Some(diagram::Change::Removed), false));
}

#[test]
fn a_list_says_the_same_as_the_picture() {
    let seen = seen(&DesignDraft::default());
    let drawing = seen.draw(View::Runtime, "prod", Lang::En);
    let text = drawing.export(&drawing.layout(), Form::List, false, Lang::En);
    let rows = text.lines().filter(|line| line.starts_with("| ") && !line.starts_with("| ---")).count();
    assert_eq!(rows, 2 + drawing.graph.nodes.len() + drawing.graph.edges.len());
    assert!(text.contains("| ECS FastAPI | RDS PostgreSQL | `infra/modules/ecs/task_definitions.tf:"));
}

#[test]
fn no_text_of_a_card_is_cut_in_any_view_or_comparison() {
    let seen = seen(&DesignDraft::default());
    let mut cards = 0;
    for (view, lang) in View::ALL.into_iter().flat_map(|view| [(view, Lang::Ja), (view, Lang::En)]) {
        let drawn: Vec<Drawing> = seen.names().iter().map(|name| seen.draw(view, name, lang)).collect();
        let compared = drawn.iter().flat_map(|before| drawn.iter().map(|after| compare(before, after)));
        for drawing in compared.chain(drawn.iter().cloned()) {
            for node in &drawing.graph.nodes {
                assert!(!CardParts::of(node).shortened, "{} {lang:?}: {} / {}", view.id(), node.title, node.detail);
                cards += 1;
            }
        }
    }
    println!("{cards} cards, each with its whole text");
}

#[test]
fn a_comparison_has_the_arrows_of_both_environments() {
    let seen = seen(&DesignDraft::default());
    for (before, after) in [("dev", "prod"), ("prod", "dev")] {
        for view in View::ALL.into_iter().filter(|view| !view.is_of_all()) {
            let [before, after] = [before, after].map(|name| seen.draw(view, name, Lang::En));
            let compared = compare(&before, &after);
            let there = |drawing: &Drawing, id: &str| drawing.graph.edges.iter().any(|edge| edge.id == id && !edge.ghost);
            for edge in before.graph.edges.iter().chain(&after.graph.edges).filter(|edge| !edge.ghost) {
                let shown = compared.graph.edges.iter().find(|shown| shown.id == edge.id).expect("an arrow of either is on it");
                let expected = match (there(&before, &edge.id), there(&after, &edge.id)) {
                    (true, false) => Change::Removed,
                    (false, _) => Change::Added,
                    (true, true) => Change::Same,
                };
                assert_eq!((shown.change, shown.ghost), (Some(expected), false), "{}: {}", view.id(), edge.id);
            }
        }
    }
}
