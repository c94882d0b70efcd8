//! Starting points: what each is for, and how much of the present design it would change.

use design_core::{Lang, PRESETS, Preset, Text, t};
use leptos::prelude::*;

use crate::state::{ToastAction, use_store, use_tr, use_ui};

const TITLE: Text = t("サイズの出発点", "Starting points for sizes");
const NOTE: Text = t(
    "選ぶと全環境のサイズが置き換わります。名前・ブランチ・ネットワークの範囲・プロジェクトの設定は変わらず、元に戻せます。",
    "Choosing one replaces the sizes of every environment. Names, branches, network blocks and the project stay, and it can be undone.",
);

#[component]
pub(super) fn Presets() -> impl IntoView {
    let tr = use_tr();
    let rows = PRESETS.iter().map(|preset| view! { <Row preset /> }).collect_view();
    view! {
        <div class="card">
            <h2>{tr.text(TITLE)}</h2>
            <p class="form-help">{tr.text(NOTE)}</p>
            {rows}
        </div>
    }
}

#[component]
fn Row(preset: &'static Preset) -> impl IntoView {
    let (store, ui, tr) = (use_store(), use_ui(), use_tr());
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
