//! Words of the palette, the sheet of keys and the panel to start from.

use design_core::{Lang, Text, t};

use crate::state::{FindingKind, Panel};
use crate::words::pick;

pub(super) const FIND: Text = t("すべてから探す", "Find anything");
pub(super) const FIND_WHAT: Text = t("項目・ファイル・リソース・管理策・操作", "Setting, file, resource, control or command");
pub(super) const FOUND: Text = t("見つかったもの", "What was found");
pub(super) const SHORTCUTS: Text = t("キー操作の一覧", "Keyboard shortcuts");
pub(super) const COMMAND: Text = t("操作", "Command");
pub(super) const KEYS: Text = t("キー", "Keys");
pub(super) const MAC: Text = t("Mac では Ctrl の代わりに Command も使えます。", "On a Mac, Command works in place of Ctrl.");
pub(super) const SINGLE_KEYS: Text = t("Ctrl を使わないキー（?）を有効にする", "Let keys without Ctrl (?) do something");
pub(super) const QUESTIONS: Text = t("最初に決める 3 つのこと", "Three things to decide first");
pub(super) const QUESTIONS_LEAD: Text = t(
    "プロジェクト名、ドメイン、GitHub のリポジトリです。ほかの項目には、そのまま使える既定値があります。",
    "The project's name, its domain and its GitHub repository. Everything else has a default that holds.",
);
pub(super) const DECIDE: Text = t("決める", "Decide");
pub(super) const DECIDED: Text = t("決定済み", "Decided");
pub(super) const DEFAULT: Text = t("既定値のまま", "Still the default");
pub(super) const PLACEHOLDER: Text = t("仮の値のまま", "Still a placeholder");
pub(super) const WRONG: Text = t("エラーあり", "Has an error");
pub(super) const PLACES: Text = t("どこに何があるか", "Where things are");
pub(super) const NEXT_LEAD: Text = t(
    "zip を展開し、リポジトリの一番上に置いてから、管理者の端末で順に実行します。zip の中の文書から作った手順です。実際の AWS では検証していません。",
    "Unpack the zip at the top of your repository, then run these in order as an administrator. They are made from a document of the zip and were not tried on real AWS.",
);
pub(super) const FOR_ENVIRONMENT: Text = t("手順を表示する環境", "Environment of the steps");
pub(super) const GUIDE: Text = t("使い方", "User guide");
pub(super) const ACCESSIBILITY: Text = t("アクセシビリティについて", "Accessibility statement");

pub(super) const SHARE: Text = t("リンクで共有", "Share by a link");
pub(super) const SHARE_LEAD: Text = t(
    "このリンクに設計のすべてが入っています。# より後ろはブラウザーがどこにも送らないので、サーバーには残りません。リンクを受け取った人は、誰でも設計を読めます。",
    "The link holds the whole design. A browser sends nothing behind #, so no server keeps it. Whoever has the link can read the design.",
);
pub(super) const LINK: Text = t("リンク", "Link");
pub(super) const COMMAND_LINE: Text = t("コマンド", "Command");
pub(super) const SAME_BY_COMMAND: Text = t("同じ zip を作るコマンド", "The same zip by command");
pub(super) const ARRIVED: Text = t("リンクの設計を開きますか", "Open the design of the link?");
pub(super) const ARRIVED_HELP: Text =
    t("開くと今の設計と入れ替わります。元に戻す操作で、今の設計に戻れます。", "Opening it replaces your design. Undo brings yours back.");
pub(super) const KEEP_MINE: Text = t("今の設計のままにする", "Keep mine");
pub(super) const OPEN_LINK: Text = t("リンクの設計を開く", "Open it");
pub(super) const KEPT_MINE: Text =
    t("今の設計のままです。リンクの設計は開いていません。", "Your design is as it was. The one of the link was not opened.");
pub(super) const LINK_IS_MINE: Text = t("リンクの設計は、今の設計と同じです。", "The design of the link is the one you have.");
pub(super) const SETTING: Text = t("項目", "Setting");
pub(super) const MINE: Text = t("今の設計", "Mine");
pub(super) const OF_LINK: Text = t("リンクの設計", "Of the link");

/// What a panel is for.
pub(super) const fn about(panel: Panel) -> Text {
    match panel {
        Panel::Start => t("最初に決めることと、ダウンロードの後の手順。", "What to decide first, and what comes after the download."),
        Panel::Sizes => t("環境ごとのサイズを 1 つの表で決めます。", "Sizes of every environment in one table."),
        Panel::Environments => t("名前・ブランチ・ホスト名。", "Names, branches and hosts."),
        Panel::Project => t("名前・ドメイン・リポジトリ・state。", "Name, domain, repository and state."),
        Panel::Diagram => t("ファイルから描いた構成図。", "The architecture, drawn from the files."),
        Panel::Issues => t("直すこと、確かめることと、その理由。", "What to fix or look at, and why."),
        Panel::Controls => t("管理策の判定と、根拠になる行。", "Verdicts on controls, with the lines that show them."),
        Panel::Resources => t("apply で作られるもの。", "What an apply would create."),
        Panel::Cost => t("ひと月の費用の下限と、耐えられる負荷。", "A month's cost at least, and the load it carries."),
        Panel::Differences => t("環境どうし、設計どうしの違い。", "How environments and designs differ."),
        Panel::History => t("変更の履歴と、名前を付けた版。", "Changes, and versions with a name."),
        Panel::Files => t("zip に入るすべてのファイル。", "Every file of the zip."),
    }
}

pub(super) const fn kind(kind: FindingKind) -> Text {
    match kind {
        FindingKind::Command => t("操作", "Command"),
        FindingKind::Panel => t("画面", "Screen"),
        FindingKind::Setting => t("項目", "Setting"),
        FindingKind::Environment => t("環境", "Environment"),
        FindingKind::Component => t("構成要素", "Component"),
        FindingKind::Control => t("管理策", "Control"),
        FindingKind::Clause => t("条項", "Clause"),
        FindingKind::Resource => t("リソース", "Resource"),
        FindingKind::File => t("ファイル", "File"),
    }
}

/// The same for tests, in no language.
pub(super) const fn kind_id(kind: FindingKind) -> &'static str {
    match kind {
        FindingKind::Command => "command",
        FindingKind::Panel => "panel",
        FindingKind::Setting => "setting",
        FindingKind::Environment => "environment",
        FindingKind::Component => "component",
        FindingKind::Control => "control",
        FindingKind::Clause => "clause",
        FindingKind::Resource => "resource",
        FindingKind::File => "file",
    }
}

pub(super) const LINK_TAKES_FILES_OUT: Text = t(
    "リンクの設計を開くと、このページで残している手編集のファイルは zip から外れます。「元に戻す」で戻せます。",
    "Opening the design of the link takes your edited files out of the zip. Undo puts them back.",
);

pub(super) fn link_without_files(lang: Lang, kept: usize) -> String {
    pick(
        lang,
        format!("手で編集した {kept} ファイルは、リンクにもコマンドにも設計ファイルにも入りません。渡すときは zip を使ってください。"),
        format!("Neither link nor command nor design file holds {kept} of your edited files. Hand over the zip to pass them on."),
    )
}

pub(super) fn found(lang: Lang, count: usize, most: usize) -> String {
    match (lang, count) {
        (Lang::Ja, 0) => "見つかりません。語を短くするか、項目の ID（英語）で試してください。".to_owned(),
        (Lang::En, 0) => "Nothing found. Try a shorter word, or an id.".to_owned(),
        (Lang::Ja, count) if count >= most => format!("最初の {count} 件"),
        (Lang::En, count) if count >= most => format!("The first {count}"),
        (Lang::Ja, count) => format!("{count} 件"),
        (Lang::En, count) => format!("{count} found"),
    }
}

pub(super) fn decide(lang: Lang, label: &str) -> String {
    match lang {
        Lang::Ja => format!("{label}を決める"),
        Lang::En => format!("Decide: {label}"),
    }
}

pub(super) fn copy(lang: Lang, title: &str) -> String {
    match lang {
        Lang::Ja => format!("「{title}」のコマンドをコピー"),
        Lang::En => format!("Copy the commands of “{title}”"),
    }
}

pub(super) fn replace(lang: Lang, open: &[String]) -> String {
    let open = open.join(", ");
    match lang {
        Lang::Ja => format!("実行する前に {open} を置き換えてください。"),
        Lang::En => format!("Replace {open} before you run this."),
    }
}

pub(super) fn length(lang: Lang, characters: usize) -> String {
    match lang {
        Lang::Ja => format!("{characters} 文字"),
        Lang::En => format!("{characters} characters"),
    }
}

pub(super) fn too_long(lang: Lang, limit: usize) -> String {
    match lang {
        Lang::Ja => format!(
            "{limit} 文字を超えるリンクは、途中で切れるツールがあります（Discord の上限は 2,000 文字）。設計ファイルを送るほうが確かです。"
        ),
        Lang::En => {
            format!("Some tools cut a link of more than {limit} characters (Discord takes 2,000). The design file is safer to send.")
        }
    }
}

pub(super) fn copy_of(lang: Lang, what: &str) -> String {
    match lang {
        Lang::Ja => format!("{what}をコピー"),
        Lang::En => format!("Copy the {}", what.to_lowercase()),
    }
}

pub(super) fn link_refused(lang: Lang, why: &str) -> String {
    match lang {
        Lang::Ja => format!("リンクの設計を開けません: {why}。今の設計はそのままです。"),
        Lang::En => format!("The design of the link cannot be opened: {why}. Your design is as it was."),
    }
}

pub(super) fn link_opened(lang: Lang, name: &str) -> String {
    match lang {
        Lang::Ja => format!("リンクの設計「{name}」を開きました。"),
        Lang::En => format!("Opened “{name}” from the link."),
    }
}

pub(super) fn differs(lang: Lang, values: usize, same_environments: bool) -> String {
    match (lang, same_environments) {
        (Lang::Ja, true) => format!("今の設計と違う項目: {values} 件"),
        (Lang::Ja, false) => format!("今の設計と違う項目: {values} 件。環境の構成も違います。"),
        (Lang::En, true) => format!("Settings that differ from yours: {values}"),
        (Lang::En, false) => format!("Settings that differ from yours: {values}. The environments differ too."),
    }
}

pub(super) fn and_more(lang: Lang, count: usize) -> String {
    match lang {
        Lang::Ja => format!("ほか {count} 件"),
        Lang::En => format!("and {count} more"),
    }
}

pub(super) fn open_at(lang: Lang, panel: &str) -> String {
    pick(lang, format!("「{panel}」の画面で開く"), format!("Open it at “{panel}”"))
}
