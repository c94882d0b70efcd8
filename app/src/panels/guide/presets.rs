//! Starting points: what each is for, how much of the present design it would change, and what a month
//! of it costs at least, once the evaluator is here.

use design_core::{DesignDraft, Lang, PRESETS, Preset, Text, apply, t};
use leptos::prelude::*;

use crate::browser::timer::Pause;
use crate::state::{Floor, Store, ToastAction, use_store, use_tr, use_ui};

/// Each starting point is evaluated by itself, so that the page can be used in between.
const PAUSE_MILLIS: u32 = 150;

const TITLE: Text = t("サイズの出発点", "Starting points for sizes");
const NOTE: Text = t(
    "選ぶと全環境のサイズが置き換わります。名前・ブランチ・ネットワークの範囲・プロジェクトの設定は変わらず、元に戻せます。",
    "Choosing one replaces the sizes of every environment. Names, branches, network blocks and the project stay, and it can be undone.",
);

#[component]
pub(super) fn Presets() -> impl IntoView {
    let tr = use_tr();
    let rows = (1..).zip(&PRESETS).map(|(place, preset)| view! { <Row preset place /> }).collect_view();
    view! {
        <div class="card">
            <h2>{tr.text(TITLE)}</h2>
            <p class="form-help">{tr.text(NOTE)}</p>
            {rows}
        </div>
    }
}

/// The present design with the sizes of a starting point.
fn with_preset(store: Store, preset: &Preset) -> DesignDraft {
    let mut draft = store.with_draft_untracked(Clone::clone);
    for edit in preset.edits(&draft) {
        apply(&mut draft, &edit);
    }
    draft
}

#[component]
fn Row(preset: &'static Preset, place: u32) -> impl IntoView {
    let (store, ui, tr) = (use_store(), use_ui(), use_tr());
    let floor = RwSignal::new(None);
    let pause = Pause::new(PAUSE_MILLIS.saturating_mul(place));
    Effect::new(move |_| {
        store.with_draft(|_| ());
        store.outcome.with(|_| ());
        if let Some(pricer) = store.pricer.get() {
            pause.run(move || {
                let _ = floor.try_set(pricer.run(with_preset(store, preset)));
            });
        }
    });
    let changes = Memo::new(move |_| store.with_draft(|draft| preset.edits(draft).len()));
    let choose = move |_| {
        let edits = store.with_draft_untracked(|draft| preset.edits(draft));
        if edits.is_empty() {
            return;
        }
        store.apply_all(&edits);
        ui.say(chosen(tr.lang_untracked(), preset), Some(ToastAction::Undo));
    };
    view! {
        <div class="form-row preset">
            <div class="form-label"><strong id=format!("preset-{}", preset.id)>{tr.text(preset.label)}</strong></div>
            <div class="form-control">
                <p class="form-help" id=format!("preset-help-{}", preset.id)>{tr.text(preset.purpose)}</p>
                <p class="preset-floor" data-testid=format!("floor-{}", preset.id)>
                    {move || floor.with(|floor| floor.as_ref().map(|floor| said(tr.lang(), floor)))}
                </p>
                <button
                    type="button"
                    class="button"
                    data-testid=format!("preset-{}", preset.id)
                    aria-describedby=format!("preset-{0} preset-help-{0}", preset.id)
                    aria-disabled=move || (changes.get() == 0).to_string()
                    on:click=choose
                >
                    {move || offer(tr.lang(), changes.get())}
                </button>
            </div>
        </div>
    }
}

fn offer(lang: Lang, changes: usize) -> String {
    match (lang, changes) {
        (Lang::Ja, 0) => "今のサイズと同じです".to_owned(),
        (Lang::En, 0) => "Same as the present sizes".to_owned(),
        (Lang::Ja, _) => format!("このサイズにする（{changes} 件を変更）"),
        (Lang::En, 1) => "Use these sizes (1 change)".to_owned(),
        (Lang::En, _) => format!("Use these sizes ({changes} changes)"),
    }
}

fn chosen(lang: Lang, preset: &Preset) -> String {
    let name = preset.label.get(lang);
    match lang {
        Lang::Ja => format!("「{name}」のサイズにしました。"),
        Lang::En => format!("Sizes are now those of \u{201c}{name}\u{201d}."),
    }
}

/// The floor in words, each part with its place.
fn said(lang: Lang, floor: &Floor) -> String {
    let (priced, lines) = floor.coverage;
    let place = |name: &str| if name.is_empty() { crate::words::ACCOUNT.get(lang).to_owned() } else { name.to_owned() };
    let roots: Vec<String> = floor.roots.iter().map(|(name, dollars)| format!("{} {dollars}", place(name))).collect();
    let total = &floor.total;
    match lang {
        Lang::Ja => {
            format!("月額の下限 {total} USD（{}）。金額のある行は {lines} 行中 {priced} 行です。", roots.join("、"))
        }
        Lang::En => {
            format!("Monthly floor {total} USD ({}). {priced} of {lines} lines have an amount.", roots.join(", "))
        }
    }
}
