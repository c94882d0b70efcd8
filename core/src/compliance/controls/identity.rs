//! Identity and access (IAM): who may do what, who may become whom, and where secrets lie.

use std::collections::BTreeSet;

use super::clear_text::{has_access_key, is_secret_name};
use super::containers::{Definition, definitions, has_exec, name};
use super::github::{AUDIENCE, Origin, exactly, origin, roles, unread};
use super::relation::names;
use super::rights::{attachments, attachments_of, grants, is_everywhere, of_role, only_reads, policies};
use super::{keys, workflow};
use crate::compliance::control::{Control, Proof};
use crate::compliance::judge::{Judge, Subject};
use crate::compliance::policy::{Statement, statements};
use crate::plan::{Line, Plan, Resource, Value};
use crate::text::t;

/// The actions that ECS Exec needs, on the task role.
const EXEC: [&str; 4] =
    ["ssmmessages:CreateControlChannel", "ssmmessages:CreateDataChannel", "ssmmessages:OpenControlChannel", "ssmmessages:OpenDataChannel"];

/// Rights by which their holder gives itself every other right, unless they are limited to some names.
const WIDENING: [&str; 8] = [
    "iam:AttachRolePolicy",
    "iam:CreateAccessKey",
    "iam:CreatePolicyVersion",
    "iam:PassRole",
    "iam:PutRolePolicy",
    "iam:PutUserPolicy",
    "iam:UpdateAssumeRolePolicy",
    "sts:AssumeRole",
];

/// The longest between two rotations of the database's password, in days (product policy).
const LONGEST_ROTATION: f64 = 365.0;

pub(super) const CONTROLS: &[Control] = &[
    Control {
        id: "IAM-01",
        title: t("管理者相当ポリシー禁止", "No wildcard admin"),
        what: t(
            "IAM のポリシーに、全操作（*）の許可、全リソースへのサービス全操作（s3:* など）の許可、NotAction による許可、全リソースへの権限昇格につながる操作（iam:PassRole など）の許可がなく、AdministratorAccess などの広いマネージドポリシーを付けていないこと。",
            "No policy of IAM allows every action (*), every action of a service on every resource (s3:* and the like), by NotAction, or actions that lead to more rights (such as iam:PassRole) on every resource; no wide managed policy such as AdministratorAccess is attached.",
        ),
        why: t(
            "1 つのロールが奪われたときに、診療情報のすべてと監査ログまで読み書きされるのを防ぎます。",
            "When one role is taken over, the attacker must not reach every record and the audit trail as well.",
        ),
        fix: t(
            "infra/modules/*/ の aws_iam_policy_document で、actions と resources を必要なものに限ってください。",
            "Limit actions and resources in the aws_iam_policy_document of infra/modules/*/ to what is needed.",
        ),
        settings: &[],
        proof: Proof::Files(no_administrators),
    },
    Control {
        id: "IAM-02",
        title: t("GitHub OIDC の sub 限定", "OIDC subject pinned"),
        what: t(
            "GitHub Actions が引き受けるロールの信頼ポリシーが、StringEquals で aud を sts.amazonaws.com に、sub を 1 つのリポジトリの GitHub 環境・ブランチ・プルリクエストに限り、ワイルドカードがないこと。",
            "The trust policy of every role that GitHub Actions assumes pins, by StringEquals, aud to sts.amazonaws.com and sub to a GitHub environment, branch or pull request of one repository, without wildcards.",
        ),
        why: t(
            "sub が緩いと、同じ組織の別のリポジトリや第三者のリポジトリから、本番の AWS に入れます。",
            "With a loose sub, another repository of the organisation, or anybody's, gets into production.",
        ),
        fix: t(
            "プロジェクトの GitHub 組織名とリポジトリ名を設定し、infra/modules/cicd/main.tf の condition を元に戻してください。",
            "Set the GitHub organisation and repository of the project, and restore the conditions in infra/modules/cicd/main.tf.",
        ),
        settings: &["github_organization", "github_repository"],
        proof: Proof::Files(subjects_pinned),
    },
    Control {
        id: "IAM-03",
        title: t("plan と apply のロール分離", "Separate plan and apply roles"),
        what: t(
            "環境ごとに、プルリクエストから使えて読み取りだけの（state のロックを除く）ロールと、GitHub 環境を指定したジョブだけが引き受けられる変更用のロールがあり、どちらもほかの環境と共有していないこと。",
            "Each environment has a role for pull requests that only reads (apart from the lock of the state), and roles that change something and admit only jobs of a GitHub environment; none is shared with another environment.",
        ),
        why: t(
            "レビュー前のコードが本番を変更できると、承認の仕組みに意味がなくなります。",
            "If code can change production before its review, approvals mean nothing.",
        ),
        fix: t(
            "infra/modules/cicd/main.tf の role_subjects と read.tf を元に戻し、環境ごとに別の GitHub 環境を使ってください。",
            "Restore role_subjects in infra/modules/cicd/main.tf and read.tf, and give each environment a GitHub environment of its own.",
        ),
        settings: &[],
        proof: Proof::Files(roles_apart),
    },
    Control {
        id: "IAM-04",
        title: t("長期アクセスキー禁止", "No static keys"),
        what: t(
            "IAM ユーザーとアクセスキーを作らず、provider と backend に鍵を書かず、ワークフローは role-to-assume だけで AWS に入り、どのファイルにもアクセスキーの形の文字列がないこと。",
            "No IAM user and no access key is made, provider and backend hold no keys, workflows sign in to AWS by role-to-assume only, and no file contains anything of the form of an access key.",
        ),
        why: t(
            "長期の鍵は、漏れても気づかれないまま使われ続けます。過去の大きな事故の多くがこれです。",
            "A long-lived key that leaks is used unnoticed for years; many of the large incidents began that way.",
        ),
        fix: t(
            "鍵を消して（漏れたものとして無効にして）、GitHub は OIDC、人は IAM Identity Center で入ってください。",
            "Remove the key (and revoke it as leaked); let GitHub come in by OIDC and people by IAM Identity Center.",
        ),
        settings: &[],
        proof: Proof::Files(no_static_keys),
    },
    Control {
        id: "IAM-05",
        title: t("タスク/実行ロールの分離と ECS Exec 最小権限", "Task vs execution role, minimal Exec rights"),
        what: t(
            "タスク定義とジョブ定義のタスクロールと実行ロールが別で、ECS Exec の権限がタスクロールの ssmmessages の 4 操作だけであり、AmazonSSMManagedInstanceCore を付けていないこと。",
            "Task and execution role of every task and job definition differ; the rights of ECS Exec are the four ssmmessages actions on the task role, and AmazonSSMManagedInstanceCore is attached nowhere.",
        ),
        why: t(
            "アプリケーションが、起動のための権限（全シークレットの読み取りなど）まで持たないようにします。",
            "The application must not hold the rights of the start as well, such as reading every secret.",
        ),
        fix: t(
            "infra/modules/ecs/iam.tf の 2 つのロールと ExecChannels の文を元に戻してください。",
            "Restore the two roles and the statement ExecChannels in infra/modules/ecs/iam.tf.",
        ),
        settings: &[],
        proof: Proof::Files(task_roles),
    },
    Control {
        id: "IAM-06",
        title: t("ECS Exec の記録", "ECS Exec audited"),
        what: t(
            "ECS Exec を使うサービスのクラスターが logging = \"OVERRIDE\" で、CMK を使い、保持日数のあるロググループか S3 バケットに暗号化して記録すること。",
            "The cluster of every service with ECS Exec has logging = \"OVERRIDE\", a customer managed key, and an encrypted destination: a log group with a retention, or an S3 bucket.",
        ),
        why: t(
            "本番のコンテナで人が打ったコマンドは、保守作業の記録そのものです。後から説明できる必要があります。",
            "What a person typed inside production is the record of maintenance. It has to be accounted for later.",
        ),
        fix: t(
            "infra/modules/ecs/main.tf の execute_command_configuration を元に戻してください。",
            "Restore execute_command_configuration in infra/modules/ecs/main.tf.",
        ),
        settings: &["logs.retention_days"],
        proof: Proof::Files(exec_recorded),
    },
    Control {
        id: "IAM-07",
        title: t("平文シークレット禁止とローテーション", "No plaintext secrets, rotation"),
        what: t(
            "tfvars・変数の既定値・コンテナの環境変数・Secrets Manager の値としてシークレットを書かず、DB のパスワードは RDS が管理し（manage_master_user_password）365 日以内に交代し、コンテナは secrets の valueFrom で受け取ること。アプリケーションの鍵（JWT、TOTP）の交代は人が決めます。",
            "No secret stands in tfvars, defaults of variables, the environment of a container or as a value in Secrets Manager; RDS manages the database's password (manage_master_user_password) and changes it at least every 365 days; containers take secrets by valueFrom. When the application's own keys (JWT, TOTP) change is for people to decide.",
        ),
        why: t(
            "ファイルや state に書いたパスワードは、リポジトリと履歴を読める全員に渡ります。",
            "A password in a file or in the state is given to everybody who can read the repository and its history.",
        ),
        fix: t(
            "値を消して交代させ、Secrets Manager に人が登録し、secrets の valueFrom で渡してください。",
            "Remove and change the value, let a person put it into Secrets Manager, and hand it over by valueFrom.",
        ),
        settings: &[],
        proof: Proof::Files(no_clear_secrets),
    },
    Control {
        id: "IAM-08",
        title: t("リソースポリシーの公開禁止", "No public resource policies"),
        what: t(
            "S3・SQS・SNS・KMS・ECR・Secrets Manager・ロールなどのポリシーに、相手を誰でも（*）とする許可が、呼び出し元を限る条件なしにないこと。バケットの ACL も公開でないこと。",
            "No policy of S3, SQS, SNS, KMS, ECR, Secrets Manager, a role and the like allows everybody (*) without a condition that limits the caller; no bucket has a public ACL.",
        ),
        why: t(
            "公開されたバケットやキューは、検索サービスに数分で見つけられます。",
            "Public buckets and queues are found by search services within minutes.",
        ),
        fix: t(
            "principals を相手のサービスかアカウントにし、aws:SourceArn などの条件を付けてください。",
            "Name the service or account in principals and add a condition such as aws:SourceArn.",
        ),
        settings: &[],
        proof: Proof::Files(nothing_for_everybody),
    },
    Control {
        id: "IAM-09",
        title: t("コンテナ強化", "Container hardening"),
        what: t(
            "コンテナが特権モードでなく、ホストの PID を使わず、root 以外のユーザーで動き、ルートファイルシステムが読み取り専用であること。ECS Exec を使うサービスのコンテナは書き込みが必要なため、読み取り専用を求めません。",
            "Containers are not privileged, do not share the host's processes, run as a user other than root, and have a read-only root file system. ECS Exec has to write into the container, so the last is not asked of services that use it.",
        ),
        why: t(
            "アプリケーションの欠陥を突かれても、そこから先へ広がりにくくします。",
            "A flaw of the application that is exploited leads less far.",
        ),
        fix: t(
            "infra/modules/ecs/task_definitions.tf と infra/modules/batch/main.tf のコンテナに user と readonlyRootFilesystem を指定してください。",
            "Set user and readonlyRootFilesystem of the containers in infra/modules/ecs/task_definitions.tf and infra/modules/batch/main.tf.",
        ),
        settings: &[],
        proof: Proof::Files(containers_hardened),
    },
    Control {
        id: "IAM-10",
        title: t("管理者と利用者の多要素認証", "MFA for operators and users"),
        what: t(
            "AWS のルートユーザーとコンソールの利用者が多要素認証を使い、アプリケーションの二要素認証（端末とサーバーの両方）が 2027-04-01 までに整うこと。人が確認します。横に、ファイルが示す認証の設定を出します。",
            "The AWS root user and everybody with a console sign-in use MFA, and the application has two-factor authentication (client and server) by 2027-04-01. A person confirms it. Beside it: what the files say about sign-in.",
        ),
        why: t(
            "ガイドライン 7.0 版は、2027 年 4 月までに端末とサーバーの両方で二要素認証を求めています。",
            "Edition 7.0 of the guideline asks for two factors at clients and servers by April 2027.",
        ),
        fix: t(
            "ルートと IAM Identity Center の MFA を有効にし、確認した人と日付を記録してください。",
            "Turn MFA on for root and in IAM Identity Center, and record who confirmed it and when.",
        ),
        settings: &[],
        proof: Proof::Person(factors),
    },
];

fn both(text: impl Into<String>) -> (String, String) {
    let text = text.into();
    (text.clone(), text)
}

const READABLE: (&str, &str) = ("内容を読めるポリシー", "a policy that can be read");

fn no_administrators(judge: &mut Judge<'_>) {
    judge.absent("IAM のポリシーがありません。", "There are no policies of IAM.");
    for plan in judge.plans() {
        for policy in policies(plan) {
            let line = policy.attribute.line.clone();
            let Some(statements) = policy.statements else {
                judge.lacks_attribute(policy.resource, "policy", policy.attribute, READABLE.0, READABLE.1);
                continue;
            };
            let wide: Vec<_> = statements.iter().filter_map(|statement| Some((statement, too_wide(statement)?))).collect();
            if wide.is_empty() {
                let (ja, en) = (
                    format!("{} 個の文に広すぎる許可がない", statements.len()),
                    format!("no wide grant in {} statements", statements.len()),
                );
                judge.saw_line(Some(policy.resource), line, ja, en);
            }
            for (statement, grant) in wide {
                let wanted = ("必要な操作とリソースだけの許可", "only the actions and resources that are needed");
                judge.lacks_line(Some(policy.resource), statement.line.clone(), both(grant), wanted);
            }
        }
        for attachment in attachments(plan) {
            let Some(managed) = attachment.managed else { continue };
            if is_wide_managed(&managed) {
                judge.lacks_attribute(
                    attachment.resource,
                    attachment.argument,
                    attachment.attribute,
                    "限られたポリシー",
                    "a limited policy",
                );
            } else {
                judge.saw_argument(attachment.resource, attachment.argument, attachment.attribute);
            }
        }
    }
}

/// What a statement allows beyond measure.
fn too_wide(statement: &Statement) -> Option<String> {
    if !statement.allow {
        return None;
    }
    if statement.inverted_actions {
        return Some(format!("NotAction: {}", statement.actions.join(", ")));
    }
    let everywhere = is_everywhere(statement);
    let wide = statement.actions.iter().find(|action| match action.split_once(':') {
        Some((service, name)) => service.contains(['*', '?']) || (everywhere && name.chars().all(|c| c == '*')),
        None => true,
    });
    // A region limits nothing here: IAM is in every region the same.
    let free = everywhere && statement.conditions.iter().all(|(_, key, _)| key.eq_ignore_ascii_case("aws:RequestedRegion"));
    let widening = WIDENING.iter().find(|action| free && grants(statement, action));
    let found = wide.map(String::as_str).or(widening.copied())?;
    Some(format!("{found}: {}", if statement.inverted_resources { "NotResource".to_owned() } else { statement.resources.join(", ") }))
}

/// Policies of AWS that open whole services, and one whose name cannot be known.
fn is_wide_managed(name: &str) -> bool {
    matches!(name, "AdministratorAccess" | "IAMFullAccess" | "PowerUserAccess" | "SystemAdministrator" | "DatabaseAdministrator")
        || name.ends_with("FullAccess")
        || name.starts_with("AdministratorAccess")
        || name.contains('…')
        || name.is_empty()
}

fn subjects_pinned(judge: &mut Judge<'_>) {
    judge.absent("GitHub Actions が引き受けるロールがありません。", "There is no role that GitHub Actions assumes.");
    for plan in judge.plans() {
        for role in unread(plan) {
            judge.lacks_argument(role, "assume_role_policy", READABLE.0, READABLE.1);
        }
        for (role, trust) in roles(plan) {
            for statement in &trust {
                subject_pinned(judge, role, statement);
            }
        }
        for provider in plan.of_type("aws_iam_openid_connect_provider") {
            let ours = |value: &Value| !value.items().is_empty() && value.items().iter().all(|item| item.as_str() == Some(AUDIENCE));
            let wanted = format!("[\"{AUDIENCE}\"]");
            judge.expect(provider, "client_id_list", ours, wanted.clone(), wanted);
        }
    }
}

fn subject_pinned(judge: &mut Judge<'_>, role: &Resource, statement: &Statement) {
    let line = || statement.line.clone();
    let audience = exactly(statement, "aud");
    let fine = !audience.is_empty() && audience.iter().all(|value| value == AUDIENCE);
    let wanted = (format!("StringEquals で aud = {AUDIENCE}"), format!("aud = {AUDIENCE} by StringEquals"));
    judge.expect_line(fine, Some(role), line(), both(format!("aud = {}", audience.join(", "))), wanted);
    let subjects = exactly(statement, "sub");
    let fine = !subjects.is_empty() && subjects.iter().all(|subject| origin(subject).is_some());
    let wanted = (
        "StringEquals で sub = repo:組織/リポジトリ:environment:環境 など",
        "sub = repo:organisation/repository:environment:name or the like, by StringEquals",
    );
    judge.expect_line(fine, Some(role), line(), both(format!("sub = {}", subjects.join(", "))), wanted);
}

fn roles_apart(judge: &mut Judge<'_>) {
    let plan = judge.plan();
    let tables = lock_tables(judge);
    let own = roles(plan);
    let shared: Vec<_> = judge.account.into_iter().flat_map(roles).collect();
    for (role, _) in &shared {
        let found = ("全環境に共通のロール", "a role that all environments share");
        judge.lacks(role, found, ("環境ごとのロール", "a role of each environment"));
    }
    if own.is_empty() && shared.is_empty() {
        return judge.absent("GitHub Actions が引き受けるロールがありません。", "There is no role that GitHub Actions assumes.");
    }
    let others: Vec<&Subject> = judge.all.iter().filter(|other| other.name != judge.environment.name).collect();
    let taken: BTreeSet<String> = others.iter().flat_map(|other| roles(&other.plan)).filter_map(|(role, _)| role_name(role)).collect();
    let theirs: BTreeSet<String> = others.iter().flat_map(|other| changing_subjects(&other.plan, &tables)).collect();
    let mut readers = 0usize;
    for (role, trust) in &own {
        let subjects: Vec<&String> = trust.iter().flat_map(|statement| exactly(statement, "sub")).collect();
        let origins: Vec<Option<Origin>> = subjects.iter().map(|subject| origin(subject)).collect();
        let line = trust.first().map_or_else(|| role.line().clone(), |statement| statement.line.clone());
        if role_name(role).is_some_and(|name| taken.contains(&name)) {
            judge.lacks_argument(role, "name", "この環境だけのロール", "a role of this environment alone");
        }
        let text = subjects.iter().map(|subject| subject.as_str()).collect::<Vec<_>>().join(", ");
        match change(plan, role, &tables) {
            None => {
                readers += usize::from(origins.contains(&Some(Origin::PullRequest)));
                judge.saw_line(Some(role), line, format!("読み取りだけのロール: {text}"), format!("a role that only reads: {text}"));
            }
            Some((change, grant)) => {
                let guarded = !origins.is_empty() && origins.iter().all(|origin| *origin == Some(Origin::Environment));
                let found = (format!("{change} ができるロール: {text}"), format!("a role that may {change}: {text}"));
                let wanted = ("GitHub 環境のジョブだけ", "jobs of a GitHub environment only");
                if !judge.expect_line(guarded, Some(role), line.clone(), found.clone(), wanted) {
                    let wanted = ("読み取りだけの許可", "a grant that only reads");
                    judge.lacks_line(Some(role), grant, both(change), wanted);
                }
                if let Some(taken) = subjects.iter().find(|subject| theirs.contains(**subject)) {
                    let name = taken.rsplit(':').next().unwrap_or_default();
                    let chosen = judge.line_with(&format!("{}/terraform.tfvars", plan.root), &format!("\"{name}\""));
                    let line = chosen.unwrap_or(line);
                    let wanted = ("ほかの環境と別の GitHub 環境", "a GitHub environment that no other environment uses");
                    judge.lacks_line(Some(role), line, found, wanted);
                }
            }
        }
    }
    if readers == 0 {
        let line = own.first().map_or_else(|| judge.root_line(), |(role, _)| role.line().clone());
        let found = ("プルリクエスト用の読み取りだけのロールがない", "no role for pull requests that only reads");
        judge.lacks_line(None, line, found, ("plan 用の読み取りだけのロール", "a role for plans that only reads"));
    }
}

fn role_name(role: &Resource) -> Option<String> {
    role.body.text("name").map(str::to_owned)
}

/// Subjects that the changing roles of a plan admit.
fn changing_subjects(plan: &Plan, tables: &[&str]) -> Vec<String> {
    let changing = roles(plan).into_iter().filter(|(role, _)| change(plan, role, tables).is_some());
    changing.flat_map(|(_, trust)| trust.iter().flat_map(|statement| exactly(statement, "sub").to_vec()).collect::<Vec<_>>()).collect()
}

/// Something that a role may change, other than the lock of the state, and the line that says so.
fn change(plan: &Plan, role: &Resource, tables: &[&str]) -> Option<(String, Line)> {
    let reads = |name: &str| matches!(name, "ReadOnlyAccess" | "SecurityAudit" | "ViewOnlyAccess");
    let managed = attachments_of(plan, role).into_iter().find_map(|attachment| {
        let name = attachment.managed.filter(|name| !reads(name))?;
        Some((name, attachment.attribute.line.clone()))
    });
    managed.or_else(|| {
        of_role(plan, role).into_iter().find_map(|policy| {
            let Some(statements) = policy.statements else { return Some(("*".to_owned(), policy.attribute.line.clone())) };
            statements.iter().filter(|statement| statement.allow && !locks(statement, tables)).find_map(|statement| {
                let action = statement.actions.iter().find(|action| statement.inverted_actions || !only_reads(action))?;
                Some((action.clone(), statement.line.clone()))
            })
        })
    })
}

/// Names of the tables that lock states: those of the backends, and those that hold a `LockID`.
fn lock_tables<'a>(judge: &Judge<'a>) -> Vec<&'a str> {
    let backends = judge.all.iter().flat_map(|subject| subject.plan.settings()).filter_map(|settings| settings.block("backend"));
    let named = backends.filter_map(|backend| backend.text("dynamodb_table"));
    let made = judge.plans().flat_map(|plan| plan.of_type("aws_dynamodb_table"));
    let made = made.filter(|table| table.body.text("hash_key") == Some("LockID")).filter_map(|table| table.body.text("name"));
    named.chain(made).collect()
}

/// Is a statement about nothing but the lock of the state: the lock file, or the rows of the lock table?
fn locks(statement: &Statement, tables: &[&str]) -> bool {
    let is_lock =
        |resource: &String| resource.ends_with(".tflock") || tables.iter().any(|table| resource.ends_with(&format!(":table/{table}")));
    !statement.inverted_resources && !statement.resources.is_empty() && statement.resources.iter().all(is_lock)
}

fn no_static_keys(judge: &mut Judge<'_>) {
    for plan in judge.plans() {
        for kind in ["aws_iam_access_key", "aws_iam_user", "aws_iam_user_login_profile"] {
            for resource in plan.of_type(kind) {
                let wanted = ("ロール（OIDC、IAM Identity Center）", "roles (OIDC, IAM Identity Center)");
                judge.lacks(resource, both(kind), wanted);
            }
        }
        let backends = plan.settings().iter().flat_map(|settings| settings.blocks_of("backend"));
        for (label, block) in plan
            .providers()
            .iter()
            .map(|(name, block)| (format!("provider {name}"), block))
            .chain(backends.map(|block| ("backend".to_owned(), block)))
        {
            let keys: Vec<_> =
                ["access_key", "secret_key", "token"].iter().filter_map(|argument| Some((argument, block.find(argument)?))).collect();
            if keys.is_empty() {
                judge.saw_line(None, block.line.clone(), format!("{label} に鍵がない"), format!("{label} holds no keys"));
            }
            for (argument, attribute) in keys {
                judge.lacks_line(None, attribute.line.clone(), both(format!("{label}: {argument}")), ("鍵を書かない", "no keys"));
            }
        }
    }
    for workflow in workflow::all(judge) {
        for step in workflow.each("uses").filter(|entry| entry.text().starts_with("aws-actions/configure-aws-credentials")) {
            let inputs = workflow.inputs(step);
            let role = inputs.iter().find(|entry| entry.key() == "role-to-assume" && !entry.text().is_empty());
            match role {
                Some(role) => judge.saw_line(
                    None,
                    workflow.line_of(role),
                    format!("role-to-assume: {}", role.text()),
                    format!("role-to-assume: {}", role.text()),
                ),
                None => judge.lacks_line(None, workflow.line_of(step), both(step.text()), ("role-to-assume", "role-to-assume")),
            }
        }
    }
    let mut lines: BTreeSet<Line> = judge.access_keys().into_iter().collect();
    for path in judge.paths().into_iter().filter(|path| path.starts_with(".github/workflows/") && !path.ends_with(".md")) {
        for (line, text) in (1u32..).zip(judge.file(path).into_iter().flat_map(str::lines)) {
            let named = ["aws-access-key-id", "aws-secret-access-key", "AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"];
            if !text.trim_start().starts_with('#') && named.iter().any(|name| text.contains(name)) {
                lines.insert(Line { path: path.into(), line });
            }
        }
    }
    for line in lines {
        judge.lacks_line(None, line, ("アクセスキー", "an access key"), ("鍵を書かない", "no keys"));
    }
}

fn task_roles(judge: &mut Judge<'_>) {
    judge.absent("タスク定義もジョブ定義もありません。", "There are neither task nor job definitions.");
    let plan = judge.plan();
    let mut execution_roles = BTreeSet::new();
    let mut task_roles = BTreeSet::new();
    for definition in definitions(plan) {
        let task = plan.behind(&definition.task_role, "aws_iam_role");
        let execution = plan.behind(&definition.execution_role, "aws_iam_role");
        roles_differ(judge, &definition, task, execution);
        execution_roles.extend(execution.map(|role| role.address.clone()));
        let exec = has_exec(plan, definition.resource);
        match task {
            Some(role) => drop(task_roles.insert((role.address.clone(), exec))),
            None if exec => judge.lacks(definition.resource, ("タスクロールがない", "no task role"), ("タスクロール", "a task role")),
            None => {}
        }
    }
    for (address, exec) in &task_roles {
        let exec = *exec || task_roles.contains(&(address.clone(), true));
        if let Some(role) = plan.at(address) {
            exec_rights(judge, plan, role, exec);
        }
    }
    let tasks: BTreeSet<_> = task_roles.iter().map(|(address, _)| address).collect();
    for role in execution_roles.iter().filter(|address| !tasks.contains(address)).filter_map(|address| plan.at(address)) {
        exec_rights(judge, plan, role, false);
    }
    for attachment in
        judge.plans().flat_map(attachments).filter(|attachment| attachment.managed.as_deref() == Some("AmazonSSMManagedInstanceCore"))
    {
        let wanted = ("タスクロールの ssmmessages の 4 操作", "the four ssmmessages actions on the task role");
        judge.lacks_attribute(attachment.resource, attachment.argument, attachment.attribute, wanted.0, wanted.1);
    }
}

fn roles_differ(judge: &mut Judge<'_>, definition: &Definition<'_>, task: Option<&Resource>, execution: Option<&Resource>) {
    let line = definition.resource.line().clone();
    let label = |role: Option<&Resource>| role.map_or_else(|| "-".to_owned(), |role| role.address.to_string());
    let apart = task.zip(execution).is_some_and(|(task, execution)| task.address != execution.address);
    let found = (
        format!("タスクロール {}、実行ロール {}", label(task), label(execution)),
        format!("task role {}, execution role {}", label(task), label(execution)),
    );
    judge.expect_line(apart, Some(definition.resource), line, found, ("この構成で作る別々のロール", "two different roles of this design"));
}

/// The channels of ECS Exec: all four where a service uses it, and nothing beyond them.
fn exec_rights(judge: &mut Judge<'_>, plan: &Plan, role: &Resource, exec: bool) {
    let policies = of_role(plan, role);
    let statements: Vec<&Statement> = policies.iter().filter_map(|policy| policy.statements.as_ref()).flatten().collect();
    let mut given: BTreeSet<&str> = BTreeSet::new();
    for statement in statements.iter().filter(|statement| statement.allow && !statement.inverted_actions) {
        for action in statement.actions.iter().filter(|action| is_channel(action)) {
            let exact = EXEC.iter().find(|wanted| wanted.eq_ignore_ascii_case(action));
            let found = both(format!("{}: {action}", role.address));
            given.extend(exact.copied());
            judge.expect_line(
                exec && exact.is_some(),
                Some(role),
                statement.line.clone(),
                found,
                ("ECS Exec を使うタスクロールの 4 操作だけ", "only the four actions, on the task role of a service with ECS Exec"),
            );
        }
    }
    for missing in EXEC.iter().filter(|action| exec && !given.contains(*action)) {
        judge.lacks(role, (format!("{missing} がない"), format!("{missing} is missing")), both(*missing));
    }
}

fn is_channel(action: &str) -> bool {
    let action = action.to_ascii_lowercase();
    action.starts_with("ssmmessages:")
        || action.starts_with("ec2messages:")
        || action == "ssm:*"
        || action.starts_with("ssm:updateinstance")
}

fn exec_recorded(judge: &mut Judge<'_>) {
    judge.absent("ECS Exec を使うサービスがありません。", "No service uses ECS Exec.");
    let plan = judge.plan();
    let mut seen = BTreeSet::new();
    for service in judge.of_type("aws_ecs_service") {
        // Switched off, or not written: off is the default.
        if matches!(service.body.value("enable_execute_command").map(Value::as_bool), None | Some(Some(false))) {
            continue;
        }
        let cluster = service.body.value("cluster");
        let cluster = plan.of_type("aws_ecs_cluster").find(|other| cluster.is_some_and(|value| names(value, other, "name")));
        let Some(cluster) = cluster else {
            judge.lacks_argument(service, "cluster", "この構成で作るクラスター", "a cluster of this design");
            continue;
        };
        if seen.insert(&cluster.address) {
            cluster_records(judge, plan, cluster);
        }
    }
}

fn cluster_records<'a>(judge: &mut Judge<'a>, plan: &'a Plan, cluster: &'a Resource) {
    const EXEC: &str = "configuration.execute_command_configuration";
    let path = |argument: &str| format!("{EXEC}.{argument}");
    judge.expect(cluster, &path("logging"), |value| value.as_str() == Some("OVERRIDE"), "OVERRIDE", "OVERRIDE");
    judge.expect(cluster, &path("kms_key_id"), |value| keys::is_customer(plan, value), keys::WANTED.0, keys::WANTED.1);
    let bucket = path("log_configuration.s3_bucket_name");
    if cluster.find(&bucket).is_some() {
        judge.expect(
            cluster,
            &bucket,
            |value| plan.behind(value, "aws_s3_bucket").is_some(),
            "この構成で作るバケット",
            "a bucket of this design",
        );
        judge.expect_bool(cluster, &path("log_configuration.s3_bucket_encryption_enabled"), true);
    }
    let group = path("log_configuration.cloud_watch_log_group_name");
    if cluster.find(&group).is_none() && cluster.find(&bucket).is_some() {
        return;
    }
    let kept = |value: &Value| {
        let group = plan.of_type("aws_cloudwatch_log_group").find(|group| names(value, group, "name"));
        group.is_some_and(|group| group.body.number("retention_in_days").is_some_and(|days| days > 0.0))
    };
    judge.expect(cluster, &group, kept, "保持日数のあるロググループ", "a log group with a retention");
    judge.expect_bool(cluster, &path("log_configuration.cloud_watch_encryption_enabled"), true);
}

fn no_clear_secrets(judge: &mut Judge<'_>) {
    let root = judge.plan().root.clone();
    for path in judge.paths() {
        let terraform = path.starts_with("infra/") && (path.ends_with(".tf") || path.ends_with(".tfvars"));
        let elsewhere = path.starts_with("infra/envs/") && !path.starts_with(&format!("{root}/"));
        if !terraform || elsewhere {
            continue;
        }
        let found = &judge.clear_text(path).secrets;
        if found.is_empty() && path.ends_with(".tfvars") {
            judge.saw_line(None, Line::top(path), "シークレットの名前を持つ値がない", "no value with the name of a secret");
        }
        for found in found {
            judge.lacks_line(
                None,
                found.line.clone(),
                both(format!("{} = \"…\"", found.name)),
                ("Secrets Manager の参照", "a reference to Secrets Manager"),
            );
        }
    }
    for plan in judge.plans() {
        secrets_in_state(judge, plan);
    }
    let plan = judge.plan();
    for database in plan.of_type("aws_db_instance").chain(plan.of_type("aws_rds_cluster")) {
        judge.expect_bool(database, "manage_master_user_password", true);
        let unset = |value: &Value| *value == Value::Null;
        if database.find("password").is_some() || database.find("master_password").is_some() {
            let path = if database.find("password").is_some() { "password" } else { "master_password" };
            judge.expect(database, path, unset, "manage_master_user_password = true", "manage_master_user_password = true");
        }
        for rotation in plan.pointing_at("aws_secretsmanager_secret_rotation", "secret_id", &database.address) {
            rotates(judge, rotation);
        }
    }
    for definition in definitions(plan) {
        clean_containers(judge, plan, &definition);
    }
}

/// Without a rule of its own the password that RDS manages changes every seven days.
fn rotates<'a>(judge: &mut Judge<'a>, rotation: &'a Resource) {
    const SCHEDULE: &str = "rotation_rules.schedule_expression";
    if rotation.find(SCHEDULE).is_some() {
        judge.expect(rotation, SCHEDULE, |value| value.as_str().is_some_and(yearly), "年に 1 回以上", "once a year or more often");
    } else {
        let often = |value: &Value| value.as_number().is_some_and(|days| (1.0..=LONGEST_ROTATION).contains(&days));
        let wanted = (format!("{LONGEST_ROTATION} 日以内"), format!("{LONGEST_ROTATION} days or fewer"));
        judge.expect(rotation, "rotation_rules.automatically_after_days", often, wanted.0, wanted.1);
    }
}

/// Does a schedule come round at least once a year: a rate of that many days, or a cron line for any year?
fn yearly(schedule: &str) -> bool {
    let inside = |name: &str| schedule.strip_prefix(name)?.strip_prefix('(')?.strip_suffix(')');
    if let Some(rate) = inside("rate") {
        let mut words = rate.split_whitespace();
        let number: Option<f64> = words.next().and_then(|number| number.parse().ok());
        return match (number, words.next()) {
            (Some(days), Some("day" | "days")) => days <= LONGEST_ROTATION,
            (Some(_), Some("hour" | "hours")) => true,
            _ => false,
        };
    }
    inside("cron").is_some_and(|cron| cron.split_whitespace().nth(5) == Some("*"))
}

/// Values that Terraform would write into its state.
fn secrets_in_state(judge: &mut Judge<'_>, plan: &Plan) {
    let wanted = ("値を Terraform に渡さない", "a value that Terraform never sees");
    const HOLDERS: &[(&str, &str)] = &[
        ("aws_elasticache_replication_group", "auth_token"),
        ("aws_elasticache_user", "passwords"),
        ("aws_elasticache_user", "authentication_mode.passwords"),
        ("aws_secretsmanager_secret_version", "secret_binary"),
        ("aws_secretsmanager_secret_version", "secret_string"),
        ("random_password", "length"),
        ("tls_private_key", "algorithm"),
    ];
    for (kind, argument) in HOLDERS {
        for resource in plan.of_type(kind).filter(|resource| resource.find(argument).is_some()) {
            // The argument may hold the secret itself: it is not shown.
            judge.lacks(resource, both(format!("{kind}.{argument}")), wanted);
        }
    }
    for parameter in plan.of_type("aws_ssm_parameter") {
        if parameter.body.text("type") == Some("SecureString") && parameter.find("value").is_some() {
            judge.lacks(parameter, both("SecureString: value"), wanted);
        }
    }
}

fn clean_containers(judge: &mut Judge<'_>, plan: &Plan, definition: &Definition<'_>) {
    let resource = definition.resource;
    let line = definition.attribute.map_or_else(|| resource.line().clone(), |attribute| attribute.line.clone());
    let Some(containers) = &definition.containers else {
        return judge.lacks_line(
            Some(resource),
            line,
            ("コンテナを読めない", "the containers cannot be read"),
            ("読める定義", "a definition that can be read"),
        );
    };
    for container in containers {
        let named = |list: &'static str| container.entry(list).map_or(&[][..], Value::items).iter();
        for variable in named("environment") {
            let name = variable.entry("name").and_then(Value::as_str).unwrap_or("…");
            if is_secret_name(name) || variable.entry("value").and_then(Value::as_str).is_some_and(has_access_key) {
                judge.lacks_line(
                    Some(resource),
                    line.clone(),
                    both(format!("environment: {name}")),
                    ("secrets の valueFrom", "valueFrom in secrets"),
                );
            }
        }
        for secret in named("secrets") {
            let name = secret.entry("name").and_then(Value::as_str).unwrap_or("…");
            let source = secret.entry("valueFrom").is_some_and(|value| is_secret_source(plan, value));
            let wanted = ("この構成で作るシークレットの ARN", "the ARN of a secret of this design");
            judge.expect_line(source, Some(resource), line.clone(), both(format!("secrets: {name}")), wanted);
        }
        if named("environment").next().is_some() {
            let count = named("environment").count();
            let name = name(container);
            let (ja, en) = (format!("{name}: 環境変数 {count} 個を確認"), format!("{name}: looked at {count} environment variables"));
            judge.saw_line(Some(resource), line.clone(), ja, en);
        }
    }
}

fn is_secret_source(plan: &Plan, value: &Value) -> bool {
    let holders = ["aws_db_instance", "aws_rds_cluster", "aws_secretsmanager_secret", "aws_ssm_parameter"];
    holders.iter().any(|kind| plan.behind(value, kind).is_some())
        || value.as_str().is_some_and(|text| text.starts_with("arn:aws:secretsmanager:") || text.starts_with("arn:aws:ssm:"))
}

/// Where resources hold a policy about themselves.
const RESOURCE_POLICIES: &[(&str, &str)] = &[
    ("aws_backup_vault_policy", "policy"),
    ("aws_cloudwatch_log_resource_policy", "policy_document"),
    ("aws_ecr_registry_policy", "policy"),
    ("aws_ecr_repository_policy", "policy"),
    ("aws_iam_role", "assume_role_policy"),
    ("aws_kms_key", "policy"),
    ("aws_kms_key_policy", "policy"),
    ("aws_s3_bucket_policy", "policy"),
    ("aws_secretsmanager_secret", "policy"),
    ("aws_secretsmanager_secret_policy", "policy"),
    ("aws_sns_topic", "policy"),
    ("aws_sns_topic_policy", "policy"),
    ("aws_sqs_queue", "policy"),
    ("aws_sqs_queue_policy", "policy"),
];

fn nothing_for_everybody(judge: &mut Judge<'_>) {
    judge.absent("リソースのポリシーがありません。", "There are no policies of resources.");
    let wanted = ("相手を特定した許可", "named principals, or a condition that limits the caller");
    for plan in judge.plans() {
        for (resource, argument) in
            RESOURCE_POLICIES.iter().flat_map(|(kind, argument)| plan.of_type(kind).map(move |resource| (resource, argument)))
        {
            let Some(attribute) = resource.find(argument) else { continue };
            let Some(statements) = statements(plan, &attribute.value, &attribute.line) else {
                judge.lacks_attribute(resource, argument, attribute, READABLE.0, READABLE.1);
                continue;
            };
            let open: Vec<_> = statements.iter().filter(|statement| is_for_everybody(statement)).collect();
            if open.is_empty() {
                judge.saw_line(Some(resource), attribute.line.clone(), "誰にでも（*）の許可がない", "nothing is allowed to everybody (*)");
            }
            for statement in open {
                let found = both(format!("Allow *: {}", statement.actions.join(", ")));
                judge.lacks_line(Some(resource), statement.line.clone(), found, wanted);
            }
        }
        for acl in plan.of_type("aws_s3_bucket_acl").chain(plan.of_type("aws_s3_bucket")) {
            if acl.body.text("acl").is_some_and(|acl| acl.starts_with("public-") || acl == "authenticated-read") {
                judge.lacks_argument(acl, "acl", "private", "private");
            }
        }
    }
}

/// Does a statement allow everybody (also by leaving its principals open, as NotPrincipal does)?
fn is_for_everybody(statement: &Statement) -> bool {
    let anybody =
        statement.principals.is_empty() || statement.principals.iter().any(|(kind, id)| matches!(kind.as_str(), "*" | "AWS") && id == "*");
    statement.allow && anybody && !statement.conditions.iter().any(limits_caller)
}

fn limits_caller((test, key, values): &(String, String, Vec<String>)) -> bool {
    const CALLERS: &[&str] = &[
        "aws:principalaccount",
        "aws:principalarn",
        "aws:principalorgid",
        "aws:sourceaccount",
        "aws:sourcearn",
        "aws:sourceowner",
        "aws:sourcevpc",
        "aws:sourcevpce",
        "kms:calleraccount",
    ];
    let narrow = ["StringEquals", "StringLike", "ArnEquals", "ArnLike"].contains(&test.as_str());
    let bound = |value: &String| !value.chars().all(|c| c == '*') && !value.starts_with("arn:aws:*:*:*");
    narrow && CALLERS.contains(&key.to_ascii_lowercase().as_str()) && !values.is_empty() && values.iter().all(bound)
}

fn containers_hardened(judge: &mut Judge<'_>) {
    judge.absent("タスク定義もジョブ定義もありません。", "There are neither task nor job definitions.");
    let plan = judge.plan();
    for definition in definitions(plan) {
        let resource = definition.resource;
        let line = definition.attribute.map_or_else(|| resource.line().clone(), |attribute| attribute.line.clone());
        for mode in ["ipc_mode", "pid_mode"].into_iter().filter(|mode| resource.find(mode).is_some()) {
            judge.expect(resource, mode, |value| value.as_str() == Some("task"), "ホストと共有しない", "not shared with the host");
        }
        let Some(containers) = &definition.containers else {
            judge.lacks_line(
                Some(resource),
                line,
                ("コンテナを読めない", "the containers cannot be read"),
                ("読める定義", "a definition that can be read"),
            );
            continue;
        };
        for container in containers {
            hardened(judge, resource, &line, container, has_exec(plan, resource));
        }
    }
}

fn hardened(judge: &mut Judge<'_>, resource: &Resource, line: &Line, container: &Value, exec: bool) {
    let name = name(container);
    let text = |argument: &str| container.entry(argument).map_or_else(|| "-".to_owned(), crate::compliance::judge::shown);
    let privileged = container.entry("privileged").unwrap_or(&Value::Null);
    let plain = *privileged == Value::Null || privileged.as_bool() == Some(false);
    judge.expect_line(
        plain,
        Some(resource),
        line.clone(),
        both(format!("{name}: privileged = {}", text("privileged"))),
        both("privileged = false"),
    );
    let user = container.entry("user").and_then(Value::as_str).unwrap_or("");
    let rootless = !matches!(user.split(':').next(), None | Some("" | "0" | "root"));
    judge.expect_line(
        rootless,
        Some(resource),
        line.clone(),
        both(format!("{name}: user = {}", text("user"))),
        ("root 以外の user", "a user other than root"),
    );
    let read_only = container.entry("readonlyRootFilesystem").and_then(Value::as_bool) == Some(true);
    let found = format!("{name}: readonlyRootFilesystem = {}", text("readonlyRootFilesystem"));
    let found =
        if exec && !read_only { (format!("{found}（ECS Exec のため）"), format!("{found} (for ECS Exec)")) } else { both(found) };
    judge.expect_line(read_only || exec, Some(resource), line.clone(), found, both("readonlyRootFilesystem = true"));
}

fn factors(judge: &mut Judge<'_>) {
    for plan in judge.plans() {
        for provider in plan.of_type("aws_iam_openid_connect_provider") {
            judge.saw(provider, "GitHub は OIDC で入る", "GitHub comes in by OIDC");
        }
        for policy in plan.of_type("aws_iam_account_password_policy") {
            judge.saw(policy, "IAM ユーザーのパスワードの決まり", "rules for passwords of IAM users");
        }
        for filter in plan
            .of_type("aws_cloudwatch_log_metric_filter")
            .filter(|filter| filter.body.text("pattern").is_some_and(|pattern| pattern.contains("MFAUsed")))
        {
            judge.saw(filter, "MFA のないサインインの検知", "sign-ins without MFA are noticed");
        }
    }
}
