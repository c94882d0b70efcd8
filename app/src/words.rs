//! Every word of the page in every language. Words of parameters and issues come from the core; a
//! sentence that lacks a language does not compile.

use design_core::{DraftError, Lang, Text, t};

macro_rules! words {
    ($($name:ident = $ja:literal, $en:literal;)*) => { $( pub(crate) const $name: Text = t($ja, $en); )* };
}

words! {
    TITLE = "Sekkei 設計 — 環境を決めて Terraform 一式を受け取る", "Sekkei — size your environments, download the Terraform";
    SKIP = "本文へ移動", "Skip to content";
    MESSAGES = "お知らせ", "Messages";
    UPDATE_READY = "新しい版の準備ができました。読み込み直すと切り替わります。設計はそのまま残ります。", "A new version is ready. Reload to use it; your design is kept.";
    UPDATE_UNSAVED = "新しい版の準備ができました。この端末に設計を保存できていないので、先に設計ファイルを保存してから読み込み直してください。", "A new version is ready. Your design cannot be kept on this device: save the design file first, then reload.";
    LICENCES = "ライセンス", "Licences";
    RELOAD = "読み込み直す", "Reload";
    NAVIGATION = "画面", "Screens";

    START = "はじめに", "Start";
    FIND_ANYTHING = "すべてから探す", "Find anything";
    NEXT_STEPS = "次にやること", "Next steps";
    FIRST_RUN = "はじめての方へ: まず名前・ドメイン・GitHub リポジトリを決めます。", "New here? Decide name, domain and GitHub repository first.";
    FIRST_RUN_BEGIN = "3 つの質問から始める", "Begin with three questions";
    FIRST_RUN_SKIP = "あとで", "Not now";
    SIZES = "サイズ", "Sizes";
    ENVIRONMENTS = "環境とブランチ", "Environments";
    PROJECT = "プロジェクト", "Project";
    DIAGRAM = "構成図", "Architecture";
    COMPONENT = "構成要素", "Component";
    SHOW_IN_DIAGRAM = "構成図で見る", "Show in the diagram";
    ISSUES = "エラーと指摘", "Issues";
    FILES = "ファイル", "Files";
    CONTROLS = "管理策と根拠", "Controls";
    RESOURCES = "リソース一覧", "Resources";
    COST = "費用と負荷", "Cost and load";
    DIFFERENCES = "違いの比較", "Differences";
    HISTORY = "履歴と版", "History";

    CONTROLS_LEAD = "zip に入るファイルを評価した結果です。どの判定も、根拠の行を開いて確かめられます。検査項目を満たすかどうかを示すもので、ガイドラインへの準拠は判定しません。", "Computed from the files of the zip; every verdict opens the line that shows it. It says which checks are met and does not judge compliance with a guideline.";
    FIND_CONTROL = "管理策・項目番号・ルール ID", "Control, clause or rule id";
    ONLY_OPEN = "対応が要るものだけ", "Needs attention";
    NO_CONTROLS = "条件に合う管理策はありません。", "No control matches.";
    CLAUSES = "ガイドライン項目", "Clauses";
    PUBLIC_RULES = "近い公開ルール", "Nearest public rules";
    WEAKER = "* は、この管理策が拒むものを通します。", "* passes what this control refuses.";
    RESOURCES_LEAD = "ファイルを評価して得た、apply で作られるものの一覧です。", "What an apply would create, evaluated from the files.";
    FIND_RESOURCE = "アドレス・名前", "Address or name";
    RESOURCE = "リソース", "Resource";
    NAME_IN_AWS = "AWS での名前", "Name in AWS";
    LINE = "ファイルと行", "File and line";
    ACCOUNT = "アカウント共通", "Account";
    NO_RESOURCES = "条件に合うリソースはありません。", "No resource matches.";
    DIFFERENCES_LEAD = "2 つの環境を、ファイル・サイズ・作られるものの 3 段階で比べます。", "Two environments compared in their files, their sizes and what they create.";
    COMPARE_FROM = "比べる元の環境", "Environment to compare from";
    COMPARE_TO = "比べる先の環境", "Environment to compare to";
    ONLY_SIZES_DIFFER = "terraform.tfvars と backend.tf 以外は、1 バイトも違いません。", "All but terraform.tfvars and backend.tf is equal byte for byte.";
    FILES_DIFFER = "サイズ以外のファイルが違います。", "Files other than sizes differ.";
    LATE_FAILED = "この画面を読み込めませんでした。入力は残っています。通信を確かめて、ページを読み込み直してください。", "This screen could not be loaded. Your input is kept. Check the connection and reload the page.";

    KEPT = "この端末に保存済み", "Saved on this device";
    NOT_KEPT = "この端末に保存できません。設計ファイルを保存してください", "Cannot save on this device. Save the design file";
    UNDO = "元に戻す", "Undo";
    REDO = "やり直す", "Redo";
    UNDONE = "元に戻しました", "Undone";
    REDONE = "やり直しました", "Redone";
    NOTHING_TO_UNDO = "元に戻す変更はありません", "There is nothing to undo";
    LANGUAGE = "言語", "Language";
    THEME_AUTO = "配色: 自動", "Colours: automatic";
    THEME_LIGHT = "配色: ライト", "Colours: light";
    THEME_DARK = "配色: ダーク", "Colours: dark";
    DESIGN_FILE = "設計ファイル", "Design file";
    OPEN_DESIGN = "設計ファイルを開く…", "Open a design file…";
    BRING = "zip・フォルダー・tfvars から復元…", "Restore from a zip, a folder or tfvars…";
    SAVE_DESIGN = "設計ファイルを保存（sekkei.json）", "Save the design file (sekkei.json)";
    SHARE_LINK = "リンクで共有…", "Share by a link…";
    SAVE_SCRIPT = "全ファイルをシェルスクリプトで保存（zip を使えない環境向け）", "Save all files as a shell script (where archives are stopped)";
    SAVE_PATCH = "全ファイルをパッチで保存（git apply 用）", "Save all files as a patch for git apply";
    START_OVER = "既定の設計に戻す", "Start over from the defaults";
    STARTED_OVER = "既定の設計に戻しました。", "Back to the default design.";
    DOWNLOAD_FAILED = "ブラウザーがダウンロードを受け付けませんでした。", "The browser refused the download.";
    LOADING_FILES = "ファイルを読み込み中…", "Loading the files…";
    EVALUATOR_ON_ITS_WAY = "検査の報告書を作る部品を読み込んでいます。終わるとダウンロードできます", "Loading what writes the reports of the zip; the download is ready when it is here";
    NO_EVALUATOR = "検査の報告書を作る部品を読み込めず、ダウンロードできません。入力は残っています。通信を確かめてページを読み込み直してください", "What writes the reports of the zip could not be loaded, so there is no download. Your input is kept. Check the connection and reload the page";
    TEMPLATES_MISSING = "テンプレートを読み込めませんでした。入力は残っています。通信を確かめてページを読み込み直してください。", "The templates could not be loaded. Your input is kept. Check the connection and reload the page.";
    CLOSE = "閉じる", "Close";

    FILTER = "項目を絞り込む", "Filter rows";
    ONLY_DIFFERENCES = "違いのある行だけ", "Rows that differ";
    ONLY_CHANGED = "既定値から変更", "Changed";
    FOLD_ALL = "すべて畳む", "Fold all";
    UNFOLD_ALL = "すべて開く", "Unfold all";
    NO_ROWS = "条件に合う項目はありません。", "No row matches.";
    CLEAR_FILTERS = "絞り込みを解除", "Clear filters";
    CLEAR_SEARCH = "検索をやめてツリーに戻る", "Clear the search and show the tree";
    ADD_ENVIRONMENT = "環境を追加", "Add environment";
    SHOWN_ENVIRONMENT = "表示する環境", "Environment shown";
    SIZES_HINT = "項目名を押すと、選べる範囲と根拠が開きます。", "Press a name for its range and source.";
    ENVIRONMENTS_HINT = "ブランチへの push が、その環境へのデプロイになります。", "A push to its branch deploys an environment.";
    NO_ISSUES = "指摘なし", "No issues";
    NO_ISSUES_MORE = "この設計は規則をすべて満たしています。次は、管理策の判定と根拠を確かめてください。", "This design passes every rule. Next, look at what the controls say.";
    TO_CONTROLS = "管理策と根拠を見る", "Look at the controls";
    ACCEPTS = "選べる値", "Accepts";
    DEFAULTS = "既定値", "Defaults";
    SOURCE = "根拠", "Source";
    VARIABLE = "変数", "Variable";
    RESET_ROW = "この行を既定値に戻す", "Reset this row to its defaults";
    NOT_CREATED = "作成しない", "Not created";
    CREATED = "作成する", "Created";
    RENAME = "名前を変更", "Rename";
    MOVE_LEFT = "左へ移動", "Move left";
    MOVE_RIGHT = "右へ移動", "Move right";
    MOVED = "環境の順序を変えました", "The environment has moved";

    ERROR = "エラー", "Error";
    NOTICE = "指摘", "Notice";
    ERRORS = "入力エラー", "Errors";
    NOTICES = "指摘", "Notices";
    ERRORS_LEAD = "直すとダウンロードできます。", "Fix these to download.";
    NOTICES_LEAD = "ダウンロードは妨げません。適用する前に確かめてください。", "These do not block the download. Look at them before you apply.";
    SHOW = "該当箇所へ", "Show";
    RETRACT = "取り消す", "Retract";
    REPAIR = "直す", "Fix";
    BLOCKED = "（直すとダウンロードできます）", "(fix to download)";
    READY = "ダウンロードできます", "Ready to download";

    PIN = "このファイルを開いたままにする", "Keep this file open";
    COPY_FILE = "このファイルをコピー", "Copy this file";
    DOWNLOAD_FILE = "このファイルをダウンロード", "Download this file";
    COPIED = "コピーしました", "Copied";
    COPY_FAILED = "コピーできませんでした。ブラウザーの権限を確かめてください。", "Could not copy. Check the browser's permission.";
    SAME_FILE = "同じファイルを他の環境で開く", "The same file of another environment";
    STALE_FILES = "直前の有効な設計のファイルを表示しています。", "Showing the files of the last valid design.";
    FALLBACK_FILES = "入力にエラーがあるため、既定の設計のファイルを表示しています。", "The draft has errors: showing the files of the default design.";
    SEARCH_FILES = "すべてのファイルを検索", "Search all files";
    KEPT_FILE = "手で編集したファイル", "Edited by hand";
    KEPT_FILE_HELP = "このファイルは、持ち込まれた編集後の内容で zip に入ります。画面での変更は、このファイルには反映されません。", "This file goes into the zip as you edited it. What you change on the page does not reach it.";
    TAKE_GENERATED = "生成した内容に戻す", "Take the generated one";
    CHANGED_FILE = "既定から変更あり", "Differs from default";

    ON = "オン", "on";
    OFF = "オフ", "off";
    EMPTY = "空", "empty";
    UNSET = "未設定", "not set";
}

/// Chooses between two sentences that were made at run time.
pub(crate) fn pick(lang: Lang, ja: String, en: String) -> String {
    match lang {
        Lang::Ja => ja,
        Lang::En => en,
    }
}

/// `s` unless there is exactly one.
const fn s(count: usize) -> &'static str {
    if count == 1 { "" } else { "s" }
}

/// Latin letters and digits get a space before the Japanese that follows.
fn spaced(text: &str) -> String {
    if text.ends_with(|c: char| c.is_ascii()) { format!("{text} ") } else { text.to_owned() }
}

/// Two names of one place, the wider first.
pub(crate) fn inside(lang: Lang, outer: &str, inner: &str) -> String {
    pick(lang, format!("{outer}・{inner}"), format!("{outer} · {inner}"))
}

pub(crate) fn name_or(lang: Lang, name: &str) -> String {
    if name.is_empty() { pick(lang, "（名前なし）".to_owned(), "(no name)".to_owned()) } else { name.to_owned() }
}

pub(crate) fn errors(lang: Lang, count: usize) -> String {
    pick(lang, format!("入力エラー {count}"), format!("{count} error{}", s(count)))
}

pub(crate) fn notices(lang: Lang, count: usize) -> String {
    pick(lang, format!("指摘 {count}"), format!("{count} notice{}", s(count)))
}

pub(crate) fn changed(lang: Lang, count: usize) -> String {
    pick(lang, format!("変更 {count}"), format!("{count} changed"))
}

pub(crate) fn rows(lang: Lang, shown: usize, total: usize) -> String {
    pick(lang, format!("{total} 行中 {shown} 行"), format!("{shown} of {total} rows"))
}

/// Files of an environment and how many of its sizes left their default.
pub(crate) fn size_of(lang: Lang, files: Option<usize>, changed: usize) -> String {
    let left = if changed == 0 {
        pick(lang, "既定どおり".to_owned(), "all defaults".to_owned())
    } else {
        pick(lang, format!("変更 {changed}"), format!("{changed} changed"))
    };
    match files {
        Some(files) => pick(lang, format!("{files} ファイル・{left}"), format!("{files} files · {left}")),
        None => left,
    }
}

pub(crate) fn reset_to(lang: Lang, default: &str) -> String {
    pick(lang, format!("既定値に戻す（{default}）"), format!("Reset to default ({default})"))
}

pub(crate) fn notice_at(lang: Lang, label: &str) -> String {
    pick(lang, format!("{label}の指摘を見る"), format!("Show the notice on {label}"))
}

pub(crate) fn set_to(lang: Lang, label: &str, value: &str) -> String {
    pick(lang, format!("{label}を {}にする", spaced(value)), format!("Set {label} to {value}"))
}

pub(crate) fn moved(lang: Lang, environment: &str, label: &str, before: &str, after: &str) -> String {
    pick(lang, format!("{environment} の{label}を {before} → {after}"), format!("{label} of {environment}: {before} → {after}"))
}

pub(crate) fn repaired(lang: Lang, told: &[String]) -> String {
    pick(lang, format!("{}に変更しました。", spaced(&told.join("、"))), format!("Also changed: {}.", told.join("; ")))
}

pub(crate) fn actions_of(lang: Lang, name: &str) -> String {
    pick(lang, format!("{name} の操作"), format!("Actions of {name}"))
}

pub(crate) fn copy_column_to(lang: Lang, to: &str) -> String {
    pick(lang, format!("サイズを {to} へコピー"), format!("Copy sizes to {to}"))
}

pub(crate) fn copied_column(lang: Lang, from: &str, to: &str) -> String {
    pick(
        lang,
        format!("{from} のサイズを {to} へコピーしました（CIDR を除く）。"),
        format!("Copied the sizes of {from} to {to}, but for its CIDR block."),
    )
}

pub(crate) fn add_like(lang: Lang, name: &str) -> String {
    pick(lang, format!("{name} をもとに環境を追加"), format!("Add an environment like {name}"))
}

pub(crate) fn added(lang: Lang, name: &str) -> String {
    pick(lang, format!("環境 {name} を追加しました。"), format!("Added the environment {name}."))
}

pub(crate) fn remove(lang: Lang, name: &str) -> String {
    pick(lang, format!("{name} を削除"), format!("Remove {name}"))
}

pub(crate) fn removed(lang: Lang, name: &str) -> String {
    pick(lang, format!("環境 {name} を削除しました。"), format!("Removed the environment {name}."))
}

pub(crate) fn full(lang: Lang, most: usize) -> String {
    pick(lang, format!("環境は {most} 個までです。"), format!("A design has at most {most} environments."))
}

pub(crate) fn download_zip(lang: Lang, files: usize) -> String {
    pick(lang, format!("ダウンロード（zip・{files} ファイル）"), format!("Download (zip, {files} files)"))
}

pub(crate) fn saved(lang: Lang, name: &str) -> String {
    pick(lang, format!("{name} を保存しました。"), format!("Saved {name}."))
}

pub(crate) fn given_back(lang: Lang, path: &str) -> String {
    pick(lang, format!("{path} を生成した内容に戻しました。"), format!("{path} is the generated one again."))
}

/// What a design file does not hold.
pub(crate) fn saved_without_kept(lang: Lang, name: &str, kept: usize) -> String {
    pick(
        lang,
        format!("{name} を保存しました。手で編集した {kept} ファイルは入っていません。残すには zip をダウンロードしてください。"),
        format!("Saved {name}. It does not hold {kept} of your edited files; download the zip for those."),
    )
}

pub(crate) fn saved_with_kept(lang: Lang, name: &str, kept: usize) -> String {
    pick(
        lang,
        format!("{name} を保存しました。手で編集した {kept} ファイルは、編集後の内容で入っています。"),
        format!("Saved {name}. It holds {kept} of your edited files as you edited them."),
    )
}

pub(crate) fn opened(lang: Lang, name: &str) -> String {
    pick(lang, format!("{name} を開きました。"), format!("Opened {name}."))
}

pub(crate) fn unreadable(lang: Lang, name: &str, error: &DraftError) -> String {
    let reason = error.what();
    let reason = reason.get(lang);
    pick(
        lang,
        format!("{name} を開けません: {reason}。今の設計はそのままです。"),
        format!("Cannot open {name}: {reason}. Your design is as it was."),
    )
}

pub(crate) fn refused(lang: Lang, name: &str) -> String {
    pick(
        lang,
        format!("{name} を読めませんでした。今の設計はそのままです。"),
        format!("The browser could not read {name}. Your design is as it was."),
    )
}

pub(crate) fn hits(lang: Lang, count: usize, more: bool) -> String {
    match (count, more) {
        (0, _) => pick(lang, "見つかりません。語を短くしてみてください。".to_owned(), "Nothing found. Try a shorter word.".to_owned()),
        (_, true) => pick(lang, format!("最初の {count} 件"), format!("The first {count} hits")),
        (_, false) => pick(lang, format!("{count} 件"), format!("{count} hit{}", s(count))),
    }
}

pub(crate) fn one_of(lang: Lang, choices: &[String], unit: &str) -> String {
    pick(lang, format!("{} {unit}", choices.join("・")), format!("{} {unit}", choices.join(", ")))
}

pub(crate) fn text_of(lang: Lang, path: &str) -> String {
    pick(lang, format!("{path} の内容"), format!("Text of {path}"))
}

/// The checksum, short; `…` while it is being worked out.
pub(crate) fn checksum(digest: Option<&str>, stale: bool) -> String {
    match digest.and_then(|digest| Some((digest.get(..8)?, digest.get(digest.len().checked_sub(4)?..)?))) {
        Some((start, end)) => format!("sha256 {start}…{end}"),
        None if stale => "sha256 –".to_owned(),
        None => "sha256 …".to_owned(),
    }
}

/// So many of those that apply are met.
pub(crate) fn met_of(lang: Lang, met: usize, asked: usize) -> String {
    match lang {
        Lang::Ja => format!("対象 {asked} 件のうち {met} 件を満たす"),
        Lang::En => format!("{met} of {asked} that apply are met"),
    }
}

pub(crate) fn warnings(lang: Lang, count: usize) -> String {
    match lang {
        Lang::Ja => format!("警告 {count} 件"),
        Lang::En => format!("{count} {}", if count == 1 { "warning" } else { "warnings" }),
    }
}

pub(crate) fn infos(lang: Lang, count: usize) -> String {
    match lang {
        Lang::Ja => format!("情報 {count} 件"),
        Lang::En => format!("{count} for information"),
    }
}

pub(crate) fn to_confirm(lang: Lang, count: usize) -> String {
    match lang {
        Lang::Ja => format!("運用者の確認待ち {count} 件"),
        Lang::En => format!("{count} for the operator to confirm"),
    }
}

pub(crate) fn unproven(lang: Lang, count: usize) -> String {
    match lang {
        Lang::Ja => format!("証明できない {count} 件"),
        Lang::En => format!("{count} not proven"),
    }
}

pub(crate) fn more_lines(lang: Lang, count: usize) -> String {
    match lang {
        Lang::Ja => format!("ほか {count} 行"),
        Lang::En => format!("and {count} more"),
    }
}

pub(crate) fn declared(lang: Lang, names: &str) -> String {
    match lang {
        Lang::Ja => format!("サイズ以外で宣言された違い: {names}"),
        Lang::En => format!("Declared differences besides sizes: {names}"),
    }
}

pub(crate) fn sizes_differ(lang: Lang, count: usize) -> String {
    match lang {
        Lang::Ja => format!("違うサイズ {count} 件"),
        Lang::En => format!("Sizes that differ: {count}"),
    }
}

pub(crate) fn only_in(lang: Lang, name: &str, count: usize) -> String {
    match lang {
        Lang::Ja => format!("{name} だけにあるリソース {count} 件"),
        Lang::En => format!("Resources only in {name}: {count}"),
    }
}

pub(crate) fn resources_differ(lang: Lang, count: usize) -> String {
    match lang {
        Lang::Ja => format!("両方にあり、値が違うリソース {count} 件"),
        Lang::En => format!("Resources in both with other values: {count}"),
    }
}

pub(crate) fn controls_differ(lang: Lang, count: usize) -> String {
    match lang {
        Lang::Ja => format!("判定が違う管理策 {count} 件"),
        Lang::En => format!("Controls with another verdict: {count}"),
    }
}

/// How much of the catalogue is looked at. Nothing is said where all of it is.
pub(crate) fn catalogue(lang: Lang, looked_at: usize, all: usize) -> String {
    if looked_at >= all {
        return String::new();
    }
    match lang {
        Lang::Ja => format!("カタログの {all} 件のうち {looked_at} 件を検査します。残りはまだ検査していません。"),
        Lang::En => format!("{looked_at} of the catalogue's {all} controls are checked; the others are not looked at yet."),
    }
}

/// Accessible name of a way to the diagram.
pub(crate) fn in_diagram(lang: Lang, what: &str) -> String {
    match lang {
        Lang::Ja => format!("{what}を構成図で見る"),
        Lang::En => format!("Show {what} in the diagram"),
    }
}
