use std::collections::BTreeMap;

use super::*;

fn shelf() -> BTreeMap<&'static str, &'static str> {
    BTreeMap::from([
        ("index.html", "<!doctype html>"),
        ("index.html.br", "b"),
        ("assets/page-1a2b.js", "let it;"),
        ("assets/page-1a2b.js.br", "b"),
        ("assets/page-1a2b.js.gz", "g"),
        ("mark.svg", "<svg/>"),
        ("notes.md", "#"),
    ])
}

fn asked(path: &str, headers: &[(header::HeaderName, &'static str)]) -> Option<Response> {
    let headers =
        headers.iter().map(|(name, value)| (name.clone(), HeaderValue::from_static(value))).collect();
    answer_from(&shelf(), &Method::GET, path, &headers)
}

fn said<'a>(response: &'a Response, name: &header::HeaderName) -> Option<&'a str> {
    response.headers().get(name)?.to_str().ok()
}

#[test]
fn a_browser_gets_the_smallest_form_that_it_takes() {
    for (takes, gets) in [("gzip, br", Some("br")), ("gzip", Some("gzip")), ("identity", None)] {
        let response = asked("/assets/page-1a2b.js", &[(header::ACCEPT_ENCODING, takes)]).unwrap();
        assert_eq!(said(&response, &header::CONTENT_ENCODING), gets);
        assert_eq!(said(&response, &header::CONTENT_TYPE), Some("text/javascript; charset=utf-8"));
        assert_eq!(said(&response, &header::VARY), Some("accept-encoding"));
    }
    let response = asked("/mark.svg", &[(header::ACCEPT_ENCODING, "br")]).unwrap();
    assert_eq!(said(&response, &header::CONTENT_ENCODING), None, "where there is only the plain file");
}

#[test]
fn what_is_named_by_its_contents_is_kept_for_good_and_pages_are_asked_for_again() {
    let response = asked("/assets/page-1a2b.js", &[]).unwrap();
    assert_eq!(said(&response, &header::CACHE_CONTROL), Some("public, max-age=31536000, immutable"));
    let response = asked("/", &[]).unwrap();
    assert_eq!(said(&response, &header::CACHE_CONTROL), Some("no-cache"));
}

#[test]
fn a_page_that_has_not_changed_is_not_sent_again() {
    let response = asked("/", &[]).unwrap();
    let tag = said(&response, &header::ETAG).unwrap().to_owned().leak();
    for known in [&*tag, format!("\"other\", W/{tag}").leak()] {
        let response = asked("/", &[(header::IF_NONE_MATCH, known)]).unwrap();
        assert_eq!(response.status(), StatusCode::NOT_MODIFIED, "{known}");
    }
    let response = asked("/", &[(header::IF_NONE_MATCH, tag), (header::ACCEPT_ENCODING, "br")]).unwrap();
    assert_eq!(response.status(), StatusCode::OK, "the compressed form is another file");
}

#[test]
fn a_head_tells_the_length_and_sends_nothing() {
    let response = answer_from(&shelf(), &Method::HEAD, "/mark.svg", &HeaderMap::new()).unwrap();
    assert_eq!(said(&response, &header::CONTENT_LENGTH), Some("6"));
    assert!(answer_from(&shelf(), &Method::POST, "/mark.svg", &HeaderMap::new()).is_none());
}

#[test]
fn what_the_build_does_not_make_is_not_sent() {
    assert!(asked("/notes.md", &[]).is_none());
    assert!(asked("/assets/page-1a2b.js.br", &[]).is_none());
    assert!(asked("/assets/none.js", &[]).is_none());
}
