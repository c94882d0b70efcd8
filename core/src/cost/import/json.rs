//! The JSON form: products first, then terms that name them by SKU. The file is never held: bytes
//! become names and scalars at a path, and what is at no path of interest is forgotten at once. Own
//! code and not a parser of crates.io, because those that take chunks hold a whole string of any length.

use std::collections::BTreeMap;

use super::Found;
use super::product::{Product, field};

/// Longest text that is kept; a longer one is cut, and none that is looked at is longer.
const TEXT_BYTES: usize = 512;
/// Deepest nesting; price lists have eight.
const MAX_DEPTH: usize = 32;
/// Most products that are kept: far above what designs can ask for.
const MAX_PRODUCTS: usize = 20_000;

#[derive(Default)]
pub(super) struct Reader {
    lexer: Lexer,
    /// The name under which each open object or list stands, from the root inwards.
    path: Vec<String>,
    /// Open brackets, as the closing ones that they want.
    open: Vec<u8>,
    /// The last name of the innermost object, and whether a value for it is to come.
    name: String,
    is_named: bool,
    product: Product,
    /// Price ids by SKU.
    skus: BTreeMap<String, String>,
    start: String,
    price: String,
    broken: bool,
    ended: bool,
}

/// Bytes to texts: what is inside a string or a bare word, with what was read of it so far.
#[derive(Default)]
struct Lexer {
    state: LexerState,
    text: Vec<u8>,
    /// Digits of `\uXXXX` still to come, and their value so far.
    digits: u8,
    code: u32,
}

#[derive(Default, Clone, Copy, PartialEq, Eq)]
enum LexerState {
    #[default]
    Between,
    String,
    Escape,
    Unicode,
    Word,
}

impl Lexer {
    fn push(&mut self, byte: u8) {
        if self.text.len() < TEXT_BYTES {
            self.text.push(byte);
        }
    }
}

impl Reader {
    pub(super) fn feed(&mut self, chunk: &[u8], found: &mut Found) {
        for byte in chunk {
            if self.broken {
                return;
            }
            self.byte(*byte, found);
        }
    }

    /// Is the file whole?
    pub(super) fn finish(&self) -> bool {
        self.ended && !self.broken
    }

    fn byte(&mut self, byte: u8, found: &mut Found) {
        match self.lexer.state {
            LexerState::String => match byte {
                b'"' => {
                    self.lexer.state = LexerState::Between;
                    let text = std::mem::take(&mut self.lexer.text);
                    self.string(&text, found);
                    self.lexer.text = text;
                    self.lexer.text.clear();
                }
                b'\\' => self.lexer.state = LexerState::Escape,
                _ => self.lexer.push(byte),
            },
            LexerState::Escape => {
                self.lexer.state = LexerState::String;
                match byte {
                    b'n' => self.lexer.push(b'\n'),
                    b't' => self.lexer.push(b'\t'),
                    b'r' => self.lexer.push(b'\r'),
                    b'b' | b'f' => self.lexer.push(b' '),
                    b'u' => (self.lexer.state, self.lexer.digits, self.lexer.code) = (LexerState::Unicode, 4, 0),
                    _ => self.lexer.push(byte),
                }
            }
            LexerState::Unicode => {
                let Some(digit) = char::from(byte).to_digit(16) else {
                    self.broken = true;
                    return;
                };
                self.lexer.code = self.lexer.code * 16 + digit;
                self.lexer.digits -= 1;
                if self.lexer.digits == 0 {
                    self.lexer.state = LexerState::String;
                    // Halves of a pair stand for no character of a name or a price.
                    let character = char::from_u32(self.lexer.code).unwrap_or(char::REPLACEMENT_CHARACTER);
                    let mut bytes = [0; 4];
                    for byte in character.encode_utf8(&mut bytes).bytes() {
                        self.lexer.push(byte);
                    }
                }
            }
            LexerState::Word if byte.is_ascii_alphanumeric() || b"+-.".contains(&byte) => {}
            LexerState::Word | LexerState::Between => {
                self.lexer.state = LexerState::Between;
                self.mark(byte, found);
            }
        }
    }

    /// A byte outside strings.
    fn mark(&mut self, byte: u8, found: &mut Found) {
        match byte {
            b'"' => self.lexer.state = LexerState::String,
            b'{' | b'[' => {
                if self.open.len() >= MAX_DEPTH || self.ended {
                    self.broken = true;
                    return;
                }
                self.open.push(if byte == b'{' { b'}' } else { b']' });
                self.path.push(std::mem::take(&mut self.name));
                self.is_named = false;
            }
            b'}' | b']' => {
                if self.open.pop() != Some(byte) {
                    self.broken = true;
                    return;
                }
                self.closed(found);
                self.path.pop();
                self.is_named = false;
                self.ended = self.open.is_empty();
            }
            b',' => self.is_named = false,
            b':' | b' ' | b'\n' | b'\r' | b'\t' => {}
            // Numbers and words of a price list are not looked at: its prices are strings.
            _ if byte.is_ascii_alphanumeric() || byte == b'-' => self.lexer.state = LexerState::Word,
            _ => self.broken = true,
        }
    }

    fn string(&mut self, text: &[u8], found: &mut Found) {
        let text = String::from_utf8_lossy(text);
        if self.open.last() == Some(&b'}') && !self.is_named {
            self.name.clear();
            self.name.push_str(&text);
            self.is_named = true;
            return;
        }
        self.value(&text, found);
    }

    /// A text at the path: the path begins with the root, which has no name.
    fn value(&mut self, text: &str, found: &mut Found) {
        let mut path = self.path.iter().map(String::as_str);
        let (root, first, second) = (path.next(), path.next(), path.next());
        match (root, first, second, self.path.len()) {
            (Some(_), None, None, 1) => match self.name.as_str() {
                "offerCode" => text.clone_into(&mut found.offer),
                "publicationDate" => found.published = text.chars().take(10).collect(),
                _ => {}
            },
            // products / SKU / attributes
            (_, Some("products"), Some(_), 4) => {
                if self.path.last().is_some_and(|name| name == "attributes")
                    && let Some(at) = field(&self.name)
                {
                    self.product.set(at, text);
                }
            }
            // terms / OnDemand / SKU / offer / priceDimensions / rate [/ pricePerUnit]
            (_, Some("terms"), Some("OnDemand"), 7) if self.name == "beginRange" => text.clone_into(&mut self.start),
            (_, Some("terms"), Some("OnDemand"), 8) if self.name == "USD" => text.clone_into(&mut self.price),
            _ => {}
        }
    }

    /// An object or list closes; the path still ends with it.
    fn closed(&mut self, found: &mut Found) {
        let first = self.path.get(1).map_or("", String::as_str);
        match (first, self.path.len()) {
            ("products", 3) => {
                found.rows += 1;
                if self.skus.len() < MAX_PRODUCTS
                    && let Some(id) = found.ids(&self.product)
                    && let Some(sku) = self.path.get(2)
                {
                    self.skus.insert(sku.clone(), id);
                }
                self.product.clear();
            }
            ("terms", 7) if self.path.get(2).is_some_and(|term| term == "OnDemand") => {
                found.rows += 1;
                if let Some(sku) = self.path.get(3)
                    && let Some(id) = self.skus.get(sku)
                {
                    found.take(id, &self.start, &self.price, sku);
                }
                self.start.clear();
                self.price.clear();
            }
            _ => {}
        }
    }
}
