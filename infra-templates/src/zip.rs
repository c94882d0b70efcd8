//! Writes the zip. The same bundle gives the same bytes everywhere: sorted paths, one fixed timestamp,
//! one mode, one compression level. A writer of our own, because the `zip` crate costs the page 43 KB
//! and this one 8 (docs/decisions/0002); tests read its output with that crate and with Python.

use design_core::Design;
use miniz_oxide::deflate::compress_to_vec;
use sha2::{Digest, Sha256};

use crate::Bundle;
use crate::manifest::hex;

/// Stored, because some readers refuse a date of zero: 1980-01-01, the first day the format knows.
const DOS_DATE: u16 = 0x21;
const DOS_TIME: u16 = 0;
/// General purpose flag 11: names are UTF-8.
const UTF8: u16 = 1 << 11;
const DEFLATE: u16 = 8;
/// Made by Unix (3), version 2.0 of the format.
const MADE_BY: u16 = (3 << 8) | 20;
const NEEDED: u16 = 20;
/// A regular file that its owner may write and everybody may read.
const MODE: u32 = 0o100_644;
const LEVEL: u8 = 8;

/// Name of the zip that a browser saves.
#[must_use]
pub fn zip_name(design: &Design) -> String {
    format!("{}-infra.zip", design.project.basics.name)
}

/// The zip of a bundle.
#[must_use]
pub fn zip(bundle: &Bundle) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(512 * 1024);
    write(bundle, &mut |part| bytes.extend_from_slice(part));
    bytes
}

/// SHA-256 of the zip of a bundle, in lowercase hexadecimal digits. The zip is never whole in memory: the
/// page works this out after every change, and WebAssembly gives no memory back.
#[must_use]
pub fn zip_sha256_hex(bundle: &Bundle) -> String {
    let mut digest = Sha256::new();
    write(bundle, &mut |part| digest.update(part));
    hex(&digest.finalize())
}

fn write(bundle: &Bundle, put: &mut dyn FnMut(&[u8])) {
    let mut out = Out { put, written: 0 };
    let mut directory = Vec::new();
    for (path, text) in bundle.files() {
        let offset = out.position();
        let data = compress_to_vec(text.as_bytes(), LEVEL);
        let entry = Entry { path, crc: crc32(text.as_bytes()), packed: size(data.len()), plain: size(text.len()) };
        out.u32(0x0403_4b50);
        out.entry(&entry);
        out.bytes(path.as_bytes());
        out.bytes(&data);

        let mut listed = |part: &[u8]| directory.extend_from_slice(part);
        let mut listed = Out { put: &mut listed, written: 0 };
        listed.u32(0x0201_4b50);
        listed.u16(MADE_BY);
        listed.entry(&entry);
        // Comment length, disk number, internal attributes.
        listed.u16(0);
        listed.u16(0);
        listed.u16(0);
        listed.u32(MODE << 16);
        listed.u32(offset);
        listed.bytes(path.as_bytes());
    }
    let start = out.position();
    let count = u16::try_from(bundle.files().len()).unwrap_or(u16::MAX);
    out.bytes(&directory);
    out.u32(0x0605_4b50);
    out.u16(0);
    out.u16(0);
    out.u16(count);
    out.u16(count);
    out.u32(size(directory.len()));
    out.u32(start);
    out.u16(0);
}

struct Entry<'a> {
    path: &'a str,
    crc: u32,
    packed: u32,
    plain: u32,
}

/// Takes bytes one after the other, and counts them.
struct Out<'a> {
    put: &'a mut dyn FnMut(&[u8]),
    written: usize,
}

impl Out<'_> {
    fn bytes(&mut self, bytes: &[u8]) {
        self.written += bytes.len();
        (self.put)(bytes);
    }

    fn u16(&mut self, value: u16) {
        self.bytes(&value.to_le_bytes());
    }

    fn u32(&mut self, value: u32) {
        self.bytes(&value.to_le_bytes());
    }

    fn position(&self) -> u32 {
        size(self.written)
    }

    /// The fields that a local header and a directory entry share.
    fn entry(&mut self, entry: &Entry<'_>) {
        self.u16(NEEDED);
        self.u16(UTF8);
        self.u16(DEFLATE);
        self.u16(DOS_TIME);
        self.u16(DOS_DATE);
        self.u32(entry.crc);
        self.u32(entry.packed);
        self.u32(entry.plain);
        self.u16(u16::try_from(entry.path.len()).unwrap_or(u16::MAX));
        self.u16(0);
    }
}

/// Bundles have a few hundred kilobytes; the format's 4 GiB are out of reach.
fn size(bytes: usize) -> u32 {
    u32::try_from(bytes).unwrap_or(u32::MAX)
}

/// CRC-32 (IEEE 802.3), bit by bit with a table made at compile time.
pub(crate) fn crc32(bytes: &[u8]) -> u32 {
    const TABLE: [u32; 256] = {
        let mut table = [0u32; 256];
        let mut i = 0;
        while i < 256 {
            let mut c = i as u32;
            let mut bit = 0;
            while bit < 8 {
                c = if c & 1 == 1 { 0xEDB8_8320 ^ (c >> 1) } else { c >> 1 };
                bit += 1;
            }
            #[expect(clippy::indexing_slicing, reason = "i < 256 by the loop, at compile time")]
            {
                table[i] = c;
            }
            i += 1;
        }
        table
    };
    !bytes.iter().fold(u32::MAX, |crc, byte| {
        let index = usize::from((crc as u8) ^ byte);
        TABLE.get(index).copied().unwrap_or_default() ^ (crc >> 8)
    })
}
