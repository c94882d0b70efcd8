//! What comes back: a zip or folder of a bundle, a design file, the values of an environment. Nothing is
//! taken before it was shown, and then as one step that can be undone.

use std::collections::{BTreeMap, BTreeSet};

use design_core::comparison::changed_values;
use design_core::history::{Deed, Doing, KeptSums};
use design_core::{DesignDraft, Text, Tfvars, find_spec};
use infra_templates::{
    Aside, Bundle, Fate, Kept, MAX_FILE_BYTES, MAX_FILES, MAX_PARCEL_BYTES, Parcel, Returned, is_link, is_zip, read_link, text_of,
};
use leptos::attr::custom::custom_attribute;
use leptos::prelude::*;

use super::{Over, bring_words as words};
use crate::browser::bring::{self, Brought, Limits};
use crate::browser::focus;
use crate::format;
use crate::state::{Overlay, Shared, Store, ToastAction, Tr, Ui, keep_texts, use_store, use_tr, use_ui};
use crate::text::diff::{Side, hunks};

const LIMITS: Limits = Limits { files: MAX_FILES, only_bytes: MAX_PARCEL_BYTES, each_bytes: MAX_FILE_BYTES };
const FILE: &str = "bring-file";
const FOLDER: &str = "bring-folder";
/// More than anyone reads in a list.
const MOST: usize = 50;

/// A bundle that came back and waits for an answer.
struct Bundled {
    name: String,
    returned: Returned,
    /// The files of today; `None` while the design is not right.
    today: Option<Bundle>,
    fates: BTreeMap<String, Fate>,
    differing: usize,
}

/// What was found.
#[derive(Clone)]
enum Found {
    Nothing,
    Problem(String),
    Bundle(Shared<Bundled>),
    Sizes(Shared<(String, Tfvars)>),
}

#[derive(Clone, Copy)]
struct Desk {
    store: Store,
    ui: Ui,
    tr: Tr,
    found: RwSignal<Found>,
    /// Paths whose text of the user goes into the next download.
    chosen: RwSignal<BTreeSet<String>>,
}

#[component]
pub(super) fn Bring() -> impl IntoView {
    let desk = Desk { store: use_store(), ui: use_ui(), tr: use_tr(), found: RwSignal::new(Found::Nothing), chosen: RwSignal::default() };
    let (ui, tr) = (desk.ui, desk.tr);
    let over = RwSignal::new(false);
    bring::on_drop(
        LIMITS,
        move |is| {
            if over.get_untracked() != is {
                over.set(is)
            }
        },
        move |brought| desk.take(brought),
    );
    // Whatever waited is gone once the dialog is closed.
    Effect::new(move |before: Option<bool>| {
        let open = ui.overlay.get() == Some(Overlay::Bring);
        if before == Some(true) && !open {
            desk.found.set(Found::Nothing);
        }
        open
    });
    let body = move || view! { <Body desk /> };
    view! {
        <Over overlay=Overlay::Bring id="bring" title=words::BRING children=ToChildren::to_children(body) />
        <Show when=move || over.get()>
            <div class="drop-veil" data-testid="drop-veil" aria-hidden="true"><p>{tr.text(words::DROP_HERE)}</p></div>
        </Show>
    }
}

impl Desk {
    fn refuse(self, name: &str, what: &str) {
        let lang = self.tr.lang_untracked();
        let name = if name.is_empty() { String::new() } else { format!("{name}: ") };
        self.found.set(Found::Problem(format!("{name}{what} {}", words::UNCHANGED.get(lang))));
        self.ui.overlay.set(Some(Overlay::Bring));
    }

    /// Looks at what was brought. A design alone is opened at once, for undo leads back.
    fn take(self, brought: Brought) {
        let lang = self.tr.lang_untracked();
        match brought {
            Brought::TooMany => self.refuse("", words::TOO_MANY.get(lang)),
            Brought::Refused => self.refuse("", words::REFUSED.get(lang)),
            Brought::Text(text) => self.take_text(words::PASTED.get(lang), &text),
            Brought::Files(files) => match files.as_slice() {
                [] => self.refuse("", words::NO_FILES.get(lang)),
                [(name, bytes)] if is_zip(bytes) => match Parcel::of_zip(bytes) {
                    Ok(parcel) => self.take_parcel(name, parcel),
                    Err(error) => self.refuse(name, &error.what(lang)),
                },
                [(name, bytes)] => match text_of(bytes) {
                    Some(text) => self.take_text(name, &text),
                    None => self.refuse(name, words::NOT_TEXT.get(lang)),
                },
                [(first, _), ..] => {
                    let name = first.split('/').next().unwrap_or_default().to_owned();
                    match Parcel::of_files(files) {
                        Ok(parcel) => self.take_parcel(&name, parcel),
                        Err(error) => self.refuse(&name, &error.what(lang)),
                    }
                }
            },
        }
    }

    fn take_text(self, name: &str, text: &str) {
        let lang = self.tr.lang_untracked();
        // What begins so is JSON and no file of values.
        if text.trim_start().starts_with('{') {
            return match DesignDraft::from_json(text) {
                Ok(draft) => self.open(name, draft),
                Err(error) => self.refuse("", &crate::words::unreadable(lang, name, &error)),
            };
        }
        if text.len() < 100_000 && is_link(text) {
            return match read_link(text) {
                Ok(draft) => self.open(name, draft),
                Err(error) => self.refuse(name, &error.what(lang)),
            };
        }
        match Tfvars::read(text) {
            Ok(read) => {
                self.found.set(Found::Sizes(Shared::new((name.to_owned(), read))));
                self.ui.overlay.set(Some(Overlay::Bring));
            }
            Err(why) => self.refuse(name, why.get(lang)),
        }
    }

    fn open(self, name: &str, draft: DesignDraft) {
        self.ui.overlay.set(None);
        self.store.replace(draft, KeptSums::new(), Deed::new(Doing::Replace, name));
        self.ui.say(crate::words::opened(self.tr.lang_untracked(), name), Some(ToastAction::Undo));
    }

    fn take_parcel(self, name: &str, parcel: Parcel) {
        let returned = match Returned::of(parcel) {
            Ok(returned) => returned,
            Err(error) => return self.refuse(name, &error.what(self.tr.lang_untracked())),
        };
        let completer = self.store.completer.get_untracked();
        let today = completer.and_then(|completer| completer.run(returned.draft.clone()));
        let fates = today.as_ref().map_or_else(|| returned.by_hand(), |today| returned.against(today));
        let differing = self.store.with_draft_untracked(|draft| changed_values(draft, &returned.draft).len());
        // Nothing of a person is lost unless that person says so.
        let mine = fates.iter().filter(|(path, fate)| matches!(fate, Fate::Edited | Fate::Added) && Kept::may_hold(path));
        self.chosen.set(mine.map(|(path, _)| path.clone()).collect());
        self.found.set(Found::Bundle(Shared::new(Bundled { name: name.to_owned(), returned, today, fates, differing })));
        self.ui.overlay.set(Some(Overlay::Bring));
    }

    fn restore(self, bundled: &Bundled) {
        let lang = self.tr.lang_untracked();
        let mut kept = Kept::default();
        self.chosen.with_untracked(|chosen| {
            for path in chosen {
                if let Some(text) = bundled.returned.files.get(path) {
                    kept.insert(path, text.clone());
                }
            }
        });
        let count = kept.files().len();
        self.ui.overlay.set(None);
        let (sums, done) = keep_texts(self.store, &kept);
        self.store.replace(bundled.returned.draft.clone(), sums, Deed::new(Doing::Replace, &bundled.name));
        self.ui.say(words::restored(lang, &bundled.name, count), Some(ToastAction::Undo));
        if !done {
            self.ui.say(words::NOT_KEPT.get(lang).to_owned(), None);
        }
    }
}

#[component]
fn Body(desk: Desk) -> impl IntoView {
    let body = move || match desk.found.get() {
        Found::Nothing => view! { <Choose desk problem=None /> }.into_any(),
        Found::Problem(problem) => view! { <Choose desk problem=Some(problem) /> }.into_any(),
        Found::Bundle(bundled) => view! { <Answer desk bundled /> }.into_any(),
        Found::Sizes(sizes) => view! { <Sizes desk sizes /> }.into_any(),
    };
    view! { <div class="over-body bring">{body}</div> }
}

#[component]
fn Choose(desk: Desk, problem: Option<String>) -> impl IntoView {
    let tr = desk.tr;
    let pasted = RwSignal::new(String::new());
    let read = move |_| desk.take(Brought::Text(pasted.get_untracked()));
    view! {
        {problem.map(|problem| view! { <p class="note error" role="alert" data-testid="bring-problem">{problem}</p> })}
        <p>{tr.text(words::LEAD)}</p>
        <p class="issue-actions">
            <button type="button" class="button accent" data-testid="bring-choose" on:click=move |_| focus::click(FILE)>{tr.text(words::CHOOSE_FILE)}</button>
            <button type="button" class="button" on:click=move |_| focus::click(FOLDER)>{tr.text(words::CHOOSE_FOLDER)}</button>
        </p>
        <input type="file" id=FILE data-testid=FILE class="hidden-text" tabindex="-1" aria-label=tr.text(words::CHOOSE_FILE)
            accept=".zip,.json,.tfvars,.txt,application/zip,application/json,text/plain"
            on:change=move |event| bring::picked(&event, LIMITS, move |brought| desk.take(brought)) />
        <input type="file" id=FOLDER data-testid=FOLDER class="hidden-text" tabindex="-1" aria-label=tr.text(words::CHOOSE_FOLDER)
            {..custom_attribute("webkitdirectory", "")}
            on:change=move |event| bring::picked(&event, LIMITS, move |brought| desk.take(brought)) />
        <div class="copied">
            <label for="bring-text">{tr.text(words::PASTE)}</label>
            <textarea id="bring-text" data-testid="bring-text" class="mono" rows="4" spellcheck="false"
                prop:value=move || pasted.get()
                on:input=move |event| pasted.set(event_target_value(&event))></textarea>
            <button type="button" class="button" data-testid="bring-read" on:click=read>{tr.text(words::READ_TEXT)}</button>
        </div>
    }
}

#[component]
fn Answer(desk: Desk, bundled: Shared<Bundled>) -> impl IntoView {
    let tr = desk.tr;
    let take = {
        let bundled = bundled.clone();
        move |_| desk.restore(&bundled)
    };
    let head = {
        let bundled = bundled.clone();
        move || {
            let lang = tr.lang();
            let draft = &bundled.returned.draft;
            let environments = draft.environments.iter().map(design_core::EnvironmentDraft::name).collect::<Vec<_>>().join(", ");
            let now = concat!("sekkei ", env!("CARGO_PKG_VERSION"));
            let made = bundled.returned.generator.as_ref().map(|generator| {
                let generator: String = generator.chars().take(60).collect();
                view! { <p class="form-help">{words::made_by(lang, &generator, now)}</p> }
            });
            let counts = Fate::ALL.into_iter().filter_map(|fate| {
                let count = bundled.fates.values().filter(|other| **other == fate).count();
                (count > 0).then(|| view! { <li>{words::count(lang, fate.label().get(lang), count)}</li> })
            });
            view! {
                <p><b>{words::found(lang, &bundled.name, &environments, bundled.returned.files.len())}</b></p>
                {made}
                <p data-testid="bring-differs">{words::differs(lang, bundled.differing)}</p>
                <ul class="version-chips fates" data-testid="bring-counts">{counts.collect_view()}</ul>
                {(!bundled.returned.has_manifest()).then(|| view! { <p class="note notice">{words::NO_MANIFEST.get(lang)}</p> })}
                {bundled.today.is_none().then(|| view! { <p class="note notice">{words::NO_FILES_YET.get(lang)}</p> })}
            }
        }
    };
    let paths = |wanted: fn(Fate) -> bool| {
        bundled.fates.iter().filter(|(_, fate)| wanted(**fate)).map(|(path, fate)| (path.clone(), *fate)).collect::<Vec<_>>()
    };
    let by_hand = paths(Fate::is_by_hand);
    let by_template = paths(|fate| matches!(fate, Fate::Changed | Fate::New | Fate::Gone));
    let rows = |paths: Vec<(String, Fate)>| {
        let more = paths.len().saturating_sub(MOST);
        let rows = paths.into_iter().take(MOST).map(|(path, fate)| {
            let bundled = bundled.clone();
            view! { <FileRow desk bundled path fate /> }
        });
        let rows = rows.collect_view();
        view! {
            <ul class="fate-list">{rows}</ul>
            {(more > 0).then(|| view! { <p class="form-help">{move || words::and_more(tr.lang(), more)}</p> })}
        }
    };
    let hand = (!by_hand.is_empty()).then(|| {
        view! {
            <h3>{tr.text(words::BY_HAND)}</h3>
            <p class="form-help">{tr.text(words::BY_HAND_HELP)}</p>
            <div data-testid="bring-by-hand">{rows(by_hand)}</div>
        }
    });
    let template = (!by_template.is_empty()).then(|| {
        view! {
            <h3>{tr.text(words::BY_TEMPLATE)}</h3>
            <div data-testid="bring-by-template">{rows(by_template)}</div>
        }
    });
    view! {
        {head}
        {hand}
        {template}
        <Unread tr aside=bundled.returned.aside.clone() />
        <p class="issue-actions bring-answer">
            <button type="button" class="button" data-testid="bring-cancel" on:click=move |_| desk.ui.overlay.set(None)>{tr.text(words::CANCEL)}</button>
            <button type="button" class="button accent" data-testid="bring-restore" on:click=take>{tr.text(words::RESTORE)}</button>
        </p>
    }
}

#[component]
fn Unread(tr: Tr, aside: Vec<Aside>) -> impl IntoView {
    let more = aside.len().saturating_sub(MOST);
    (!aside.is_empty()).then(|| {
        let rows = aside.into_iter().take(MOST).map(|Aside { path, reason }| {
            // A name may be anything, and as long as the format allows.
            let path: String = path.chars().take(200).collect();
            view! { <li><span class="mono fate-path">{path}</span> " " <span class="form-help">{move || reason.what().get(tr.lang())}</span></li> }
        });
        view! {
            <h3>{tr.text(words::UNREAD)}</h3>
            <ul class="fate-list" data-testid="bring-unread">{rows.collect_view()}</ul>
            {(more > 0).then(|| view! { <p class="form-help">{move || words::and_more(tr.lang(), more)}</p> })}
        }
    })
}

/// One file: what happened to it, the difference, and where a person edited it the choice.
#[component]
fn FileRow(desk: Desk, bundled: Shared<Bundled>, path: String, fate: Fate) -> impl IntoView {
    let tr = desk.tr;
    let open = RwSignal::new(false);
    let has_choice = matches!(fate, Fate::Edited | Fate::Added) && Kept::may_hold(&path);
    let title: Text = if fate.is_by_hand() { words::DIFFERENCE } else { words::DIFFERENCE_BACK };
    let lines = {
        let path = path.clone();
        move || {
            open.get().then(|| {
                let theirs = bundled.returned.files.get(&path).map(String::as_str).unwrap_or_default();
                let now = bundled.today.as_ref().and_then(|today| today.get(&path)).unwrap_or_default();
                let (old, new) = if fate.is_by_hand() { (now, theirs) } else { (theirs, now) };
                let (lines, is_cut) = hunks(old, new);
                let lines = lines.into_iter().map(|(side, line)| {
                    let (class, sign) = match side {
                        Side::Old => ("hunk old", "− "),
                        Side::New => ("hunk new", "+ "),
                        Side::Both => ("hunk", "  "),
                        Side::Gap => ("hunk gap", "⋯"),
                    };
                    view! { <div class=class>{sign}{line}</div> }
                });
                view! {
                    <div class="hunks mono" role="region" tabindex="0" aria-label=tr.text(title)>
                        {lines.collect_view()}
                        {is_cut.then(|| view! { <div class="hunk gap">{tr.text(words::CUT)}</div> })}
                    </div>
                }
            })
        }
    };
    let choice = has_choice.then(|| {
        let (is_mine, group) = (path.clone(), path.clone());
        let mine = Memo::new(move |_| desk.chosen.with(|chosen| chosen.contains(&is_mine)));
        let option = |keep: bool, label: Text| {
            let path = path.clone();
            let name = format!("take:{path}");
            let set = move |_| {
                desk.chosen.update(|chosen| {
                    if keep {
                        chosen.insert(path.clone());
                    } else {
                        chosen.remove(&path);
                    }
                });
            };
            view! { <label><input type="radio" name=name prop:checked=move || mine.get() == keep on:change=set /> {tr.text(label)}</label> }
        };
        view! {
            <div class="fate-choice" role="radiogroup" aria-label=move || words::choose_for(tr.lang(), &group)>
                {option(true, words::KEEP_MINE)}
                {option(false, words::TAKE_THEIRS)}
            </div>
        }
    });
    let deleted = (fate == Fate::Deleted).then(|| view! { <p class="form-help">{tr.text(words::DELETED_HELP)}</p> });
    view! {
        <li data-path=path.clone()>
            <p class="fate-head"><span class="badge">{move || fate.label().get(tr.lang())}</span> " " <span class="mono fate-path">{path.clone()}</span></p>
            {choice}
            {deleted}
            {(fate != Fate::Deleted).then(|| view! {
                <button type="button" class="link" aria-expanded=move || open.get().to_string() on:click=move |_| open.update(|open| *open = !*open)>
                    {tr.text(title)}
                </button>
                {lines}
            })}
        </li>
    }
}

#[component]
fn Sizes(desk: Desk, sizes: Shared<(String, Tfvars)>) -> impl IntoView {
    let (store, ui, tr) = (desk.store, desk.ui, desk.tr);
    let names: Vec<String> = store.with_draft_untracked(|draft| draft.environments.iter().map(|one| one.name().to_owned()).collect());
    let first = sizes.1.environment.as_ref().and_then(|name| names.iter().position(|other| other == name));
    let into = RwSignal::new(first.unwrap_or_else(|| ui.column.get_untracked()));
    let options = names.iter().enumerate().map(|(at, name)| {
        let name = name.clone();
        view! { <option value=at.to_string() prop:selected=move || into.get() == at>{name}</option> }
    });
    let options = options.collect_view();
    let rows = {
        let sizes = sizes.clone();
        move || {
            let lang = tr.lang();
            let changed = store.with_draft(|draft| changed_values(draft, &sizes.1.apply_to(draft, into.get())));
            let none = changed.is_empty().then(|| view! { <p data-testid="sizes-same">{words::NOTHING_DIFFERS.get(lang)}</p> });
            let rows = changed.into_iter().map(|value| {
                let spec = find_spec(value.scope, &value.id);
                let shown = |raw: &Option<serde_json::Value>| match (raw, spec) {
                    (None, _) => "–".to_owned(),
                    (Some(raw), Some(spec)) => format::shown_with_unit(spec, raw, lang),
                    (Some(raw), None) => format::typed(raw),
                };
                let label = spec.map_or_else(|| value.id.clone(), |spec| spec.label.get(lang).to_owned());
                view! { <tr><th scope="row">{label}</th><td>{shown(&value.from)}</td><td>{shown(&value.to)}</td></tr> }
            });
            view! {
                {none}
                <table class="list" data-testid="bring-sizes">
                    <thead><tr>
                        <th scope="col">{super::words::SETTING.get(lang)}</th>
                        <th scope="col">{super::words::MINE.get(lang)}</th>
                        <th scope="col">"terraform.tfvars"</th>
                    </tr></thead>
                    <tbody>{rows.collect_view()}</tbody>
                </table>
            }
        }
    };
    let remarks = (!sizes.1.remarks.is_empty()).then(|| {
        let rows = sizes.1.remarks.clone().into_iter().map(|remark| {
            let name: String = remark.name.chars().take(200).collect();
            let why = move || {
                let lang = tr.lang();
                format!("{} — {}", words::line(lang, remark.line), remark.why.get(lang).chars().take(300).collect::<String>())
            };
            view! { <li><span class="mono fate-path">{name}</span> " " <span class="form-help">{why}</span></li> }
        });
        view! {
            <h3>{tr.text(words::LEFT_OUT)}</h3>
            <ul class="fate-list" data-testid="bring-remarks">{rows.collect_view()}</ul>
        }
    });
    let name = sizes.0.clone();
    let take = move |_| {
        let at = into.get_untracked();
        let draft = store.with_draft_untracked(|draft| sizes.1.apply_to(draft, at));
        ui.overlay.set(None);
        store.replace(draft, store.kept_sums(), Deed::new(Doing::Replace, &sizes.0));
        ui.say(words::taken(tr.lang_untracked(), sizes.1.sizes.len(), &store.environment_name(at)), Some(ToastAction::Undo));
    };
    view! {
        <p><b>{name}</b></p>
        <p class="form-help">{tr.text(words::SIZES_ONLY)}</p>
        <p>
            <label for="bring-into">{tr.text(words::INTO)}</label> " "
            <select id="bring-into" data-testid="bring-into" class="select" on:change=move |event| {
                if let Ok(at) = event_target_value(&event).parse() { into.set(at) }
            }>{options}</select>
        </p>
        {rows}
        {remarks}
        <p class="issue-actions bring-answer">
            <button type="button" class="button" data-testid="bring-cancel" on:click=move |_| ui.overlay.set(None)>{tr.text(words::CANCEL)}</button>
            <button type="button" class="button accent" data-testid="bring-take-sizes" on:click=take>{tr.text(words::TAKE_SIZES)}</button>
        </p>
    }
}
