//! `cargo xtask serve`: from a fresh clone to a page in the browser.

use std::io::{Read, Write};
use std::net::{Ipv4Addr, SocketAddr, TcpListener, TcpStream};
use std::process::Child;
use std::time::{Duration, Instant};

use crate::tools::{self, Profile};
use crate::{Result, console, http, repo::Repo, trunk};

const DEFAULT_PORT: u16 = 8080;
const PORTS_TO_TRY: u16 = 50;

/// What follows `serve` on the command line.
pub struct Options {
    release: bool,
    port: u16,
}

impl Options {
    pub fn parse(arguments: &[String]) -> Result<Self> {
        let mut options = Self { release: false, port: DEFAULT_PORT };
        let mut arguments = arguments.iter();
        while let Some(argument) = arguments.next() {
            match argument.as_str() {
                "--release" => options.release = true,
                "--port" => {
                    options.port = arguments
                        .next()
                        .and_then(|number| number.parse().ok())
                        .filter(|port| *port > 0)
                        .ok_or("`--port` needs a number from 1 to 65535.")?;
                }
                unknown => {
                    return Err(format!("`serve` has no option `{unknown}`. See `cargo xtask help`."));
                }
            }
        }
        Ok(options)
    }
}

/// Sets up, builds and serves until interrupted.
pub fn run(repo: &Repo, options: &Options) -> Result {
    let start = Instant::now();
    if options.release {
        println!("Set-up and release build");
        trunk::build_release(repo)?;
        let listener = free_port(options.port)?;
        announce(port_of(&listener)?, start);
        http::serve(&listener, &repo.dist);
        return Ok(());
    }
    println!("Set-up");
    tools::prepare(repo, Some(Profile::Dev))?;
    let listener = free_port(options.port)?;
    let port = port_of(&listener)?;
    // Trunk takes the port itself.
    drop(listener);
    let mut server = trunk::command(repo)
        .args(["serve", "--address", "127.0.0.1", "--port"])
        .arg(port.to_string())
        // `dist/` is for release builds only.
        .arg("--dist")
        .arg(repo.target.join("dev-dist"))
        .spawn()
        .map_err(|error| format!("Trunk could not be started: {error}."))?;
    if wait_for_page(&mut server, port) {
        announce(port, start);
    }
    let status = server.wait().map_err(|error| format!("Trunk was lost: {error}."))?;
    if status.success() { Ok(()) } else { Err(format!("Trunk stopped ({status}); its own message is above.")) }
}

fn announce(port: u16, start: Instant) {
    println!("\n  The designer is at http://127.0.0.1:{port}/ (after {}). Ctrl+C ends it.\n", console::seconds(start));
}

fn free_port(wanted: u16) -> Result<TcpListener> {
    for port in wanted..=wanted.saturating_add(PORTS_TO_TRY) {
        if let Ok(listener) = TcpListener::bind((Ipv4Addr::LOCALHOST, port)) {
            if port != wanted {
                println!("  port {wanted} is taken; using {port}");
            }
            return Ok(listener);
        }
    }
    Err(format!("ports {wanted} to {} are all taken. Choose another one with `--port`.", wanted.saturating_add(PORTS_TO_TRY)))
}

fn port_of(listener: &TcpListener) -> Result<u16> {
    listener.local_addr().map(|address| address.port()).map_err(|error| format!("the port cannot be read back: {error}."))
}

/// Waits until Trunk answers with a page; `false` when it ends first.
fn wait_for_page(server: &mut Child, port: u16) -> bool {
    while matches!(server.try_wait(), Ok(None)) {
        if has_page(port) {
            return true;
        }
        std::thread::sleep(Duration::from_millis(200));
    }
    false
}

fn has_page(port: u16) -> bool {
    let address = SocketAddr::from((Ipv4Addr::LOCALHOST, port));
    let patience = Duration::from_secs(2);
    let Ok(mut stream) = TcpStream::connect_timeout(&address, patience) else {
        return false;
    };
    let request = format!("GET / HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nAccept: text/html\r\nConnection: close\r\n\r\n");
    let mut answer = [0; 12];
    stream.set_read_timeout(Some(patience)).is_ok()
        && stream.write_all(request.as_bytes()).is_ok()
        && stream.read_exact(&mut answer).is_ok()
        && answer.ends_with(b" 200")
}
