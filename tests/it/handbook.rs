//! `docs/mistakes.md` says what the program says. With `WUTONG_WRITE_MISTAKES=1` it is written anew.

use std::fs;
use std::path::Path;

use wutong::diag::handbook::handbook;

#[test]
fn the_page_of_every_message_is_up_to_date() {
    let place = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/mistakes.md");
    if std::env::var_os("WUTONG_WRITE_MISTAKES").is_some() {
        fs::write(&place, handbook()).unwrap();
    }
    let page = fs::read_to_string(&place).unwrap_or_default().replace("\r\n", "\n");
    let differs = page
        .lines()
        .zip(handbook().lines().map(str::to_owned))
        .find(|(page, told)| page != told);
    assert_eq!(
        differs, None,
        "write it anew: WUTONG_WRITE_MISTAKES=1 cargo test --test it handbook"
    );
    assert!(
        page == handbook(),
        "write it anew: WUTONG_WRITE_MISTAKES=1 cargo test --test it handbook"
    );
}
