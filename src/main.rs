//! `wutong`: see `cli`.

use std::process::ExitCode;

fn main() -> ExitCode {
    wutong::cli::run()
}
