//! Share links: nothing is lost, the zip is the same, old links keep loading, and no text makes them panic.

use std::fs;

use design_core::DesignDraft;
use infra_templates::{Bundle, LinkError, Templates, is_link, link, read_link, sha256_hex, zip};
use miniz_oxide::deflate::compress_to_vec_zlib;
use sekkei_tests::folder::design;
use sekkei_tests::{random, root};

const LETTERS: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

fn base64url(bytes: &[u8]) -> String {
    let mut out = String::new();
    for chunk in bytes.chunks(3) {
        let all = (0..3).fold(0_u32, |all, at| (all << 8) | u32::from(*chunk.get(at).unwrap_or(&0)));
        for at in 0..=chunk.len() {
            out.push(char::from(LETTERS[(all >> (18 - 6 * at) & 63) as usize]));
        }
    }
    out
}

fn hash(draft: &DesignDraft) -> String {
    sha256_hex(&zip(&Bundle::render_with(Templates::embedded(), &design(draft))))
}

#[test]
fn a_link_gives_back_what_it_was_made_of_and_the_same_zip() {
    let mut longest = 0;
    for seed in 0..500 {
        let draft = random::wild(seed);
        let made = link(&draft);
        assert_eq!(read_link(&made).as_ref(), Ok(&draft), "seed {seed}");
        assert_eq!(read_link(&format!("https://example.org/a/?x#y{made}")).as_ref(), Ok(&draft), "seed {seed}");
        assert_eq!(read_link(&format!("{made}&at=differences/stg/prod")).as_ref(), Ok(&draft), "seed {seed}");
        longest = longest.max(made.len());
    }
    let mut lengths: Vec<usize> = Vec::new();
    for seed in 0..40 {
        let draft = random::valid(seed);
        let back = read_link(&link(&draft)).unwrap();
        assert_eq!(hash(&back), hash(&draft), "seed {seed}");
        lengths.push(link(&draft).len());
    }
    lengths.sort_unstable();
    println!(
        "the default: {} characters; valid random designs: {} in the middle, {} at most; wild ones: {longest} at most",
        link(&DesignDraft::default()).len(),
        lengths[20],
        lengths[39]
    );
}

/// Links of each form, kept for ever, with the designs that they are.
#[test]
fn old_links_keep_loading() {
    let folder = root().join("tests/goldens/links");
    let mut count = 0;
    for entry in fs::read_dir(&folder).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_some_and(|extension| extension == "txt") {
            let design = DesignDraft::from_json(&fs::read_to_string(path.with_extension("json")).unwrap()).unwrap();
            assert_eq!(read_link(&fs::read_to_string(&path).unwrap()), Ok(design), "{}", path.display());
            count += 1;
        }
    }
    assert!(count >= 2);
}

#[test]
fn a_link_that_was_cut_off_or_altered_is_refused() {
    let whole = link(&random::valid(7));
    for end in 4..whole.len() {
        let cut = &whole[..end];
        if is_link(cut) {
            assert!(read_link(cut).is_err(), "cut after {end} characters");
        }
    }
    let mut refused = 0;
    for at in 4..whole.len() {
        for letter in ["A", "_"] {
            let altered = format!("{}{letter}{}", &whole[..at], &whole[at + 1..]);
            refused += usize::from(altered != whole && read_link(&altered).is_err());
        }
    }
    // The last letter has bits that mean nothing; every other change is seen.
    assert!(refused + 2 * 2 >= (whole.len() - 4) * 2 - (whole.len() - 4), "{refused}");
}

#[test]
fn no_text_is_too_strange_for_a_link() {
    let packed = |text: &str| format!("#d1={}", base64url(&compress_to_vec_zlib(text.as_bytes(), 6)));
    let bomb = packed(&" ".repeat(64 << 20));
    assert!(bomb.len() < 100_000);
    assert_eq!(read_link(&bomb), Err(LinkError::TooLong));
    let deep = format!("{{\"v\":1,\"e\":{}{}}}", "[".repeat(100_000), "]".repeat(100_000));
    for (text, expected) in [
        ("", LinkError::None),
        ("https://example.org/", LinkError::None),
        ("#d=", LinkError::None),
        ("#d1", LinkError::None),
        ("#d1=", LinkError::Broken),
        ("#d1=%%%", LinkError::Broken),
        ("#d1=日本", LinkError::Broken),
        ("#d2=AAAA", LinkError::TooNew(2)),
        ("#d99999999999=AAAA", LinkError::None),
        (&packed("{\"v\":7}"), LinkError::TooNew(7)),
    ] {
        assert_eq!(read_link(text), Err(expected), "{text:.40}");
    }
    for text in [
        "",
        "[]",
        "null",
        "{}",
        "{\"v\":-1}",
        "{\"v\":1,\"e\":[{}]}",
        "{\"v\":1,\"p\":{}}",
        "{\"v\":1e400}",
        &deep,
        "{\"v\":1,\"__proto__\":{\"x\":1}}",
    ] {
        let read = read_link(&packed(text));
        assert!(matches!(read, Err(LinkError::Draft(_)) | Ok(_)), "{text:.40}: {read:?}");
    }
    let mut seed = 1_u64;
    for _ in 0..2000 {
        let bytes: Vec<u8> = (0..40)
            .map(|_| {
                seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
                seed.to_be_bytes()[0]
            })
            .collect();
        assert!(read_link(&format!("#d1={}", base64url(&bytes))).is_err());
    }
}
