//! The history: any number of steps lead back to the first draft and forth to the last one, byte for byte,
//! also by way of a storage, and what is broken in one costs no more than the steps beyond it.

use std::collections::BTreeSet;

use design_core::history::{Deed, Doing, Journal, KeptSums, STEP_VERSION, Step, StepError, Stored, Work, surplus};
use design_core::{DesignDraft, Edit, Lang, ParamSpec, apply};
use sekkei_tests::random;

const EDITS: u64 = 1000;

/// A page without a screen: a draft with its history, and a storage that follows it.
#[derive(Default)]
struct Page {
    draft: DesignDraft,
    /// Files of the user beside it.
    kept: KeptSums,
    journal: Journal,
    stored: Stored,
    clock: u64,
}

impl Page {
    fn make(&mut self, edit: &Edit, about: Option<&str>) -> bool {
        let before = self.draft.clone();
        apply(&mut self.draft, edit);
        self.clock += 1;
        if self.draft == before {
            return false;
        }
        let edits = std::slice::from_ref(edit);
        let work = Work { draft: &before, kept: &self.kept };
        self.journal.record(work, &self.draft, |before, after| Deed::of(edits, before, after), about, self.clock);
        true
    }

    /// Puts a design with files of the user in place of this one.
    fn replace(&mut self, draft: DesignDraft, kept: KeptSums, deed: Deed) {
        self.clock += 1;
        let work = Work { draft: &self.draft, kept: &self.kept };
        self.journal.record(work, &draft, |_, _| deed, None, self.clock);
        (self.draft, self.kept) = (draft, kept);
    }

    fn work(&self) -> Work<'_> {
        Work { draft: &self.draft, kept: &self.kept }
    }

    fn go(&mut self, to: usize) {
        if let Some(gone) = self.journal.go(to, Work { draft: &self.draft, kept: &self.kept }).unwrap() {
            (self.draft, self.kept) = gone;
        }
    }

    fn keep(&mut self) {
        let unkept = self.journal.unkept(Work { draft: &self.draft, kept: &self.kept });
        self.stored.steps.truncate(unkept.from);
        self.stored.steps.extend(unkept.steps);
        self.stored.done = unkept.done;
        self.stored.draft = self.work().to_text();
    }

    /// The same draft and storage in a new page.
    fn reload(&self) -> (Self, usize) {
        let mut page =
            Self { draft: self.draft.clone(), kept: self.kept.clone(), stored: self.stored.clone(), clock: self.clock, ..Self::default() };
        let unreadable = page.journal.adopt(self.stored.clone(), self.work(), self.clock);
        (page, unreadable)
    }

    fn sentences(&self, lang: Lang) -> Vec<String> {
        self.journal.steps(self.work()).map(|(_, step)| step.sentence(lang, &plain)).collect()
    }
}

fn plain(_: &ParamSpec, value: &serde_json::Value, _: Lang) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}

/// A page after random edits, with the text after each step.
fn edited(seed: u64, edits: u64) -> (Page, Vec<String>) {
    let mut page = Page::default();
    let mut texts = vec![page.draft.to_json()];
    for at in 0..edits {
        let edit = random::any_edit(seed * 1_000_000 + at, page.draft.environments.len());
        if page.make(&edit, None) {
            texts.push(page.draft.to_json());
        }
        if at % 7 == 0 {
            page.keep();
        }
    }
    page.keep();
    (page, texts)
}

#[test]
fn a_thousand_random_edits_lead_back_and_forth_byte_for_byte() {
    for seed in 0..3 {
        let (mut page, texts) = edited(seed, EDITS);
        let steps = texts.len() - 1;
        assert_eq!(page.journal.position(), (steps, steps));
        assert!(steps > 600, "{steps}");
        for expected in texts.iter().rev().skip(1) {
            page.go(page.journal.position().0 - 1);
            assert_eq!(page.draft.to_json(), *expected);
        }
        page.go(steps);
        assert_eq!(page.draft.to_json(), texts[steps]);
        page.go(0);
        assert_eq!(page.draft.to_json(), DesignDraft::default().to_json());
    }
}

#[test]
fn after_a_reload_every_step_is_there_wherever_the_page_was_left() {
    let (mut page, texts) = edited(7, EDITS);
    for left in [texts.len() - 1, 500, 0] {
        page.go(left);
        page.keep();
        let (mut again, unreadable) = page.reload();
        assert_eq!((again.journal.position(), unreadable), ((left, texts.len() - 1), 0));
        again.keep();
        assert_eq!(again.stored, page.stored, "keeping what was found changes nothing");
        for at in [texts.len() - 1, 123, 0] {
            again.go(at);
            assert_eq!(again.draft.to_json(), texts[at]);
        }
    }
}

#[test]
fn a_step_is_small_whatever_the_design_holds() {
    let (page, texts) = edited(3, EDITS);
    let bytes: usize = page.stored.steps.iter().map(|step| step.len()).sum();
    println!("{} steps, {bytes} bytes, {} each", texts.len() - 1, bytes / (texts.len() - 1));
    let one = |edit: &Edit| {
        let mut page = Page::default();
        page.make(edit, None);
        page.keep();
        page.stored.steps[0].len()
    };
    assert!(one(&size(2, "rds.backup_retention_days", 30)) < 160);
    assert!(one(&Edit::AddEnvironment { like: 2 }) < 4000);
}

fn size(environment: usize, id: &str, value: i64) -> Edit {
    Edit::SetSize { environment, id: id.to_owned(), value: value.into() }
}

const DAYS: &str = "rds.backup_retention_days";

#[test]
fn typing_in_one_field_is_one_step_until_something_else_happens() {
    let mut page = Page::default();
    for value in [3, 30] {
        page.make(&size(2, DAYS, value), Some("days"));
        page.keep();
    }
    assert_eq!((page.journal.position(), page.stored.steps.len()), ((1, 1), 1));
    page.journal.seal();
    page.make(&size(2, DAYS, 31), Some("days"));
    page.make(&size(2, DAYS, 32), Some("other"));
    page.make(&size(2, DAYS, 33), None);
    page.make(&size(2, DAYS, 34), None);
    page.keep();
    assert_eq!(page.stored.steps.len(), 5);
    page.go(0);
    assert_eq!(page.draft, DesignDraft::default());
    // Typed and taken back by hand: no step at all.
    let before = page.draft.environments[2].sizes[DAYS].as_i64().unwrap();
    page.make(&size(2, DAYS, 1), Some("days"));
    page.make(&size(2, DAYS, before), Some("days"));
    page.go(0);
    page.keep();
    assert_eq!((page.journal.position().0, page.stored.steps.len()), (0, 0));
}

#[test]
fn a_new_change_gives_up_what_lay_ahead_and_the_storage_follows() {
    let mut page = Page::default();
    for value in 1..=9 {
        page.make(&size(2, DAYS, value), None);
    }
    page.keep();
    let last = page.draft.clone();
    assert_eq!(page.journal.ahead(page.work()), None);
    page.go(4);
    assert_eq!(page.journal.ahead(page.work()), Some((last, KeptSums::new())));
    page.make(&size(0, DAYS, 9), None);
    assert_eq!(page.journal.ahead(page.work()), None);
    page.keep();
    assert_eq!((page.journal.position(), page.stored.steps.len(), page.stored.done), ((5, 5), 5, 5));
    let (mut again, _) = page.reload();
    again.go(0);
    assert_eq!(again.draft, DesignDraft::default());
}

#[test]
fn a_draft_that_went_on_without_its_history_is_a_step_and_edits_made_while_loading_follow_it() {
    let (page, _) = edited(5, 50);
    let steps = page.stored.steps.len();
    let mut again = Page { stored: page.stored.clone(), draft: page.draft.clone(), ..Page::default() };
    again.draft.project.insert("name".to_owned(), "elsewhere".into());
    let found = again.draft.to_json();
    again.make(&Edit::AddEnvironment { like: 0 }, None);
    again.make(&size(0, DAYS, 17), Some("days"));
    let last = again.draft.to_json();
    assert_eq!(again.journal.adopt(page.stored.clone(), &again.draft, 99), 0);
    again.keep();
    assert_eq!(again.stored.steps.len(), steps + 3);
    assert_eq!(again.journal.steps(again.work()).nth(steps).unwrap().1.deed.doing, Doing::Find);
    again.go(steps + 1);
    assert_eq!(again.draft.to_json(), found);
    again.go(steps);
    assert_eq!(again.draft, page.draft);
    again.go(0);
    assert_eq!(again.draft, DesignDraft::default());
    again.go(usize::MAX);
    assert_eq!(again.draft.to_json(), last);
}

#[test]
fn a_broken_step_costs_what_lies_beyond_it_and_no_more() {
    let newer = Step::from_text(&edited(1, 9).0.stored.steps[0]).unwrap().to_text().replacen("[1,", &format!("[{},", STEP_VERSION + 1), 1);
    assert_eq!(Step::from_text(&newer), Err(StepError::TooNew(STEP_VERSION + 1)));
    for broken in ["", "[1,5", "{}", "[1,1,[\"size\",null,\"x\",0],[[[1.5],[],[]]]]", newer.as_str()] {
        let (mut page, texts) = edited(11, 60);
        let last = texts.len() - 1;
        page.go(last - 5);
        page.keep();
        page.stored.steps[10] = broken.into();
        page.stored.steps[last - 2] = broken.into();
        let (mut again, unreadable) = page.reload();
        assert_eq!(unreadable, 11 + 2);
        again.go(0);
        assert_eq!(again.draft.to_json(), texts[11]);
        again.go(usize::MAX);
        assert_eq!(again.draft.to_json(), texts[last - 2]);
        again.keep();
        assert_eq!(again.reload().1, 0, "the storage was put in order");
    }
}

#[test]
fn a_step_that_can_be_read_and_does_not_fit_stops_the_way_there_and_keeps_the_draft() {
    let (mut page, texts) = edited(13, 40);
    let last = texts.len() - 1;
    page.stored.steps.swap(4, 20);
    let (mut again, unreadable) = page.reload();
    assert_eq!(unreadable, 0);
    let draft = again.draft.clone();
    if again.journal.go(0, &draft).is_err() {
        let (done, all) = again.journal.position();
        assert!(done < last && done == all, "{done} of {all}");
    }
    assert_eq!(again.draft, draft);
    // Without a draft beside them, nothing says where stored steps lead.
    page.stored.draft.clear();
    assert_eq!(page.reload().1, last);
}

#[test]
fn sentences_say_what_where_and_from_to_in_both_languages() {
    let mut page = Page::default();
    page.make(&size(2, DAYS, 30), None);
    page.make(&size(0, "api.task_cpu", 4096), None);
    page.make(&Edit::SetEnvironment { environment: 1, id: "name".to_owned(), value: "qa".into() }, None);
    page.make(&Edit::AddEnvironment { like: 1 }, None);
    page.make(&Edit::ResetSize { environment: Some(3), id: DAYS.to_owned() }, None);
    page.make(&size(0, DAYS, 21), None);
    page.make(&size(3, DAYS, 28), None);
    page.make(&Edit::ResetSize { environment: None, id: DAYS.to_owned() }, None);
    page.make(&Edit::ResetSize { environment: None, id: "api.task_cpu".to_owned() }, None);
    page.make(&Edit::CopySizes { from: 0, to: 1 }, None);
    page.make(&Edit::RemoveEnvironment { environment: 2 }, None);
    page.make(&Edit::Replace(Box::default()), None);
    let english = page.sentences(Lang::En);
    let expected = [
        "prod: Backup retention 35 → 30",
        "dev: Task CPU 256 → 4096 and 1 more",
        "stg: Environment name stg → qa",
        "Environment env2 added with the sizes of qa",
        "prod: Backup retention 30 → 35 (back to its default)",
        "dev: Backup retention 7 → 21",
        "prod: Backup retention 35 → 28",
        "All environments: Backup retention (2 back to their defaults)",
        "All environments: Task CPU 4096 → 256 (back to its default) and 1 more",
        "qa: sizes copied from dev",
        "Environment env2 removed",
        "Started over from the defaults",
    ];
    assert_eq!(english, expected);
    for seed in 0..3 {
        let (page, _) = edited(seed, 300);
        for (ja, en) in page.sentences(Lang::Ja).into_iter().zip(page.sentences(Lang::En)) {
            assert!(!ja.trim().is_empty() && !en.trim().is_empty(), "{ja} | {en}");
        }
    }
    for doing in Doing::ALL {
        assert_eq!(Doing::ALL.iter().filter(|other| other.id() == doing.id()).count(), 1);
    }
}

#[test]
fn typing_while_an_earlier_history_is_still_being_read_stays_one_step() {
    for edits in [0, 50] {
        let (page, _) = edited(6, edits);
        let steps = page.stored.steps.len();
        let mut again = Page { stored: page.stored.clone(), draft: page.draft.clone(), ..Page::default() };
        again.make(&size(0, DAYS, 1), Some("days"));
        assert_eq!(again.journal.adopt(page.stored.clone(), &again.draft, 99), 0);
        again.make(&size(0, DAYS, 17), Some("days"));
        again.keep();
        assert_eq!(again.stored.steps.len(), page.stored.done + 1, "after {steps} steps");
        let (mut later, unreadable) = again.reload();
        assert_eq!(unreadable, 0);
        later.go(page.stored.done);
        assert_eq!(later.draft, page.draft);
        later.go(usize::MAX);
        assert_eq!(later.draft, again.draft);
    }
}

/// Files of the user: paths and, for a checksum, a letter each.
fn files(all: &[(&str, &str)]) -> KeptSums {
    all.iter().map(|(path, sum)| ((*path).to_owned(), (*sum).to_owned())).collect()
}

const RDS: &str = "infra/modules/rds/main.tf";
const README: &str = "infra/README.md";

#[test]
fn files_of_the_user_go_back_and_forth_with_the_design_also_after_a_reload() {
    let mut page = Page::default();
    let mut seen = vec![(page.draft.clone(), page.kept.clone())];
    let days = |days: i64| {
        let mut draft = DesignDraft::default();
        apply(&mut draft, &size(2, DAYS, days));
        draft
    };
    let deed = |doing, about: &str| Deed::new(doing, about);
    page.replace(days(30), files(&[(RDS, "a"), (README, "b")]), deed(Doing::Replace, "infra.zip"));
    seen.push((page.draft.clone(), page.kept.clone()));
    page.make(&size(2, DAYS, 31), None);
    seen.push((page.draft.clone(), page.kept.clone()));
    page.replace(page.draft.clone(), files(&[(RDS, "a")]), deed(Doing::GiveBack, README));
    seen.push((page.draft.clone(), page.kept.clone()));
    page.replace(days(29), files(&[(RDS, "c"), (README, "b")]), deed(Doing::Replace, "again.zip"));
    seen.push((page.draft.clone(), page.kept.clone()));
    page.replace(DesignDraft::default(), KeptSums::new(), deed(Doing::StartOver, ""));
    seen.push((page.draft.clone(), page.kept.clone()));
    page.keep();
    for left in [5, 3, 0] {
        page.go(left);
        page.keep();
        let (mut again, unreadable) = page.reload();
        assert_eq!((unreadable, again.journal.position()), (0, (left, 5)));
        for at in [0, 5, 3, 4, 1, 2] {
            again.go(at);
            assert_eq!((&again.draft, &again.kept), (&seen[at].0, &seen[at].1), "{at}");
        }
    }
    page.go(5);
    assert_eq!(
        page.sentences(Lang::En),
        [
            "Whole design replaced by “infra.zip” (your edited files kept: 2)",
            "prod: Backup retention 30 → 31",
            "infra/README.md: back to the generated text",
            "Whole design replaced by “again.zip” (your edited files kept: 2)",
            "Started over from the defaults (your edited files taken out: 2)",
        ]
    );
    // Files alone may have changed outside of the history.
    let mut other = Page { draft: page.draft.clone(), kept: files(&[(RDS, "z")]), stored: page.stored.clone(), ..Page::default() };
    page.keep();
    other.stored = page.stored.clone();
    let work = Work { draft: &page.draft, kept: &files(&[(RDS, "z")]) };
    assert_eq!(other.journal.adopt(page.stored.clone(), work, 9), 0);
    other.go(5);
    assert_eq!(other.kept, KeptSums::new());
    // An older product reads steps without files, and is told that those with them are newer.
    let versions: Vec<char> = page.stored.steps.iter().filter_map(|step| step.chars().nth(1)).collect();
    assert_eq!(versions, ['2', '1', '2', '2', '2']);
}

#[test]
fn texts_that_nothing_leads_to_go_and_of_those_of_steps_the_oldest() {
    let sizes = || [("a", 10), ("b", 10), ("c", 10), ("d", 10), ("e", 10)].map(|(sum, size)| (sum.to_owned(), size)).into();
    let by_steps = ["b", "a", "c", "b", "d"].map(str::to_owned);
    let gone = |needed: &[&str], budget| {
        let needed: BTreeSet<String> = needed.iter().map(|sum| (*sum).to_owned()).collect();
        surplus(sizes(), &needed, &by_steps, budget).into_iter().collect::<Vec<_>>().concat()
    };
    assert_eq!(gone(&[], 1000), "e");
    assert_eq!(gone(&[], 29), "cde");
    assert_eq!(gone(&["d"], 29), "ce");
    assert_eq!(gone(&["a"], 29), "de");
    assert_eq!(gone(&["e"], 0), "abcd");
}
