//! What publishing writes, and in which order (hosting/README.md). Who writes it is
//! `hosting/publish.sh`.

use std::io::Write;

use crate::{Result, files, http, repo, repo::Repo, worker};

const PAGE: &str = "index.html";

/// One object of the bucket.
struct Object<'a> {
    key: String,
    file: &'a str,
}

/// Prints a line for each object, its parts separated by tabs.
pub fn objects(repo: &Repo) -> Result {
    let names: Vec<String> = files::all(&repo.dist)?.into_keys().collect();
    let script = repo::read(&repo.dist.join(worker::NAME)).map_err(|error| format!("{error} Run `cargo xtask build`."))?;
    let version = worker::version(&script).ok_or("dist/ is no release build. Run `cargo xtask build`.")?;
    let lines: String = in_order(&names, version)
        .iter()
        .map(|Object { key, file }| format!("{key}\t{file}\t{}\t{}\n", http::media_type(file), http::lifetime(file)))
        .collect();
    std::io::stdout().write_all(lines.as_bytes()).map_err(|error| format!("the list cannot be written: {error}."))
}

/// First what nobody asks for yet; then a copy of what each release overwrites, for going back; then
/// what is overwritten, the page last: whoever gets it finds all that it names.
fn in_order<'a>(names: &'a [String], version: &str) -> Vec<Object<'a>> {
    let (hashed, plain): (Vec<&str>, Vec<&str>) = names.iter().map(String::as_str).partition(|name| files::is_hashed(name));
    let at = |key: &str, file: &'a str| Object { key: key.to_owned(), file };
    let mut objects: Vec<Object<'a>> = hashed.iter().map(|file| at(file, file)).collect();
    objects.extend(plain.iter().map(|file| at(&format!("releases/{version}/{file}"), file)));
    let mut overwritten = plain;
    overwritten.sort_by_key(|file| (*file == PAGE, *file == worker::NAME));
    objects.extend(overwritten.iter().map(|file| at(file, file)));
    objects
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_page_comes_last_and_what_it_names_first() {
        let names = ["boot-58b9dbc80856f8e0.js", "favicon.svg", "index.html", "sw.js"].map(str::to_owned);
        let objects = in_order(&names, "0123456789abcdef");
        let keys: Vec<&str> = objects.iter().map(|object| &*object.key).collect();
        assert_eq!(
            keys,
            [
                "boot-58b9dbc80856f8e0.js",
                "releases/0123456789abcdef/favicon.svg",
                "releases/0123456789abcdef/index.html",
                "releases/0123456789abcdef/sw.js",
                "favicon.svg",
                "sw.js",
                "index.html",
            ]
        );
    }
}
