//! The command line: `check`, `assess` and `ask`.
//!
//! Exit codes: 0 done, 1 findings, 2 bad input. Errors go to standard error.

#[cfg(not(target_arch = "wasm32"))]
fn main() -> std::process::ExitCode {
    qibu::surface::cli::main()
}

/// There is no command line in a browser.
#[cfg(target_arch = "wasm32")]
fn main() {}
