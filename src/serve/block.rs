//! The marked block that the preview puts into pages: the only difference to a built page.

use crate::serve::doors::{Doors, INSIDE};

const BEGIN: &str = "<!-- wutong preview -->";
const END: &str = "<!-- /wutong preview -->";

/// The page with the block before its last `</body>`, or at its end where it has none.
pub(crate) fn with_block(page: &[u8], doors: &Doors, state: &str) -> Vec<u8> {
    let block = format!(
        "{BEGIN}<script type=\"module\" src=\"/{INSIDE}preview.js\" data-token=\"{}\" data-state=\"{state}\" id=\"wutong-preview\"></script>{END}",
        doors.token
    );
    let place = memchr::memmem::rfind(page, b"</body>").unwrap_or(page.len());
    let mut whole = Vec::with_capacity(page.len() + block.len());
    whole.extend_from_slice(&page[..place]);
    whole.extend_from_slice(block.as_bytes());
    whole.extend_from_slice(&page[place..]);
    whole
}
