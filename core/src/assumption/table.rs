//! The assumptions themselves. Ids are for ever.

use super::{About, Assumption, Form};
use crate::text::{Text, t};

const fn usage(id: &'static str, label: Text, unit: Text, help: Text) -> Assumption {
    Assumption { id, about: About::Usage, form: Form::Decimal, label, unit, help, range: None }
}

const fn load(id: &'static str, label: Text, unit: Text, help: Text, range: Option<(&'static str, &'static str)>) -> Assumption {
    Assumption { id, about: About::Load, form: Form::Decimal, label, unit, help, range }
}

const GB: Text = t("GB/月", "GB a month");
const STORED: Text = t("GB", "GB");
const MILLION: Text = t("百万回/月", "million a month");
const HOURS: Text = t("時間/月", "hours a month");

/// Every assumption, in the order of the page.
pub const ASSUMPTIONS: &[Assumption] = &[
    usage(
        "usage.extra_task_hours_api",
        t("API の増設タスク", "Extra API tasks"),
        HOURS,
        t(
            "通常のタスク数を超えて動いたタスクの延べ時間。自動スケールとブルー/グリーン切り替えの分です。",
            "Task hours above the desired number: auto scaling and blue/green deployments.",
        ),
    ),
    usage(
        "usage.extra_task_hours_worker",
        t("worker の増設タスク", "Extra worker tasks"),
        HOURS,
        t("通常のタスク数を超えて動いたタスクの延べ時間。", "Task hours above the desired number."),
    ),
    usage("usage.batch_job_hours", t("Batch のジョブ", "Batch jobs"), HOURS, t("ジョブの実行時間の合計。", "Hours of all jobs together.")),
    usage(
        "usage.internet_out_gb",
        t("インターネットへの送信", "Sent to the internet"),
        GB,
        t(
            "ALB と NAT からインターネットへ出る量。CloudFront への転送は含みません。",
            "Leaves by the load balancer and NAT for the internet; what goes to CloudFront is not counted.",
        ),
    ),
    usage(
        "usage.cross_az_gb",
        t("AZ をまたぐ転送", "Between zones"),
        GB,
        t(
            "別の AZ のタスク・DB・キャッシュとのやり取り（送受信それぞれ）。",
            "Between tasks, database and cache in different zones, each direction.",
        ),
    ),
    usage(
        "usage.nat_gb",
        t("NAT の処理量", "Through NAT"),
        GB,
        t("NAT ゲートウェイを通る送受信の合計。", "Everything that passes NAT gateways, both directions."),
    ),
    usage(
        "usage.endpoint_gb",
        t("VPC エンドポイントの処理量", "Through interface endpoints"),
        GB,
        t(
            "インターフェース型エンドポイントを通る量。ログやイメージの取得など。",
            "Logs, image pulls, secrets: everything that passes interface endpoints.",
        ),
    ),
    usage(
        "usage.alb_lcu",
        t("ALB の平均 LCU", "Average LCUs of the load balancer"),
        t("LCU", "LCU"),
        t(
            "新規接続 25/秒・同時接続 3,000・1 GB/時・ルール評価 1,000/秒のうち最も多いもの。1 か月の平均。",
            "The largest of 25 new connections a second, 3,000 active ones, 1 GB an hour, 1,000 rule evaluations a second; the average of the month.",
        ),
    ),
    usage(
        "usage.api_requests_million",
        t("API へのリクエスト", "Requests to the API"),
        MILLION,
        t("WAF が検査するリクエスト。", "Requests that the firewall inspects."),
    ),
    usage(
        "usage.cloudfront_gb",
        t("CloudFront の配信", "Delivered by CloudFront"),
        GB,
        t("日本の利用者へ配信する量。", "Delivered to viewers in Japan."),
    ),
    usage(
        "usage.cloudfront_requests_million",
        t("CloudFront へのリクエスト", "Requests to CloudFront"),
        MILLION,
        t("HTTPS のリクエスト。", "HTTPS requests."),
    ),
    usage(
        "usage.cloudfront_origin_gb",
        t("CloudFront からオリジンへ", "From CloudFront to the origins"),
        GB,
        t("アップロードなど、オリジンへ送る量。", "Uploads and other bytes sent to the origins."),
    ),
    usage(
        "usage.log_ingest_gb",
        t("ログの取り込み", "Log ingestion"),
        GB,
        t(
            "アプリ・DB・キャッシュ・WAF・拡張モニタリングのログ。フローログは別です。",
            "Logs of application, database, cache, firewall and enhanced monitoring; flow logs are counted apart.",
        ),
    ),
    usage(
        "usage.log_stored_gb",
        t("保存されているログ", "Stored logs"),
        STORED,
        t("圧縮後の量。保持日数で決まります。", "Compressed size; follows from the retention."),
    ),
    usage("usage.flow_log_gb", t("VPC フローログ", "VPC flow logs"), GB, t("CloudWatch Logs へ届く量。", "Delivered to CloudWatch Logs.")),
    usage(
        "usage.metric_months",
        t("動いているカスタムメトリクス", "Active custom metrics"),
        t("個", "metrics"),
        t("ログのメトリクスフィルターが値を出した分だけ課金されます。", "Metric filters are charged only while they give values."),
    ),
    usage(
        "usage.s3_gb",
        t("S3 に保存している量", "Stored in S3"),
        STORED,
        t(
            "以前のバージョンも含みます。標準ストレージの単価で計算します。",
            "With noncurrent versions; counted at the price of standard storage.",
        ),
    ),
    usage("usage.s3_puts_million", t("S3 への書き込み", "Writes to S3"), MILLION, t("PUT と LIST。", "PUT and LIST.")),
    usage("usage.s3_gets_million", t("S3 からの読み出し", "Reads from S3"), MILLION, t("GET。", "GET.")),
    usage(
        "usage.rds_backup_gb",
        t("無料枠を超えるバックアップ", "Backups above the free amount"),
        STORED,
        t("割り当てた容量と同じ量までは無料です。", "As much as the allocated storage is free."),
    ),
    usage(
        "usage.rds_credit_vcpu_hours",
        t("T 系クラスの超過クレジット", "Surplus CPU credits of burstable classes"),
        t("vCPU 時間/月", "vCPU hours a month"),
        t("db.t4g がベースラインを超えて動いた分。", "What db.t4g used above its baseline."),
    ),
    usage(
        "usage.cache_snapshot_gb",
        t("2 つ目以降のキャッシュのスナップショット", "Cache snapshots beyond the first"),
        STORED,
        t("1 つ目は無料です。", "The first one is free."),
    ),
    usage(
        "usage.queue_requests_million",
        t("SQS のリクエスト", "Requests to SQS"),
        MILLION,
        t("送信・受信・削除。待つだけの受信も数えます。", "Send, receive and delete; waiting receives count too."),
    ),
    usage(
        "usage.mails_thousand",
        t("送信するメール", "Mails sent"),
        t("千通/月", "thousand a month"),
        t("SES から送る通数。", "Messages sent by SES."),
    ),
    usage("usage.mail_attachments_gb", t("メールの添付", "Attachments"), GB, t("添付ファイルの量。", "Size of attached files.")),
    usage("usage.image_gb", t("コンテナイメージ", "Container images"), STORED, t("ECR に残っているイメージ。", "Images kept in ECR.")),
    usage(
        "usage.kms_requests_million",
        t("KMS のリクエスト", "Requests to KMS"),
        MILLION,
        t("暗号化と復号。バケットキーがあるので S3 の分はわずかです。", "Encryption and decryption; with bucket keys S3 asks rarely."),
    ),
    usage(
        "usage.secret_calls_million",
        t("シークレットの取得", "Reads of secrets"),
        MILLION,
        t("タスクの起動時だけ読むので、ふつうはごくわずかです。", "Tasks read them at start only, so usually very few."),
    ),
    usage(
        "usage.dns_queries_million",
        t("DNS の問い合わせ", "DNS queries"),
        MILLION,
        t("AWS のリソースへの別名レコードは無料です。", "Queries of alias records to AWS resources are free."),
    ),
    usage(
        "usage.data_events_million",
        t("S3 のデータイベント", "S3 data events"),
        MILLION,
        t("証跡に残るオブジェクトの読み書き。", "Reads and writes of objects that the trail records."),
    ),
    usage(
        "usage.state_writes_million",
        t("state ロックの書き込み", "Writes of the state lock"),
        MILLION,
        t("plan と apply のたびに数回です。", "A few for each plan and apply."),
    ),
    load(
        "load.requests_per_second",
        t("ピーク時のリクエスト", "Requests at the peak"),
        t("件/秒", "a second"),
        t("最も混む 1 分間の平均。", "Average of the busiest minute."),
        None,
    ),
    load(
        "load.service_time_ms",
        t("1 リクエストの処理時間", "Time of one request"),
        t("ミリ秒", "ms"),
        t("待ち行列がないときの平均。負荷試験か APM で測ってください。", "Average without a queue. Measure it by a load test."),
        Some(("50", "500")),
    ),
    load(
        "load.requests_at_once",
        t("1 タスクの同時処理数", "Requests that one task serves at once"),
        t("件", "requests"),
        t(
            "同期ならプロセス×スレッド、非同期なら測った数。既定の幅は推測です。",
            "Processes times threads, or for async code a measured number. The default range is a guess.",
        ),
        Some(("4", "16")),
    ),
    load(
        "load.cpu_ms_per_request",
        t("1 リクエストの CPU 時間", "CPU time of one request"),
        t("ミリ秒", "ms"),
        t("1 vCPU を使い切る時間に直した値。", "Milliseconds of one full vCPU."),
        Some(("10", "100")),
    ),
    load(
        "load.burst_requests",
        t("一斉に届くリクエスト", "Requests that arrive together"),
        t("件", "requests"),
        t(
            "朝の受付開始など、同時に届く数。最後の応答までの待ち時間を出します。",
            "Such as the opening of reception; the wait for the last answer follows.",
        ),
        None,
    ),
    load(
        "load.worker_jobs_per_minute",
        t("ピーク時の arq ジョブ", "arq jobs at the peak"),
        t("件/分", "a minute"),
        t("ワーカーに入る非同期ジョブ。", "Asynchronous jobs that reach the worker."),
        None,
    ),
    load(
        "load.worker_job_seconds",
        t("arq ジョブ 1 件の時間", "Time of one arq job"),
        t("秒", "s"),
        t("平均。", "Average."),
        Some(("1", "10")),
    ),
    load(
        "load.batch_jobs_per_hour",
        t("ピーク時の Batch ジョブ", "Batch jobs at the peak"),
        t("件/時", "an hour"),
        t("1 時間に始まるジョブ。", "Jobs started in an hour."),
        None,
    ),
    load(
        "load.batch_job_minutes",
        t("Batch ジョブ 1 件の時間", "Time of one Batch job"),
        t("分", "min"),
        t("平均。", "Average."),
        Some(("5", "30")),
    ),
    load(
        "load.mails_per_minute",
        t("ピーク時のメール", "Mails at the peak"),
        t("通/分", "a minute"),
        t("一斉送信の速さ。", "Rate of a bulk mailing."),
        None,
    ),
    load(
        "load.ses_mails_per_second",
        t("SES の送信上限", "Sending rate of SES"),
        t("通/秒", "a second"),
        t(
            "アカウントの上限。SES のコンソールにあります。サンドボックスでは 1 です。",
            "Quota of the account; the console of SES shows it. It is 1 in the sandbox.",
        ),
        Some(("1", "14")),
    ),
    load(
        "load.db_working_set_gb",
        t("DB のよく使うデータ", "Working set of the database"),
        STORED,
        t(
            "索引とよく読む行。メモリに収まると速く、収まらないと急に遅くなります。",
            "Indexes and rows read often. Fast while it fits into memory.",
        ),
        None,
    ),
    load(
        "load.cache_data_gb",
        t("キャッシュに置くデータ", "Data in the cache"),
        STORED,
        t("セッション・キャッシュ・arq のキューの合計。", "Sessions, cache and arq queues together."),
        None,
    ),
    Assumption {
        id: "money.jpy_per_usd",
        about: About::Project,
        form: Form::Decimal,
        label: t("為替レート", "Exchange rate"),
        unit: t("円/ドル", "yen for a dollar"),
        help: t("書いたときだけ円でも表示します。", "Yen are shown only where it is stated."),
        range: None,
    },
    Assumption {
        id: "money.jpy_date",
        about: About::Project,
        form: Form::Date,
        label: t("レートの日付", "Date of the rate"),
        unit: t("", ""),
        help: t("いつのレートか。", "The day of the rate."),
        range: None,
    },
    Assumption {
        id: "quota.fargate_vcpu",
        about: About::Project,
        form: Form::Decimal,
        label: t("Fargate の上限", "Fargate quota"),
        unit: t("vCPU", "vCPU"),
        help: t(
            "Service Quotas の「Fargate On-Demand vCPU resource count」。新しいアカウントは 6 です（botocore 1.44.5 batch ResourceRequirement）。",
            "“Fargate On-Demand vCPU resource count” of Service Quotas; 6 in a new account (botocore 1.44.5 batch ResourceRequirement).",
        ),
        range: Some(("6", "6")),
    },
];
