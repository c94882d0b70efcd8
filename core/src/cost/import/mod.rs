//! Reads AWS Price List files that a user drops in: CSV or JSON, one service each, up to hundreds of
//! megabytes. It is fed chunk by chunk and keeps nothing but the rows that a design can ask for, so
//! its memory does not grow with the file.

mod csv;
mod json;
mod product;

use std::collections::BTreeMap;

use serde_json::json;

use super::money::Price;
use super::prices::{PriceBook, bundled};
use crate::draft::Values;
use crate::issue::{Words, w};
use product::{Product, Wanted};

/// What was found in a price list.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Imported {
    /// Prices for [`Edit::SetPrices`](crate::Edit::SetPrices), by price id.
    pub prices: Values,
    /// Service code, such as `AmazonRDS`.
    pub offer: String,
    /// When AWS published the list: `2026-10-06`; empty where the file does not say.
    pub published: String,
    /// Prices and products that were looked at.
    pub rows: u64,
    /// What is wrong with the file, or with rows of it.
    pub problems: Vec<Words>,
}

/// A reader of one file.
pub struct Importer {
    state: State,
    found: Found,
}

enum State {
    /// Nothing but blanks and a byte order mark so far.
    Blank,
    Csv(Box<csv::Reader>),
    Json(Box<json::Reader>),
    /// Neither: the rest of the file is passed over.
    Neither,
}

/// Prices found so far, and what the file says of itself.
#[derive(Default)]
struct Found {
    wanted: Wanted,
    offer: String,
    published: String,
    rows: u64,
    /// By price id: the start of the tier, the price for one unit of the list, the SKU, and whether
    /// another SKU says otherwise.
    prices: BTreeMap<String, Tier>,
    problems: Vec<Words>,
}

struct Tier {
    start: f64,
    price: String,
    sku: String,
    contested: bool,
}

/// A price this many times above or below the product's own row is of another unit.
const SAME_UNIT: i128 = 5;

impl Default for Importer {
    fn default() -> Self {
        Self::new()
    }
}

impl Importer {
    /// A reader that has seen nothing yet.
    #[must_use]
    pub fn new() -> Self {
        Self { state: State::Blank, found: Found::default() }
    }

    /// Reads the next bytes of the file; a chunk may end anywhere.
    pub fn feed(&mut self, mut chunk: &[u8]) {
        if matches!(self.state, State::Blank) {
            let start = chunk.iter().position(|byte| !byte.is_ascii_whitespace() && !b"\xEF\xBB\xBF".contains(byte));
            let Some(start) = start else { return };
            chunk = chunk.get(start..).unwrap_or_default();
            self.state = match chunk.first() {
                Some(b'{') => State::Json(Box::default()),
                Some(b'"') => State::Csv(Box::default()),
                _ => State::Neither,
            };
        }
        match &mut self.state {
            State::Csv(reader) => reader.feed(chunk, &mut self.found),
            State::Json(reader) => reader.feed(chunk, &mut self.found),
            State::Blank | State::Neither => {}
        }
    }

    /// What was found, once the file has ended.
    #[must_use]
    pub fn finish(mut self) -> Imported {
        let complete = match &mut self.state {
            State::Csv(reader) => reader.finish(&mut self.found),
            State::Json(reader) => reader.finish(),
            State::Blank | State::Neither => {
                self.found.problems.push(w(
                    "AWS Price List の CSV でも JSON でもありません。サービスごとのファイル（offers/v1.0/aws/…/index.csv）を選んでください。",
                    "This is neither CSV nor JSON of the AWS Price List. Choose the file of one service (offers/v1.0/aws/…/index.csv).",
                ));
                true
            }
        };
        if !complete {
            self.found.problems.push(w(
                "ファイルが途中で終わっています。ダウンロードし直してください。ここまでに読めた料金だけを示します。",
                "The file ends early. Download it again; only what was read so far is shown.",
            ));
        }
        self.found.into_imported()
    }
}

impl Found {
    /// Takes a price of a product. Only the first tier that costs something is kept: a list writes the
    /// free amount as a tier of its own.
    fn take(&mut self, id: &str, start: &str, price: &str, sku: &str) {
        let start: f64 = start.parse().unwrap_or(0.0);
        if price.bytes().all(|byte| matches!(byte, b'0' | b'.'))
            || Price::parse(price.trim_end_matches('0')).or_else(|| Price::parse(price)).is_none()
        {
            return;
        }
        let new = Tier { start, price: price.to_owned(), sku: sku.to_owned(), contested: false };
        match self.prices.get_mut(id) {
            None => {
                self.prices.insert(id.to_owned(), new);
            }
            Some(known) if known.sku == sku => {
                if start < known.start {
                    *known = new;
                }
            }
            // Several products fit: as long as they cost the same, none is wrong.
            Some(known) if start <= known.start && known.price != price => known.contested = true,
            Some(_) => {}
        }
    }

    /// Ids under which a product's price is asked for.
    fn ids(&self, product: &Product) -> Option<String> {
        self.wanted.id(&self.offer, product)
    }

    fn into_imported(mut self) -> Imported {
        let book = PriceBook::with(&Values::new(), &mut Vec::new());
        let mut prices = Values::new();
        for (id, tier) in &self.prices {
            if tier.contested {
                self.problems.push(w(
                    format!("料金「{id}」に合う商品が複数あり、単価が違います。取り込みません。"),
                    format!("Several products fit the price “{id}” and cost differently; it is left out."),
                ));
                continue;
            }
            let row = book.get(id);
            let factor = row.map_or(1, |row| units(&row.unit));
            let Some(usd) = Price::parse(tier.price.trim_end_matches('0').trim_end_matches('.')).map(|price| price.times(factor)) else {
                continue;
            };
            let own = row.and_then(|row| row.usd);
            if own.is_some_and(|own| !own.is_within(usd, SAME_UNIT)) {
                self.problems.push(w(
                    format!("料金「{id}」は製品の値と 5 倍以上違います（{usd}）。単位が違うとみて取り込みません。"),
                    format!("The price “{id}” is more than five times away from the product's own ({usd}); its unit is taken to be another one, and it is left out."),
                ));
                continue;
            }
            let source = format!("AWS Price List {} {} SKU {}", self.offer, self.published, tier.sku);
            let observed = self.published.get(..10).unwrap_or_default();
            prices.insert(id.clone(), json!({ "usd": usd.to_string(), "observed": observed, "source": source, "by": "import" }));
        }
        if prices.is_empty() && self.problems.is_empty() {
            self.problems.push(w(
                format!("「{}」のファイルに、この製品が使う ap-northeast-1 の料金はありませんでした。", self.offer),
                format!("The file of “{}” holds no price of ap-northeast-1 that this product uses.", self.offer),
            ));
        }
        Imported { prices, offer: self.offer, published: self.published, rows: self.rows, problems: self.problems }
    }
}

/// How many units of a list one of our units is: lists price a single request.
fn units(unit: &str) -> i64 {
    match unit {
        "1k-requests" | "1k-messages" => 1_000,
        "10k-requests" => 10_000,
        "100k-events" => 100_000,
        "million-requests" | "million-queries" | "million-writes" => 1_000_000,
        _ => 1,
    }
}

impl Default for Wanted {
    fn default() -> Self {
        Self::of(bundled())
    }
}
