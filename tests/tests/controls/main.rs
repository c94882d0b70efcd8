//! Each control has a good and a bad case. One file per theme, as in `core/src/compliance/controls`.

mod network;
mod rest;
mod transit;
