//! Everything that is tested from outside: the program as its users have it, and the rules of the house.

#![expect(
    clippy::disallowed_methods,
    clippy::format_collect,
    clippy::unwrap_used,
    reason = "tests make folders, are short rather than fast, and fail loudly"
)]

mod again;
mod bad_input;
mod check;
mod check_mends;
mod check_reports;
mod checks;
mod cli;
mod explanations;
mod folder;
mod handbook;
mod hostile;
mod hostile_paths;
mod hostile_templates;
mod house;
mod korean;
mod languages;
mod live;
mod mistakes;
mod names;
mod new;
mod pages;
mod pictures;
mod portal;
mod profile;
mod publish;
mod same;
#[cfg(unix)]
mod scale;
mod serve;
mod shard;
mod sites;
mod status;
mod themes;
mod tools;
