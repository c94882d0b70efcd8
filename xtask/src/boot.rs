//! Moves Trunk's inline start script into a file, so that `script-src 'self'` is enough, and puts
//! the registration of the service worker behind it.
//!
//! Runs in Trunk's hook: a plain `trunk build --release` gives the same files as
//! `cargo xtask build`, and the policy needs no hash that changes with every build.

use std::path::PathBuf;

use crate::{Result, repo};

const OPEN: &str = "<script type=\"module\"";
const CLOSE: &str = "</script>";

/// Runs once the page has started; one file, so that the first load has no request more.
const REGISTER: &str = include_str!("../../app/worker/register.js");

/// Only release builds are served with a policy.
pub fn hook() -> Result {
    if variable("TRUNK_PROFILE")? != "release" {
        return Ok(());
    }
    let folder = PathBuf::from(variable("TRUNK_STAGING_DIR")?);
    let page = folder.join("index.html");
    let html = repo::read(&page)?;
    let Some(moved) = externalize(&html, &variable("TRUNK_PUBLIC_URL")?) else {
        return Err(format!("{} has no inline module script. Trunk's output has changed: adapt xtask/src/boot.rs.", page.display()));
    };
    repo::write(&folder.join(&moved.file_name), &moved.script)?;
    repo::write(&page, &moved.html)
}

/// Inline scripts that the policy would stop; none may be left in a release.
pub fn has_inline_script(html: &str) -> bool {
    html.split("<script").skip(1).filter_map(|rest| rest.split('>').next()).any(|attributes| !attributes.contains("src="))
}

struct Moved {
    html: String,
    script: String,
    file_name: String,
}

fn externalize(html: &str, public_url: &str) -> Option<Moved> {
    let (before, rest) = html.split_once(OPEN)?;
    let (attributes, rest) = rest.split_once('>')?;
    let (script, after) = rest.split_once(CLOSE)?;
    if attributes.contains("src=") {
        return None;
    }
    let script = format!("{}\n\n{REGISTER}", script.trim());
    let file_name = format!("boot-{:016x}.js", fingerprint(&script));
    let html = format!("{before}{OPEN} src=\"{public_url}{file_name}\">{CLOSE}{after}");
    Some(Moved { html, script, file_name })
}

/// FNV-1a: names the file after its content, nothing more.
pub fn fingerprint(text: &str) -> u64 {
    text.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3))
}

pub fn variable(name: &str) -> Result<String> {
    std::env::var(name).map_err(|_| format!("{name} is not set. This command is for Trunk's hook in Trunk.toml only."))
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAGE: &str = "<head>\n<script type=\"module\">\nimport init from '/app.js';\n</script></head>";

    #[test]
    fn the_start_script_moves_to_a_file_named_after_its_content() -> Result {
        let moved = externalize(PAGE, "/").ok_or("nothing moved")?;
        assert_eq!(moved.script, format!("import init from '/app.js';\n\n{REGISTER}"));
        assert_eq!(moved.html, format!("<head>\n<script type=\"module\" src=\"/{}\"></script></head>", moved.file_name));
        assert!(has_inline_script(PAGE));
        assert!(!has_inline_script(&moved.html));
        Ok(())
    }

    #[test]
    fn a_page_without_inline_script_is_reported() {
        assert!(externalize("<script type=\"module\" src=\"/a.js\"></script>", "/").is_none());
    }

    #[test]
    fn the_fingerprint_is_fnv_1a() {
        assert_eq!(fingerprint(""), 0xcbf2_9ce4_8422_2325);
        assert_eq!(fingerprint("a"), 0xaf63_dc4c_8601_ec8c);
    }
}
