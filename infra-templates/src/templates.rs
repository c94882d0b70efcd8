//! The files that are shipped byte for byte. The command line carries them inside; the page fetches
//! them as one text beside it, because they are a fifth of its size and not needed for the first paint.

/// File name under which the page finds the pack it was built with.
pub const TEMPLATES_NAME: &str = env!("TEMPLATES_NAME");

/// One file.
#[derive(Debug)]
pub(crate) struct Template {
    pub(crate) path: &'static str,
    pub(crate) text: &'static str,
}

/// All shipped files, in the order of their paths.
#[derive(Debug)]
pub struct Templates {
    pub(crate) files: Vec<Template>,
}

impl Templates {
    /// Reads a pack: for each file a line `path<TAB>bytes`, then its text. `None` when it is cut short
    /// or is something else, such as a server's page of errors.
    #[must_use]
    pub fn from_pack(pack: &'static str) -> Option<Self> {
        let mut rest = pack;
        let mut files = Vec::new();
        while !rest.is_empty() {
            let (head, body) = rest.split_once('\n')?;
            let (path, bytes) = head.split_once('\t')?;
            let (text, after) = body.split_at_checked(bytes.parse().ok()?)?;
            files.push(Template { path, text });
            rest = after;
        }
        (!files.is_empty()).then_some(Self { files })
    }

    /// The files that this program carries inside.
    #[cfg(feature = "embedded")]
    #[must_use]
    pub fn embedded() -> &'static Self {
        static EMBEDDED: std::sync::OnceLock<Templates> = std::sync::OnceLock::new();
        // A test reads the pack of the build, so the empty list never ships.
        EMBEDDED
            .get_or_init(|| Self::from_pack(include_str!(concat!(env!("OUT_DIR"), "/templates.txt"))).unwrap_or(Self { files: Vec::new() }))
    }
}
