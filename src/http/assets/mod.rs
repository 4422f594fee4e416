//! The pages: built by `web/`, held in the binary, sent compressed as they were built.
//!
//! What has a hash of its contents in its name is kept by browsers for good; what has none is asked for again each time
//! and mostly answered "not changed".

mod accept;
mod addresses;
mod shelf;

use axum::body::Body;
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, header};
use axum::response::{IntoResponse, Response};

use accept::accepted;
use shelf::{Built, File, Shelf};

/// The files below this folder have a hash of their contents in their names.
const HASHED: &str = "assets/";
const FOR_GOOD: HeaderValue = HeaderValue::from_static("public, max-age=31536000, immutable");
const ASK_AGAIN: HeaderValue = HeaderValue::from_static("no-cache");

/// The page or file at a path, or none.
#[must_use]
pub fn answer(method: &Method, path: &str, headers: &HeaderMap) -> Option<Response> {
    answer_from(&Built, method, path, headers)
}

/// What there is instead of a page that is not there.
#[must_use]
pub fn not_found() -> Response {
    let kind = [(header::CONTENT_TYPE, "text/html; charset=utf-8")];
    (StatusCode::NOT_FOUND, kind, include_str!("not_found.html")).into_response()
}

fn answer_from(shelf: &impl Shelf, method: &Method, path: &str, headers: &HeaderMap) -> Option<Response> {
    let readable = matches!(*method, Method::GET | Method::HEAD);
    let name = addresses::file_at(path).filter(|_| readable)?;
    let kind = kind(name)?;
    let (file, encoding) = smallest(shelf, name, headers)?;
    let mut response = Response::new(Body::empty());
    let about = response.headers_mut();
    about.insert(header::ETAG, file.tag.clone());
    about.insert(header::VARY, HeaderValue::from_static("accept-encoding"));
    about.insert(header::CACHE_CONTROL, if name.starts_with(HASHED) { FOR_GOOD } else { ASK_AGAIN });
    if headers.get_all(header::IF_NONE_MATCH).iter().any(|known| holds(known, &file.tag)) {
        *response.status_mut() = StatusCode::NOT_MODIFIED;
        return Some(response);
    }
    about.insert(header::CONTENT_TYPE, HeaderValue::from_static(kind));
    about.insert(header::CONTENT_LENGTH, file.bytes.len().into());
    if let Some(encoding) = encoding {
        about.insert(header::CONTENT_ENCODING, HeaderValue::from_static(encoding));
    }
    if *method == Method::GET {
        *response.body_mut() = Body::from(file.bytes);
    }
    Some(response)
}

/// The file in the best encoding that the browser takes and the build made.
fn smallest(shelf: &impl Shelf, name: &str, headers: &HeaderMap) -> Option<(File, Option<&'static str>)> {
    let compressed = accepted(headers).find_map(|encoding| {
        let file = shelf.file(&format!("{name}.{}", encoding.ending()))?;
        Some((file, Some(encoding.name())))
    });
    compressed.or_else(|| Some((shelf.file(name)?, None)))
}

/// Whether a list of tags holds this one. A proxy that compresses weakens the tag; it is the same file.
fn holds(known: &HeaderValue, tag: &HeaderValue) -> bool {
    let (Ok(known), Ok(tag)) = (known.to_str(), tag.to_str()) else { return false };
    known.split(',').map(str::trim).any(|one| one.strip_prefix("W/").unwrap_or(one) == tag)
}

/// The kind of a file by its ending; what the build never makes is not sent.
fn kind(name: &str) -> Option<&'static str> {
    Some(match name.rsplit_once('.')?.1 {
        "html" => "text/html; charset=utf-8",
        "js" => "text/javascript; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "ico" => "image/x-icon",
        "woff2" => "font/woff2",
        "json" => "application/json",
        "webmanifest" => "application/manifest+json",
        "txt" => "text/plain; charset=utf-8",
        _ => return None,
    })
}

#[cfg(test)]
mod tests;
