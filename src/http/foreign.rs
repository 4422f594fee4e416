//! Pages of other sites, which may not connect.

use axum::http::{HeaderMap, header};

use super::address::PublicUrl;
use super::error::{ApiCode, ApiError};

/// A browser says from which site's page it connects. Tokens are in no cookie, so that another site could do nothing
/// with a connection; but neither should it count as a device here.
///
/// Where the deployment has a name, a page may also come from this machine by its bare address, but not by other names: another site's
/// can be made to lead here, and its pages then say that they are at home (DNS rebinding).
pub fn refuse_foreign(headers: &HeaderMap, public: &PublicUrl) -> Result<(), ApiError> {
    let Some(origin) = headers.get(header::ORIGIN) else { return Ok(()) };
    let host = headers.get(header::HOST).and_then(|host| host.to_str().ok());
    let origin = origin.to_str().ok().and_then(|origin| origin.parse::<PublicUrl>().ok());
    let is_own = |origin: PublicUrl| {
        let at_home = host.is_some_and(|host| origin.is_at(host));
        origin == *public || at_home && !(public.is_named() && origin.is_named())
    };
    let own = origin.is_some_and(is_own);
    if own { Ok(()) } else { Err(ApiCode::ForeignOrigin.into()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refuses_at(public: &str, origin: &str, host: &str) -> bool {
        let mut headers = HeaderMap::new();
        headers.insert(header::ORIGIN, origin.parse().unwrap());
        headers.insert(header::HOST, host.parse().unwrap());
        refuse_foreign(&headers, &public.parse().unwrap()).is_err()
    }

    fn refuses(origin: &str, host: &str) -> bool {
        refuses_at("https://majlis.example", origin, host)
    }

    #[test]
    fn pages_of_the_own_address_may_connect_and_no_others() {
        assert!(!refuses("https://majlis.example", "10.0.0.5:8080"), "behind a proxy that changes the host");
        assert!(!refuses("http://10.0.0.5:8080", "10.0.0.5:8080"), "by the machine's own address");
        assert!(!refuses("http://localhost", "LOCALHOST:80"));
        for origin in
            ["https://evil.example", "http://majlis.example", "null", "https://majlis.example.evil", "%"]
        {
            assert!(refuses(origin, "majlis.example:8443"), "{origin}");
        }
        assert!(refuse_foreign(&HeaderMap::new(), &"https://a".parse().unwrap()).is_ok(), "no browser");
    }

    #[test]
    fn a_name_that_was_made_to_lead_here_is_foreign() {
        assert!(refuses("http://evil.example", "evil.example"));
        assert!(refuses("http://evil.example:8080", "evil.example:8080"));
        assert!(!refuses("http://[::1]:8080", "[::1]:8080"));
        let nameless = "http://10.0.0.5:8080";
        assert!(!refuses_at(nameless, "http://hall.local:8080", "hall.local:8080"), "no name is known yet");
    }
}
