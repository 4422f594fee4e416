//! What every answer is sent with, so that a page can do nothing but what pages of Majlis do.

use axum::extract::{Request, State};
use axum::http::{HeaderName, HeaderValue, header};
use axum::middleware::Next;
use axum::response::Response;

use super::address::PublicUrl;

/// What pages may load, and from where. `web/build/policy.ts` says the same to the pages' own server, but for the socket's
/// address.
///
/// By `'self'` current browsers mean the own host's sockets as well; Safari before 15.4 does not, and is told the public
/// address by name. A host that is an IPv6 address cannot be named there.
#[must_use]
pub fn content_security_policy(public: &PublicUrl) -> String {
    let socket = if public.host().starts_with('[') { String::new() } else { format!(" {}", public.socket()) };
    format!(
        "default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'{socket}; \
         object-src 'none'; frame-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
    )
}

const ALWAYS: [(HeaderName, &str); 4] = [
    (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    (header::REFERRER_POLICY, "no-referrer"),
    (HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
    (HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
];

const SENSES: HeaderName = HeaderName::from_static("permissions-policy");

/// What a page may have of a device's senses: nothing, but where codes of badges and slips are scanned a camera, if whoever is there lets it.
fn senses(path: &str) -> &'static str {
    match path {
        "/usher" | "/kiosk" => "camera=(self), microphone=(), geolocation=()",
        _ => "camera=(), microphone=(), geolocation=()",
    }
}

/// Browsers that came over TLS once come over TLS for a year.
const STRICT_TRANSPORT: &str = "max-age=31536000";

/// What the answers of a deployment are sent with.
#[derive(Debug, Clone)]
pub struct Policy {
    content: HeaderValue,
    secure: bool,
}

impl Policy {
    /// For the pages of that address.
    #[must_use]
    pub fn of(public: &PublicUrl) -> Self {
        let content = HeaderValue::from_str(&content_security_policy(public));
        // What was read as a host holds nothing that a header may not; without it, nothing at all may be loaded.
        let content = content.unwrap_or(HeaderValue::from_static("default-src 'none'"));
        Self { content, secure: public.is_secure() }
    }
}

/// Sends every answer with it.
pub async fn protect(State(policy): State<Policy>, request: Request, next: Next) -> Response {
    let path = request.uri().path();
    let (is_api, senses) = (path.starts_with("/v1/"), senses(path));
    let mut response = next.run(request).await;
    let headers = response.headers_mut();
    if is_api {
        // Tokens and codes are kept by nobody on the way, unless an answer says so itself.
        headers.entry(header::CACHE_CONTROL).or_insert(HeaderValue::from_static("no-store"));
    }
    // What somebody brought may do even less than the pages, and says so itself.
    headers.entry(header::CONTENT_SECURITY_POLICY).or_insert(policy.content);
    for (name, value) in ALWAYS {
        headers.insert(name, HeaderValue::from_static(value));
    }
    headers.insert(SENSES, HeaderValue::from_static(senses));
    if policy.secure {
        headers.insert(header::STRICT_TRANSPORT_SECURITY, HeaderValue::from_static(STRICT_TRANSPORT));
    }
    response
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_camera_is_had_where_codes_are_scanned_and_nowhere_else() {
        for path in ["/usher", "/kiosk"] {
            assert!(senses(path).starts_with("camera=(self), microphone=()"), "{path}");
        }
        for path in ["/", "/desk", "/usher/x", "/v1/kiosk", "/screen"] {
            assert!(senses(path).starts_with("camera=(), microphone=()"), "{path}");
        }
    }

    #[test]
    fn pages_may_connect_to_their_own_host_alone() {
        let sources = |url: &str| {
            let policy = content_security_policy(&url.parse().unwrap());
            let list = policy.split("; ").find_map(|part| part.strip_prefix("connect-src "));
            list.unwrap().to_owned()
        };
        assert_eq!(sources("https://majlis.example"), "'self' wss://majlis.example");
        assert_eq!(sources("http://10.0.0.5:8080"), "'self' ws://10.0.0.5:8080");
        assert_eq!(sources("http://[::1]:8080"), "'self'");
    }
}
