//! Colours for the four languages of the bundle. It cuts each line into pieces and never loses or
//! adds a character; where it guesses wrong, only a colour is wrong.

/// What a piece is, by the name of its class in the style sheet; empty for plain text.
pub(crate) type Class = &'static str;

const KEYWORD: Class = "hk";
const TEXT: Class = "hs";
const NUMBER: Class = "hn";
const COMMENT: Class = "hc";
const NAME: Class = "ha";
const HEADING: Class = "hh";
const PLAIN: Class = "";

/// One line in pieces.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default)]
pub(crate) struct Line {
    pub(crate) pieces: Vec<(Class, String)>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Language {
    Hcl,
    Yaml,
    Json,
    Markdown,
    Plain,
}

/// Cuts a file into coloured lines. The language follows from the file's name.
pub(crate) fn lines(path: &str, text: &str) -> Vec<Line> {
    let language = match path.rsplit('.').next().unwrap_or_default() {
        "tf" | "tfvars" | "hcl" => Language::Hcl,
        "yml" | "yaml" => Language::Yaml,
        "json" => Language::Json,
        "md" => Language::Markdown,
        _ => Language::Plain,
    };
    let mut state = State::default();
    text.lines().map(|line| state.line(language, line)).collect()
}

/// What goes on from one line to the next.
#[derive(Default)]
struct State {
    /// The word that ends a heredoc.
    heredoc: Option<String>,
    /// Inside `/* */`.
    block_comment: bool,
    /// Inside a Markdown fence, and in which language.
    fence: Option<Language>,
}

impl State {
    fn line(&mut self, language: Language, line: &str) -> Line {
        match language {
            Language::Markdown => self.markdown(line),
            Language::Plain => {
                if line.trim_start().starts_with('#') {
                    whole(COMMENT, line)
                } else {
                    whole(PLAIN, line)
                }
            }
            Language::Hcl => self.hcl(line),
            Language::Yaml => code(line, &Rules::YAML),
            Language::Json => code(line, &Rules::JSON),
        }
    }

    fn hcl(&mut self, line: &str) -> Line {
        if let Some(end) = &self.heredoc {
            if line.trim() == end {
                self.heredoc = None;
                return whole(KEYWORD, line);
            }
            return whole(TEXT, line);
        }
        if self.block_comment {
            self.block_comment = !line.contains("*/");
            return whole(COMMENT, line);
        }
        if line.trim_start().starts_with("/*") {
            self.block_comment = !line.contains("*/");
            return whole(COMMENT, line);
        }
        if let Some((_, word)) = line.split_once("<<") {
            let word: String = word.trim_start_matches('-').chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect();
            if !word.is_empty() && line.trim_end().ends_with(&word) {
                self.heredoc = Some(word);
            }
        }
        code(line, &Rules::HCL)
    }

    fn markdown(&mut self, line: &str) -> Line {
        if let Some(rest) = line.trim_start().strip_prefix("```") {
            self.fence = match self.fence {
                Some(_) => None,
                None => Some(match rest.trim() {
                    "hcl" | "terraform" | "tf" => Language::Hcl,
                    "yaml" | "yml" => Language::Yaml,
                    "json" => Language::Json,
                    _ => Language::Plain,
                }),
            };
            self.heredoc = None;
            return whole(COMMENT, line);
        }
        match self.fence {
            Some(Language::Markdown) | None => prose(line),
            Some(inner) => self.line(inner, line),
        }
    }
}

fn whole(class: Class, line: &str) -> Line {
    Line { pieces: if line.is_empty() { Vec::new() } else { vec![(class, line.to_owned())] } }
}

/// Headings, list marks, `code` and **bold** of Markdown.
fn prose(line: &str) -> Line {
    if line.starts_with('#') {
        return whole(HEADING, line);
    }
    let mut out = Line::default();
    let mut rest = line;
    let indent = rest.len() - rest.trim_start().len();
    let mark = rest.get(indent..).filter(|text| text.starts_with("- ") || text.starts_with("* ") || text.starts_with("> "));
    if mark.is_some() {
        out.take(PLAIN, &mut rest, indent);
        out.take(KEYWORD, &mut rest, 1);
    }
    while let Some(at) = rest.find('`') {
        let Some(length) = rest.get(at + 1..).and_then(|after| after.find('`')) else { break };
        out.take(PLAIN, &mut rest, at);
        out.take(TEXT, &mut rest, length + 2);
    }
    let length = rest.len();
    out.take(PLAIN, &mut rest, length);
    out
}

/// How a language that is made of words looks.
struct Rules {
    comments: &'static [&'static str],
    keywords: &'static [&'static str],
    /// Sign behind a name that is being set.
    sets: &'static [char],
    single_quotes: bool,
}

impl Rules {
    const HCL: Self = Self {
        comments: &["#", "//"],
        keywords: &[
            "resource",
            "data",
            "module",
            "variable",
            "output",
            "provider",
            "terraform",
            "locals",
            "moved",
            "import",
            "check",
            "dynamic",
            "for",
            "in",
            "if",
            "else",
            "true",
            "false",
            "null",
        ],
        sets: &['='],
        single_quotes: false,
    };
    const YAML: Self = Self { comments: &["#"], keywords: &["true", "false", "null"], sets: &[':'], single_quotes: true };
    const JSON: Self = Self { comments: &[], keywords: &["true", "false", "null"], sets: &[':'], single_quotes: false };
}

fn code(line: &str, rules: &Rules) -> Line {
    let mut out = Line::default();
    let mut rest = line;
    let mut first = true;
    while let Some(c) = rest.chars().next() {
        // A comment sign inside a YAML word, as in `a#b`, is no comment.
        let open = out.pieces.last().is_none_or(|(_, text)| text.ends_with(|c: char| c.is_whitespace() || "{[(,".contains(c)));
        if open && rules.comments.iter().any(|sign| rest.starts_with(sign)) {
            let length = rest.len();
            out.take(COMMENT, &mut rest, length);
        } else if c == '"' || (c == '\'' && rules.single_quotes && open) {
            let length = quoted(rest, c);
            let key = rest.get(length..).is_some_and(|after| after.trim_start().starts_with(':')) && rules.sets == [':'];
            out.take(if key { NAME } else { TEXT }, &mut rest, length);
            first = false;
        } else if c.is_ascii_digit() {
            let length = rest.find(|c: char| !(c.is_ascii_alphanumeric() || c == '.' || c == '_')).unwrap_or(rest.len());
            out.take(NUMBER, &mut rest, length);
            first = false;
        } else if c.is_alphabetic() || c == '_' || c == '$' {
            let length = rest.find(|c: char| !(c.is_alphanumeric() || "_-$".contains(c))).unwrap_or(rest.len());
            let word = rest.get(..length).unwrap_or_default();
            let after = rest.get(length..).unwrap_or_default().trim_start();
            let sets = after.starts_with(rules.sets) && !after.starts_with("==") && !after.starts_with("=>");
            let class = if sets {
                NAME
            } else if rules.keywords.contains(&word) {
                KEYWORD
            } else if first && after.starts_with('{') {
                NAME
            } else {
                PLAIN
            };
            out.take(class, &mut rest, length);
            first = false;
        } else {
            out.take(PLAIN, &mut rest, c.len_utf8());
        }
    }
    out
}

/// Length of a quoted text with its quotes; to the end of the line when it does not end. An
/// interpolation `${ }` may hold quotes of its own.
fn quoted(rest: &str, quote: char) -> usize {
    let (mut depth, mut escaped, mut before) = (0u32, false, quote);
    for (at, c) in rest.char_indices().skip(1) {
        if escaped {
            escaped = false;
        } else if c == '\\' {
            escaped = true;
        } else if c == '{' && (before == '$' || depth > 0) {
            depth += 1;
        } else if c == '}' && depth > 0 {
            depth -= 1;
        } else if c == quote && depth == 0 {
            return at + c.len_utf8();
        }
        before = c;
    }
    rest.len()
}

impl Line {
    /// Moves the first bytes of `rest` to the line; neighbours of one class become one piece.
    fn take(&mut self, class: Class, rest: &mut &str, bytes: usize) {
        let Some((piece, after)) = rest.split_at_checked(bytes) else { return };
        *rest = after;
        match self.pieces.last_mut() {
            _ if piece.is_empty() => {}
            Some((last, text)) if *last == class => text.push_str(piece),
            _ => self.pieces.push((class, piece.to_owned())),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_character_is_lost_or_added() {
        let text = "# 日本語\nresource \"aws_x\" \"y\" {\n  a = \"${b[\"c\"]}\" # z\n  d = <<-EOT\n    x = 1\n  EOT\n  e == 1 ? 2 : 3\n}\n\t\"open\n";
        for path in ["a.tf", "a.yml", "a.json", "a.md", "a"] {
            let back: Vec<String> =
                lines(path, text).into_iter().map(|line| line.pieces.into_iter().map(|(_, text)| text).collect()).collect();
            assert_eq!(back, text.lines().collect::<Vec<_>>(), "{path}");
        }
    }

    #[test]
    fn pieces_have_the_class_of_their_meaning() {
        let first = |path: &str, text: &str| {
            lines(path, text).into_iter().flat_map(|line| line.pieces).filter(|(class, _)| !class.is_empty()).collect::<Vec<_>>()
        };
        let owned = |list: &[(Class, &str)]| list.iter().map(|(class, text)| (*class, (*text).to_owned())).collect::<Vec<_>>();
        assert_eq!(first("a.tf", "task_cpu = 1024 # c"), owned(&[(NAME, "task_cpu"), (NUMBER, "1024"), (COMMENT, "# c")]));
        assert_eq!(first("a.tf", "multi_az = true"), owned(&[(NAME, "multi_az"), (KEYWORD, "true")]));
        assert_eq!(first("a.tf", "x = \"${f(\"a\")}b\""), owned(&[(NAME, "x"), (TEXT, "\"${f(\"a\")}b\"")]));
        assert_eq!(first("a.json", "{\"a\": \"b\"}"), owned(&[(NAME, "\"a\""), (TEXT, "\"b\"")]));
        assert_eq!(first("a.yml", "on: push"), owned(&[(NAME, "on")]));
    }
}
