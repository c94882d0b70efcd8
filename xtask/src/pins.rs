//! Versions of the tools that no lock file pins.

/// Builds the app. The last release that compiles with the Rust of `rust-toolchain.toml`.
pub const TRUNK: &str = "0.21.14";

/// Must equal the `wasm-bindgen` in the root Cargo.lock and the one in `xtask/wasm-tools`.
pub const WASM_BINDGEN: &str = "0.2.130";

/// Shrinks the module; comes from npm (`package-lock.json`). Debian's 108 exits with 0 and
/// writes a module that dies at start, so the version is checked before every release build.
pub const WASM_OPT: &str = "132";

/// Judges licences and sources of crates.
pub const CARGO_DENY: &str = "0.20.2";

/// Spelling check, from PyPI.
pub const TYPOS: &str = "1.52.0";

/// Judges the generated tree in tests.
pub const TERRAFORM: &str = "1.11.4";

/// Runs npm's tools and the browser tests.
pub const NODE_MAJOR: u32 = 20;

/// What the app is compiled for.
pub const WASM_TARGET: &str = "wasm32-unknown-unknown";

/// What the engine is compiled for to be measured without a page.
pub const WASI_TARGET: &str = "wasm32-wasip1";
