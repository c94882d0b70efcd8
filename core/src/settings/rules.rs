//! Rules for typed text, each with the words a user reads. They are written out by hand because the
//! set is small and a regular expression engine costs the page more than all of them.

use crate::param::TextRule;
use crate::text::t;

fn lower(c: char) -> bool {
    c.is_ascii_lowercase()
}

fn lower_digit(c: char) -> bool {
    c.is_ascii_lowercase() || c.is_ascii_digit()
}

/// Letters and digits joined by single hyphens, first a letter.
fn kebab(text: &str) -> bool {
    text.starts_with(lower) && !text.ends_with('-') && !text.contains("--") && text.chars().all(|c| lower_digit(c) || c == '-')
}

pub(super) const PROJECT_NAME: TextRule = TextRule {
    words: t(
        "2〜15 文字の英小文字・数字・単独のハイフン。先頭は英字。aws・ssm・internal・xn で始まらないもの",
        "2 to 15 lowercase letters, digits and single hyphens, first a letter; not beginning with aws, ssm, internal or xn",
    ),
    max_chars: 15,
    accepts: |text| text.len() >= 2 && kebab(text) && !["aws", "ssm", "internal", "xn"].iter().any(|prefix| text.starts_with(prefix)),
};

pub(super) const ENVIRONMENT_NAME: TextRule = TextRule {
    words: t("2〜6 文字の英小文字と数字。先頭は英字", "2 to 6 lowercase letters and digits, first a letter"),
    max_chars: 6,
    accepts: |text| text.len() >= 2 && text.starts_with(lower) && text.chars().all(lower_digit),
};

pub(super) const TITLE: TextRule = TextRule { words: t("200 文字まで", "up to 200 characters"), max_chars: 200, accepts: |_| true };

/// GitHub names have no double hyphens; our placeholder has one so that nobody can own it.
pub(super) const GITHUB_OWNER: TextRule = TextRule {
    words: t(
        "GitHub の組織名またはユーザー名（英数字とハイフン、39 文字まで）",
        "a GitHub organization or user name (letters, digits and hyphens, up to 39)",
    ),
    max_chars: 39,
    accepts: |text| {
        !text.is_empty() && !text.starts_with('-') && !text.ends_with('-') && text.chars().all(|c| c.is_ascii_alphanumeric() || c == '-')
    },
};

pub(super) const GITHUB_REPOSITORY: TextRule = TextRule {
    words: t("GitHub のリポジトリ名（英数字と . _ -、100 文字まで）", "a GitHub repository name (letters, digits and . _ -, up to 100)"),
    max_chars: 100,
    accepts: |text| !text.is_empty() && text != "." && text != ".." && text.chars().all(|c| c.is_ascii_alphanumeric() || ".-_".contains(c)),
};

/// The OIDC subject joins parts with `:`, and `*` or `?` would widen it.
pub(super) const GITHUB_ENVIRONMENT: TextRule = TextRule {
    words: t("GitHub の環境名（英数字と . _ -、60 文字まで）", "a GitHub environment name (letters, digits and . _ -, up to 60)"),
    max_chars: 60,
    accepts: |text| !text.is_empty() && text.chars().all(|c| c.is_ascii_alphanumeric() || ".-_".contains(c)),
};

pub(super) const BRANCH: TextRule = TextRule {
    words: t("Git のブランチ名（英数字と . _ - /、100 文字まで）", "a Git branch name (letters, digits and . _ - /, up to 100)"),
    max_chars: 100,
    accepts: |text| {
        !text.is_empty()
            && text.chars().all(|c| c.is_ascii_alphanumeric() || "._-/".contains(c))
            && !text.contains("..")
            && !text.contains("//")
            && !["/", ".", "-"].iter().any(|edge| text.starts_with(edge))
            && ![".lock", "/", "."].iter().any(|edge| text.ends_with(edge))
    },
};

fn label(text: &str) -> bool {
    !text.is_empty()
        && text.len() <= 63
        && !text.starts_with('-')
        && !text.ends_with('-')
        && text.chars().all(|c| lower_digit(c) || c == '-')
}

pub(super) const DOMAIN: TextRule = TextRule {
    words: t("example.jp のようなドメイン名（小文字）", "a domain name such as example.jp, in lower case"),
    max_chars: 200,
    accepts: |text| {
        text.contains('.')
            && text.split('.').all(label)
            && text.rsplit('.').next().is_some_and(|top| top.len() >= 2 && top.starts_with(lower))
    },
};

pub(super) const ZONE: TextRule = TextRule {
    words: t(
        "空（プロジェクトのルートドメインを使う）または dev.example.jp のようなドメイン名",
        "empty (the project's root domain) or a domain name such as dev.example.jp",
    ),
    max_chars: 200,
    accepts: |text| text.is_empty() || (DOMAIN.accepts)(text),
};

pub(super) const HOST: TextRule = TextRule {
    words: t("1 つのホスト名（英小文字・数字・ハイフン、30 文字まで）", "one host name (lowercase letters, digits and hyphens, up to 30)"),
    max_chars: 30,
    accepts: label,
};

pub(super) const ACCOUNT_ID: TextRule = TextRule {
    words: t("空または 12 桁の数字", "empty or 12 digits"),
    max_chars: 12,
    accepts: |text| text.is_empty() || (text.len() == 12 && text.chars().all(|c| c.is_ascii_digit())),
};

/// GitHub numbers accounts and repositories with whole numbers; 64 bits have at most 19 digits.
pub(super) const GITHUB_ID: TextRule = TextRule {
    words: t("空または 1〜19 桁の数字", "empty or 1 to 19 digits"),
    max_chars: 19,
    accepts: |text| text.chars().all(|c| c.is_ascii_digit()) && !text.starts_with('0'),
};

/// AWS S3 user guide, bucket naming rules; dots are left out because they break TLS wildcards.
pub(super) const BUCKET: TextRule = TextRule {
    words: t(
        "空（プロジェクト名から決める）または 3〜63 文字の S3 バケット名（英小文字・数字・ハイフン）",
        "empty (derived from the project name) or an S3 bucket name of 3 to 63 lowercase letters, digits and hyphens",
    ),
    max_chars: 63,
    accepts: |text| {
        text.is_empty()
            || (text.len() >= 3
                && label(text)
                && !["xn--", "sthree-", "amzn-s3-demo-"].iter().any(|prefix| text.starts_with(prefix))
                && !["-s3alias", "--ol-s3", "--x-s3", "--table-s3", "-an"].iter().any(|suffix| text.ends_with(suffix)))
    },
};

pub(super) const TABLE: TextRule = TextRule {
    words: t(
        "空（プロジェクト名から決める）または 3〜255 文字の DynamoDB テーブル名（英数字と . _ -）",
        "empty (derived from the project name) or a DynamoDB table name of 3 to 255 letters, digits and . _ -",
    ),
    max_chars: 255,
    accepts: |text| text.is_empty() || (text.len() >= 3 && text.chars().all(|c| c.is_ascii_alphanumeric() || "._-".contains(c))),
};

/// AWS tagging rules: letters of any script, digits, spaces and `_.:/=+-@`; `aws:` is reserved.
fn tag_chars(text: &str) -> bool {
    text.chars().all(|c| c.is_alphanumeric() || c == ' ' || "_.:/=+-@".contains(c))
}

/// Scripts whose letters are one column each, so that the emitted file stays aligned.
fn plain_script(c: char) -> bool {
    c.is_ascii() || matches!(c, '\u{3041}'..='\u{3096}' | '\u{30A1}'..='\u{30FC}' | '\u{3005}' | '\u{4E00}'..='\u{9FFF}')
}

pub(super) const TAG_KEY: TextRule = TextRule {
    words: t(
        "128 文字までの英数字・かな・漢字・空白・_.:/=+-@（aws: と、自動で付くタグは不可）",
        "up to 128 Latin or Japanese letters, digits, spaces and _.:/=+-@, not beginning with aws: and not a tag that is set for you",
    ),
    max_chars: 128,
    accepts: |text| {
        !text.trim().is_empty()
            && tag_chars(text)
            && text.chars().all(plain_script)
            && !text.to_ascii_lowercase().starts_with("aws:")
            && !["Environment", "ManagedBy", "Name", "Phi", "Project"].iter().any(|ours| text.eq_ignore_ascii_case(ours))
    },
};

pub(super) const TAG_VALUE: TextRule = TextRule {
    words: t("256 文字までの文字・数字・空白・_.:/=+-@", "up to 256 letters, digits, spaces and _.:/=+-@"),
    max_chars: 256,
    accepts: tag_chars,
};

pub(super) const EMAIL: TextRule = TextRule {
    words: t("メールアドレス", "an e-mail address"),
    max_chars: 254,
    accepts: |text| {
        let Some((local, domain)) = text.rsplit_once('@') else { return false };
        !local.is_empty()
            && local.len() <= 64
            && local.chars().all(|c| c.is_ascii_alphanumeric() || "._%+-".contains(c))
            && (DOMAIN.accepts)(&domain.to_ascii_lowercase())
    },
};
