//! What the history says.

use design_core::{Lang, Text, t};

use crate::browser::clock;
use crate::state::{Trouble, Version, Whose};

pub(super) const LEAD: Text = t(
    "変更は 1 つずつこの端末に残り、ページを閉じても元に戻せます。行を押すと、その時点の設計に移ります。",
    "Every change is kept on this device and can be undone after the page was closed. Press a row to go to the design as it was then.",
);
pub(super) const VERSIONS: Text = t("名前を付けた版", "Named versions");
pub(super) const NAME: Text = t("版の名前", "Name of the version");
pub(super) const SAVE_VERSION: Text = t("今の設計を版として保存", "Save this design as a version");
pub(super) const NO_VERSIONS: Text = t(
    "保存した版はありません。大きく変える前に保存しておくと、いつでも比べたり戻したりできます。",
    "No version is saved. Save one before a large change to compare with it or go back to it at any time.",
);
pub(super) const RESTORE: Text = t("戻す", "Restore");
pub(super) const COMPARE: Text = t("今と比べる", "Compare with now");
pub(super) const DELETE: Text = t("削除", "Delete");
pub(super) const IS_PRESENT: Text = t("今の設計と同じ版です。", "That version equals the present design.");
pub(super) const STEPS: Text = t("変更の一覧。新しい順", "Changes, the newest first");
pub(super) const BEGINNING: Text = t("履歴の始まり", "Beginning of the history");
pub(super) const PRESENT: Text = t("現在", "now");
pub(super) const TAKEN_BACK: Text = t("取り消し済み", "undone");

pub(super) const DIVIDED: Text = t(
    "別のタブがこの設計を変更しました。このタブの内容はまだ失われていませんが、どちらを続けるか決めるまで、自動保存は版（履歴の画面）に入ります。",
    "Another tab has changed this design. Nothing of this tab is lost; until you decide which one goes on, its work is kept as a version (see History).",
);
pub(super) const TAKE_OTHER: Text = t("別のタブの内容を使う", "Use the other tab's");
pub(super) const KEEP_MINE: Text = t("このタブの内容を使い、別のタブの内容は版に残す", "Use this tab's, and keep the other's as a version");
pub(super) const SAVE_DESIGN: Text = t("設計ファイルを保存", "Save the design file");
pub(super) const SAVE_UNREADABLE: Text = t("読めなかった内容を保存", "Save what could not be read");

/// What, why, what to do.
pub(super) fn trouble(lang: Lang, trouble: &Trouble) -> String {
    let text = match trouble {
        Trouble::Blocked => t(
            "設計をこの端末に保存できません。ブラウザーがこのサイトの保存領域をブロックしています。編集は続けられますが、ページを閉じる前に設計ファイルを保存してください。",
            "The design cannot be kept on this device, because the browser blocks storage for this site. You can go on; save the design file before you close the page.",
        ),
        Trouble::Full => t(
            "設計をこの端末に保存できません。ブラウザーの保存領域がいっぱいです。設計ファイルを保存し、不要な版を履歴の画面で削除してください。",
            "The design cannot be kept on this device, because the browser's storage is full. Save the design file, and delete versions that you no longer need (see History).",
        ),
        Trouble::HistoryRefused => t(
            "変更の履歴をこの端末に保存できません。ブラウザーのデータベースがブロックされているか、いっぱいか、壊れています。このページを開いている間は元に戻せます。必要なら設計ファイルを保存してください。",
            "The history cannot be kept on this device: the browser's database is blocked, full or broken. Undo works while this page is open. Save the design file where you need one.",
        ),
        Trouble::HistoryNewer => t(
            "この端末の履歴は、新しい版の Sekkei が書いたもので読めません。消さずに残しています。このページの変更は閉じるまで元に戻せます。ページを読み込み直して新しい版を開いてください。",
            "The history on this device was written by a newer Sekkei and cannot be read. It is left as it is. Changes of this page can be undone until you close it. Reload to get the newer version.",
        ),
        Trouble::StepBroken => t(
            "これより先の履歴には移れません。保存された変更が今の設計と合わず、その先を外しました。今の設計は変わっていません。必要なら設計ファイルを保存してください。",
            "The history does not lead further: a stored change does not fit the design, and what lies beyond it was taken out. The present design is unchanged. Save the design file where you need one.",
        ),
        Trouble::FilesGone => t(
            "手で編集したファイルの一部が、この端末に残っていません（保存領域に入りきらなかったか、消されたため）。その場所には生成した内容が入ります。編集後の内容が要る場合は、ダウンロード済みの zip かフォルダーからもう一度復元してください。",
            "Some of your edited files are no longer on this device: its storage had no room for them, or was cleared. Generated files stand in their place. Where you need yours, restore them again from a downloaded zip or folder.",
        ),
        Trouble::StepsUnreadable(count) => {
            return match lang {
                Lang::Ja => format!(
                    "履歴のうち {count} 件は、記録が壊れているか新しい形式のため読めず、元に戻せる範囲から外しました。今の設計は変わっていません。必要なら設計ファイルを保存してください。"
                ),
                Lang::En => format!(
                    "{count} changes of the history could not be read, because their records are broken or newer; undo does not reach them. The present design is unchanged. Save the design file where you need one."
                ),
            };
        }
        Trouble::Unreadable { why, .. } => {
            let why = why.what();
            let why = why.get(lang);
            return match lang {
                Lang::Ja => format!(
                    "前回の設計を読めませんでした（{why}）。内容は消さずに残し、既定の設計で始めています。履歴が残っていれば「元に戻す」で前回の状態に戻れます。読めなかった内容はファイルに保存できます。"
                ),
                Lang::En => format!(
                    "The design of your last visit could not be read ({why}). It is kept as it was, and the page begins with the default design. Where a history is left, Undo goes back to your last state. You can save what could not be read as a file."
                ),
            };
        }
    };
    text.get(lang).to_owned()
}

/// Date and time where the user is; with the year, where it is another than today's.
pub(super) fn moment(millis: u64) -> String {
    let (year, month, day, hour, minute) = clock::local(millis);
    let (present, ..) = clock::today();
    let year = if year == present { String::new() } else { format!("{year}/") };
    format!("{year}{month}/{day} {hour:02}:{minute:02}")
}

/// How long ago, as far as that says more than the time.
pub(super) fn ago(lang: Lang, millis: u64, now: u64) -> String {
    let minutes = now.saturating_sub(millis) / 60_000;
    match (lang, minutes) {
        (Lang::Ja, 0) => "たった今".to_owned(),
        (Lang::En, 0) => "just now".to_owned(),
        (Lang::Ja, 1..60) => format!("{minutes} 分前"),
        (Lang::En, 1..60) => format!("{minutes} min ago"),
        (Lang::Ja, 60..1440) => format!("{} 時間前", minutes / 60),
        (Lang::En, 60..1440) => format!("{} h ago", minutes / 60),
        _ => moment(millis),
    }
}

pub(super) fn steps(lang: Lang, count: usize) -> String {
    match lang {
        Lang::Ja => format!("変更の履歴: {count} 件"),
        Lang::En => format!("Changes: {count}"),
    }
}

pub(super) fn more(lang: Lang, left: usize) -> String {
    match lang {
        Lang::Ja => format!("さらに前の {left} 件を表示"),
        Lang::En => format!("Show {left} earlier changes"),
    }
}

pub(super) fn version_name(lang: Lang, version: &Version) -> String {
    let text = match version.whose {
        Whose::User => return version.name.clone(),
        Whose::Page => t("タブの作業（自動保存）", "Work of a tab (kept automatically)"),
        Whose::Other => t("別のタブの設計（自動保存）", "Design of another tab (kept automatically)"),
        Whose::Aside => t("元に戻す前の設計（自動保存）", "Design before undo (kept automatically)"),
    };
    format!("{} {}", text.get(lang), moment(version.at_millis))
}

pub(super) fn with_files(lang: Lang, count: usize) -> String {
    match lang {
        Lang::Ja => format!("手で編集した {count} ファイルを含む"),
        Lang::En => format!("with your edited files: {count}"),
    }
}

pub(super) fn version_saved(lang: Lang, name: &str) -> String {
    match lang {
        Lang::Ja => format!("版「{name}」を保存しました。"),
        Lang::En => format!("Version “{name}” is saved."),
    }
}

pub(super) fn restored(lang: Lang, name: &str) -> String {
    match lang {
        Lang::Ja => format!("版「{name}」に戻しました。"),
        Lang::En => format!("Version “{name}” is restored."),
    }
}

pub(super) fn deleted(lang: Lang, name: &str) -> String {
    match lang {
        Lang::Ja => format!("版「{name}」を削除しました。"),
        Lang::En => format!("Version “{name}” is deleted."),
    }
}

pub(super) fn unreadable_versions(lang: Lang, count: usize) -> String {
    match lang {
        Lang::Ja => format!("読めない版が {count} 件あります。新しい形式か壊れた記録で、消さずに残しています。"),
        Lang::En => format!("{count} versions cannot be read, being newer or broken. They are left as they are."),
    }
}
