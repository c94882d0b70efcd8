//! The page: draws a draft and the files that it becomes, and hands every change to the core. It
//! decides nothing: no limit, price, instance class or Terraform name stands in this crate.

#![expect(unreachable_pub, reason = "the component macro makes its functions and properties `pub`")]

mod app;
mod browser;
mod format;
mod late;
mod panels;
mod shell;
mod state;
mod text;
mod widgets;
mod words;

fn main() {
    leptos::mount::mount_to_body(app::App);
}
