//! A small server for `dist/`: right types, and the headers of production.

use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::time::Duration;

use crate::files;

/// What the published site sends with every answer, one `Name: value` on a line; the browser
/// tests read the same file.
const HEADERS: &str = include_str!("../../hosting/headers.txt");

/// A request line and its headers are short; more than this is no browser's.
const LONGEST_REQUEST: u64 = 16 * 1024;
const PATIENCE: Duration = Duration::from_secs(10);

/// Answers for ever.
pub fn serve(listener: &TcpListener, folder: &Path) {
    for stream in listener.incoming().flatten() {
        let folder = folder.to_path_buf();
        std::thread::spawn(move || {
            // A browser that hangs up early is its own business.
            let _ = converse(&stream, &folder);
        });
    }
}

fn converse(mut stream: &TcpStream, folder: &Path) -> std::io::Result<()> {
    stream.set_read_timeout(Some(PATIENCE))?;
    let mut lines = BufReader::new(stream.take(LONGEST_REQUEST)).lines();
    let request = lines.next().transpose()?.unwrap_or_default();
    for line in lines {
        if line?.is_empty() {
            break;
        }
    }
    let answer = Answer::to(&request, folder);
    let length = answer.body.len();
    write!(
        stream,
        "HTTP/1.1 {}\r\nContent-Type: {}\r\nContent-Length: {length}\r\n\
         Cache-Control: {}\r\nConnection: close\r\n{}\r\n",
        answer.status,
        answer.kind,
        answer.lifetime,
        headers(HEADERS)
    )?;
    if !request.starts_with("HEAD ") {
        stream.write_all(&answer.body)?;
    }
    stream.flush()
}

/// The lines of the file, ended as HTTP ends them.
fn headers(file: &str) -> String {
    file.lines().map(|line| format!("{line}\r\n")).collect()
}

struct Answer {
    status: &'static str,
    kind: &'static str,
    lifetime: &'static str,
    body: Vec<u8>,
}

impl Answer {
    fn to(request: &str, folder: &Path) -> Self {
        let mut words = request.split(' ');
        let method = words.next().unwrap_or_default();
        let target = words.next().unwrap_or_default();
        if method != "GET" && method != "HEAD" {
            return Self::plain("405 Method Not Allowed");
        }
        let Some(path) = locate(target, folder) else {
            return Self::plain("404 Not Found");
        };
        match fs::read(&path) {
            Ok(body) => {
                let name = path.strip_prefix(folder).unwrap_or(&path).to_string_lossy();
                Self { status: "200 OK", kind: media_type(&name), lifetime: lifetime(&name), body }
            }
            Err(_) => Self::plain("404 Not Found"),
        }
    }

    fn plain(status: &'static str) -> Self {
        Self { status, kind: "text/plain; charset=utf-8", lifetime: "no-store", body: status.as_bytes().to_vec() }
    }
}

/// The file for a request; names that leave the folder, or that no build writes, have none.
fn locate(target: &str, folder: &Path) -> Option<PathBuf> {
    let path = target.split(['?', '#']).next()?.strip_prefix('/')?;
    let path = if path.is_empty() { "index.html" } else { path };
    let is_plain = |part: &str| {
        !part.is_empty() && !part.starts_with('.') && part.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_.".contains(&byte))
    };
    path.split('/').all(is_plain).then(|| folder.join(path)).filter(|path| path.is_file())
}

/// How long browsers and CloudFront may keep a file: for ever what is named after its content; all
/// else is asked for again each time.
pub fn lifetime(name: &str) -> &'static str {
    if files::is_hashed(name) { "public, max-age=31536000, immutable" } else { "no-cache" }
}

/// What a file of the site is, by its name.
pub fn media_type(name: &str) -> &'static str {
    match name.rsplit_once('.').map(|(_, ending)| ending) {
        Some("html") => "text/html; charset=utf-8",
        Some("js" | "mjs") => "text/javascript; charset=utf-8",
        Some("css") => "text/css; charset=utf-8",
        Some("wasm") => "application/wasm",
        Some("json" | "map") => "application/json",
        Some("webmanifest") => "application/manifest+json",
        Some("svg") => "image/svg+xml",
        Some("png") => "image/png",
        Some("ico") => "image/x-icon",
        Some("woff2") => "font/woff2",
        Some("txt") => "text/plain; charset=utf-8",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_files_inside_the_folder_are_found() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
        assert!(locate("/main.rs?x=1", &folder).is_some());
        for outside in ["/../Cargo.toml", "/%2e%2e/Cargo.toml", "//main.rs", "main.rs", "/.."] {
            assert!(locate(outside, &folder).is_none(), "{outside}");
        }
    }

    #[test]
    fn browsers_get_the_types_they_insist_on() {
        assert_eq!(media_type("a_bg.wasm"), "application/wasm");
        assert!(media_type("a.js").starts_with("text/javascript"));
        assert!(media_type("a.css").starts_with("text/css"));
    }

    #[test]
    fn only_what_is_named_after_its_content_is_kept() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
        assert_eq!(Answer::to("GET /main.rs HTTP/1.1", &folder).lifetime, "no-cache");
        assert_eq!(Answer::to("GET /gone.js HTTP/1.1", &folder).lifetime, "no-store");
        assert!(lifetime("boot-58b9dbc80856f8e0.js").ends_with("immutable"));
    }

    #[test]
    fn every_line_of_the_headers_is_one_header() {
        for line in HEADERS.lines() {
            let (name, value) = line.split_once(": ").unwrap_or_default();
            assert!(!name.is_empty() && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-'), "{line}");
            assert!(!value.is_empty() && value.trim() == value && value.is_ascii(), "{line}");
        }
        assert_eq!(headers("A: 1\nB: 2\n"), "A: 1\r\nB: 2\r\n");
    }

    #[test]
    fn scripts_come_from_the_site_alone() {
        let policy = HEADERS.lines().find_map(|line| line.strip_prefix("Content-Security-Policy: ")).unwrap_or_default();
        let scripts = policy.split("; ").find(|directive| directive.starts_with("script-src "));
        assert_eq!(scripts, Some("script-src 'self' 'wasm-unsafe-eval'"));
        assert!(policy.starts_with("default-src 'none'; "));
        assert!(!policy.contains("unsafe-inline") && !policy.contains("http"), "{policy}");
    }

    #[test]
    fn other_sites_neither_frame_nor_read_the_page() {
        let lines: Vec<&str> = HEADERS.lines().collect();
        for (name, directive) in [
            ("Content-Security-Policy", "frame-ancestors 'none'"),
            ("Content-Security-Policy", "form-action 'none'"),
            ("Content-Security-Policy", "connect-src 'self'"),
            ("Cross-Origin-Opener-Policy", "same-origin"),
            ("Cross-Origin-Resource-Policy", "same-origin"),
        ] {
            let value = lines.iter().find_map(|line| line.strip_prefix(name)?.strip_prefix(": ")).unwrap_or_default();
            assert!(value.split("; ").any(|part| part == directive), "{name}: {value}");
        }
    }

    #[test]
    fn other_methods_are_refused() {
        let answer = Answer::to("POST / HTTP/1.1", Path::new("."));
        assert_eq!(answer.status, "405 Method Not Allowed");
    }
}
