//! Words of what comes back.

use design_core::{Lang, Text, t};

use crate::words::pick;

pub(super) const BRING: Text = t("ファイルから復元", "Restore from files");
pub(super) const LEAD: Text = t(
    "ダウンロードした zip、展開したフォルダー、sekkei.json、terraform.tfvars を選ぶか、このページの好きな場所にドロップしてください。ファイルはこの端末の中だけで読みます。",
    "Choose the downloaded zip, its unpacked folder, sekkei.json or terraform.tfvars, or drop it anywhere on this page. Files are read on this device alone.",
);
pub(super) const CHOOSE_FILE: Text = t("zip・ファイルを選ぶ", "Choose a zip or file");
pub(super) const CHOOSE_FOLDER: Text = t("フォルダーを選ぶ", "Choose a folder");
pub(super) const PASTE: Text =
    t("テキストを貼り付け（sekkei.json か terraform.tfvars の中身）", "Paste text (what sekkei.json or terraform.tfvars holds)");
pub(super) const READ_TEXT: Text = t("貼り付けた内容を読む", "Read what was pasted");
pub(super) const TOO_MANY: Text = t(
    "ファイルが多すぎます。infra と .github だけのフォルダーにしてください。",
    "There are too many files. Choose a folder with infra and .github alone.",
);
pub(super) const REFUSED: Text = t(
    "ブラウザーがファイルを読めませんでした。ファイルの権限を確かめて、もう一度選んでください。",
    "The browser could not read it. See whether you may read the file, then choose it again.",
);
pub(super) const NO_FILES: Text = t(
    "中にファイルがありません。ダウンロードした zip か、それを展開したフォルダーを選んでください。",
    "There are no files in it. Choose the downloaded zip or the folder it was unpacked into.",
);
pub(super) const NOT_TEXT: Text = t(
    "zip でも UTF-8 のテキストでもありません。テキストは UTF-8 で保存し直してください。",
    "This is neither a zip nor UTF-8 text. Save texts as UTF-8.",
);
pub(super) const UNCHANGED: Text = t("今の設計はそのままです。", "Your design is as it was.");
pub(super) const PASTED: Text = t("貼り付けたテキスト", "The pasted text");
pub(super) const NO_MANIFEST: Text = t(
    "マニフェスト（infra/sekkei.manifest.json）がないため、どれが手で編集されたものか分かりません。今の生成内容と違うファイルをすべて挙げます。",
    "There is no manifest (infra/sekkei.manifest.json) to tell which files were edited by hand. Every file that differs from the generated one of today is listed.",
);
pub(super) const NO_FILES_YET: Text = t(
    "この設計にはエラーがあるため、ファイルごとの違いは表示できません。復元してエラーを直してください。",
    "This design has errors, so differences of files cannot be shown. Restore it and mend them.",
);
pub(super) const BY_HAND: Text = t("手で変えたファイル", "Files changed by hand");
pub(super) const BY_HAND_HELP: Text = t(
    "次のダウンロードにどちらを入れるかを、ファイルごとに選びます。「編集後を残す」を選ぶと、管理策・リソース・費用も編集後の内容から計算します。",
    "Choose for each file what the next download holds. Where yours is kept, controls, resources and cost are computed from yours.",
);
pub(super) const KEEP_MINE: Text = t("編集後を残す", "Keep mine");
pub(super) const TAKE_THEIRS: Text = t("生成した内容にする", "Take the generated one");
pub(super) const DELETED_HELP: Text = t("次のダウンロードには、また入ります。", "The next download has it again.");
pub(super) const BY_TEMPLATE: Text = t("復元すると変わる、手を加えていないファイル", "Untouched files that change");
pub(super) const UNREAD: Text = t("読めなかったファイル", "Files that could not be read");
pub(super) const RESTORE: Text = t("この設計を復元", "Restore this design");
pub(super) const CANCEL: Text = t("やめる", "Cancel");
pub(super) const DIFFERENCE: Text = t("違い（− 生成した内容、＋ 編集後）", "Difference (− generated, + yours)");
pub(super) const DIFFERENCE_BACK: Text = t("違い（− 持ち込まれた内容、＋ 今の生成内容）", "Difference (− brought, + generated today)");
pub(super) const CUT: Text = t("…以下省略", "… the rest is left out");
pub(super) const INTO: Text = t("サイズを入れる環境", "Environment to put the sizes into");
pub(super) const TAKE_SIZES: Text = t("このサイズを取り込む", "Take these sizes");
pub(super) const LEFT_OUT: Text = t("取り込めない項目", "What cannot be taken");
pub(super) const SIZES_ONLY: Text = t(
    "取り込むのはサイズだけです。名前・ホスト名・タグなど、ほかの値は今の設計のままです。",
    "Sizes alone are taken. Names, hosts, tags and the rest stay as they are.",
);
pub(super) const NOTHING_DIFFERS: Text = t("今の設計と同じです。", "It is the same as the present design.");
pub(super) const NOT_KEPT: Text = t(
    "編集後のファイルは大きすぎるか、保存領域がいっぱいで、この端末に残せません。このページを閉じると失われるので、先に zip をダウンロードしてください。",
    "Your edited files cannot be kept on this device: they are too long, or its storage is full or blocked. They are lost when you close this page: download the zip first.",
);
pub(super) const DROP_HERE: Text = t("ここで離すと読み込みます", "Let go to read it");

pub(super) fn found(lang: Lang, name: &str, environments: &str, files: usize) -> String {
    pick(lang, format!("{name} · {environments} · {files} ファイル"), format!("{name} · {environments} · {files} files"))
}

pub(super) fn made_by(lang: Lang, generator: &str, now: &str) -> String {
    pick(lang, format!("作ったもの: {generator}。今の版: {now}。"), format!("Made by {generator}. This is {now}."))
}

pub(super) fn differs(lang: Lang, count: usize) -> String {
    pick(lang, format!("今の設計と違う値: {count}"), format!("Values that differ from the present design: {count}"))
}

pub(super) fn count(lang: Lang, label: &str, count: usize) -> String {
    pick(lang, format!("{label} {count}"), format!("{label}: {count}"))
}

pub(super) fn restored(lang: Lang, name: &str, kept: usize) -> String {
    let design = crate::words::opened(lang, name);
    match kept {
        0 => design,
        _ => pick(
            lang,
            format!("{design}手で編集した {kept} ファイルは、編集後の内容で次の zip に入ります。"),
            format!("{design} {kept} of your edited files go into the next zip."),
        ),
    }
}

pub(super) fn taken(lang: Lang, count: usize, environment: &str) -> String {
    pick(lang, format!("{environment} にサイズ {count} 個を取り込みました。"), format!("Took {count} sizes into {environment}."))
}

pub(super) fn line(lang: Lang, line: u32) -> String {
    pick(lang, format!("{line} 行目"), format!("line {line}"))
}

pub(super) fn choose_for(lang: Lang, path: &str) -> String {
    pick(lang, format!("{path} をどちらにするか"), format!("What to take of {path}"))
}

pub(super) fn and_more(lang: Lang, more: usize) -> String {
    pick(lang, format!("ほか {more} 件"), format!("and {more} more"))
}
