//! What is wrong with the arguments, in Japanese. In English clap says it itself.

use std::error::Error as _;

use clap::Error;
use clap::error::{ContextKind, ContextValue, ErrorKind};

use crate::help_words::japanese;

/// What, what to do, and how the command is used.
pub(crate) fn words(error: &Error) -> String {
    let mut text = what(error);
    for (kind, word) in [
        (ContextKind::ValidValue, "指定できる値"),
        (ContextKind::ValidSubcommand, "コマンド"),
        (ContextKind::SuggestedArg, "もしかして"),
        (ContextKind::SuggestedValue, "もしかして"),
        (ContextKind::SuggestedSubcommand, "もしかして"),
    ] {
        if let Some(value) = of(error, kind) {
            text.push_str(&format!("\n  {word}: {value}"));
        }
    }
    if let Some(ContextValue::StyledStr(usage)) = error.get(ContextKind::Usage) {
        let usage = usage.to_string();
        text.push_str(&format!("\n\n使い方: {}", usage.trim().trim_start_matches("Usage:").trim_start()));
    }
    text.push_str("\n\n詳しくは --help を付けて実行してください。\n");
    text
}

fn what(error: &Error) -> String {
    let arg = of(error, ContextKind::InvalidArg).unwrap_or_default();
    let value = of(error, ContextKind::InvalidValue).unwrap_or_default();
    match error.kind() {
        ErrorKind::InvalidValue if value.is_empty() => format!("エラー: {arg} には値が必要です。"),
        ErrorKind::InvalidValue => format!("エラー: {arg} に「{value}」は指定できません。"),
        ErrorKind::UnknownArgument => format!("エラー: 引数 {arg} はありません。"),
        ErrorKind::InvalidSubcommand => {
            format!("エラー: コマンド「{}」はありません。", of(error, ContextKind::InvalidSubcommand).unwrap_or_default())
        }
        ErrorKind::NoEquals => format!("エラー: {arg} と値の間に = が必要です。"),
        ErrorKind::ValueValidation => {
            let why = error.source().map(ToString::to_string).unwrap_or_default();
            let why = japanese(&why).map_or(why, str::to_owned);
            format!("エラー: {arg} の値「{value}」は使えません。{why}。")
        }
        ErrorKind::TooManyValues => format!("エラー: {arg} に値「{value}」は多すぎます。"),
        ErrorKind::TooFewValues | ErrorKind::WrongNumberOfValues => {
            let wanted = of(error, ContextKind::MinValues).or_else(|| of(error, ContextKind::ExpectedNumValues)).unwrap_or_default();
            format!("エラー: {arg} には値が {wanted} 個必要です。")
        }
        ErrorKind::ArgumentConflict => match of(error, ContextKind::PriorArg) {
            Some(prior) if prior != arg => format!("エラー: {arg} と {prior} は同時に指定できません。"),
            _ => format!("エラー: {arg} は 1 回だけ指定できます。"),
        },
        ErrorKind::MissingRequiredArgument => format!("エラー: 必要な引数がありません: {arg}"),
        ErrorKind::MissingSubcommand => "エラー: コマンドを指定してください。".to_owned(),
        ErrorKind::InvalidUtf8 => "エラー: 引数に UTF-8 でない文字があります。".to_owned(),
        // Help and version are no errors, and clap may grow new kinds: its own words are better than none.
        _ => format!("エラー: {}", error.render().to_string().trim_start_matches("error:").trim()),
    }
}

/// A piece of context as text; lists are joined.
fn of(error: &Error, kind: ContextKind) -> Option<String> {
    match error.get(kind)? {
        ContextValue::None => None,
        ContextValue::Strings(all) if all.is_empty() => None,
        ContextValue::Strings(all) => Some(all.join("、")),
        ContextValue::StyledStrs(all) => Some(all.iter().map(ToString::to_string).collect::<Vec<_>>().join("、")),
        value => Some(value.to_string()),
    }
}
