//! What each target does with the bytes that a fuzzer makes up. A target returns whatever the bytes are:
//! a panic, an overflowing stack, too much time or memory is a finding. Nothing here knows libFuzzer, so
//! that seeds and findings run without it too.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::sync::OnceLock;

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use design_core::compliance::Kept;
use design_core::cost::import::{Imported, Importer};
use design_core::cost::{Estimate, Ground};
use design_core::inventory::inventory;
use design_core::plan::{Plan, Reader};
use design_core::{DesignDraft, Survey, Tfvars, check, design_of};
use infra_templates::{Bundle, Parcel, Returned, Templates, link, read_link};
use miniz_oxide::deflate::compress_to_vec_zlib;

/// Files of a bundle by path.
type Files = BTreeMap<String, String>;

/// A design file: it is read or refused, and what was read is written and read back without loss.
pub fn design(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let Ok(draft) = DesignDraft::from_json(&text) else { return };
    kept(&draft);
    if let Some(design) = check(&draft).design {
        let bundle = Bundle::render_with(Templates::embedded(), &design);
        assert_eq!(design_of(bundle.files()).as_ref(), Some(&draft), "the bundle holds its design");
    }
}

/// A share link: as it came, and with bytes that went through deflate and base64 on the way.
pub fn share_link(bytes: &[u8]) {
    let Some((kind, rest)) = bytes.split_first() else { return };
    let text = match kind % 3 {
        0 => String::from_utf8_lossy(rest).into_owned(),
        1 => format!("#d1={}", URL_SAFE_NO_PAD.encode(rest)),
        _ => format!("#d1={}", URL_SAFE_NO_PAD.encode(compress_to_vec_zlib(rest, 1))),
    };
    if let Ok(draft) = read_link(&text) {
        kept(&draft);
    }
}

/// A draft is the same after a file and after a link, and whatever it holds is explained.
fn kept(draft: &DesignDraft) {
    let _ = check(draft);
    let text = draft.to_json();
    // What would be refused for its length on the way back is refused for nothing else.
    if text.len() <= DesignDraft::MAX_BYTES {
        assert_eq!(DesignDraft::from_json(&text).as_ref(), Ok(draft), "a file keeps the draft");
        assert_eq!(read_link(&link(draft)).as_ref(), Ok(draft), "a link keeps the draft");
    }
}

/// What somebody brings back: the bytes of a zip, or of a file of values.
pub fn returned(bytes: &[u8]) {
    let Some((kind, rest)) = bytes.split_first() else { return };
    if kind % 2 == 1 {
        if let Ok(values) = Tfvars::read(&String::from_utf8_lossy(rest)) {
            kept(&values.apply_to(&DesignDraft::default(), 2));
        }
        return;
    }
    let Ok(parcel) = Parcel::of_zip(rest) else { return };
    if let Ok(returned) = Returned::of(parcel) {
        let _ = returned.by_hand();
        kept(&returned.draft);
    }
}

/// Terraform in three files, parted by a zero: a root, a module that it may call, its values.
pub fn terraform(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let paths = ["infra/envs/prod/main.tf", "infra/modules/m/main.tf", "infra/envs/prod/terraform.tfvars"];
    let files: Files = paths.into_iter().zip(text.split('\0')).map(|(path, text)| (path.to_owned(), text.to_owned())).collect();
    walk(&Reader::new().plan(&files, "infra/envs/prod"));
}

/// Looks at everything that a plan says.
fn walk(plan: &Plan) {
    let _ = inventory(plan);
    for resource in plan.resources().values().chain(plan.data().values()) {
        for attribute in resource.body.attributes.values() {
            let _ = plan.trace(resource, attribute);
            let _ = plan.trace_items(resource, attribute);
        }
        let _ = plan.trace_count(resource);
    }
}

/// The bundle of the default design with some of its texts altered, judged and priced.
pub fn edited_bundle(bytes: &[u8]) {
    thread_local! {
        // What did not change since the last run is not worked out again: that it may not be is a rule too.
        static KNOWN: RefCell<(Reader, Kept)> = RefCell::default();
    }
    let files = altered(bytes);
    KNOWN.with_borrow_mut(|(reader, kept)| {
        let survey = Survey::of(reader, &files);
        let _ = survey.assess_again(kept, &files, None);
        let _ = Estimate::of(&survey, &Ground::of(design_of(&files).as_ref()));
        for environment in &survey.environments {
            let _ = inventory(&environment.plan);
        }
    });
}

/// Each alteration: two bytes choose the file, two the place, one how much goes, one how much comes.
fn altered(mut bytes: &[u8]) -> Files {
    static GOOD: OnceLock<Files> = OnceLock::new();
    let good = GOOD.get_or_init(|| {
        let design = check(&DesignDraft::default()).design.expect("the default design is legal");
        let bundle = Bundle::render_with(Templates::embedded(), &design);
        let is_read = |path: &str| [".tf", ".tfvars", ".json", ".yml"].iter().any(|end| path.ends_with(end));
        bundle.files().iter().filter(|(path, _)| is_read(path)).map(|(path, text)| (path.clone(), text.to_string())).collect()
    });
    let mut files = good.clone();
    while let Some(([f0, f1, p0, p1, gone, come], rest)) = bytes.split_first_chunk::<6>() {
        let (new, rest) = rest.split_at(usize::from(*come).min(rest.len()));
        bytes = rest;
        let index = usize::from(u16::from_be_bytes([*f0, *f1])) % files.len();
        let Some(text) = files.values_mut().nth(index) else { return files };
        let place = usize::from(u16::from_be_bytes([*p0, *p1])) % (text.len() + 1);
        let start = text.floor_char_boundary(place);
        let end = text.ceil_char_boundary((start + usize::from(*gone)).min(text.len()));
        text.replace_range(start..end, &String::from_utf8_lossy(new));
    }
    files
}

/// A price list: what is found does not depend on how the file was cut into chunks.
pub fn price_list(bytes: &[u8]) {
    let Some((cut, list)) = bytes.split_first() else { return };
    let whole = imported(&[list]);
    let (head, tail) = list.split_at(usize::from(*cut).min(list.len()));
    assert_eq!(imported(&[head, tail]), whole, "chunks change nothing");
}

fn imported(chunks: &[&[u8]]) -> Imported {
    let mut importer = Importer::new();
    chunks.iter().for_each(|chunk| importer.feed(chunk));
    importer.finish()
}
