//! Moves what only late parts of the page need into modules of their own, before JavaScript is made.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use wasm_split_cli_support::{Options, transform};

/// The folder inside `--out-dir` for the late modules; what lies there belongs beside the page.
const FOLDER: &str = "late";
/// What the main module calls the script that loads late ones.
const LOADER: &str = "./late.js";

/// A module without what only late parts need, and the script that fetches them.
pub struct Split {
    /// What wasm-bindgen is to read.
    pub main: PathBuf,
    loader: String,
}

/// Splits `input` at its `wasm_split` functions. Late modules are named after their content.
pub fn split(input: &Path, out_dir: &Path, out_name: &str) -> Result<Split, String> {
    let folder = out_dir.join(FOLDER);
    // Modules of an earlier build must not be taken for this one's.
    if folder.exists() {
        fs::remove_dir_all(&folder).map_err(|error| format!("{} cannot be emptied: {error}", folder.display()))?;
    }
    let module = fs::read(input).map_err(|error| unreadable(input, &error))?;
    let main = out_dir.join("main.wasm");
    let main_module = format!("./{out_name}.js");
    let mut options = Options::new(&module);
    options.output_dir = &folder;
    options.main_out_path = &main;
    options.main_module = &main_module;
    options.link_name = LOADER;
    let late = transform(options).map_err(|error| format!("{} cannot be split: {error:?}", input.display()))?;

    let script = folder.join(LOADER);
    let mut loader = fs::read_to_string(&script).map_err(|error| unreadable(&script, &error))?;
    fs::remove_file(&script).map_err(|error| unreadable(&script, &error))?;
    let mut names = BTreeMap::new();
    for path in late.split_modules {
        // A chunk that turned out empty is named but not written.
        let Ok(content) = fs::read(&path) else { continue };
        let old = file_name(&path)?;
        let stem = old.trim_end_matches(".wasm");
        let new = format!("{out_name}-{}-{:016x}.wasm", stem.trim_start_matches("split_").replace('_', "-"), fingerprint(&content));
        fs::rename(&path, folder.join(&new)).map_err(|error| unreadable(&path, &error))?;
        names.insert(old, new);
    }
    for (old, new) in names {
        loader = loader.replace(&format!("\"./{old}\""), &format!("\"./{new}\""));
    }
    Ok(Split { main, loader })
}

impl Split {
    /// Puts the loader into the script that wasm-bindgen wrote: one request less before the first
    /// paint, and no import of a name that Trunk changes.
    pub fn join(self, script: &Path) -> Result<(), String> {
        let text = fs::read_to_string(script).map_err(|error| unreadable(script, &error))?;
        let joined =
            join(&text, &self.loader).ok_or("wasm-bindgen's or wasm-split's script has changed: adapt xtask/wasm-tools/src/split.rs")?;
        fs::write(script, joined).map_err(|error| format!("{} cannot be written: {error}", script.display()))
    }
}

fn join(script: &str, loader: &str) -> Option<String> {
    let (import, loader) = loader.split_once('\n')?;
    if !import.starts_with("import { initSync } from ") || loader.contains("\nimport ") {
        return None;
    }
    let from = format!(" from \"{LOADER}\"");
    let exports: Vec<&str> = loader
        .lines()
        .filter_map(|line| line.strip_prefix("export const "))
        .filter_map(|line| line.split_once(" = "))
        .map(|(name, _)| name)
        .collect();
    let mut joined = String::new();
    let mut names = Vec::new();
    for line in script.lines() {
        match line
            .strip_prefix("import * as ")
            .and_then(|rest| rest.split_once(' '))
            .filter(|(_, rest)| line.contains(&from) && !rest.is_empty())
        {
            Some((name, _)) => names.push(name),
            None => {
                joined.push_str(line);
                joined.push('\n');
            }
        }
    }
    if exports.is_empty() != names.is_empty() {
        return None;
    }
    joined.push_str(&loader.replace("\nexport const ", "\nconst "));
    for name in names {
        joined.push_str(&format!("const {name} = {{ {} }};\n", exports.join(", ")));
    }
    Some(joined)
}

fn file_name(path: &Path) -> Result<String, String> {
    path.file_name().map(|name| name.to_string_lossy().into_owned()).ok_or_else(|| format!("{} has no name", path.display()))
}

fn unreadable(path: &Path, error: &std::io::Error) -> String {
    format!("{} cannot be read: {error}", path.display())
}

/// FNV-1a: names a file after its content, nothing more.
fn fingerprint(bytes: &[u8]) -> u64 {
    bytes.iter().fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(*byte)).wrapping_mul(0x0000_0100_0000_01b3))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_loader_becomes_part_of_the_script() {
        let script = "import * as import1 from \"./late.js\"\nimport * as import2 from \"./late.js\"\nfunction a() {}\n";
        let loader = "import { initSync } from \"./app.js\";\n\nexport const load_a = 1;\nexport const load_b = 2;\n";
        let joined = "function a() {}\n\nconst load_a = 1;\nconst load_b = 2;\n\
            const import1 = { load_a, load_b };\nconst import2 = { load_a, load_b };\n";
        assert_eq!(join(script, loader).as_deref(), Some(joined));
    }

    #[test]
    fn a_loader_that_nobody_imports_is_reported() {
        assert_eq!(join("", "import { initSync } from \"./app.js\";\n\nexport const load_a = 1;\n"), None);
    }
}
