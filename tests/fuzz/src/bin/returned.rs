//! libFuzzer's entry to one target.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| sekkei_fuzz::returned(bytes));
