//! The steps of a document: its numbered headings with their blocks of shell, filled in for one
//! environment. It knows the form of a document, not what it says.

/// A step with commands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Step {
    pub(crate) title: String,
    /// Zero-based line of the heading.
    pub(crate) line: usize,
    /// Blocks of shell, filled in.
    pub(crate) blocks: Vec<String>,
    /// What somebody has to put in place by hand, such as `<profile>`.
    pub(crate) open: Vec<String>,
}

/// Steps of a document that have commands. `known` are placeholders with what stands for them.
pub(crate) fn steps(text: &str, known: &[(&str, &str)]) -> Vec<Step> {
    let mut out: Vec<Step> = Vec::new();
    let mut block: Option<String> = None;
    for (number, line) in text.lines().enumerate() {
        match (&mut block, line) {
            (Some(_), "```") => {
                if let (Some(block), Some(step)) = (block.take(), out.last_mut()) {
                    let filled = known.iter().fold(block, |text, (name, value)| text.replace(name, value));
                    for name in placeholders(&filled) {
                        if !step.open.contains(&name) {
                            step.open.push(name);
                        }
                    }
                    step.blocks.push(filled);
                }
            }
            (Some(block), line) => {
                block.push_str(line);
                block.push('\n');
            }
            (None, "```bash") => block = Some(String::new()),
            (None, line) => {
                if let Some(title) = line.strip_prefix("## ") {
                    out.push(Step { title: title.to_owned(), line: number, blocks: Vec::new(), open: Vec::new() });
                }
            }
        }
    }
    out.retain(|step| !step.blocks.is_empty());
    out
}

/// `<words>` in a text; a redirection such as `<file` has no end and is none.
fn placeholders(text: &str) -> Vec<String> {
    let mut out = Vec::new();
    let mut rest = text;
    while let Some(at) = rest.find('<') {
        rest = rest.get(at..).unwrap_or_default();
        let end = rest.find(['>', '\n', ' ']).unwrap_or(rest.len());
        if end > 1 && rest.get(end..).is_some_and(|after| after.starts_with('>')) {
            out.extend(rest.get(..=end).map(str::to_owned));
        }
        rest = rest.get(1..).unwrap_or_default();
    }
    out
}

#[cfg(test)]
mod tests {
    use super::{Step, steps};

    #[test]
    fn blocks_are_filled_in_and_the_rest_is_named() {
        let text = "# T\n\n## 1. Read\n\nno command\n\n## 2. Do\n\n```bash\ncd envs/<env>\nlogin <profile> <profile> < file\n```\n\n```text\nx <y>\n```\n";
        let step = Step {
            title: "2. Do".to_owned(),
            line: 6,
            blocks: vec!["cd envs/prod\nlogin <profile> <profile> < file\n".to_owned()],
            open: vec!["<profile>".to_owned()],
        };
        assert_eq!(steps(text, &[("<env>", "prod")]), [step]);
    }
}
