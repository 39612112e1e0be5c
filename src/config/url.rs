//! The absolute address under which the site will stand.

/// `https://example.com/kangyang/`, taken apart.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct SiteUrl {
    /// `https://example.com`.
    pub origin: String,
    /// `/kangyang/`: begins and ends with a slash.
    pub path: String,
}

impl SiteUrl {
    /// Reads an absolute http or https address without query and fragment.
    pub fn parse(written: &str) -> Option<SiteUrl> {
        let rest = written
            .strip_prefix("https://")
            .or_else(|| written.strip_prefix("http://"))?;
        let scheme = &written[..written.len() - rest.len()];
        let (host, path) = rest.split_once('/').unwrap_or((rest, ""));
        let plain = |text: &str, also: &[char]| {
            text.chars()
                .all(|character| character.is_ascii_alphanumeric() || also.contains(&character))
        };
        let good = !host.is_empty()
            && plain(host, &['.', '-', ':', '[', ']'])
            && plain(path, &['.', '-', '_', '~', '/', '%'])
            && !path.split('/').any(|part| part == ".." || part == ".")
            && !path.contains("//");
        good.then(|| SiteUrl {
            origin: format!("{scheme}{}", host.to_ascii_lowercase()),
            path: if path.is_empty() {
                "/".to_owned()
            } else {
                format!("/{}/", path.trim_end_matches('/'))
            },
        })
    }

    /// The absolute address of a path below the site's root.
    pub fn absolute(&self, path: &str) -> String {
        format!("{}{}{path}", self.origin, self.path)
    }
}

#[cfg(test)]
mod tests {
    use super::SiteUrl;

    fn check(written: &str, expected: &str) {
        let found = SiteUrl::parse(written).map_or("refused".to_owned(), |url| url.absolute("a.html"));
        assert_eq!(found, expected, "{written}");
    }

    #[test]
    fn an_address_is_absolute_and_may_be_a_sub_path() {
        check("https://example.com", "https://example.com/a.html");
        check("https://Example.com/kangyang", "https://example.com/kangyang/a.html");
        check(
            "http://example.com:8080/zt/yanglao/",
            "http://example.com:8080/zt/yanglao/a.html",
        );
    }

    #[test]
    fn anything_else_is_refused() {
        for written in [
            "example.com",
            "//example.com",
            "ftp://example.com",
            "https://",
            "https://a/../b",
            "https://a/?q",
            "https://a b/",
        ] {
            check(written, "refused");
        }
    }
}
