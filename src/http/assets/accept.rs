//! Which compressed forms a browser takes.

use axum::http::{HeaderMap, header};

/// A form in which the build leaves files beside the plain ones.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Encoding {
    Brotli,
    Gzip,
}

impl Encoding {
    /// Its name on the wire.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Brotli => "br",
            Self::Gzip => "gzip",
        }
    }

    /// What its files end with.
    pub(super) fn ending(self) -> &'static str {
        match self {
            Self::Brotli => "br",
            Self::Gzip => "gz",
        }
    }
}

/// The encodings that a request accepts, the smallest first.
pub(super) fn accepted(headers: &HeaderMap) -> impl Iterator<Item = Encoding> + '_ {
    [Encoding::Brotli, Encoding::Gzip].into_iter().filter(|encoding| accepts(headers, encoding.name()))
}

fn accepts(headers: &HeaderMap, name: &str) -> bool {
    let listed = headers.get_all(header::ACCEPT_ENCODING).iter().filter_map(|value| value.to_str().ok());
    listed.flat_map(|list| list.split(',')).any(|entry| {
        let mut parts = entry.split(';').map(str::trim);
        let named = parts.next().is_some_and(|listed| listed.eq_ignore_ascii_case(name));
        named && !parts.any(is_refusal)
    })
}

/// `q=0`: anything but this.
fn is_refusal(parameter: &str) -> bool {
    let quality = parameter.strip_prefix("q=").or(parameter.strip_prefix("Q="));
    quality.and_then(|quality| quality.trim().parse::<f32>().ok()).is_some_and(|quality| quality <= 0.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn for_header(value: &str) -> Vec<Encoding> {
        let mut headers = HeaderMap::new();
        headers.insert(header::ACCEPT_ENCODING, value.parse().unwrap());
        accepted(&headers).collect()
    }

    #[test]
    fn the_smallest_that_is_accepted_comes_first() {
        assert_eq!(for_header("gzip, deflate, br, zstd"), [Encoding::Brotli, Encoding::Gzip]);
        assert_eq!(for_header("GZIP;q=0.5"), [Encoding::Gzip]);
        assert_eq!(for_header("br;q=0, gzip"), [Encoding::Gzip]);
        assert_eq!(for_header("identity"), []);
        assert_eq!(accepted(&HeaderMap::new()).next(), None);
    }
}
