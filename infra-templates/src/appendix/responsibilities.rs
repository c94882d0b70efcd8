//! Draft of the matrix of responsibilities (責任分界表): AWS, the provider, the medical institution. The
//! split is the usual one of a SaaS on AWS and has to be agreed; beside it stand the controls of the
//! design that show the provider's part.

use std::fmt::Write;

use design_core::report::verdict_word;
use design_core::{Lang, Text, t};

use super::Basis;
use super::draft::{head, scope, with_patients_data};

/// A thing somebody answers for.
struct Row {
    subject: Text,
    aws: Text,
    provider: Text,
    institution: Text,
    /// Controls that show the provider's part.
    controls: &'static [&'static str],
}

const NONE: Text = t("–", "–");

const ROWS: &[Row] = &[
    Row {
        subject: t("データセンター、機器、仮想化基盤", "Data centres, hardware, virtualization"),
        aws: t("入退室、電源、機器の保守と廃棄", "Access, power, upkeep and disposal of hardware"),
        provider: t("リージョンの選択、AWS の監査報告書の確認", "Choice of the region, review of AWS audit reports"),
        institution: t("保存場所の説明を受け、承認する", "Is told where data lies, and agrees"),
        controls: &["DAT-01", "DAT-02"],
    },
    Row {
        subject: t("マネージドサービスの基盤（データベース、キャッシュ、コンテナ実行）", "Managed services (database, cache, containers)"),
        aws: t(
            "OS とエンジンのパッチの提供と適用、ハードウェア障害からの復旧",
            "Patches of system and engine, recovery from hardware faults",
        ),
        provider: t("版、保守時間帯、自動更新、冗長化の設定", "Versions, maintenance windows, automatic updates, redundancy"),
        institution: t("停止を伴う更新の予定を受ける", "Is told of updates that stop the service"),
        controls: &["VUL-03", "VUL-04", "AVL-01", "AVL-02"],
    },
    Row {
        subject: t("クラウド内のネットワーク", "Network inside the cloud"),
        aws: t("リージョンの回線と基盤", "Lines and fabric of the region"),
        provider: t("VPC、セキュリティグループ、WAF、TLS の設定", "VPC, security groups, WAF, TLS"),
        institution: NONE,
        controls: &["NET-01", "NET-02", "NET-03", "NET-07", "TLS-01", "TLS-02"],
    },
    Row {
        subject: t("医療機関との接続とクライアント認証", "Connection with the institution, client authentication"),
        aws: NONE,
        provider: t("接続方式の提示と、入口での検証", "Offers ways to connect, verifies at the entry"),
        institution: t(
            "院内ネットワーク、回線の契約、端末の証明書の管理",
            "Network on site, contract of the line, certificates on its devices",
        ),
        controls: &["TLS-09", "TLS-10"],
    },
    Row {
        subject: t("アプリケーションとコンテナイメージ", "Application and container images"),
        aws: NONE,
        provider: t("開発、脆弱性の検査と修正、デプロイ", "Development, scans and fixes, deployment"),
        institution: t("受け入れの確認、利用手順の整備", "Acceptance, rules of use"),
        controls: &["VUL-01", "VUL-02", "CHG-03", "CHG-04"],
    },
    Row {
        subject: t("利用者の ID と認証", "Accounts and sign-in of users"),
        aws: NONE,
        provider: t("認証機能（二要素認証を含む）の提供", "Provides sign-in, with a second factor"),
        institution: t("利用者の登録と削除、権限の承認、要素の管理", "Registers and removes users, approves rights, looks after factors"),
        controls: &["IAM-10"],
    },
    Row {
        subject: t("事業者の管理者とワークフローの権限", "Rights of the provider's operators and workflows"),
        aws: t("IAM の提供", "Provides IAM"),
        provider: t("最小権限、計画と適用の分離、棚卸", "Least privilege, plan apart from apply, reviews"),
        institution: t("管理者の範囲の説明を受ける", "Is told who the operators are"),
        controls: &["IAM-01", "IAM-02", "IAM-03", "IAM-04", "OPS-02"],
    },
    Row {
        subject: t("暗号鍵", "Keys"),
        aws: t("鍵を守る装置と KMS の運用", "Runs the modules that guard keys, and KMS"),
        provider: t("鍵の作成、ローテーション、使える者の限定", "Creates and rotates keys, limits who may use them"),
        institution: NONE,
        controls: &["ENC-01", "ENC-02", "ENC-03", "ENC-07"],
    },
    Row {
        subject: t("診療情報の内容、確定、法定の保存", "Content of records, their confirmation, statutory preservation"),
        aws: NONE,
        provider: t("真正性・見読性・保存性を支える機能", "Functions for authenticity, readability and preservation"),
        institution: t("入力と確定、保存義務の履行", "Enters and confirms, fulfils the duty to preserve"),
        controls: &["BKP-07", "LOG-06"],
    },
    Row {
        subject: t("バックアップと復元", "Backup and restore"),
        aws: t("保存先の耐久性", "Durability of the storage"),
        provider: t("取得、世代、隔離した複製、復元訓練", "Takes them, keeps generations and an isolated copy, drills"),
        institution: t("復旧目標の合意、停止中の診療の手順", "Agrees on recovery targets, works without the system"),
        controls: &["BKP-01", "BKP-02", "BKP-03", "OPS-03"],
    },
    Row {
        subject: t("ログの取得、保管、点検", "Taking, keeping and reviewing logs"),
        aws: t("記録サービスの提供", "Provides the services that record"),
        provider: t("取得、改ざん防止、基盤のログの点検", "Takes them, guards them, reviews those of the platform"),
        institution: t("自院の利用者のアクセスの点検", "Reviews access by its own users"),
        controls: &["LOG-01", "LOG-02", "LOG-04", "LOG-09", "OPS-02"],
    },
    Row {
        subject: t("監視と障害対応", "Monitoring and faults"),
        aws: t("AWS の障害の通知", "Tells of faults of AWS"),
        provider: t("検知、切り分け、復旧、医療機関への連絡", "Detects, isolates, restores, tells the institution"),
        institution: t("連絡窓口、院内の周知", "Contact, word to its staff"),
        controls: &["MON-01", "MON-02"],
    },
    Row {
        subject: t("遠隔保守", "Remote maintenance"),
        aws: NONE,
        provider: t("作業の申請、最小権限での実施、記録の保管", "Announces it, works with least privilege, keeps the record"),
        institution: t("作業の承認、記録の確認", "Approves it, looks at the record"),
        controls: &["IAM-05", "IAM-06"],
    },
    Row {
        subject: t("構成の変更", "Changes of the infrastructure"),
        aws: NONE,
        provider: t("版管理、レビュー、承認つきの適用", "Version control, review, approved apply"),
        institution: t("影響のある変更の事前の合意", "Agrees beforehand to changes that affect it"),
        controls: &["CHG-01", "CHG-02", "CHG-03"],
    },
    Row {
        subject: t("事故と漏えいの報告", "Incidents and breaches"),
        aws: t("AWS に起因する事故の通知", "Tells of incidents of its own"),
        provider: t("検知、証拠の保全、医療機関への速やかな報告", "Detects, preserves evidence, reports to the institution at once"),
        institution: t(
            "個人情報保護委員会・厚生労働省などへの報告、患者への通知",
            "Reports to the commission and the ministry, tells patients",
        ),
        controls: &["LOG-05", "OPS-04"],
    },
    Row {
        subject: t("端末と院内の機器", "Devices on site"),
        aws: NONE,
        provider: t("動作環境と推奨設定の提示", "Names supported systems and settings"),
        institution: t("端末の管理、マルウェア対策、持ち出しの管理", "Manages devices, guards against malware, controls removal"),
        controls: &[],
    },
    Row {
        subject: t("契約終了時のデータ", "Data at the end of the contract"),
        aws: t("記憶媒体の消去", "Erases its media"),
        provider: t("返却、消去（鍵の破棄を含む）、証明", "Returns and erases (keys too), and certifies it"),
        institution: t("受領と消去の確認", "Confirms receipt and erasure"),
        controls: &["BKP-05", "ENC-07"],
    },
];

/// The draft.
pub(super) fn render(basis: &Basis<'_>, lang: Lang) -> String {
    let mut output = head(t("責任分界表", "Matrix of responsibilities"), lang);
    let positions = with_patients_data(basis);
    let _ = writeln!(output, "\n{}\n", scope(basis, &positions, lang));
    let lead = t(
        "分担は、AWS 上の SaaS で一般的なものを初期値にしています。契約・SLA と合わせて合意してください。右端は、事業者の分担をこの設計が示している管理策とその判定です。根拠の行は `COMPLIANCE.md` にあります。",
        "The split starts from what is usual for a SaaS on AWS; agree on it together with contract and SLA. The last column names the controls by which this design shows the provider's part, with their verdicts. Their lines are in `COMPLIANCE.en.md`.",
    );
    let _ = writeln!(output, "{}\n", lead.get(lang));
    let head = t(
        "| 対象 | AWS | 事業者 | 医療機関 | この設計での根拠 |",
        "| Subject | AWS | Provider | Medical institution | Shown by this design |",
    );
    let _ = writeln!(output, "{}\n| --- | --- | --- | --- | --- |", head.get(lang));
    for row in ROWS {
        let mut shown: Vec<String> = Vec::new();
        for position in &positions {
            let name = basis.assessment.environments.get(*position).map_or("", String::as_str);
            for id in row.controls {
                if let Some(verdict) = basis.assessment.verdict(id, *position) {
                    let place = if positions.len() > 1 { format!("{name} ") } else { String::new() };
                    shown.push(format!("{place}{id} {}", verdict_word(verdict).get(lang)));
                }
            }
        }
        let shown = if shown.is_empty() { NONE.get(lang).to_owned() } else { shown.join("<br>") };
        let _ = writeln!(
            output,
            "| {} | {} | {} | {} | {shown} |",
            row.subject.get(lang),
            row.aws.get(lang),
            row.provider.get(lang),
            row.institution.get(lang)
        );
    }
    output
}

#[cfg(test)]
mod tests {
    use super::ROWS;

    #[test]
    fn rows_name_controls_of_the_catalogue() {
        for id in ROWS.iter().flat_map(|row| row.controls) {
            assert!(design_core::compliance::controls().any(|control| control.id == *id), "{id}");
        }
    }
}
