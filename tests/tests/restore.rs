//! What was generated comes back exactly, from a zip and from a folder; what somebody edited is found; and
//! nothing that may be brought instead breaks the reader.

use std::collections::BTreeMap;

use design_core::{Base, DesignDraft, Scope, Tfvars, check, specs};
use fastrand::Rng;
use infra_templates::{Bundle, Fate, Kept, Parcel, ParcelError, Reason, ReturnError, Returned, Templates, text_of, zip};
use sekkei_tests::folder::{design, rendered};
use sekkei_tests::random::{NASTY, valid};

fn parcel(bundle: &Bundle) -> Parcel {
    Parcel::of_files(bundle.files().iter().map(|(path, text)| (path.clone(), text.as_bytes().to_vec()))).unwrap()
}

fn small() -> Bundle {
    [("infra/sekkei.json", DesignDraft::default().to_json()), ("infra/a.tf", "# 日本語\n".to_owned())]
        .into_iter()
        .map(|(path, text)| (path.to_owned(), text.into()))
        .collect()
}

#[test]
fn a_design_comes_back_from_its_zip_and_its_folder() {
    for seed in 0..30 {
        let draft = valid(seed);
        let bundle = rendered(&design(&draft));
        for parcel in [parcel(&bundle), Parcel::of_zip(&zip(&bundle)).unwrap()] {
            assert_eq!(parcel.aside, []);
            let returned = Returned::of(parcel).unwrap();
            assert!(returned.draft == draft, "seed {seed}");
            // The same design renders the same files again.
            assert!(rendered(&design(&returned.draft)) == bundle, "seed {seed}");
        }
    }
}

#[test]
fn a_bundle_that_nobody_touched_is_the_same_and_what_was_done_by_hand_is_found() {
    let bundle = Bundle::render(&design(&DesignDraft::default()));
    let returned = Returned::of(Parcel::of_zip(&zip(&bundle)).unwrap()).unwrap();
    assert_eq!(returned.by_hand(), BTreeMap::new());
    assert!(returned.against(&bundle).values().all(|fate| *fate == Fate::Same));

    let mut files: BTreeMap<String, Vec<u8>> =
        bundle.files().iter().map(|(path, text)| (format!("hbp-cc-infra/{path}"), text.as_bytes().to_vec())).collect();
    files.get_mut("hbp-cc-infra/infra/README.md").unwrap().extend(b"\nmine\n");
    files.insert("hbp-cc-infra/infra/modules/rds/own.tf".to_owned(), b"# mine\n".to_vec());
    files.remove("hbp-cc-infra/infra/modules/sqs/main.tf");
    // Git on Windows changes the ends of lines; nobody edited that.
    let crlf = files.get_mut("hbp-cc-infra/infra/modules/vpc/main.tf").unwrap();
    *crlf = String::from_utf8(crlf.clone()).unwrap().replace('\n', "\r\n").into_bytes();
    let returned = Returned::of(Parcel::of_files(files).unwrap()).unwrap();
    let by_hand =
        [("infra/README.md", Fate::Edited), ("infra/modules/rds/own.tf", Fate::Added), ("infra/modules/sqs/main.tf", Fate::Deleted)];
    assert_eq!(returned.by_hand(), by_hand.into_iter().map(|(path, fate)| (path.to_owned(), fate)).collect());
    assert_eq!(returned.against(&bundle).into_iter().filter(|(_, fate)| *fate != Fate::Same).count(), 3);
}

#[test]
fn a_newer_template_says_what_it_would_change() {
    let old = Bundle::render(&design(&DesignDraft::default()));
    let returned = Returned::of(parcel(&old)).unwrap();
    let mut files: BTreeMap<_, _> = old.files().clone();
    files.remove("infra/modules/sqs/main.tf");
    files.insert("infra/modules/new/main.tf".to_owned(), "# new\n".into());
    files.insert("infra/README.md".to_owned(), "# another\n".into());
    let fates = returned.against(&files.into_iter().collect());
    assert_eq!(fates["infra/modules/sqs/main.tf"], Fate::Gone);
    assert_eq!(fates["infra/modules/new/main.tf"], Fate::New);
    assert_eq!(fates["infra/README.md"], Fate::Changed);
}

#[test]
fn kept_files_are_in_the_bundle_and_the_manifest_names_them() {
    let design = design(&DesignDraft::default());
    let mut kept = Kept::default();
    assert!(kept.insert("infra/modules/rds/main.tf", "# mine\n".to_owned()));
    assert!(kept.insert("infra/docs/COST.md", "mine\n".to_owned()));
    assert!(kept.insert("infra/envs/gone/main.tf", "# of an environment that is no more\n".to_owned()));
    for path in [
        "infra/sekkei.json",
        "infra/SEKKEI.manifest.json",
        "infra/../x",
        "/infra/x",
        "infra\\x",
        "README.md",
        "infra/日本",
        "infra/Modules/rds/main.tf",
    ] {
        assert!(!kept.insert(path, String::new()), "{path}");
    }
    let files = Bundle::render_with(Templates::embedded(), &design).keep(&kept);
    assert_eq!(files.get("infra/modules/rds/main.tf"), Some("# mine\n"));
    assert_eq!(files.get("infra/docs/COST.md"), None);
    assert_eq!(files.get("infra/envs/gone/main.tf"), None);
    let survey = design_core::Survey::of(&mut design_core::plan::Reader::new(), files.files());
    let assessment = survey.assess(files.files(), None);
    let atlas = design_core::drawing::Atlas::default();
    let basis = infra_templates::Basis {
        design: &design,
        files: files.files(),
        survey: &survey,
        assessment: &assessment,
        atlas: &atlas,
        kept: &kept,
    };
    let complete = Bundle::complete(&basis);
    assert_eq!(complete.get("infra/docs/COST.md"), Some("mine\n"));
    let manifest: serde_json::Value = serde_json::from_str(complete.get("infra/sekkei.manifest.json").unwrap()).unwrap();
    assert_eq!(manifest["kept"], serde_json::json!(["infra/docs/COST.md", "infra/modules/rds/main.tf"]));
    assert_eq!(manifest["files"]["infra/docs/COST.md"], infra_templates::sha256_hex(b"mine\n"));
    // What the reports say is computed from the file of the person.
    assert_ne!(complete.get("infra/docs/COMPLIANCE.md"), Bundle::render(&design).get("infra/docs/COMPLIANCE.md"));
    // And it is still a person's when it comes back once more.
    let again = Returned::of(parcel(&complete)).unwrap();
    assert_eq!(again.by_hand().into_keys().collect::<Vec<_>>(), ["infra/docs/COST.md", "infra/modules/rds/main.tf"]);
    assert_eq!(Kept::from_json(&kept.to_json()), Some(kept));
}

#[test]
fn sizes_come_back_from_the_file_of_values() {
    for seed in 0..30 {
        let draft = valid(seed);
        let bundle = rendered(&design(&draft));
        for environment in &check(&draft).design.unwrap().environments {
            let name = &environment.settings.name;
            let read = Tfvars::read(bundle.get(&format!("infra/envs/{name}/terraform.tfvars")).unwrap()).unwrap();
            assert_eq!(read.environment.as_ref(), Some(name));
            assert_eq!(read.remarks, []);
            for spec in specs(Scope::Size) {
                assert_eq!(
                    read.sizes.get(spec.id),
                    environment.value(spec.id).map(|value| value.to_json()).as_ref(),
                    "seed {seed} {}",
                    spec.id
                );
            }
        }
    }
}

#[test]
fn what_is_no_size_is_listed_and_nothing_breaks_the_reader() {
    let read = Tfvars::read(
        "environment = \"prod\"\nrds = {\n  multi_az = false\n  backup_retention_days = 99999999999999999999\n  allocated_storage_gb = 1.5\n  __proto__ = 1\n}\nphi = \"yes\"\n\
         constructor = 1\nlogs = { retention_days = file(\"/etc/passwd\") }\nkms = [1]\n",
    )
    .unwrap();
    assert_eq!(read.sizes.into_iter().collect::<Vec<_>>(), [("rds.multi_az".to_owned(), false.into())]);
    let mut names: Vec<_> = read.remarks.iter().map(|remark| remark.name.as_str()).collect();
    names.sort_unstable();
    assert_eq!(names, ["constructor", "kms", "logs", "phi", "rds.__proto__", "rds.allocated_storage_gb", "rds.backup_retention_days"]);
    for hostile in [
        "",
        "{",
        "<h1>",
        "a = ",
        &"[".repeat(100_000),
        &format!("a = {}", "[".repeat(50_000)),
        &format!("a = {}1", "!".repeat(50_000)),
        &"x".repeat(300_000),
        &format!("a = {}", "1?2:".repeat(20_000)),
        &format!("a = {}1", "-".repeat(50_000)),
    ] {
        assert!(Tfvars::read(hostile).is_err(), "{}", &hostile[..hostile.len().min(20)]);
    }
    let rng = &mut Rng::with_seed(7);
    for _ in 0..2_000 {
        let text: String = (0..rng.usize(0..12))
            .map(|_| {
                rng.choice(NASTY).unwrap_or_default().to_owned() + rng.choice([" = ", "{", "}", "\n", "[", "\"", "${"]).unwrap_or_default()
            })
            .collect();
        drop(Tfvars::read(&text));
    }
}

/// A zip whose entries may lie about everything.
struct Forged {
    name: Vec<u8>,
    flags: u16,
    method: u16,
    text: Vec<u8>,
    plain: Option<u32>,
}

impl Forged {
    fn new(name: &str) -> Self {
        Self { name: name.as_bytes().to_vec(), flags: 0, method: 0, text: b"text".to_vec(), plain: None }
    }
}

fn crc32(bytes: &[u8]) -> u32 {
    !bytes
        .iter()
        .fold(u32::MAX, |crc, byte| (0..8).fold(crc ^ u32::from(*byte), |crc, _| (crc >> 1) ^ (0xEDB8_8320 & (crc & 1).wrapping_neg())))
}

fn forge(entries: &[Forged]) -> Vec<u8> {
    let (mut out, mut directory) = (Vec::new(), Vec::new());
    for entry in entries {
        let at = out.len() as u32;
        let packed = if entry.method == 8 { miniz_oxide::deflate::compress_to_vec(&entry.text, 9) } else { entry.text.clone() };
        let mut shared = Vec::new();
        for number in [20, entry.flags, entry.method, 0, 0x21] {
            shared.extend(u16::to_le_bytes(number));
        }
        for number in [crc32(&entry.text), packed.len() as u32, entry.plain.unwrap_or(entry.text.len() as u32)] {
            shared.extend(u32::to_le_bytes(number));
        }
        shared.extend(u16::to_le_bytes(entry.name.len() as u16));
        shared.extend([0, 0]);
        out.extend(b"PK\x03\x04");
        out.extend(&shared);
        out.extend(&entry.name);
        out.extend(&packed);
        directory.extend(b"PK\x01\x02\x14\x03");
        directory.extend(&shared);
        directory.extend([0; 10]);
        directory.extend(at.to_le_bytes());
        directory.extend(&entry.name);
    }
    let (start, length) = (out.len() as u32, directory.len() as u32);
    out.extend(directory);
    out.extend(b"PK\x05\x06\0\0\0\0");
    let count = entries.len().min(usize::from(u16::MAX)) as u16;
    out.extend(count.to_le_bytes());
    out.extend(count.to_le_bytes());
    out.extend(length.to_le_bytes());
    out.extend(start.to_le_bytes());
    out.extend([0, 0]);
    out
}

#[test]
fn one_bad_entry_is_set_aside_and_the_others_are_read() {
    let mut cases: Vec<(Forged, Reason)> =
        ["../x", "infra/../../x", "/etc/passwd", "C:\\x", "\\\\host\\x", "a//b", "infra/a\nb", "infra/\0", "..\\..\\x", ""]
            .map(|name| (Forged::new(name), Reason::Name))
            .into();
    cases.push((Forged { name: b"\x83\x65\x83\x58\x83\x67".to_vec(), ..Forged::new("") }, Reason::Name));
    cases.push((Forged { flags: 1, ..Forged::new("a") }, Reason::Encrypted));
    cases.push((Forged { method: 12, ..Forged::new("a") }, Reason::Method));
    cases.push((Forged { plain: Some(u32::MAX), ..Forged::new("a") }, Reason::TooLong));
    cases.push((Forged { plain: Some(3), ..Forged::new("a") }, Reason::Damaged));
    cases.push((Forged { method: 8, text: vec![0; 1_000_000], plain: Some(10), ..Forged::new("a") }, Reason::Damaged));
    cases.push((Forged { method: 8, text: vec![0; 3_000_000], ..Forged::new("a") }, Reason::TooLong));
    cases.push((Forged { text: b"\x83\x65".to_vec(), ..Forged::new("a") }, Reason::Encoding));
    cases.push((Forged { text: b"\xff\xfea\0".to_vec(), ..Forged::new("a") }, Reason::Encoding));
    cases.push((Forged::new("good"), Reason::Twice));
    for (bad, reason) in cases {
        let name = bad.name.clone();
        let parcel = Parcel::of_zip(&forge(&[Forged::new("good"), bad])).unwrap();
        assert_eq!(parcel.files.keys().collect::<Vec<_>>(), ["good"], "{}", String::from_utf8_lossy(&name));
        assert_eq!(parcel.aside.iter().map(|aside| aside.reason).collect::<Vec<_>>(), [reason], "{}", String::from_utf8_lossy(&name));
    }
    // A packer of Windows writes its own separator; that leads nowhere else.
    let parcel =
        Parcel::of_zip(&forge(&[Forged::new("infra\\a.tf"), Forged::new("infra\\"), Forged::new("constructor"), Forged::new("__proto__")]))
            .unwrap();
    assert_eq!(parcel.files.keys().collect::<Vec<_>>(), ["__proto__", "constructor", "infra/a.tf"]);
}

#[test]
fn a_zip_that_is_too_much_is_refused_as_a_whole() {
    let many = |count: usize| (0..count).map(|at| Forged::new(&format!("f{at}"))).collect::<Vec<_>>();
    assert!(Parcel::of_zip(&forge(&many(5_000))).is_ok());
    assert_eq!(Parcel::of_zip(&forge(&many(5_001))), Err(ParcelError::TooMany(5_000)));
    assert_eq!(Parcel::of_zip(&forge(&many(100_000))), Err(ParcelError::Zip64));
    let bomb = zip(&(0..40).map(|at| (format!("f{at}"), "\0".repeat(2_000_000).into())).collect::<Bundle>());
    assert!(bomb.len() < 200_000);
    assert_eq!(Parcel::of_zip(&bomb), Err(ParcelError::TooLong(64_000_000)));
    assert_eq!(Parcel::of_zip(b"hello"), Err(ParcelError::NoZip));
    assert_eq!(Returned::of(Parcel::of_zip(&forge(&many(3))).unwrap()), Err(ReturnError::NoDesign(None)));
    let locked = Forged { flags: 1, ..Forged::new("x/infra/sekkei.json") };
    assert_eq!(Returned::of(Parcel::of_zip(&forge(&[locked])).unwrap()), Err(ReturnError::NoDesign(Some(Reason::Encrypted))));
}

#[test]
fn a_damaged_zip_never_breaks_the_reader_and_never_gives_another_text() {
    let bundle = small();
    let good = zip(&bundle);
    for end in 0..good.len() {
        assert!(Parcel::of_zip(&good[..end]).is_err(), "cut at {end}");
    }
    let rng = &mut Rng::with_seed(11);
    for _ in 0..5_000 {
        let mut bytes = good.clone();
        for _ in 0..rng.usize(1..4) {
            let at = rng.usize(0..bytes.len());
            bytes[at] = rng.u8(..);
        }
        let Ok(parcel) = Parcel::of_zip(&bytes) else { continue };
        for text in parcel.files.values() {
            assert!(bundle.files().values().any(|other| other == text));
        }
        drop(Returned::of(parcel));
    }
}

#[test]
fn editors_that_save_utf_16_or_a_mark_are_understood() {
    let wide =
        |read: fn(u16) -> [u8; 2], mark: [u8; 2]| mark.into_iter().chain("設計 1".encode_utf16().flat_map(read)).collect::<Vec<u8>>();
    for bytes in [wide(u16::to_le_bytes, [0xff, 0xfe]), wide(u16::to_be_bytes, [0xfe, 0xff]), "\u{feff}設計 1".into(), "設計 1".into()]
    {
        assert_eq!(text_of(&bytes).as_deref(), Some("設計 1"));
    }
    for bytes in [&b"\x90\xdd\x8c\x76"[..], b"\xff\xfe\x00", b"\xff\xfe\x00\xd8"] {
        assert_eq!(text_of(bytes), None);
    }
}

#[test]
fn bundles_of_the_first_version_keep_coming_back() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/goldens/returned");
    let file = std::fs::read_to_string(format!("{folder}/v1.sekkei.json")).unwrap();
    let draft = DesignDraft::from_json(&file).unwrap();
    let returned = Returned::of(Parcel::of_zip(&std::fs::read(format!("{folder}/v1.zip")).unwrap()).unwrap()).unwrap();
    assert!(returned.draft == draft);
    assert_eq!(returned.by_hand().into_iter().collect::<Vec<_>>(), [("infra/README.md".to_owned(), Fate::Edited)]);
    assert_eq!(draft.environments.iter().map(|one| one.base()).collect::<Vec<_>>(), Base::ALL);
}
