//! `wasm-bindgen` with the options that Trunk uses; anything else is refused, not ignored. What late
//! parts of the page need goes into modules of its own on the way, and what is left is made shorter.

mod lean;
mod split;

use std::path::PathBuf;
use std::process::ExitCode;

use wasm_bindgen_cli_support::Bindgen;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    if arguments == ["--version"] {
        println!("wasm-bindgen {}", env!("CARGO_PKG_VERSION"));
        return ExitCode::SUCCESS;
    }
    match Request::parse(&arguments).and_then(Request::generate) {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            eprintln!("wasm-bindgen: {message}");
            ExitCode::FAILURE
        }
    }
}

/// One module to be given its JavaScript, for the browser.
#[derive(Debug, Default, PartialEq)]
struct Request {
    input: PathBuf,
    out_dir: PathBuf,
    out_name: Option<String>,
    keep_debug: bool,
    no_demangle: bool,
    no_typescript: bool,
}

impl Request {
    fn parse(arguments: &[String]) -> Result<Self, String> {
        let mut request = Self::default();
        for argument in arguments {
            match argument.split_once('=').unwrap_or((argument, "")) {
                ("--target", "web") => {}
                ("--out-dir", folder) => request.out_dir = folder.into(),
                ("--out-name", name) => request.out_name = Some(name.to_owned()),
                ("--keep-debug", "") => request.keep_debug = true,
                ("--no-demangle", "") => request.no_demangle = true,
                ("--no-typescript", "") => request.no_typescript = true,
                _ if argument.starts_with('-') => {
                    return Err(format!(
                        "`{argument}` is not supported here. Add it to xtask/wasm-tools, \
                         or install wasm-bindgen-cli {}.",
                        env!("CARGO_PKG_VERSION")
                    ));
                }
                _ => request.input = argument.into(),
            }
        }
        if request.input.as_os_str().is_empty() || request.out_dir.as_os_str().is_empty() {
            return Err("needs a module and --out-dir=<folder>.".to_owned());
        }
        Ok(request)
    }

    fn generate(self) -> Result<(), String> {
        let name = self.out_name.ok_or("needs --out-name=<name>.")?;
        let split = split::split(&self.input, &self.out_dir, &name)?;
        let mut bindgen = Bindgen::new();
        // The late modules refer to what the linker exports, and to functions by their mangled names.
        bindgen.input_path(&split.main).out_name(&name).keep_lld_exports(true).demangle(false);
        bindgen.keep_debug(self.keep_debug).typescript(!self.no_typescript);
        bindgen.web(true).and_then(|bindgen| bindgen.generate(&self.out_dir)).map_err(|error| format!("{error:?}"))?;
        let script = self.out_dir.join(format!("{name}.js"));
        split.join(&script)?;
        lean::shorten(&script, &self.out_dir.join(format!("{name}_bg.wasm")))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(line: &str) -> Result<Request, String> {
        let arguments: Vec<String> = line.split(' ').map(str::to_owned).collect();
        Request::parse(&arguments)
    }

    #[test]
    fn the_line_that_trunk_writes_is_understood() {
        let line = "--target=web --out-dir=out --out-name=app app.wasm --no-typescript";
        let expected = Request {
            input: "app.wasm".into(),
            out_dir: "out".into(),
            out_name: Some("app".to_owned()),
            no_typescript: true,
            ..Request::default()
        };
        assert_eq!(parse(line), Ok(expected));
    }

    #[test]
    fn options_that_would_change_the_output_are_refused() {
        assert!(parse("--target=nodejs --out-dir=out app.wasm").is_err());
        assert!(parse("--target=web --out-dir=out app.wasm --split-linked-modules").is_err());
    }
}
