//! Networks (NET): what is reachable, from where, and past which firewall.

mod endpoints;
mod firewall;
mod origins;
mod placement;
mod rules;

use crate::compliance::control::{Control, Proof};
use crate::text::t;
use endpoints::same_endpoints;
use firewall::{firewall_rules, firewalls};
use origins::{no_bypass, origin_access};
use placement::private_placement;
use rules::{default_closed, egress_limited, nothing_open, stores_by_group};

pub(super) const CONTROLS: &[Control] = &[
    Control {
        id: "NET-01",
        title: t("アプリ・DB・キャッシュの非公開配置", "Private placement"),
        what: t(
            "データベース、キャッシュ、ECS、Batch のサブネットがすべてこの構成のもので、インターネットゲートウェイへの経路も自動のパブリック IP もなく、DB と ECS・Batch にパブリック IP が付かないこと。",
            "The subnets of database, cache, ECS and Batch are all of this design, have no route to an internet gateway and give no public addresses; database, tasks and jobs get none either.",
        ),
        why: t(
            "医療情報を扱う機器に外から直接届かないようにします。入口がロードバランサーと CloudFront だけなら、守る場所も限られます。",
            "Nothing outside reaches what holds medical records. With load balancer and CloudFront as the only ways in, there are few places to guard.",
        ),
        fix: t(
            "infra/envs/*/main.tf の subnet_ids と infra/modules/vpc/subnets.tf の経路を元に戻し、publicly_accessible と assign_public_ip を false にしてください。",
            "Restore subnet_ids in infra/envs/*/main.tf and the routes in infra/modules/vpc/subnets.tf, and set publicly_accessible and assign_public_ip to false.",
        ),
        settings: &[],
        proof: Proof::Files(private_placement),
    },
    Control {
        id: "NET-02",
        title: t("全世界公開の受信規則禁止", "No world-open ingress"),
        what: t(
            "インターネット全体からの受信を許す規則が、公開ロードバランサーのセキュリティグループの 443 だけであること（HTTPS へ転送するリスナーがあれば 80 も）。CIDR を分割した実質的な全公開も許しません。",
            "A rule that lets the whole internet in exists for port 443 of a public load balancer alone (and 80 where its listener redirects to HTTPS). The internet split into several CIDR blocks counts as well.",
        ),
        why: t(
            "開いたポートは、見つかればすぐに試されます。入口を 1 つにして、そこに WAF と TLS を置きます。",
            "An open port is tried as soon as it is found. One way in, guarded by WAF and TLS, is the design.",
        ),
        fix: t(
            "infra/modules/vpc/security_groups.tf で、相手を CIDR ではなくセキュリティグループで指定してください。",
            "Name the other side by its security group instead of a CIDR block in infra/modules/vpc/security_groups.tf.",
        ),
        settings: &[],
        proof: Proof::Files(nothing_open),
    },
    Control {
        id: "NET-03",
        title: t("DB・キャッシュは SG 参照のみ許可", "DB and cache reachable only from app SGs"),
        what: t(
            "データベースとキャッシュのセキュリティグループの受信規則が、そのサービスのポートだけを、アプリのセキュリティグループを参照して許していること。CIDR、プレフィックスリスト、公開ロードバランサーのグループは許しません。",
            "Ingress rules of the groups of database and cache allow the one port of the service, from a security group they refer to: no CIDR block, no prefix list, not the group of a public load balancer.",
        ),
        why: t(
            "アプリ以外から DB に届けば、権限の検査を通らずに患者情報へ近づけます。",
            "Whoever reaches the database past the application comes near patients' data past its checks.",
        ),
        fix: t(
            "infra/modules/vpc/security_groups.tf の rds_app と elasticache_app を元に戻してください。",
            "Restore rds_app and elasticache_app in infra/modules/vpc/security_groups.tf.",
        ),
        settings: &[],
        proof: Proof::Files(stores_by_group),
    },
    Control {
        id: "NET-04",
        title: t("送信先の制限", "Egress limited"),
        what: t(
            "ECS と Batch のセキュリティグループの送信規則が、CIDR 宛ては 443（とメールの 587）だけで、そのほかはセキュリティグループ宛てであること。",
            "Egress rules of the groups of ECS and Batch go to CIDR blocks on port 443 (and 587 for mail) alone, everything else to security groups.",
        ),
        why: t(
            "乗っ取られたタスクが外へ接続できる経路を減らし、持ち出しを難しくします。",
            "A task that was taken over has fewer ways to carry data out.",
        ),
        fix: t(
            "infra/modules/vpc/security_groups.tf の app_https のポートとプロトコルを元に戻してください。",
            "Restore port and protocol of app_https in infra/modules/vpc/security_groups.tf.",
        ),
        settings: &[],
        proof: Proof::Files(egress_limited),
    },
    Control {
        id: "NET-05",
        title: t("デフォルト SG 閉塞", "Default SG closed"),
        what: t(
            "VPC ごとに aws_default_security_group があり、受信・送信の規則がないこと。",
            "Every VPC has an aws_default_security_group without any rule.",
        ),
        why: t(
            "グループを指定し忘れた機器は、既定のグループに入ります。既定のままでは互いに通信でき、外へも出られます。",
            "What is started without a group lands in the default one, where members reach each other and everything outside.",
        ),
        fix: t(
            "infra/modules/vpc/main.tf の aws_default_security_group を規則なしに戻してください。",
            "Restore aws_default_security_group without rules in infra/modules/vpc/main.tf.",
        ),
        settings: &[],
        proof: Proof::Files(default_closed),
    },
    Control {
        id: "NET-06",
        title: t("VPC エンドポイントの全環境同一構成", "Same VPC endpoint set everywhere"),
        what: t(
            "S3 のゲートウェイ型がアプリの経路表すべてに付き、ecr.api、ecr.dkr、secretsmanager、ssm、ssmmessages、logs（KMS と SQS を使えば kms、sqs も）のインターフェース型がプライベート DNS 付きであり、ほかの環境にあるものが欠けていないこと。",
            "A gateway endpoint for S3 serves every route table of the application; interface endpoints with private DNS exist for ecr.api, ecr.dkr, secretsmanager, ssm, ssmmessages and logs (kms and sqs where they are used); nothing is missing that another environment has.",
        ),
        why: t(
            "AWS への通信をインターネットに出しません。環境で経路が違うと、開発で確かめたことが本番で成り立ちません。",
            "Traffic to AWS stays off the internet. Where paths differ between environments, a test in dev says nothing of prod.",
        ),
        fix: t(
            "infra/modules/vpc/endpoints.tf の interface_endpoints と S3 のエンドポイントを元に戻してください。",
            "Restore interface_endpoints and the endpoint of S3 in infra/modules/vpc/endpoints.tf.",
        ),
        settings: &[],
        proof: Proof::Files(same_endpoints),
    },
    Control {
        id: "NET-07",
        title: t("WAF を入口に適用", "WAF on every public entry"),
        what: t(
            "公開ロードバランサーに REGIONAL の Web ACL が関連付き、API を配る CloudFront は自身の Web ACL（CLOUDFRONT）か、その先のロードバランサーの Web ACL で守られていること。",
            "A web ACL of scope REGIONAL is associated with every public load balancer; a distribution that serves the API has its own (CLOUDFRONT) or leads to a load balancer that has one.",
        ),
        why: t(
            "既知の攻撃をアプリの手前で止め、攻撃の試みを記録に残します。",
            "Known attacks stop before the application, and every attempt leaves a record.",
        ),
        fix: t(
            "infra/modules/alb/waf.tf の aws_wafv2_web_acl_association を元に戻してください。",
            "Restore aws_wafv2_web_acl_association in infra/modules/alb/waf.tf.",
        ),
        settings: &[],
        proof: Proof::Files(firewalls),
    },
    Control {
        id: "NET-08",
        title: t("WAF マネージドルールとレート制限", "Managed rule groups and a rate rule"),
        what: t(
            "Web ACL に CommonRuleSet、KnownBadInputs、SQLi のマネージドルールが遮断の設定であり（カウントに替えた規則は 3 つまで）、すべての要求にかかる遮断のレート制限が 5 分あたり 10,000 件以下であること。",
            "The web ACL has the managed groups CommonRuleSet, KnownBadInputs and SQLi with their own actions (at most three rules only count), and rate rules that block, cover every request and allow at most 10,000 in five minutes.",
        ),
        why: t(
            "規則のない WAF や数えるだけの WAF は何も止めません。レート制限がなければ、パスワードの総当たりも止まりません。",
            "A firewall without rules, or one that only counts, stops nothing. Without a rate rule nobody stops the guessing of passwords.",
        ),
        fix: t(
            "infra/modules/alb/waf.tf の規則を元に戻し、レート制限の数を見直してください。",
            "Restore the rules in infra/modules/alb/waf.tf, and choose a lower rate limit.",
        ),
        settings: &["alb.waf_rate_limit_5min"],
        proof: Proof::Files(firewall_rules),
    },
    Control {
        id: "NET-09",
        title: t("S3 オリジンは OAC のみ", "S3 origin via OAC only"),
        what: t(
            "CloudFront の S3 オリジンに署名を常に行う OAC が付き、そのバケットのポリシーが許す相手が、AWS:SourceArn でディストリビューションを限定した CloudFront だけであること。",
            "Every S3 origin of CloudFront has an origin access control that always signs, and the policy of its bucket allows nobody but CloudFront, limited by AWS:SourceArn to the distribution.",
        ),
        why: t(
            "バケットに直接届けば、CloudFront の TLS とヘッダーの設定を迂回できます。ほかの契約者の CloudFront からも読めてはなりません。",
            "A bucket reached directly goes past TLS and headers of CloudFront. Distributions of other customers must not read it either.",
        ),
        fix: t(
            "infra/modules/cloudfront/main.tf の origin_access_control_id と bucket_policy.tf の条件を元に戻してください。",
            "Restore origin_access_control_id in infra/modules/cloudfront/main.tf and the condition in bucket_policy.tf.",
        ),
        settings: &[],
        proof: Proof::Files(origin_access),
    },
    Control {
        id: "NET-10",
        title: t("ALB 直接到達の制限", "ALB not bypassable"),
        what: t(
            "API を CloudFront 経由で配るとき、その先のロードバランサーが内部向けか、受信元が CloudFront のプレフィックスリストだけか、直接届く要求にも REGIONAL の Web ACL がかかること。",
            "Where CloudFront serves the API, the load balancer behind it is internal, or takes nothing but CloudFront's prefix list, or has a web ACL of scope REGIONAL for those who come straight.",
        ),
        why: t(
            "CloudFront だけに防御を置くと、ロードバランサーのアドレスを知る人が迂回できます。",
            "With the defence at CloudFront alone, whoever knows the load balancer's address goes around it.",
        ),
        fix: t(
            "infra/modules/alb/waf.tf の関連付けを元に戻すか、infra/modules/vpc/security_groups.tf の受信元を CloudFront のプレフィックスリストにしてください。",
            "Restore the association in infra/modules/alb/waf.tf, or let only CloudFront's prefix list in (infra/modules/vpc/security_groups.tf).",
        ),
        settings: &[],
        proof: Proof::Files(no_bypass),
    },
];
