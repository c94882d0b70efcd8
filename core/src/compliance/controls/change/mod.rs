//! Change (CHG): what may change, by whom, and the way back.

mod gate;
mod parity;
mod rollback;
mod state;
mod tags;
mod versions;

use crate::compliance::control::{Control, Proof};
use crate::text::t;
use gate::gated;
use parity::same_everywhere;
use rollback::rolls_back;
use state::state_kept;
use tags::tagged;
use versions::pinned;

pub(super) const CONTROLS: &[Control] = &[
    Control {
        id: "CHG-01",
        title: t("state のロックと版管理", "State locked and versioned"),
        what: t(
            "state が S3 にあり、環境ごとにキーが違い、ロック（DynamoDB または use_lockfile）が有効で、アカウントの土台がそのバケットのバージョニングと、ロック表の PITR を有効にしていること。",
            "The state is in S3 under a key of its own per environment, with a lock (DynamoDB or use_lockfile), and the account baseline keeps versions of the bucket and point-in-time recovery of the lock table.",
        ),
        why: t(
            "2 人の適用が重なったり state が壊れたりすると、何が動いているかを誰も言えなくなります。",
            "When two applies overlap or the state breaks, nobody can say any more what is running.",
        ),
        fix: t(
            "infra/envs/*/backend.tf と infra/bootstrap/state.tf を直してください。use_lockfile には Terraform 1.10 以降が必要です。",
            "Mend infra/envs/*/backend.tf and infra/bootstrap/state.tf. use_lockfile needs Terraform 1.10 or later.",
        ),
        settings: &["state_bucket", "state_lock", "state_lock_table"],
        proof: Proof::Files(state_kept),
    },
    Control {
        id: "CHG-02",
        title: t("バージョンの固定", "Pinned versions"),
        what: t(
            "Terraform とプロバイダーの版に制約（プロバイダーは上限）があり、.terraform.lock.hcl が同梱され Git に無視されず、アクションがコミット SHA で固定され、ワークフローの権限が最小（contents: read と id-token: write）であること。",
            "Terraform and its providers have version constraints (providers with an upper bound), .terraform.lock.hcl is there and not ignored by Git, actions are pinned by commit SHA, and workflows have the least permissions (contents: read and id-token: write).",
        ),
        why: t(
            "版が動くと、検査したものと適用されるものが変わります。タグで指定したアクションは、提供元が乗っ取られると差し替えられます。",
            "With moving versions, what was reviewed is not what is applied. An action named by a tag can be replaced by whoever takes over its repository.",
        ),
        fix: t(
            "uses: をコミット SHA（40 桁）にし、後ろに # v7 のように版を書いてください。Dependabot や Renovate が更新します。",
            "Write uses: with the 40 digits of a commit, and the version behind it as a comment. Dependabot or Renovate keep them current.",
        ),
        settings: &["aws_provider"],
        proof: Proof::Files(pinned),
    },
    Control {
        id: "CHG-03",
        title: t("承認付きの適用", "Gated apply"),
        what: t(
            "プルリクエストでは terraform plan だけが動き、terraform apply のジョブは、プルリクエストでは動かず、GitHub の環境と環境ごとの concurrency を持ち、保存した plan を適用すること。必須レビュアーは GitHub の設定で、ファイルからは見えません。",
            "A pull request only runs terraform plan. A job with terraform apply never runs for a pull request, names a GitHub environment and a concurrency group per environment, and applies a saved plan. Required reviewers are a setting of GitHub that no file shows.",
        ),
        why: t(
            "本番を変える人と承認する人を分け、承認されたものだけが適用されるようにします。",
            "Who changes production and who approves are two persons, and only what was approved is applied.",
        ),
        fix: t(
            ".github/workflows/terraform.yml の apply ジョブを元に戻し、GitHub の環境に必須レビュアーを設定してください。",
            "Restore the apply job in .github/workflows/terraform.yml and set required reviewers on the GitHub environment.",
        ),
        settings: &["branch", "github_environment"],
        proof: Proof::Files(gated),
    },
    Control {
        id: "CHG-04",
        title: t("ブルー/グリーンと自動ロールバック", "Blue/green with rollback"),
        what: t(
            "ロードバランサーの後ろのサービスに、2 つのターゲットグループ、ヘルスチェック、失敗時とアラーム時の自動ロールバックがあり、ローリング更新のサービスは deployment_circuit_breaker で戻ること。",
            "A service behind the load balancer has two target groups, health checks, and rolls back by itself on failure and on alarm. A rolling service goes back by its deployment_circuit_breaker.",
        ),
        why: t(
            "不具合のある版が診療中に出ても、人を待たずに前の版へ戻ります。",
            "A bad version released during care goes back without waiting for a person.",
        ),
        fix: t(
            "infra/modules/ecs/codedeploy.tf と services.tf、infra/modules/alb/main.tf を元に戻してください。",
            "Restore infra/modules/ecs/codedeploy.tf and services.tf, and infra/modules/alb/main.tf.",
        ),
        settings: &["api.health_check_path", "deploy_engine"],
        proof: Proof::Files(rolls_back),
    },
    Control {
        id: "CHG-05",
        title: t("必須タグ", "Mandatory tags"),
        what: t(
            "すべての aws プロバイダーの default_tags に、空でない Environment、Project、CostCenter、DataClass があること。",
            "default_tags of every aws provider have Environment, Project, CostCenter and DataClass, none of them empty.",
        ),
        why: t(
            "タグは情報資産の台帳になります。何の、どの環境の、どの区分のデータかを後から引けます。",
            "Tags are the inventory: what a thing belongs to, which environment, which class of data.",
        ),
        fix: t(
            "プロジェクト設定の tags に CostCenter と DataClass を入れてください。",
            "Give the project setting tags a CostCenter and a DataClass.",
        ),
        settings: &["tags"],
        proof: Proof::Files(tagged),
    },
    Control {
        id: "CHG-06",
        title: t("環境間の構成の一致", "Same composition everywhere"),
        what: t(
            "ほかの環境にあるリソースの宣言が、この環境にもすべてあること（サイズの違いは問いません）。",
            "Every resource that another environment declares exists here too; sizes may differ.",
        ),
        why: t("検証環境にないものは、本番で初めて試すことになります。", "What staging lacks is tried for the first time in production."),
        fix: t(
            "components のスイッチをそろえてください。費用のために外すと決めたものは、理由を残してください。",
            "Align the switches of components. Where something is left out to save cost, keep the reason.",
        ),
        settings: &["components.batch", "components.sqs", "components.worker", "logs.object_lock_mode"],
        proof: Proof::Files(same_everywhere),
    },
];
