//! Draft of the disclosure of service specifications (サービス仕様適合開示書) that a provider hands to a
//! medical institution. What the files show stands with its line; what only the provider knows is open.

use std::fmt::Write;

use design_core::compliance::{by_clause, clauses_of, controls};
use design_core::inventory::{by_module, inventory};
use design_core::report::{clause_label, escaped, release_label};
use design_core::{Lang, Text, t};

use super::Basis;
use super::draft::{BLANK, evidence_cell, head, scope, verdict_cell, with_patients_data};

/// A part of the disclosure.
struct Section {
    title: Text,
    /// Controls whose evidence answers it, by id.
    controls: &'static [&'static str],
    /// What the provider has to write.
    open: &'static [Text],
}

const SECTIONS: &[Section] = &[
    Section {
        title: t("情報の保存場所と法の適用", "Where data lies, and whose law applies"),
        controls: &["DAT-01", "DAT-02", "DAT-03", "DAT-04", "DAT-05"],
        open: &[
            t(
                "保存する情報の種類と、要配慮個人情報を含むか",
                "Kinds of data that are kept, and whether they include sensitive personal information",
            ),
            t("再委託先と、その所在国", "Subcontractors and the countries they are in"),
        ],
    },
    Section {
        title: t("ネットワークと接続方式", "Network and ways to connect"),
        controls: &["NET-01", "NET-02", "NET-03", "NET-07", "NET-08", "TLS-01", "TLS-02", "TLS-03", "TLS-09", "TLS-10"],
        open: &[
            t(
                "医療機関との接続方式（インターネット・閉域網・VPN）と、責任の境界",
                "How institutions connect (internet, closed line, VPN), and where responsibility changes hands",
            ),
            t("クライアント証明書の発行・配布・失効の手順", "How client certificates are issued, handed out and revoked"),
        ],
    },
    Section {
        title: t("暗号化と鍵の管理", "Encryption and keys"),
        controls: &["ENC-01", "ENC-02", "ENC-03", "ENC-04", "ENC-06", "ENC-07", "TLS-05", "TLS-06"],
        open: &[],
    },
    Section {
        title: t("認証・認可と管理者の権限", "Authentication, authorization and the rights of operators"),
        controls: &["IAM-01", "IAM-02", "IAM-03", "IAM-04", "IAM-05", "IAM-07", "IAM-08", "IAM-10"],
        open: &[
            t(
                "利用者の認証方式（二要素認証の要素）と、パスワードの規則",
                "How users are authenticated (which second factor), and the rule for passwords",
            ),
            t("緊急時に使うアカウントの管理", "How emergency accounts are kept"),
        ],
    },
    Section {
        title: t("アクセスログと証跡", "Access logs and records"),
        controls: &["LOG-01", "LOG-02", "LOG-04", "LOG-06", "LOG-07", "LOG-09", "LOG-10", "LOG-11", "OPS-02"],
        open: &[t(
            "アプリケーションの操作ログの項目、保存期間、医療機関への提供方法",
            "What the application records, for how long, and how an institution gets it",
        )],
    },
    Section {
        title: t("バックアップと復元", "Backup and restore"),
        controls: &["BKP-01", "BKP-02", "BKP-03", "BKP-04", "BKP-06", "BKP-07", "OPS-03"],
        open: &[t(
            "目標復旧時間（RTO）・目標復旧時点（RPO）と、最後に復元を試した日",
            "Recovery time and recovery point, and the day of the last restore drill",
        )],
    },
    Section {
        title: t("可用性", "Availability"),
        controls: &["AVL-01", "AVL-02", "AVL-03", "AVL-04", "AVL-05", "AVL-06"],
        open: &[t(
            "サービス時間、計画停止の予告、稼働率の目標（SLA）",
            "Hours of service, notice of planned stops, target of availability (SLA)",
        )],
    },
    Section {
        title: t("保守と脆弱性への対応", "Maintenance and vulnerabilities"),
        controls: &["VUL-01", "VUL-02", "VUL-03", "VUL-04", "IAM-06", "IAM-09"],
        open: &[
            t(
                "サーバーのセキュリティ更新の責任を負うことを示す契約・規約・SLA の条項",
                "The clause of contract, terms or SLA by which the provider answers for security updates of servers",
            ),
            t("遠隔保守の手順と、作業記録の渡し方", "How remote maintenance is done, and how its records are handed over"),
        ],
    },
    Section { title: t("変更管理", "Change management"), controls: &["CHG-01", "CHG-02", "CHG-03", "CHG-04", "CHG-06"], open: &[] },
    Section {
        title: t("監視と、事故・漏えいへの対応", "Monitoring, incidents and breaches"),
        controls: &["MON-01", "MON-02", "LOG-03", "LOG-05", "OPS-04"],
        open: &[t("医療機関への連絡経路と、連絡までの目標時間", "Whom an institution hears from, and how soon")],
    },
    Section {
        title: t("責任分界と第三者認証", "Responsibilities and certificates"),
        controls: &["OPS-01"],
        open: &[
            t("プライバシーマークまたは ISMS の登録番号と有効期限", "Registration number and expiry of PrivacyMark or ISMS"),
            t("契約終了時のデータの返却と消去", "Return and erasure of data when the contract ends"),
        ],
    },
];

/// The draft.
pub(super) fn render(basis: &Basis<'_>, lang: Lang) -> String {
    let mut output = head(t("サービス仕様適合開示書", "Disclosure of service specifications"), lang);
    let positions = with_patients_data(basis);
    let _ = writeln!(output, "\n{}\n", scope(basis, &positions, lang));
    overview(basis, &positions, lang, &mut output);
    for (number, section) in (2..).zip(SECTIONS) {
        let _ = writeln!(output, "\n## {number}. {}\n", section.title.get(lang));
        let labels = section_clauses(basis, section, lang);
        if !labels.is_empty() {
            let _ = writeln!(output, "{}: {}\n", t("関わる項目", "Clauses").get(lang), labels.join(" · "));
        }
        let head = t("| 環境 | 管理策 | ファイルが示すこと | 判定 |", "| Environment | Control | What the files show | Verdict |");
        let _ = writeln!(output, "{}\n| --- | --- | --- | --- |", head.get(lang));
        for id in section.controls {
            for position in &positions {
                let Some(assessed) = basis.assessment.find(id, *position) else { continue };
                let name = basis.assessment.environments.get(*position).map_or("", String::as_str);
                let _ = writeln!(
                    output,
                    "| {name} | {id} {} | {} | {} |",
                    assessed.control.title.get(lang),
                    evidence_cell(assessed, 2, lang),
                    verdict_cell(assessed, lang)
                );
            }
        }
        if !section.open.is_empty() {
            output.push('\n');
        }
        for open in section.open {
            let _ = writeln!(output, "- {}: {}", open.get(lang), BLANK.get(lang));
        }
    }
    output
}

fn overview(basis: &Basis<'_>, positions: &[usize], lang: Lang, output: &mut String) {
    let blank = BLANK.get(lang);
    let _ = writeln!(output, "## 1. {}\n", t("サービスの概要", "The service").get(lang));
    let _ = writeln!(output, "- {}: {}", t("サービス名", "Name").get(lang), escaped(&basis.design.project.basics.title));
    for word in [
        t("提供事業者", "Provider"),
        t("開示書の責任者・作成日", "Person in charge, date of this disclosure"),
        t("問い合わせ先", "Contact"),
    ] {
        let _ = writeln!(output, "- {}: {blank}", word.get(lang));
    }
    let editions: Vec<String> = by_clause(basis.assessment.edition)
        .iter()
        .map(|view| format!("{} {}", view.guideline.short.get(lang), release_label(view.release, lang)))
        .collect();
    let _ = writeln!(output, "- {}: {}", t("参照する版", "Editions referred to").get(lang), editions.join(" · "));
    for position in positions {
        let Some(subject) = basis.survey.environments.get(*position) else { continue };
        let entries = inventory(&subject.plan);
        let modules: Vec<String> = by_module(&entries)
            .into_iter()
            .filter(|(module, _)| !module.is_empty())
            .map(|(module, kinds)| format!("{module} {}", kinds.values().sum::<usize>()))
            .collect();
        let _ = match lang {
            Lang::Ja => {
                writeln!(output, "- `{}` の構成（モジュールとリソース数、計 {}）: {}", subject.name, entries.len(), modules.join("、"))
            }
            Lang::En => writeln!(
                output,
                "- What `{}` consists of (modules and their resources, {} in all): {}",
                subject.name,
                entries.len(),
                modules.join(", ")
            ),
        };
    }
}

/// Clauses of a section's controls, each once, in the order of the controls. Editions stand at the start.
fn section_clauses(basis: &Basis<'_>, section: &Section, lang: Lang) -> Vec<String> {
    let mut labels: Vec<String> = Vec::new();
    for control in controls().filter(|control| section.controls.contains(&control.id)) {
        for (clause, _, number, _) in clauses_of(control, basis.assessment.edition) {
            let label = clause_label(clause, number, lang);
            if !labels.contains(&label) {
                labels.push(label);
            }
        }
    }
    labels
}

#[cfg(test)]
mod tests {
    use super::SECTIONS;

    #[test]
    fn sections_name_controls_of_the_catalogue_once() {
        let mut named: Vec<&str> = SECTIONS.iter().flat_map(|section| section.controls).copied().collect();
        for id in &named {
            assert!(design_core::compliance::controls().any(|control| control.id == *id), "{id}");
        }
        let count = named.len();
        named.sort_unstable();
        named.dedup();
        assert_eq!(named.len(), count);
    }
}
