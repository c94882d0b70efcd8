//! What can be done from anywhere, with its keys. The handler of keys, the sheet that lists them and
//! the palette read this one table. To add a command, add a row.

use design_core::{Lang, Text, t};
use infra_templates::Package;
use leptos::prelude::*;

use super::{design_file, download, header};
use crate::browser::keys::Chord;
use crate::state::{Overlay, Panel, Store, Theme, Tr, Ui};
use crate::words;

/// What a command works on.
#[derive(Clone, Copy)]
pub(crate) struct Desk {
    pub(crate) store: Store,
    pub(crate) ui: Ui,
    pub(crate) tr: Tr,
}

/// Something to do.
#[derive(Clone, Copy)]
pub(crate) struct Command {
    /// Stable id.
    pub(crate) id: &'static str,
    pub(crate) label: Text,
    /// Keys that run it, the one to show first.
    pub(crate) keys: &'static [Chord],
    pub(crate) run: fn(Desk),
}

const fn command(id: &'static str, label: Text, keys: &'static [Chord], run: fn(Desk)) -> Command {
    Command { id, label, keys, run }
}

/// Every command, in the order of the sheet.
pub(crate) const COMMANDS: &[Command] = &[
    command("palette", words::FIND_ANYTHING, &[Chord::ctrl("k")], |desk| desk.ui.toggle(Overlay::Palette)),
    command("shortcuts", t("キー操作の一覧", "Keyboard shortcuts"), &[Chord::plain("?"), Chord::ctrl("/")], |desk| {
        desk.ui.toggle(Overlay::Shortcuts);
    }),
    command("undo", words::UNDO, &[Chord::ctrl("z")], |desk| desk.store.undo()),
    command("redo", words::REDO, &[Chord::ctrl_shift("z"), Chord::ctrl("y")], |desk| desk.store.redo()),
    command("download", t("zip をダウンロード", "Download the zip"), &[Chord::ctrl_shift("s")], |desk| {
        download::press(desk.store, desk.ui, desk.tr, Package::Zip);
    }),
    command("save-design", t("設計ファイルを保存", "Save the design file"), &[Chord::ctrl("s")], |desk| {
        design_file::save(desk.store, desk.ui, desk.tr);
    }),
    command("open-design", t("設計ファイルを開く", "Open a design file"), &[Chord::ctrl("o")], |_| design_file::pick()),
    command("bring", t("zip・フォルダー・ファイルから復元", "Restore from a zip, a folder or a file"), &[], |desk| {
        desk.ui.toggle(Overlay::Bring)
    }),
    command("share", t("リンクで共有", "Share by a link"), &[], |desk| desk.ui.toggle(Overlay::Share)),
    command("search-files", words::SEARCH_FILES, &[Chord::ctrl_shift("f")], |desk| desk.ui.search_files()),
    command("start-over", words::START_OVER, &[], |desk| {
        design_file::start_over(desk.store, desk.ui, desk.tr);
    }),
    command("only-differences", t("違いのある行だけを表示・解除", "Rows that differ, on or off"), &[], |desk| {
        desk.ui.panel.set(Panel::Sizes);
        desk.ui.flip_differences();
    }),
    command("language-ja", t("日本語で表示 (language)", "Show in Japanese (日本語)"), &[], |desk| {
        header::pick_language(desk.tr, Lang::Ja)
    }),
    command("language-en", t("英語で表示 (language)", "Show in English (英語)"), &[], |desk| {
        header::pick_language(desk.tr, Lang::En)
    }),
    command("theme-light", t("配色をライトに (theme)", "Light colours (theme)"), &[], |desk| {
        header::pick_theme(desk.ui, Theme::Light)
    }),
    command("theme-dark", t("配色をダークに (theme)", "Dark colours (theme)"), &[], |desk| header::pick_theme(desk.ui, Theme::Dark)),
    command("theme-auto", t("配色を自動に (theme)", "Automatic colours (theme)"), &[], |desk| {
        header::pick_theme(desk.ui, Theme::Auto)
    }),
];

/// Runs the command of a key.
pub(crate) fn run_key(desk: Desk, pressed: &Chord) {
    if let Some(command) = COMMANDS.iter().find(|command| command.keys.contains(pressed)) {
        (command.run)(desk);
    }
}

#[cfg(test)]
mod tests {
    use super::COMMANDS;

    #[test]
    fn ids_and_keys_belong_to_one_command_each() {
        let mut ids: Vec<_> = COMMANDS.iter().map(|command| command.id.to_owned()).collect();
        let mut keys: Vec<_> = COMMANDS.iter().flat_map(|command| command.keys.iter().map(|key| key.shown())).collect();
        for list in [&mut ids, &mut keys] {
            let count = list.len();
            list.sort_unstable();
            list.dedup();
            assert_eq!(list.len(), count);
        }
    }
}
