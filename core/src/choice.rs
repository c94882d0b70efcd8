//! Words for what a parameter may be chosen to be, where the value itself is no word that a person reads.
//! Names of AWS and numbers of versions stay as they are.

use crate::text::{Text, t};

/// The word for a value of a choice; `None` where the value says it itself.
#[must_use]
pub fn choice_word(value: &str) -> Option<Text> {
    Some(match value {
        "ap-northeast-1" => t("東京（ap-northeast-1）", "Tokyo (ap-northeast-1)"),
        "both" => t("両方（移行用）", "both (for migration)"),
        "codedeploy" => t("CodeDeploy", "CodeDeploy"),
        "compliance" => t("コンプライアンス", "compliance"),
        "create" => t("新しく作る", "create"),
        "current" => t("現行の版", "current"),
        "dynamodb" => t("DynamoDB", "DynamoDB"),
        "en" => t("英語", "English"),
        "existing" => t("既にあるものを使う", "use an existing one"),
        "former" => t("一つ前の版", "former"),
        "governance" => t("ガバナンス", "governance"),
        "ja" => t("日本語", "Japanese"),
        "mtls" => t("証明書（mTLS）", "certificate (mTLS)"),
        "none" => t("未決定", "undecided"),
        "off" => t("オフ", "off"),
        "redis" => t("Redis", "Redis"),
        "s3" => t("S3", "S3"),
        "valkey" => t("Valkey", "Valkey"),
        "vpn" => t("内部向け（VPN）", "internal (VPN)"),
        _ => return None,
    })
}
