//! Identity and access (IAM): who may do what, who may become whom, and where secrets lie.

mod everybody;
mod exec;
mod hardening;
mod secrets;
mod sign_in;
mod tasks;
mod wide;
mod workflows;

use crate::compliance::control::{Control, Proof};
use crate::text::t;
use everybody::nothing_for_everybody;
use exec::exec_recorded;
use hardening::containers_hardened;
use secrets::no_clear_secrets;
use sign_in::{factors, no_static_keys};
use tasks::task_roles;
use wide::no_administrators;
use workflows::{roles_apart, subjects_pinned};

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
