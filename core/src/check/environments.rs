//! Rules that need the project and its environments together: names at their real length, hosts
//! inside their domain, and the placeholders that were never filled in.

use crate::design::Environment;
use crate::issue::{Issue, Level, Place, Words, w};
use crate::names;
use crate::settings::ProjectSettings;
use crate::settings::project::{DOMAIN_PLACEHOLDER, OWNER_PLACEHOLDER};

pub(super) fn check(project: Option<&ProjectSettings>, environments: &[(usize, Environment)], issues: &mut Vec<Issue>) {
    let Some(project) = project else { return };
    let mut say = |level, rule, place, what: Words, why: Words, fix: Words| {
        issues.push(Issue { level, rule, place, what, why, fix, repair: Vec::new() });
    };
    let basics = &project.basics;
    if basics.github_organization == OWNER_PLACEHOLDER {
        say(
            Level::Notice,
            "placeholder.github",
            Place::Project("github_organization".to_owned()),
            w("GitHub の組織が仮の値です。", "The GitHub organization is a placeholder."),
            w(
                "誰も登録できない名前なので安全ですが、ワークフローは AWS に入れません。",
                "Nobody can register it, so it is safe, but no workflow can enter AWS.",
            ),
            w("apply の前に実際の組織名を入れてください。", "Fill in your organization before you apply."),
        );
    }
    if basics.root_domain == DOMAIN_PLACEHOLDER {
        say(
            Level::Notice,
            "placeholder.domain",
            Place::Project("root_domain".to_owned()),
            w("ルートドメインが仮の値です。", "The root domain is a placeholder."),
            w("example.jp は予約済みで、証明書の検証が終わりません。", "example.jp is reserved, so its certificate is never validated."),
            w("apply の前に所有するドメインを入れてください。", "Fill in a domain you own before you apply."),
        );
    }
    if basics.github_organization_id.is_empty() != basics.github_repository_id.is_empty() {
        let missing = if basics.github_organization_id.is_empty() { "github_organization_id" } else { "github_repository_id" };
        say(
            Level::Error,
            "github.ids",
            Place::Project(missing.to_owned()),
            w("GitHub の ID が片方しかありません。", "Only one of the two GitHub ids is given."),
            w("トークンの sub には両方が入るか、どちらも入りません。", "The subject of a token carries both or none."),
            w("両方を入れるか、両方を空にしてください。", "Enter both, or leave both empty."),
        );
    }
    if basics.alarm_emails.is_empty() {
        say(
            Level::Notice,
            "alarm.recipients",
            Place::Project("alarm_emails".to_owned()),
            w("アラームの宛先がありません。", "No alarm has a recipient."),
            w("障害が起きても誰にも通知されません。", "Nobody is told when something fails."),
            w("メールアドレスを 1 つ以上入れてください。", "Enter at least one address."),
        );
    }
    if project.account.securityhub && !project.account.config {
        say(
            Level::Error,
            "account.securityhub",
            Place::Project("account.securityhub".to_owned()),
            w("Security Hub には AWS Config が要ります。", "Security Hub needs AWS Config."),
            w("記録がないと検査結果が出ません。", "Without recording its checks have no result."),
            w("AWS Config もオンにしてください。", "Switch AWS Config on as well."),
        );
    }
    if project.account.backup_copy_to_osaka && !project.account.backup {
        say(
            Level::Error,
            "account.backup_copy",
            Place::Project("account.backup_copy_to_osaka".to_owned()),
            w("大阪への複製には AWS Backup が要ります。", "The copy to Osaka needs AWS Backup."),
            w("複製する復元ポイントがありません。", "There is no recovery point to copy."),
            w("AWS Backup もオンにするか、複製をオフにしてください。", "Switch AWS Backup on, or the copy off."),
        );
    }
    if project.account.object_lock_days > project.account.archive_days && project.account.object_lock_mode != "off" {
        say(
            Level::Error,
            "account.archive",
            Place::Project("account.archive_days".to_owned()),
            w("証跡の保管が改ざん防止の日数より短くなっています。", "The trail would expire before its lock ends."),
            w("消せない期間の間は期限切れの削除が効きません。", "Expiry cannot delete what is locked."),
            w("保管の日数を改ざん防止の日数以上にしてください。", "Keep the archive at least as long as the lock."),
        );
    }
    for (index, environment) in environments {
        let place = |id: &str| Place::Environment(*index, id.to_owned());
        let settings = &environment.settings;
        for name in names::planned(&basics.name, &settings.name) {
            if let Some(limit) = name.broken_limit() {
                say(
                    Level::Error,
                    "name.length",
                    place("name"),
                    w(
                        format!("{} が {limit} 文字を超えます: {}", name.attribute, name.text),
                        format!("{} is longer than {limit} characters: {}", name.attribute, name.text),
                    ),
                    w("AWS がリソースの作成を拒みます。", "AWS refuses to create the resource."),
                    w("プロジェクト名か環境名を短くしてください。", "Shorten the project or the environment name."),
                );
            }
        }
        let zone = if settings.zone.is_empty() { &basics.root_domain } else { &settings.zone };
        if zone != &basics.root_domain && !zone.ends_with(&format!(".{}", basics.root_domain)) {
            say(
                Level::Notice,
                "domain.outside",
                place("zone"),
                w(format!("ゾーン {zone} はルートドメインの外にあります。"), format!("The zone {zone} is outside the root domain.")),
                w("Cookie や CORS の設定がドメインをまたぎます。", "Cookies and CORS then cross domains."),
                w("意図したものか確かめてください。", "Make sure that this is intended."),
            );
        }
        let [api, app, mail] = [&settings.api_host, &settings.app_host, &settings.mail_host];
        if api == app || app == mail || api == mail {
            say(
                Level::Error,
                "domain.same_host",
                place("api_host"),
                w("同じホスト名が 2 つの役割に使われています。", "One host name has two roles."),
                w("API・画面・メールは別々の DNS レコードになります。", "API, front end and mail are records of their own."),
                w("別々の名前にしてください。", "Use different names."),
            );
        }
        let longest = settings.api_host.len().max(settings.app_host.len()).max(settings.mail_host.len() + "bounce.".len()) + 1 + zone.len();
        if settings.api_host.len().max(settings.app_host.len()) + 1 + zone.len() > 64 {
            say(
                Level::Error,
                "domain.certificate_name",
                place("zone"),
                w(format!("ホスト名が {} 文字あります。", longest), format!("A host name has {longest} characters.")),
                w("ACM の証明書の名前は 64 文字までです。", "ACM certificate names have at most 64 characters."),
                w("ドメインかホスト名を短くしてください。", "Shorten the domain or the host name."),
            );
        }
    }
    shared_accounts(environments, &mut say);
}

/// Batch names are fixed by the application and carry no project, so they collide inside an account.
fn shared_accounts(environments: &[(usize, Environment)], say: &mut impl FnMut(Level, &'static str, Place, Words, Words, Words)) {
    if let Some((index, environment)) = environments.iter().find(|(_, environment)| environment.sizes.components.batch) {
        let name = &environment.settings.name;
        say(
            Level::Notice,
            "batch.names",
            Place::Environment(*index, "components.batch".to_owned()),
            w(
                format!("Batch の名前「{name}_default」「{name}_fastapi_default_job」にはプロジェクト名が入りません。"),
                format!("The Batch names {name}_default and {name}_fastapi_default_job carry no project name."),
            ),
            w(
                "アプリが期待する名前です。同じアカウントに別のプロジェクトがあると衝突します。",
                "The application expects them. A second project in the same account would collide.",
            ),
            w("プロジェクトごとにアカウントを分けてください。", "Give each project its own account."),
        );
    }
}
