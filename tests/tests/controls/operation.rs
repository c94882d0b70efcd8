//! OPS: a person confirms; the files only stand beside it.

use design_core::compliance::{FindingLevel, Verdict};
use sekkei_tests::compliance::case;

#[test]
fn ops_a_person_confirms() {
    let judged = case("default").judged();
    let levels = [
        ("OPS-01", FindingLevel::Error),
        ("OPS-02", FindingLevel::Warning),
        ("OPS-03", FindingLevel::Error),
        ("OPS-04", FindingLevel::Warning),
    ];
    for (control, level) in levels {
        assert_eq!(judged.verdict(control, 0), Some(Verdict::NotApplicable), "{control}");
        assert_eq!(judged.verdict(control, 2), Some(Verdict::ToConfirm(level)), "{control}");
        let judgement = &judged.find(control, 2).unwrap().judgement;
        assert!(!judgement.evidence.is_empty() && judgement.findings.is_empty(), "{control}: {judgement:#?}");
    }
}

/// Whatever the files say, they never confirm.
#[test]
fn ops_files_do_not_confirm() {
    let judged = case("no backups").prod("rds.backup_retention_days", 0).prod("rds.enable_pitr", false).judged();
    assert_eq!(judged.verdict("OPS-03", 2), Some(Verdict::ToConfirm(FindingLevel::Error)));
}
