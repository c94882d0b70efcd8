//! From a design to the exact files of the zip. Module files and workflows are shipped byte for byte
//! from `bundle/`; rendered are only tfvars, backends, version constraints, the environment list and
//! the front page of the documents; reports are computed from the rendered files. It decides nothing: a
//! `Design` is right by construction.

mod appendix;
mod backend;
mod bootstrap;
mod bundle;
mod hcl;
mod kept;
mod language;
mod link;
mod lock;
mod manifest;
mod package;
mod parcel;
mod readme;
mod returned;
mod templates;
mod tfvars;
mod unzip;
mod versions;
mod zip;

pub use appendix::Basis;
pub use bundle::Bundle;
pub use hcl::quote;
pub use kept::Kept;
pub use language::document;
pub use link::{LinkError, is_link, link, read_link};
pub use manifest::sha256_hex;
pub use package::Package;
pub use parcel::{Aside, MAX_FILE_BYTES, MAX_FILES, MAX_PARCEL_BYTES, MAX_TOTAL_BYTES, Parcel, ParcelError, Reason, safe_path, text_of};
pub use returned::{Fate, ReturnError, Returned};
pub use templates::{TEMPLATES_NAME, Templates};
pub use unzip::is_zip;
pub use zip::{zip, zip_name, zip_sha256_hex};

/// The document of the zip that leads from the account to the first deployment, without a mark of the language.
pub const FIRST_TIME: &str = "infra/docs/FIRST_TIME.md";
