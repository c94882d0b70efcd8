//! Reads a zip that may come from anywhere: bounded in entries, in bytes of one file and of all, and
//! deaf to names that lead elsewhere. An entry that cannot be read is set aside with its reason; the others
//! are still read. It knows nothing of bundles. A reader of our own for the same reason as the writer
//! (docs/decisions/0022).

use std::collections::BTreeMap;

use miniz_oxide::inflate::decompress_to_vec_with_limit;

use crate::parcel::{Aside, MAX_FILE_BYTES, MAX_FILES, MAX_TOTAL_BYTES, ParcelError, Reason, safe_path};
use crate::zip::crc32;

/// End of central directory: 22 bytes and a comment of at most 65,535.
const END_BYTES: usize = 22;
const END: u32 = 0x0605_4b50;
const ENTRY: u32 = 0x0201_4b50;
const LOCAL: u32 = 0x0403_4b50;
const ENTRY_BYTES: usize = 46;
const LOCAL_BYTES: usize = 30;
/// General purpose flag 0: encrypted.
const ENCRYPTED: u16 = 1;
const STORED: u16 = 0;
const DEFLATED: u16 = 8;

/// Does a text begin as zips do? An empty one begins with its end.
#[must_use]
pub fn is_zip(bytes: &[u8]) -> bool {
    bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06") || bytes.starts_with(b"PK\x07\x08")
}

fn u16_at(bytes: &[u8], at: usize) -> Option<u16> {
    Some(u16::from_le_bytes(bytes.get(at..at.checked_add(2)?)?.try_into().ok()?))
}

fn u32_at(bytes: &[u8], at: usize) -> Option<u32> {
    Some(u32::from_le_bytes(bytes.get(at..at.checked_add(4)?)?.try_into().ok()?))
}

fn usize_at(bytes: &[u8], at: usize) -> Option<usize> {
    u32_at(bytes, at).and_then(|number| usize::try_from(number).ok())
}

/// Bytes by path, and what was set aside.
pub(crate) type Unpacked = (BTreeMap<String, Vec<u8>>, Vec<Aside>);

/// Reads a zip.
///
/// # Errors
/// When it is none, is cut short, or goes beyond a limit as a whole.
pub(crate) fn unzip(bytes: &[u8]) -> Result<Unpacked, ParcelError> {
    if !is_zip(bytes) {
        return Err(ParcelError::NoZip);
    }
    let (at, count) = directory(bytes)?;
    if count > MAX_FILES {
        return Err(ParcelError::TooMany(MAX_FILES));
    }
    let mut files: BTreeMap<String, Vec<u8>> = BTreeMap::new();
    let mut aside = Vec::new();
    let mut budget = MAX_TOTAL_BYTES;
    let mut at = at;
    for _ in 0..count {
        let entry = Entry::read(bytes, at).ok_or(ParcelError::Truncated)?;
        at = entry.next;
        if entry.name.ends_with(b"/") || entry.name.ends_with(b"\\") {
            continue;
        }
        // Whoever packed may have used another separator than the format's; what leads out of the folder is refused.
        let name = String::from_utf8_lossy(entry.name).into_owned();
        let read = match std::str::from_utf8(entry.name) {
            Err(_) => Err(Reason::Name),
            Ok(name) => safe_path(name).ok_or(Reason::Name),
        };
        let read = read.and_then(|path| {
            if files.contains_key(&path) {
                return Err(Reason::Twice);
            }
            // What a packer claims is counted before anything is inflated, and nothing inflates beyond it.
            if entry.plain <= MAX_FILE_BYTES && entry.plain > budget {
                return Ok((path, None));
            }
            let text = entry.text(bytes)?;
            budget = budget.saturating_sub(entry.plain);
            Ok((path, Some(text)))
        });
        match read {
            Ok((path, Some(text))) => drop(files.insert(path, text)),
            Ok((_, None)) => return Err(ParcelError::TooLong(MAX_TOTAL_BYTES)),
            Err(reason) => {
                if reason == Reason::Damaged {
                    // Trying cost as much as succeeding.
                    budget = budget.saturating_sub(entry.plain);
                }
                aside.push(Aside { path: name, reason });
            }
        }
    }
    Ok((files, aside))
}

/// Where the directory begins, and how many entries it has.
fn directory(bytes: &[u8]) -> Result<(usize, usize), ParcelError> {
    let last = bytes.len().checked_sub(END_BYTES).ok_or(ParcelError::Truncated)?;
    let first = last.saturating_sub(usize::from(u16::MAX));
    let end = (first..=last).rev().find(|at| {
        // The comment has to reach exactly to the end; else these four bytes are part of one.
        u32_at(bytes, *at) == Some(END)
            && u16_at(bytes, at + 20).is_some_and(|comment| at + END_BYTES + usize::from(comment) == bytes.len())
    });
    let end = end.ok_or(ParcelError::Truncated)?;
    let count = u16_at(bytes, end + 10).ok_or(ParcelError::Truncated)?;
    let start = u32_at(bytes, end + 16).ok_or(ParcelError::Truncated)?;
    if count == u16::MAX || start == u32::MAX {
        return Err(ParcelError::Zip64);
    }
    let start = usize::try_from(start).map_err(|_| ParcelError::Truncated)?;
    Ok((start, usize::from(count)))
}

/// A row of the directory.
struct Entry<'a> {
    name: &'a [u8],
    flags: u16,
    method: u16,
    crc: u32,
    packed: usize,
    plain: usize,
    local: usize,
    /// Where the next row begins.
    next: usize,
}

impl<'a> Entry<'a> {
    fn read(bytes: &'a [u8], at: usize) -> Option<Self> {
        if u32_at(bytes, at)? != ENTRY {
            return None;
        }
        let name_bytes = usize::from(u16_at(bytes, at + 28)?);
        let rest = usize::from(u16_at(bytes, at + 30)?) + usize::from(u16_at(bytes, at + 32)?);
        let name_at = at + ENTRY_BYTES;
        Some(Self {
            flags: u16_at(bytes, at + 8)?,
            method: u16_at(bytes, at + 10)?,
            crc: u32_at(bytes, at + 16)?,
            packed: usize_at(bytes, at + 20)?,
            plain: usize_at(bytes, at + 24)?,
            local: usize_at(bytes, at + 42)?,
            name: bytes.get(name_at..name_at + name_bytes)?,
            next: name_at + name_bytes + rest,
        })
    }

    fn text(&self, bytes: &[u8]) -> Result<Vec<u8>, Reason> {
        if self.flags & ENCRYPTED != 0 {
            return Err(Reason::Encrypted);
        }
        if self.plain > MAX_FILE_BYTES {
            return Err(Reason::TooLong);
        }
        let data = self.data(bytes).ok_or(Reason::Damaged)?;
        let text = match self.method {
            STORED => data.to_vec(),
            DEFLATED => decompress_to_vec_with_limit(data, self.plain).map_err(|_| Reason::Damaged)?,
            _ => return Err(Reason::Method),
        };
        if text.len() == self.plain && crc32(&text) == self.crc { Ok(text) } else { Err(Reason::Damaged) }
    }

    fn data(&self, bytes: &'a [u8]) -> Option<&'a [u8]> {
        if u32_at(bytes, self.local)? != LOCAL {
            return None;
        }
        let names = usize::from(u16_at(bytes, self.local.checked_add(26)?)?) + usize::from(u16_at(bytes, self.local.checked_add(28)?)?);
        let start = self.local.checked_add(LOCAL_BYTES + names)?;
        bytes.get(start..start.checked_add(self.packed)?)
    }
}
