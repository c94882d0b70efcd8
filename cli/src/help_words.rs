//! The words of `--help` and of the manual page in Japanese, by their English, which stands beside each
//! argument. A test holds that neither side has what the other lacks.

use design_core::PRESETS;

/// English and Japanese, sorted by the English.
pub(crate) const WORDS: &[(&str, &str)] = &[
    ("A document", "文書"),
    ("A document, as in the zip", "zip に入るものと同じ文書"),
    ("A picture that needs nothing else", "それだけで開ける図"),
    ("A row for each control and environment", "管理策と環境ごとに 1 行"),
    ("Address of the page [default: the fragment alone]", "ページのアドレス［既定: # 以降だけ］"),
    ("Cards and arrows in words, with the lines that show them", "要素と矢印を言葉で。根拠の行付き"),
    ("Colours of a picture", "図の配色"),
    ("Compare the environments of one design or bundle, as Markdown", "1 つの設計またはバンドルの環境同士を比べ、Markdown で出力"),
    (
        "Compare two designs or bundles: files, resources, arguments, controls",
        "2 つの設計またはバンドルを比べる（ファイル・リソース・引数・管理策）",
    ),
    (
        "Day on which waivers are looked at, as 2026-11-23 [default: the system's date, UTC]",
        "許容の期限を判定する日（例 2026-11-23）［既定: システムの日付、UTC］",
    ),
    ("Design file to write, or - for standard output", "書き出す設計ファイル。- は標準出力"),
    ("Design file, or folder or zip of a bundle", "設計ファイル、またはバンドルのフォルダーか zip"),
    ("Design file, share link, or - for standard input", "設計ファイルか共有リンク。- は標準入力"),
    ("Draw the architecture as SVG, Mermaid, draw.io or a list", "構成図を SVG・Mermaid・draw.io・一覧で出力"),
    ("English", "英語"),
    ("Environment; the last one if it is left out", "環境。省略すると最後の環境"),
    ("Every verdict with its evidence", "すべての判定と根拠"),
    ("Fish", "Fish"),
    ("Folder to write; it must be empty or not exist", "書き出すフォルダー。空か、まだないもの"),
    ("For a terminal", "端末向け"),
    ("For code hosts", "コード管理サービス向け"),
    ("For dark pages", "暗い背景向け"),
    ("For light pages and print", "明るい背景と印刷向け"),
    ("For people", "人が読む形"),
    ("For programs", "プログラム向け"),
    ("Form of the list of edited files, on standard error", "編集されたファイルの一覧（標準エラー出力）の形式"),
    ("Form of the output", "出力の形式"),
    ("From a commit to an environment", "コミットから環境まで"),
    ("From the browser to the data", "ブラウザーからデータまで"),
    ("GNU Bash", "GNU Bash"),
    ("Japanese", "日本語"),
    ("Judge every control in every environment, with the lines that show it", "すべての管理策を環境ごとに判定し、根拠の行とともに示す"),
    ("Keys, logs, notices", "鍵・ログ・通知"),
    (
        "Language of messages [default: ja where LC_ALL, LC_MESSAGES or LANG says so, else en]",
        "メッセージの言語［既定: LC_ALL・LC_MESSAGES・LANG が日本語なら ja、ほかは en］",
    ),
    ("List the presets: what each is for", "プリセットと用途の一覧"),
    (
        "List what the files would create, without credentials: addresses, names, lines",
        "ファイルが作るものの一覧。認証情報は不要（アドレス・名前・行）",
    ),
    ("Mark what differs from this environment", "この環境との違いに印を付ける"),
    ("Modules by environments", "モジュールと環境の表"),
    ("One change a line", "1 行に 1 つの変更"),
    ("Only this environment; `account` is the account baseline", "この環境だけ。account はアカウント共通の基盤"),
    ("Patch for git apply to write, or - for standard output", "書き出す git apply 用のパッチ。- は標準出力"),
    ("Price list files of ap-northeast-1", "ap-northeast-1 の価格表ファイル"),
    ("Print completions for a shell", "シェルの補完を出力"),
    ("Print help (see more with '--help')", "ヘルプを表示（--help で詳細）"),
    ("Print the JSON Schema of a design", "設計の JSON Schema を出力"),
    ("Print the default design, or a preset, as JSON", "既定の設計かプリセットを JSON で出力"),
    (
        "Print the design of a bundle that comes back, and list the files that were edited since; exits with 1 if any was",
        "戻ってきたバンドルの設計を出力し、生成後に編集されたファイルを挙げる（あれば終了コード 1）",
    ),
    ("Print the manual page: sekkei man | man -l -", "マニュアルを出力: sekkei man | man -l -"),
    (
        "Print the share link of a design; every --design takes such a link in place of a file",
        "設計の共有リンクを出力。--design にはファイルの代わりにこのリンクも渡せる",
    ),
    ("Print this message or the help of the given subcommand(s)", "このヘルプ、または指定したコマンドのヘルプを表示"),
    ("Print version", "版を表示"),
    (
        "Read AWS Price List files (CSV or JSON, one service each) and print the design with their prices",
        "AWS Price List のファイル（CSV か JSON、1 サービスずつ）を読み、その単価を入れた設計を出力",
    ),
    ("Say what is wrong with a design", "設計のどこが、なぜ誤りかを示す"),
    (
        "Shell script to write, or - for standard output: recreates the files where archives are stopped",
        "書き出すシェルスクリプト。- は標準出力。zip を通せない環境でファイルを復元する",
    ),
    (
        "Show what differs from this design file, or folder or zip of a bundle, instead of every line",
        "全行ではなく、この設計ファイル（またはバンドルのフォルダーか zip）との違いを示す",
    ),
    (
        "Sizes environments of a Japanese medical SaaS and writes complete Terraform for AWS",
        "医療 SaaS の AWS 環境を設計し、そのまま使える Terraform を書き出す",
    ),
    ("Starting point", "出発点"),
    ("Text for Mermaid 11 and 12", "Mermaid 11・12 のテキスト"),
    (
        "The day beside which prices are old, such as 2026-11-23; today if not given",
        "価格の古さを判定する日（例 2026-11-23）。省略すると今日",
    ),
    ("The shell", "シェル"),
    (
        "What a month costs, line by line, with the lines of the files that decide it",
        "月額を明細ごとに、それを決めるファイルの行とともに示す",
    ),
    ("What each environment can carry, and what runs out first", "各環境が捌ける量と、最初に足りなくなるもの"),
    ("What is drawn", "何を描くか"),
    ("What is not met, and counts", "満たしていないものと件数"),
    ("Which Terraform module refers to which", "Terraform モジュール間の参照"),
    ("Write the bundle of a design as a folder or a zip", "設計のバンドルをフォルダーや zip に書き出す"),
    ("XML for draw.io", "draw.io の XML"),
    ("Z shell", "Z shell"),
    ("Zip of a bundle, or folder of an unpacked one, edited or not", "バンドルの zip、またはそれを展開したフォルダー（編集後でもよい）"),
    ("Zip to write, or - for standard output", "書き出す zip。- は標準出力"),
    ("Zip, or folder into which it was unpacked", "zip、またはそれを展開したフォルダー"),
    ("Zones, subnets and ways out", "ゾーン・サブネット・外への経路"),
    (
        crate::EXIT_CODES,
        "終了コード: 0 完了、1 設計にエラーがある・満たさない管理策がある・restore が編集されたファイルを見つけた、2 使い方の誤り、3 ファイルを読み書きできない。\nファイルに `-` を指定すると標準入力または標準出力を使います。",
    ),
    (crate::today::WRITE_A_DAY, "暦にある日を 2026-11-23 のように書いてください"),
];

/// The Japanese of a sentence; presets bring their own.
pub(crate) fn japanese(english: &str) -> Option<&'static str> {
    let word = WORDS.iter().find(|(known, _)| *known == english).map(|(_, japanese)| *japanese);
    word.or_else(|| PRESETS.iter().find(|preset| preset.label.en == english).map(|preset| preset.label.ja))
}
