//! Finding by words: every word has to occur, and the better its place the higher the entry. Texts come
//! in compatibility form (NFKC); here letters become small and katakana hiragana, so that ﾊﾞｯｸ, バック
//! and ばっく are one word.

/// A text as it is compared.
pub(crate) fn fold(text: &str) -> String {
    text.chars().flat_map(char::to_lowercase).map(hiragana).collect()
}

/// Katakana and hiragana lie side by side, 0x60 apart.
fn hiragana(c: char) -> char {
    match c {
        'ァ'..='ヶ' => char::from_u32(u32::from(c) - 0x60).unwrap_or(c),
        _ => c,
    }
}

/// How well folded `words` fit an entry with a folded title and whatever else it is found by; `None`
/// when a word does not occur at all.
pub(crate) fn score(words: &[&str], title: &str, others: &str) -> Option<u32> {
    words.iter().map(|word| place(word, title, others)).sum()
}

fn place(word: &str, title: &str, others: &str) -> Option<u32> {
    if title == word {
        return Some(100);
    }
    if title.starts_with(word) {
        return Some(60);
    }
    match title.find(word) {
        Some(at) if title.get(..at).is_some_and(|before| before.ends_with(|c: char| !c.is_alphanumeric())) => return Some(45),
        Some(_) => return Some(30),
        None => {}
    }
    if others.split(|c: char| !(c.is_alphanumeric() || c == '_')).any(|part| part == word) {
        return Some(20);
    }
    others.contains(word).then_some(10)
}

#[cfg(test)]
mod tests {
    use super::{fold, score};

    #[test]
    fn kana_and_case_do_not_matter() {
        assert_eq!(fold("バックアップ RDS"), "ばっくあっぷ rds");
        assert_eq!(fold("ヴァ・ー"), "ゔぁ・ー");
    }

    #[test]
    fn better_places_score_higher_and_every_word_has_to_occur() {
        let others = "rds.backup_retention_days database 保持";
        let rank = |words: &[&str]| score(words, "backup retention", others);
        assert!(rank(&["backup retention"]) > rank(&["backup"]));
        assert!(rank(&["backup"]) > rank(&["retention"]));
        assert!(rank(&["retention"]) > rank(&["etentio"]));
        assert!(rank(&["database"]) > rank(&["databa"]));
        assert_eq!(rank(&["backup", "nowhere"]), None);
        assert_eq!(rank(&["保持", "backup"]), Some(80));
    }
}
