//! Makes what wasm-bindgen wrote smaller without changing what it does: imports get short names in place of
//! long ones that end in a hash, in script and module alike, and the script loses comments and indentation.
//! 7 KB of the first load after brotli, since hashes do not compress.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

/// Letters and digits of the hash at the end of a name.
const HASH: usize = 16;
/// What wasm-bindgen's names begin with.
const PREFIX: &str = "__wb";
const IMPORTS: u8 = 2;

/// Rewrites a script and its module in place.
pub fn shorten(script: &Path, module: &Path) -> Result<(), String> {
    let text = fs::read_to_string(script).map_err(|error| format!("{} cannot be read: {error}", script.display()))?;
    let bytes = fs::read(module).map_err(|error| format!("{} cannot be read: {error}", module.display()))?;
    let names = names(&text);
    let short = renamed(&bytes, &names).ok_or_else(|| format!("{} is no module: adapt xtask/wasm-tools/src/lean.rs", module.display()))?;
    fs::write(module, short).map_err(|error| format!("{} cannot be written: {error}", module.display()))?;
    fs::write(script, bare(&words(&text, &names))).map_err(|error| format!("{} cannot be written: {error}", script.display()))
}

fn is_word(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'_' || byte == b'$'
}

fn is_hashed(word: &str) -> bool {
    let Some((start, hash)) = word.rsplit_once('_') else { return false };
    start.starts_with(PREFIX) && hash.len() == HASH && hash.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'))
}

/// Words of a text and what stands between them, in order.
fn pieces(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = text;
    std::iter::from_fn(move || {
        let first = is_word(*rest.as_bytes().first()?);
        let end = rest.bytes().position(|byte| is_word(byte) != first).unwrap_or(rest.len());
        let (piece, after) = rest.split_at(end);
        rest = after;
        Some(piece)
    })
}

/// A short name for each hashed one, numbered as they come.
fn names(script: &str) -> BTreeMap<&str, String> {
    let mut names = BTreeMap::new();
    for word in pieces(script).filter(|piece| is_hashed(piece)) {
        let next = format!("w{}", names.len());
        names.entry(word).or_insert(next);
    }
    names
}

fn words(script: &str, names: &BTreeMap<&str, String>) -> String {
    pieces(script).map(|piece| names.get(piece).map_or(piece, String::as_str)).collect()
}

/// Without comments that fill lines, indentation and empty lines. A text that goes over several lines is left as it is.
fn bare(script: &str) -> String {
    if script.lines().any(|line| line.matches('`').count() % 2 == 1) {
        return script.to_owned();
    }
    let is_comment =
        |line: &str| line.starts_with("//") || line.starts_with("/**") || line.starts_with("* ") || line == "*" || line == "*/";
    let kept = script.lines().map(str::trim).filter(|line| !line.is_empty() && !is_comment(line));
    kept.flat_map(|line| [line, "\n"]).collect()
}

/// The module with other names of its imports; `None` where it cannot be read.
fn renamed(module: &[u8], names: &BTreeMap<&str, String>) -> Option<Vec<u8>> {
    let (head, mut rest) = module.split_at_checked(8)?;
    let mut out = head.to_vec();
    while let Some((kind, after)) = rest.split_first() {
        let (length, after) = number(after)?;
        let (body, after) = after.split_at_checked(length)?;
        rest = after;
        out.push(*kind);
        let body = if *kind == IMPORTS { imports(body, names)? } else { body.to_vec() };
        put(&mut out, body.len());
        out.extend(body);
    }
    Some(out)
}

fn imports(body: &[u8], names: &BTreeMap<&str, String>) -> Option<Vec<u8>> {
    let (count, mut rest) = number(body)?;
    let mut out = Vec::new();
    put(&mut out, count);
    for _ in 0..count {
        let (from, after) = text(rest)?;
        let (name, after) = text(after)?;
        let length = description(after)?;
        let (what, after) = after.split_at_checked(length)?;
        rest = after;
        for part in [from, names.get(name).map_or(name, String::as_str)] {
            put(&mut out, part.len());
            out.extend(part.bytes());
        }
        out.extend(what);
    }
    rest.is_empty().then_some(out)
}

/// Bytes of what is imported: a function, a table, a memory, a global or a tag.
fn description(bytes: &[u8]) -> Option<usize> {
    let limits = |at: usize| {
        let flags = *bytes.get(at)?;
        let (_, least) = counted(bytes.get(at + 1..)?)?;
        let most = if flags & 1 == 1 { counted(bytes.get(at + 1 + least..)?)?.1 } else { 0 };
        Some(at + 1 + least + most)
    };
    match bytes.first()? {
        0 => Some(1 + counted(bytes.get(1..)?)?.1),
        1 => limits(2),
        2 => limits(1),
        3 => Some(3),
        4 => Some(2 + counted(bytes.get(2..)?)?.1),
        _ => None,
    }
}

fn text(bytes: &[u8]) -> Option<(&str, &[u8])> {
    let (length, rest) = number(bytes)?;
    let (text, rest) = rest.split_at_checked(length)?;
    Some((std::str::from_utf8(text).ok()?, rest))
}

/// A number as WebAssembly writes it, and what follows.
fn number(bytes: &[u8]) -> Option<(usize, &[u8])> {
    let (value, length) = counted(bytes)?;
    Some((value, bytes.get(length..)?))
}

fn counted(bytes: &[u8]) -> Option<(usize, usize)> {
    let mut value = 0usize;
    for (at, byte) in bytes.iter().take(5).enumerate() {
        value |= usize::from(byte & 0x7f) << (7 * at);
        if byte & 0x80 == 0 {
            return Some((value, at + 1));
        }
    }
    None
}

fn put(out: &mut Vec<u8>, mut value: usize) {
    loop {
        let low = (value & 0x7f) as u8;
        value >>= 7;
        if value == 0 {
            out.push(low);
            return;
        }
        out.push(low | 0x80);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SCRIPT: &str = "/**\n * @returns {number}\n */\nconst imports = {\n    __wbg_now_0123456789abcdef: () => {\n        // why\n        return f`__wbg_then_fedcba9876543210`;\n    },\n\n    __wbg_then_fedcba9876543210: () => __wbindgen_free,\n};\n";

    #[test]
    fn only_names_that_end_in_a_hash_become_short() {
        let names = names(SCRIPT);
        assert_eq!(
            names.iter().map(|(long, short)| (*long, &**short)).collect::<Vec<_>>(),
            [("__wbg_now_0123456789abcdef", "w0"), ("__wbg_then_fedcba9876543210", "w1")]
        );
        let short = "const imports = {\nw0: () => {\nreturn f`w1`;\n},\nw1: () => __wbindgen_free,\n};\n";
        assert_eq!(bare(&words(SCRIPT, &names)), short);
    }

    #[test]
    fn a_text_over_several_lines_is_left_alone() {
        let script = "const a = `\n  b`;\n";
        assert_eq!(bare(script), script);
    }

    /// A module that imports a function, a table, a memory and a global of these names.
    fn module(names: [&str; 4]) -> Vec<u8> {
        let kinds: [&[u8]; 4] = [&[0, 0x81, 0x01], &[1, 0x70, 1, 0, 0x80, 0x01], &[2, 0, 17], &[3, 0x7f, 0]];
        let mut body = vec![4];
        for (name, kind) in names.iter().zip(kinds) {
            for part in ["./app.js", name] {
                put(&mut body, part.len());
                body.extend(part.bytes());
            }
            body.extend(kind);
        }
        let mut all = b"\0asm\x01\0\0\0".to_vec();
        all.extend([1, 1, 0, IMPORTS]);
        put(&mut all, body.len());
        all.extend(body);
        all.extend([11, 1, 0]);
        all
    }

    #[test]
    fn imports_are_renamed_and_nothing_else() {
        let long = module(["__wbg_now_0123456789abcdef", "table", "__wbg_then_fedcba9876543210", "global"]);
        assert_eq!(renamed(&long, &names(SCRIPT)), Some(module(["w0", "table", "w1", "global"])));
        assert_eq!(renamed(&long, &BTreeMap::new()), Some(long.clone()));
        for end in 9..long.len() {
            // Cut short inside of a section.
            if let Some(cut) = renamed(&long[..end], &BTreeMap::new()) {
                assert_eq!(cut, long[..end]);
            }
        }
    }
}
