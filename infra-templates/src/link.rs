//! A design as the fragment of a link: `#d1=`, then the compact draft, deflated, as base64url. A browser
//! sends no fragment anywhere. Older forms keep loading; the number is raised when the form changes.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use design_core::{DesignDraft, DraftError, Lang};
use miniz_oxide::deflate::compress_to_vec_zlib;
use miniz_oxide::inflate::{TINFLStatus, decompress_to_vec_zlib_with_limit};

/// Form of the links that are written.
const FORM: u32 = 1;
const LEVEL: u8 = 10;

/// Why a link gives no design.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LinkError {
    /// There is no design in it.
    None,
    /// Written by a newer version of the product.
    TooNew(u32),
    /// Cut off or altered on its way.
    Broken,
    /// What it holds is longer than a design may be.
    TooLong,
    /// What it holds is no design.
    Draft(DraftError),
}

impl LinkError {
    /// What is wrong and what to do.
    #[must_use]
    pub fn what(&self, lang: Lang) -> String {
        match (self, lang) {
            (Self::None, Lang::Ja) => "リンクに設計が入っていません".to_owned(),
            (Self::None, Lang::En) => "the link holds no design".to_owned(),
            (Self::TooNew(form), Lang::Ja) => format!(
                "このツールより新しい版で作られたリンクです（形式 {form}、読めるのは {FORM} まで）。ページを読み込み直すか、新しい版を使ってください"
            ),
            (Self::TooNew(form), Lang::En) => format!(
                "the link was made by a newer version (form {form}, this one reads up to {FORM}); reload the page or use the newer version"
            ),
            (Self::Broken, Lang::Ja) => {
                "リンクが途中で切れているか、書き換わっています。送り主に、設計ファイル（sekkei.json）で送り直してもらってください"
                    .to_owned()
            }
            (Self::Broken, Lang::En) => {
                "the link was cut off or altered on its way; ask for the design file (sekkei.json) instead".to_owned()
            }
            (Self::TooLong, Lang::Ja) => format!("リンクの中身が、設計の上限 {} バイトを超えています", DesignDraft::MAX_BYTES),
            (Self::TooLong, Lang::En) => format!("what the link holds is longer than a design may be ({} bytes)", DesignDraft::MAX_BYTES),
            (Self::Draft(error), Lang::Ja) => format!("リンクの中身は設計として読めません（{}）", error.what().ja),
            (Self::Draft(error), Lang::En) => format!("what the link holds is no design ({})", error.what().en),
        }
    }
}

/// The fragment for a draft, from `#` on. The same draft gives the same fragment.
#[must_use]
pub fn link(draft: &DesignDraft) -> String {
    format!("#d{FORM}={}", URL_SAFE_NO_PAD.encode(compress_to_vec_zlib(draft.to_compact().as_bytes(), LEVEL)))
}

/// The form and the packed draft of a link.
fn parts(text: &str) -> Option<(u32, &str)> {
    let (_, fragment) = text.trim().rsplit_once("#d")?;
    let (form, packed) = fragment.split_once('=')?;
    // What stands behind the design is for the page, which opens a screen.
    let packed = packed.split('&').next().unwrap_or_default();
    form.bytes().all(|byte| byte.is_ascii_digit()).then_some(())?;
    Some((form.parse().ok()?, packed))
}

/// Does a text end in the fragment of a design?
#[must_use]
pub fn is_link(text: &str) -> bool {
    parts(text).is_some()
}

/// The draft in a link, or in its fragment alone.
///
/// # Errors
/// When there is none, or none that can be read. Wrong values are no error: `check` explains them.
pub fn read_link(text: &str) -> Result<DesignDraft, LinkError> {
    let (form, packed) = parts(text).ok_or(LinkError::None)?;
    if form > FORM {
        return Err(LinkError::TooNew(form));
    }
    let bytes = URL_SAFE_NO_PAD.decode(packed.as_bytes()).map_err(|_| LinkError::Broken)?;
    let plain = decompress_to_vec_zlib_with_limit(&bytes, DesignDraft::MAX_BYTES).map_err(|error| match error.status {
        TINFLStatus::HasMoreOutput => LinkError::TooLong,
        _ => LinkError::Broken,
    })?;
    let text = String::from_utf8(plain).map_err(|_| LinkError::Broken)?;
    DesignDraft::from_compact(&text).map_err(|error| match error {
        DraftError::TooNew(version) => LinkError::TooNew(version),
        error => LinkError::Draft(error),
    })
}
