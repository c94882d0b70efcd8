//! A page without this crate: see `weight`.

#[path = "mod.rs"]
mod weightless;

fn main() {
    weightless::page();
}
