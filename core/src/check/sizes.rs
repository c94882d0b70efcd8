//! Rules between the sizes of one environment: pairs that AWS refuses, and combinations that would
//! not do what they say.

use crate::data::{db_classes, fargate_memory};
use crate::design::Environment;
use crate::edit::Edit;
use crate::issue::{Issue, Level, Place, Words, w};

struct Here<'a> {
    index: usize,
    issues: &'a mut Vec<Issue>,
}

impl Here<'_> {
    #[expect(clippy::too_many_arguments, reason = "a rule reads best as level, id, what, why, what to do, repair")]
    fn say(&mut self, level: Level, rule: &'static str, id: &str, what: Words, why: Words, fix: Words, repair: Vec<Edit>) {
        self.issues.push(Issue { level, rule, place: Place::Environment(self.index, id.to_owned()), what, why, fix, repair });
    }

    fn set(&self, id: &str, value: impl Into<serde_json::Value>) -> Edit {
        Edit::SetSize { environment: self.index, id: id.to_owned(), value: value.into() }
    }
}

pub(super) fn check(index: usize, environment: &Environment, issues: &mut Vec<Issue>) {
    let here = &mut Here { index, issues };
    fargate(here, environment);
    counts(here, environment);
    database(here, environment);
    cache(here, environment);
    network(here, environment);
    work(here, environment);
    clients(here, environment);
    real_data(here, environment);
}

/// Source: botocore 1.44.5 batch `ResourceRequirement.value`; cfn-lint `fargate_cpu_memory.json`.
fn fargate(here: &mut Here<'_>, environment: &Environment) {
    let sizes = &environment.sizes;
    let pairs = [
        ("api.task_memory", sizes.api.task_cpu, sizes.api.task_memory),
        ("worker.task_memory", sizes.worker.task_cpu, sizes.worker.task_memory),
        ("batch.job_memory", sizes.batch.job_cpu, sizes.batch.job_memory),
    ];
    for (id, cpu, memory) in pairs {
        let legal = fargate_memory(cpu);
        if legal.contains(&memory) {
            continue;
        }
        let near = legal.iter().copied().min_by_key(|candidate| (candidate - memory).abs()).unwrap_or(memory);
        let list = legal.iter().map(i64::to_string).collect::<Vec<_>>().join(", ");
        here.say(
            Level::Error,
            "fargate.pair",
            id,
            w(format!("CPU {cpu} に対してメモリ {memory} MiB は選べません。"), format!("{memory} MiB cannot go with {cpu} CPU units.")),
            w("Fargate が認める組み合わせは決まっています。", "Fargate accepts fixed pairs only."),
            w(format!("次から選んでください: {list}"), format!("Choose one of {list}.")),
            vec![here.set(id, near)],
        );
    }
}

/// Source: Application Auto Scaling refuses a minimum above the maximum.
fn counts(here: &mut Here<'_>, environment: &Environment) {
    let sizes = &environment.sizes;
    let services = [
        ("api", sizes.api.min_count, sizes.api.desired_count, sizes.api.max_count),
        ("worker", sizes.worker.min_count, sizes.worker.desired_count, sizes.worker.max_count),
    ];
    for (service, min, desired, max) in services {
        if min <= desired && desired <= max {
            continue;
        }
        let low = min.min(desired).min(max);
        let high = min.max(desired).max(max);
        let id = format!("{service}.desired_count");
        here.say(
            Level::Error,
            "ecs.counts",
            &id,
            w(
                format!("タスク数の順序が合いません（最小 {min}・通常 {desired}・最大 {max}）。"),
                format!("The task counts are out of order (minimum {min}, desired {desired}, maximum {max})."),
            ),
            w("自動スケールは 最小 ≦ 通常 ≦ 最大 を必要とします。", "Auto scaling needs minimum ≤ desired ≤ maximum."),
            w("並べ替えるか、値を直してください。", "Put them in order or correct the values."),
            vec![
                here.set(&format!("{service}.min_count"), low),
                here.set(&id, desired.clamp(low, high)),
                here.set(&format!("{service}.max_count"), high),
            ],
        );
    }
}

fn database(here: &mut Here<'_>, environment: &Environment) {
    let rds = &environment.sizes.rds;
    if rds.max_allocated_storage_gb <= rds.allocated_storage_gb {
        let limit = (rds.allocated_storage_gb * 126 / 100 + 1).min(65536);
        here.say(
            Level::Error,
            "rds.storage_limit",
            "rds.max_allocated_storage_gb",
            w(
                format!("自動拡張の上限 {} GiB がストレージ {} GiB 以下です。", rds.max_allocated_storage_gb, rds.allocated_storage_gb),
                format!("The limit of {} GiB is not above the storage of {} GiB.", rds.max_allocated_storage_gb, rds.allocated_storage_gb),
            ),
            w("RDS は上限が現在の容量より大きいことを求めます。", "RDS needs a limit above the present size."),
            w("上限を上げてください。", "Raise the limit."),
            vec![here.set("rds.max_allocated_storage_gb", limit)],
        );
    }
    if rds.allocated_storage_gb < 400 && rds.max_allocated_storage_gb >= 400 {
        here.say(
            Level::Notice,
            "rds.gp3_step",
            "rds.max_allocated_storage_gb",
            w("自動拡張で 400 GiB を超えることがあります。", "Autoscaling may pass 400 GiB."),
            w(
                "gp3 は 400 GiB から 12,000 IOPS が下限になり、次の plan に差分が出ます（provider issue 28382）。",
                "From 400 GiB on gp3 starts at 12,000 IOPS, and the next plan shows a difference (provider issue 28382).",
            ),
            w(
                "399 GiB 以下に留めるか、増えたときに容量を tfvars に反映してください。",
                "Stay at 399 GiB or below, or copy the grown size into tfvars.",
            ),
            Vec::new(),
        );
    }
    if rds.enable_pitr != (rds.backup_retention_days > 0) {
        let (what, repair) = if rds.enable_pitr {
            (
                w("PITR がオンですが、バックアップ保持が 0 日です。", "Point-in-time recovery is on, but backups are kept for 0 days."),
                vec![here.set("rds.backup_retention_days", 7)],
            )
        } else {
            (
                w("バックアップを保持する間、PITR はオフにできません。", "While backups are kept, point-in-time recovery cannot be off."),
                vec![here.set("rds.enable_pitr", true)],
            )
        };
        here.say(
            Level::Error,
            "rds.pitr",
            "rds.enable_pitr",
            what,
            w(
                "RDS に PITR の設定はなく、保持日数が 1 以上なら有効です。",
                "RDS has no switch for it: it is on exactly when retention is 1 day or more.",
            ),
            w("保持日数と PITR をそろえてください。", "Make retention and point-in-time recovery agree."),
            repair,
        );
    }
    if rds.pgaudit && rds.log_min_duration_ms == 0 {
        here.say(
            Level::Notice,
            "rds.log_everything",
            "rds.log_min_duration_ms",
            w("すべてのクエリが記録されます。", "Every query is logged."),
            w("クエリに含まれる患者情報がログに残り、費用も増えます。", "Patient data in queries ends up in the logs, and cost rises."),
            w("1000 ミリ秒などの値にしてください。", "Use a value such as 1000 ms."),
            vec![here.set("rds.log_min_duration_ms", 1000)],
        );
    }
    let connections = super::capacity::connections(environment);
    let Some(class) = db_classes().find(|class| class.name == rds.instance_class) else { return };
    let limit = class.max_connections();
    let budget = limit * 8 / 10;
    if connections > budget {
        let level = if connections > limit { Level::Error } else { Level::Notice };
        here.say(
            level,
            "rds.connections",
            "rds.instance_class",
            w(
                format!("最大で {connections} 接続になりますが、{} の目安は {budget}（上限 {limit} の 8 割）です。", class.name),
                format!("Up to {connections} connections meet a budget of {budget} (80 % of {limit}) on {}.", class.name),
            ),
            w(
                "デプロイ中は API と worker が 2 倍動きます。上限はメモリで決まります（AWS Prescriptive Guidance）。",
                "During a deployment API and worker run twice. Memory decides the limit (AWS Prescriptive Guidance).",
            ),
            w(
                "大きいクラスにするか、最大タスク数・プロセス数・プールを減らしてください。",
                "Take a larger class, or fewer tasks, processes or pooled connections.",
            ),
            db_classes()
                .find(|larger| larger.max_connections() * 8 / 10 >= connections && larger.memory_gib >= class.memory_gib)
                .map(|larger| here.set("rds.instance_class", larger.name))
                .into_iter()
                .collect(),
        );
    }
    if environment.sizes.monitoring.rds_connections > limit {
        here.say(
            Level::Notice,
            "alarm.connections",
            "monitoring.rds_connections",
            w(
                format!("アラームのしきい値 {} は接続の上限 {limit} を超えています。", environment.sizes.monitoring.rds_connections),
                format!(
                    "The alarm threshold of {} is above the limit of {limit} connections.",
                    environment.sizes.monitoring.rds_connections
                ),
            ),
            w("このアラームは鳴りません。", "This alarm can never fire."),
            w("上限の 8 割ほどにしてください。", "Use about 80 % of the limit."),
            vec![here.set("monitoring.rds_connections", budget)],
        );
    }
}

/// Source: botocore 1.44.5 elasticache `NumCacheClusters`; provider documentation.
fn cache(here: &mut Here<'_>, environment: &Environment) {
    let cache = &environment.sizes.elasticache;
    if cache.automatic_failover && cache.num_cache_clusters < 2 {
        here.say(
            Level::Error,
            "elasticache.failover",
            "elasticache.num_cache_clusters",
            w("自動フェイルオーバーには 2 ノード以上が要ります。", "Automatic failover needs at least 2 nodes."),
            w("切り替え先のレプリカがありません。", "There is no replica to fail over to."),
            w("ノード数を 2 にするか、フェイルオーバーをオフにしてください。", "Use 2 nodes or switch failover off."),
            vec![here.set("elasticache.num_cache_clusters", 2)],
        );
    }
}

fn network(here: &mut Here<'_>, environment: &Environment) {
    let vpc = &environment.sizes.vpc;
    if vpc.nat_gateway_count > vpc.az_count {
        here.say(
            Level::Error,
            "vpc.nat",
            "vpc.nat_gateway_count",
            w(
                format!("NAT ゲートウェイ {} 個に対して AZ は {} つです。", vpc.nat_gateway_count, vpc.az_count),
                format!("There are {} NAT gateways for {} zones.", vpc.nat_gateway_count, vpc.az_count),
            ),
            w("NAT ゲートウェイは AZ ごとに 1 つ置きます。", "There is one NAT gateway a zone."),
            w("AZ 数以下にしてください。", "Use at most one for each zone."),
            vec![here.set("vpc.nat_gateway_count", vpc.az_count)],
        );
    }
    let addresses = super::capacity::addresses(environment);
    let room = crate::network::APP_SUBNET_ADDRESSES * vpc.az_count;
    if addresses > room {
        here.say(
            Level::Error,
            "vpc.addresses",
            "api.max_count",
            w(
                format!("最大で {addresses} 個のアドレスが要りますが、アプリのサブネットは {room} 個です。"),
                format!("Up to {addresses} addresses are needed; the app subnets hold {room}."),
            ),
            w("タスクごとに 1 つ、デプロイ中はその 2 倍を使います。", "Each task takes one, and twice as many run during a deployment."),
            w("最大タスク数を減らしてください。", "Lower the maximum number of tasks."),
            Vec::new(),
        );
    }
}

fn work(here: &mut Here<'_>, environment: &Environment) {
    let sizes = &environment.sizes;
    if sizes.sqs.dlq_retention_seconds < sizes.sqs.message_retention_seconds {
        here.say(
            Level::Error,
            "sqs.dlq_retention",
            "sqs.dlq_retention_seconds",
            w("デッドレター保持がメッセージ保持より短くなっています。", "Dead letters are kept shorter than messages."),
            w("移された時点で期限切れになり、失敗の証拠が消えます。", "A moved message keeps its age, so it could expire at once."),
            w("メッセージ保持以上にしてください。", "Use at least the message retention."),
            vec![here.set("sqs.dlq_retention_seconds", sizes.sqs.message_retention_seconds)],
        );
    }
    if sizes.components.sqs && sizes.sqs.visibility_timeout_seconds < 300 {
        here.say(
            Level::Notice,
            "sqs.visibility",
            "sqs.visibility_timeout_seconds",
            w(
                format!("可視性タイムアウト {} 秒は arq のジョブ制限 300 秒より短いです。", sizes.sqs.visibility_timeout_seconds),
                format!("The visibility timeout of {} s is shorter than arq's job timeout of 300 s.", sizes.sqs.visibility_timeout_seconds),
            ),
            w(
                "処理中のメッセージが再び配られ、メールが二重に送られます。",
                "A message still in work is delivered again, and a mail is sent twice.",
            ),
            w("360 秒以上にしてください。", "Use 360 s or more."),
            vec![here.set("sqs.visibility_timeout_seconds", 360)],
        );
    }
    if sizes.batch.max_vcpus * 1024 < sizes.batch.job_cpu {
        here.say(
            Level::Error,
            "batch.vcpus",
            "batch.max_vcpus",
            w("最大 vCPU より 1 ジョブの CPU が大きくなっています。", "One job needs more CPU than the maximum."),
            w("ジョブが永久に始まりません。", "No job would ever start."),
            w("最大 vCPU を上げるか、ジョブの CPU を下げてください。", "Raise the maximum or lower the job's CPU."),
            vec![here.set("batch.max_vcpus", (sizes.batch.job_cpu + 1023) / 1024)],
        );
    }
    if sizes.components.worker && !sizes.components.sqs {
        here.say(
            Level::Notice,
            "components.worker_without_sqs",
            "components.sqs",
            w("worker はありますが、メーラー用キューがありません。", "There is a worker but no mailer queue."),
            w("この環境ではメール送信を試せません。", "Sending mail cannot be tried in this environment."),
            w("必要なら SQS をオンにしてください。", "Switch SQS on if you need it."),
            vec![here.set("components.sqs", true)],
        );
    }
}

/// What a decision on clients asks for that Terraform cannot do (control TLS-09).
fn clients(here: &mut Here<'_>, environment: &Environment) {
    let what = match environment.sizes.alb.client_auth.as_str() {
        "mtls" => w(
            "ALB がクライアント証明書を検証し、CloudFront は API を配信しなくなります。",
            "The ALB verifies client certificates; CloudFront no longer serves the API.",
        ),
        "vpn" => w(
            "ALB は内部向けに作り直され、CloudFront は API を配信しなくなります。",
            "The ALB is made anew, internal; CloudFront no longer serves the API.",
        ),
        _ => return,
    };
    here.say(
        Level::Notice,
        "alb.client_auth",
        "alb.client_auth",
        what,
        w("証明書や回線は Terraform では用意できません。", "Terraform provides neither certificates nor lines."),
        w(
            "infra/docs/OPERATIONS.md の「クライアント認証」のとおりに用意してから plan してください。",
            "Follow \"Client authentication\" in infra/docs/OPERATIONS.en.md before the plan.",
        ),
        Vec::new(),
    );
}

/// What an environment with patients' data should not leave out (control DAT-05).
fn real_data(here: &mut Here<'_>, environment: &Environment) {
    let sizes = &environment.sizes;
    if !sizes.flags.phi {
        return;
    }
    let weak = [
        (
            !sizes.rds.multi_az,
            "rds.multi_az",
            "データベースに待機系がありません。",
            "The database has no standby.",
            serde_json::Value::from(true),
        ),
        (
            !sizes.rds.deletion_protection,
            "rds.deletion_protection",
            "データベースに削除保護がありません。",
            "The database has no deletion protection.",
            true.into(),
        ),
        (
            sizes.rds.backup_retention_days < 35,
            "rds.backup_retention_days",
            "バックアップ保持が 35 日より短いです。",
            "Backups are kept for less than 35 days.",
            35.into(),
        ),
        (
            sizes.logs.retention_days < 365,
            "logs.retention_days",
            "ログ保持が 1 年より短いです。",
            "Logs are kept for less than a year.",
            365.into(),
        ),
        (
            sizes.logs.object_lock_mode == "off",
            "logs.object_lock_mode",
            "監査ログを消せる状態です。",
            "Audit logs can be deleted.",
            "governance".into(),
        ),
        (!sizes.rds.pgaudit, "rds.pgaudit", "誰が何を見たかの記録が残りません。", "Who read what is not recorded.", true.into()),
    ];
    for (applies, id, ja, en, value) in weak {
        if applies {
            here.say(
                Level::Notice,
                "phi.weaker_than_production",
                id,
                w(ja, en),
                w("この環境には患者情報を置くと指定されています。", "This environment is marked as holding patients' data."),
                w("本番と同じ水準にするか、実データを置かないでください。", "Bring it to the level of production, or keep real data out."),
                vec![here.set(id, value)],
            );
        }
    }
}
