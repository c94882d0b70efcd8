//! AWS Price List files as users drop them in: made up here in their two forms, with the rows that
//! have misled others, cut at every place, broken, and as large as the one of RDS.

use std::fmt::Write;

use design_core::cost::Ground;
use design_core::cost::import::{Imported, Importer};
use design_core::{DesignDraft, Edit, apply};
use serde_json::{Value, json};

/// Reads a text in chunks of a size.
fn read(text: &str, chunk: usize) -> Imported {
    let mut importer = Importer::new();
    for part in text.as_bytes().chunks(chunk) {
        importer.feed(part);
    }
    importer.finish()
}

/// Product and price of one row: SKU, attributes, tiers of (start, dollars), term.
struct Offer {
    sku: &'static str,
    attributes: Vec<(&'static str, &'static str)>,
    tiers: Vec<(&'static str, &'static str)>,
    term: &'static str,
}

fn offer(sku: &'static str, attributes: &[(&'static str, &'static str)], tiers: &[(&'static str, &'static str)]) -> Offer {
    Offer { sku, attributes: attributes.to_vec(), tiers: tiers.to_vec(), term: "OnDemand" }
}

/// The columns of AWS's CSV that matter, among others that do not.
const COLUMNS: [(&str, &str); 8] = [
    ("Location Type", "locationType"),
    ("Instance Type", "instanceType"),
    ("Cache Engine", "cacheEngine"),
    ("Database Engine", "databaseEngine"),
    ("Deployment Option", "deploymentOption"),
    ("usageType", "usagetype"),
    ("operation", "operation"),
    ("Group Description", "groupDescription"),
];

fn csv(code: &str, offers: &[Offer]) -> String {
    let mut text = format!(
        "\"FormatVersion\",\"v1.0\"\n\"Disclaimer\",\"For information only, \"\"as is\"\".\"\n\"Publication Date\",\"2026-10-06T17:00:00Z\"\n\"Version\",\"20261006\"\n\"OfferCode\",\"{code}\"\n"
    );
    text.push_str("\"SKU\",\"OfferTermCode\",\"RateCode\",\"TermType\",\"PriceDescription\",\"EffectiveDate\",\"StartingRange\",\"EndingRange\",\"Unit\",\"PricePerUnit\",\"Currency\"");
    for (column, _) in COLUMNS {
        let _ = write!(text, ",\"{column}\"");
    }
    text.push('\n');
    for offer in offers {
        for (start, price) in &offer.tiers {
            let _ = write!(
                text,
                "\"{}\",\"JRTCKXETXF\",\"r\",\"{}\",\"$x, per\nhour\",\"2026-10-01\",\"{start}\",\"Inf\",\"Hrs\",\"{price}\",\"USD\"",
                offer.sku, offer.term
            );
            for (_, name) in COLUMNS {
                let value = offer.attributes.iter().find(|(known, _)| *known == name).map_or("", |(_, value)| value);
                let _ = write!(text, ",\"{value}\"");
            }
            text.push('\n');
        }
    }
    text
}

fn as_json(code: &str, offers: &[Offer]) -> String {
    let products: serde_json::Map<String, Value> = offers
        .iter()
        .map(|offer| {
            let attributes: serde_json::Map<String, Value> =
                offer.attributes.iter().map(|(name, value)| ((*name).to_owned(), json!(value))).collect();
            (offer.sku.to_owned(), json!({ "sku": offer.sku, "productFamily": "x \"y\" \u{1F3E5}", "attributes": attributes }))
        })
        .collect();
    let mut terms = json!({});
    for offer in offers {
        let rates: serde_json::Map<String, Value> = offer
            .tiers
            .iter()
            .enumerate()
            .map(|(at, (start, price))| {
                let rate = json!({ "rateCode": "r", "beginRange": start, "endRange": "Inf", "unit": "Hrs", "appliesTo": [], "pricePerUnit": { "USD": price } });
                (format!("{}.J.{at}", offer.sku), rate)
            })
            .collect();
        terms[offer.term][offer.sku] =
            json!({ format!("{}.J", offer.sku): { "sku": offer.sku, "termAttributes": {}, "priceDimensions": rates } });
    }
    // `preserve_order` is off, so that the order is by hand: products come before terms in AWS's files.
    format!(
        "{{\n  \"formatVersion\" : \"v1.0\",\n  \"offerCode\" : \"{code}\",\n  \"publicationDate\" : \"2026-10-06T17:00:00Z\",\n  \"products\" : {:#},\n  \"terms\" : {terms:#}\n}}\n",
        Value::Object(products)
    )
}

/// Both forms give the same; the prices as (id, dollars).
fn prices(code: &str, offers: &[Offer]) -> Vec<(String, String)> {
    let of = |imported: &Imported| -> Vec<(String, String)> {
        imported.prices.iter().map(|(id, row)| (id.clone(), row["usd"].as_str().unwrap().to_owned())).collect()
    };
    let (from_csv, from_json) = (read(&csv(code, offers), 4096), read(&as_json(code, offers), 4096));
    assert_eq!(of(&from_csv), of(&from_json));
    assert_eq!((from_csv.offer.as_str(), from_csv.published.as_str()), (code, "2026-10-06"));
    assert_eq!((from_json.offer.as_str(), from_json.published.as_str()), (code, "2026-10-06"));
    of(&from_csv)
}

const REGION: (&str, &str) = ("locationType", "AWS Region");

fn rds(sku: &'static str, usage: &'static str, engine: &'static str, deployment: &'static str, price: &'static str) -> Offer {
    let class = ("instanceType", "db.m7g.large");
    offer(sku, &[REGION, class, ("databaseEngine", engine), ("deploymentOption", deployment), ("usagetype", usage)], &[("0", price)])
}

#[test]
fn database_classes_are_found_by_class_and_nothing_else_is_taken_for_one() {
    let mut reserved = rds("R", "APN1-InstanceUsage:db.m7g.large", "PostgreSQL", "Single-AZ", "0.1");
    reserved.term = "Reserved";
    let mut outpost = rds("O", "APN1-InstanceUsage:db.m7g.large", "PostgreSQL", "Single-AZ", "0.2");
    outpost.attributes[0] = ("locationType", "AWS Outposts");
    let offers = [
        rds("A", "APN1-InstanceUsage:db.m7g.large", "PostgreSQL", "Single-AZ", "0.2410000000"),
        rds("B", "APN1-Multi-AZUsage:db.m7g.large", "PostgreSQL", "Multi-AZ", "0.4820000000"),
        rds("C", "APN1-InstanceUsage:db.m7g.large", "MySQL", "Single-AZ", "0.3"),
        rds("D", "APN1-InstanceUsageIOOptimized:db.m7g.large", "PostgreSQL", "Single-AZ", "0.4"),
        rds("E", "APN1-Multi-AZClusterUsage:db.m7g.large", "PostgreSQL", "Multi-AZ (readable standbys)", "0.9"),
        rds("F", "InstanceUsage:db.m7g.large", "PostgreSQL", "Single-AZ", "0.168"),
        rds("G", "APN1-ExtendedSupport:Yr1-Yr2:PostgreSQL12", "PostgreSQL", "Single-AZ", "0.12"),
        reserved,
        outpost,
        offer("H", &[REGION, ("databaseEngine", "PostgreSQL"), ("usagetype", "APN1-RDS:GP3-Storage")], &[("0", "0.1380000000")]),
        offer("I", &[REGION, ("databaseEngine", "SQL Server"), ("usagetype", "APN1-RDS:GP3-Storage")], &[("0", "0.2")]),
    ];
    let wanted = [("rds.pg.db.m7g.large.multi", "0.482"), ("rds.pg.db.m7g.large.single", "0.241"), ("rds.pg.gp3.single", "0.138")];
    assert_eq!(prices("AmazonRDS", &offers), wanted.map(|(id, usd)| (id.to_owned(), usd.to_owned())));
}

#[test]
fn cache_nodes_keep_their_engine_and_lose_their_options() {
    let node = |sku, usage, engine, price| {
        offer(sku, &[REGION, ("instanceType", "cache.r7g.large"), ("cacheEngine", engine), ("usagetype", usage)], &[("0", price)])
    };
    let offers = [
        node("A", "APN1-NodeUsage:cache.r7g.large", "Redis", "0.263"),
        node("B", "APN1-NodeUsage:cache.r7g.large", "Valkey", "0.2104"),
        node("C", "APN1-SyncDurability-NodeUsage:cache.r7g.large", "Valkey", "0.0379"),
        node("D", "APN1-ExtendedSupportYr1_Yr2-NodeUsage:cache.r7g.large", "Redis", "0.2"),
        node("E", "APN1-NodeUsage:cache.r7g.large", "Memcached", "0.263"),
        node("F", "APN1-Outpost-NodeUsage:cache.r7g.large", "Redis", "0.1"),
    ];
    let wanted = [("elasticache.redis.cache.r7g.large", "0.263"), ("elasticache.valkey.cache.r7g.large", "0.2104")];
    assert_eq!(prices("AmazonElastiCache", &offers), wanted.map(|(id, usd)| (id.to_owned(), usd.to_owned())));
}

#[test]
fn other_rows_are_found_by_usage_type_and_priced_in_our_units() {
    let plain = |code: &str, sku, usage, operation, tiers: &[(&'static str, &'static str)]| {
        prices(code, &[offer(sku, &[REGION, ("usagetype", usage), ("operation", operation)], tiers)])
    };
    let one = |id: &str, usd: &str| vec![(id.to_owned(), usd.to_owned())];
    assert_eq!(plain("AWSELB", "A", "APN1-LoadBalancerUsage", "LoadBalancing:Application", &[("0", "0.0243")]), one("alb.hour", "0.0243"));
    assert_eq!(plain("AWSELB", "A", "APN1-LoadBalancerUsage", "LoadBalancing:Network", &[("0", "0.0243")]), []);
    assert_eq!(plain("AWSELB", "A", "APN1-TS-LoadBalancerUsage", "LoadBalancing:Application", &[("0", "0.0243")]), []);
    // One request each in the list, ten thousand in ours; the free tier is a tier of its own.
    assert_eq!(
        plain("awskms", "A", "ap-northeast-1-KMS-Requests", "", &[("0", "0.0000000000"), ("20000", "0.0000030000")]),
        one("kms.req10k", "0.03")
    );
    // The first tier that costs something, whichever comes first in the file.
    assert_eq!(
        plain("AWSDataTransfer", "A", "APN1-DataTransfer-Out-Bytes", "", &[("10240", "0.089"), ("0", "0.114")]),
        one("transfer.out", "0.114")
    );
    assert_eq!(plain("AWSDataTransfer", "A", "Global-DataTransfer-Out-Bytes", "", &[("0", "0.0")]), []);
    // Five times away from the known price: another unit.
    assert_eq!(plain("AmazonEC2", "A", "APN1-NatGateway-Hours", "", &[("0", "62")]), []);
    assert_eq!(plain("AmazonS3", "A", "APN1-Requests-Tier1", "", &[("0", "0.0000047")]), one("s3.put1k", "0.0047"));
    assert_eq!(plain("AWSQueueService", "A", "APN1-Requests-Tier1", "", &[("0", "0"), ("1000000", "0.0000004")]), one("sqs.std1m", "0.40"));
}

#[test]
fn products_that_disagree_are_left_out_and_said() {
    let twice = [
        rds("A", "APN1-InstanceUsage:db.m7g.large", "PostgreSQL", "Single-AZ", "0.241"),
        rds("B", "APN1-InstanceUsage:db.m7g.large", "PostgreSQL", "Single-AZ", "0.3"),
    ];
    let found = read(&csv("AmazonRDS", &twice), 1000);
    assert_eq!((found.prices.len(), found.problems.len()), (0, 1));
    assert!(found.problems[0].en.contains("cost differently"));
}

#[test]
fn a_file_cut_anywhere_reads_the_same() {
    let offers = [
        rds("A", "APN1-InstanceUsage:db.m7g.large", "PostgreSQL", "Single-AZ", "0.241"),
        rds("B", "APN1-Multi-AZUsage:db.m7g.large", "PostgreSQL", "Multi-AZ", "0.482"),
    ];
    for text in [csv("AmazonRDS", &offers), as_json("AmazonRDS", &offers)] {
        let whole = read(&text, text.len());
        assert_eq!((whole.prices.len(), whole.problems.len()), (2, 0));
        for chunk in [1, 2, 3, 7, 64, 511, 512, 513] {
            assert_eq!(read(&text, chunk), whole, "in chunks of {chunk}");
        }
        assert_eq!(read(&format!("\u{FEFF}{text}"), 5), whole);
    }
}

#[test]
fn broken_and_hostile_files_end_with_a_problem() {
    let offers = [rds("A", "APN1-InstanceUsage:db.m7g.large", "PostgreSQL", "Single-AZ", "0.241")];
    let good = as_json("AmazonRDS", &offers);
    let early = &good[..good.len() - 20];
    let long = format!("{{\"offerCode\":\"{}\"", "x".repeat(1_000_000));
    let deep = format!("{{\"a\":{}", "[".repeat(100_000));
    let quote = format!("\"SKU\",\"{}", "x".repeat(1_000_000));
    for text in [
        "",
        "   ",
        "\u{FEFF}",
        "<html>",
        "PK\u{3}\u{4}",
        "{}",
        "{]",
        "{\"a\":\"\\u12",
        "{\"a\":\"\\uZZZZ\"}",
        "\"",
        early,
        &long,
        &deep,
        &quote,
        "\"a\",\"b\"\n\"c\"\n",
    ] {
        for chunk in [1, 4096] {
            let found = read(text, chunk);
            assert!(!found.problems.is_empty(), "{:?} has no problem", &text[..text.len().min(40)]);
        }
    }
    assert_eq!(read(early, 100).prices.len(), 1);
    for price in ["-1", "NaN", "1e5", "999999999999", "0.00000000000000001", ""] {
        let text = csv("AmazonRDS", &offers).replace("0.241", price);
        assert!(read(&text, 100).prices.is_empty(), "{price}");
    }
}

#[test]
fn what_was_read_goes_into_the_design_with_its_source() {
    let offers = [rds("SKU1", "APN1-Multi-AZUsage:db.m7g.large", "PostgreSQL", "Multi-AZ", "0.482")];
    let mut draft = DesignDraft::default();
    apply(&mut draft, &Edit::SetPrices(read(&csv("AmazonRDS", &offers), 100).prices));
    let draft = DesignDraft::from_json(&draft.to_json()).unwrap();
    let book = Ground::of(Some(&draft)).book;
    let row = book.get("rds.pg.db.m7g.large.multi").unwrap();
    assert_eq!(row.usd.unwrap().to_string(), "0.482");
    assert_eq!(
        (row.observed.unwrap().to_string().as_str(), row.source.as_str()),
        ("2026-10-06", "AWS Price List AmazonRDS 2026-10-06 SKU SKU1")
    );
}

/// A file of the size of the one of RDS, made while it is read: 48 MB here, `SEKKEI_PRICE_FILE_MB=300`
/// for the real size. What the reader keeps does not depend on it.
#[test]
fn a_large_file_is_read_in_memory_that_does_not_grow() {
    let megabytes: usize = std::env::var("SEKKEI_PRICE_FILE_MB").ok().and_then(|text| text.parse().ok()).unwrap_or(48);
    for form in ["csv", "json"] {
        let before = peak_kilobytes();
        let start = std::time::Instant::now();
        let mut importer = Importer::new();
        let mut bytes = 0;
        let mut feed = |text: &str, bytes: &mut usize| {
            *bytes += text.len();
            for chunk in text.as_bytes().chunks(65_536) {
                importer.feed(chunk);
            }
        };
        let offers = [rds("A", "APN1-InstanceUsage:db.m7g.large", "PostgreSQL", "Single-AZ", "0.241")];
        if form == "csv" {
            feed(&csv("AmazonRDS", &offers), &mut bytes);
            let mut n = 0;
            while bytes < megabytes << 20 {
                let mut block = String::new();
                for _ in 0..500 {
                    n += 1;
                    let _ = writeln!(
                        block,
                        "\"SKU{n}\",\"4NA7Y494T4\",\"SKU{n}.4NA7Y494T4.6YS6EN2CT7\",\"Reserved\",\"USD 0.0 per RDS db.m7g.large, reserved instance applied\",\"2026-10-01\",\"0\",\"Inf\",\"Hrs\",\"0.1930000000\",\"USD\",\"AWS Region\",\"db.m7g.large\",,\"MySQL\",\"Single-AZ\",\"APN1-InstanceUsage:db.m7g.large\",\"CreateDBInstance:0002\",\"{}\"",
                        "x".repeat(100)
                    );
                }
                feed(&block, &mut bytes);
            }
        } else {
            feed("{\"offerCode\":\"AmazonRDS\",\"publicationDate\":\"2026-10-06T00:00:00Z\",\"products\":{", &mut bytes);
            let mut n = 0;
            while bytes < (megabytes << 20) * 2 / 5 {
                let mut block = String::new();
                for _ in 0..500 {
                    n += 1;
                    let _ = writeln!(
                        block,
                        "\"SKU{n}\" : {{ \"sku\" : \"SKU{n}\", \"productFamily\" : \"Database Instance\", \"attributes\" : {{ \"servicecode\" : \"AmazonRDS\", \"locationType\" : \"AWS Region\", \"instanceType\" : \"db.m7g.large\", \"databaseEngine\" : \"MySQL\", \"deploymentOption\" : \"Single-AZ\", \"usagetype\" : \"APN1-InstanceUsage:db.m7g.large\", \"operation\" : \"CreateDBInstance:0002\" }} }},"
                    );
                }
                feed(&block, &mut bytes);
            }
            feed(
                "\"A\":{\"attributes\":{\"locationType\":\"AWS Region\",\"instanceType\":\"db.m7g.large\",\"databaseEngine\":\"PostgreSQL\",\"deploymentOption\":\"Single-AZ\",\"usagetype\":\"APN1-InstanceUsage:db.m7g.large\"}}},\"terms\":{\"OnDemand\":{\"A\":{\"A.J\":{\"priceDimensions\":{\"A.J.6\":{\"beginRange\":\"0\",\"pricePerUnit\":{\"USD\":\"0.2410000000\"}}}}}},\"Reserved\":{",
                &mut bytes,
            );
            let mut n = 0;
            while bytes < megabytes << 20 {
                let mut block = String::new();
                for _ in 0..500 {
                    n += 1;
                    let _ = writeln!(
                        block,
                        "\"SKU{n}\" : {{ \"SKU{n}.4NA7Y494T4\" : {{ \"priceDimensions\" : {{ \"SKU{n}.4NA7Y494T4.6YS6EN2CT7\" : {{ \"rateCode\" : \"SKU{n}\", \"description\" : \"db.m7g.large reserved instance applied\", \"beginRange\" : \"0\", \"endRange\" : \"Inf\", \"unit\" : \"Hrs\", \"pricePerUnit\" : {{ \"USD\" : \"0.1930000000\" }}, \"appliesTo\" : [ ] }} }} }} }},"
                    );
                }
                feed(&block, &mut bytes);
            }
            feed("\"Z\":{}}}}", &mut bytes);
        }
        let found = importer.finish();
        let grown = peak_kilobytes().saturating_sub(before);
        println!(
            "{form}: {} MB in {:.1} s, {} rows, peak memory of the process grew by {grown} KB",
            bytes >> 20,
            start.elapsed().as_secs_f64(),
            found.rows
        );
        assert_eq!((found.prices.len(), found.problems.len()), (1, 0), "{:?}", found.problems);
        assert_eq!(found.prices["rds.pg.db.m7g.large.single"]["usd"], "0.241");
        // The text of a block and a few tables, whatever the size of the file.
        assert!(grown < 16_384, "{grown} KB");
    }
}

/// Highest resident memory of this process so far; 0 where the system does not say.
fn peak_kilobytes() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find(|line| line.starts_with("VmHWM:"));
    line.and_then(|line| line.split_whitespace().nth(1)).and_then(|number| number.parse().ok()).unwrap_or_default()
}
