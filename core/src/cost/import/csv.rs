//! The CSV form: five lines about the file, a line of names, then a line for each price with its product.

use csv_core::ReadFieldResult;

use super::Found;
use super::product::{Product, field};

/// Longest field that is kept; a longer one is cut, and none that is looked at is longer.
const FIELD_BYTES: usize = 512;

pub(super) struct Reader {
    reader: csv_core::Reader,
    buffer: [u8; FIELD_BYTES],
    length: usize,
    column: usize,
    /// What each column means, once the line of names was read.
    columns: Vec<Column>,
    row: Row,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Column {
    Other,
    Sku,
    Term,
    Start,
    Price,
    Currency,
    Product(usize),
}

#[derive(Default)]
struct Row {
    first: String,
    term: String,
    start: String,
    price: String,
    currency: String,
    product: Product,
}

impl Default for Reader {
    fn default() -> Self {
        Self { reader: csv_core::Reader::new(), buffer: [0; FIELD_BYTES], length: 0, column: 0, columns: Vec::new(), row: Row::default() }
    }
}

impl Reader {
    pub(super) fn feed(&mut self, mut chunk: &[u8], found: &mut Found) {
        // An empty input would tell the reader that the file has ended.
        while !chunk.is_empty() {
            let (result, read) = self.step(chunk, found);
            chunk = chunk.get(read..).unwrap_or_default();
            if read == 0 && !matches!(result, ReadFieldResult::Field { .. }) {
                return;
            }
        }
    }

    /// Ends the file; false where it holds no line of names.
    pub(super) fn finish(&mut self, found: &mut Found) -> bool {
        self.step(&[], found);
        !self.columns.is_empty()
    }

    fn step(&mut self, chunk: &[u8], found: &mut Found) -> (ReadFieldResult, usize) {
        let free = self.buffer.get_mut(self.length..).unwrap_or_default();
        // A full buffer keeps its beginning; the rest of the field goes nowhere.
        let kept = !free.is_empty();
        let mut surplus = [0; 64];
        let output = if kept { free } else { &mut surplus[..] };
        let (result, read, written) = self.reader.read_field(chunk, output);
        if kept {
            self.length += written;
        }
        if let ReadFieldResult::Field { record_end } = result {
            self.field(found);
            self.length = 0;
            self.column += 1;
            if record_end {
                self.record(found);
                self.column = 0;
            }
        }
        (result, read)
    }

    fn field(&mut self, found: &mut Found) {
        let bytes = self.buffer.get(..self.length).unwrap_or_default();
        let text = String::from_utf8_lossy(bytes);
        let row = &mut self.row;
        if self.columns.is_empty() || row.first == "SKU" {
            // Before the names are read: a line about the file, or the names themselves.
            if self.column == 0 {
                row.first = text.into_owned();
                return;
            }
            match row.first.as_str() {
                "OfferCode" if self.column == 1 => found.offer = text.into_owned(),
                "Publication Date" if self.column == 1 => found.published = text.chars().take(10).collect(),
                "SKU" => {
                    if self.columns.is_empty() {
                        self.columns.push(Column::Sku);
                    }
                    self.columns.push(match &*text {
                        "TermType" => Column::Term,
                        "StartingRange" => Column::Start,
                        "PricePerUnit" => Column::Price,
                        "Currency" => Column::Currency,
                        name => field(name).map_or(Column::Other, Column::Product),
                    });
                }
                _ => {}
            }
            return;
        }
        match self.columns.get(self.column).copied().unwrap_or(Column::Other) {
            Column::Other => {}
            Column::Sku => text.clone_into_string(&mut row.product.sku),
            Column::Term => text.clone_into_string(&mut row.term),
            Column::Start => text.clone_into_string(&mut row.start),
            Column::Price => text.clone_into_string(&mut row.price),
            Column::Currency => text.clone_into_string(&mut row.currency),
            Column::Product(at) => row.product.set(at, &text),
        }
    }

    fn record(&mut self, found: &mut Found) {
        let row = &mut self.row;
        if row.first != "SKU" && !self.columns.is_empty() {
            found.rows += 1;
            if row.term == "OnDemand"
                && row.currency == "USD"
                && let Some(id) = found.ids(&row.product)
            {
                found.take(&id, &row.start, &row.price, &row.product.sku);
            }
            row.product.clear();
            for text in [&mut row.term, &mut row.start, &mut row.price, &mut row.currency] {
                text.clear();
            }
        }
        row.first.clear();
    }
}

/// Writes a text into a string that is there already: a file has millions of fields.
trait CloneIntoString {
    fn clone_into_string(&self, into: &mut String);
}

impl CloneIntoString for str {
    fn clone_into_string(&self, into: &mut String) {
        into.clear();
        into.push_str(self);
    }
}
