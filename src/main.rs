//! `wutong`: see `cli`.

use std::process::ExitCode;

/// A build makes and drops many small texts on all threads at once, which the system's allocator is slow at.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    wutong::cli::run()
}
