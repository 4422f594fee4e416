//! QR codes as SVG, so that pages load nothing to make them.

use std::sync::Arc;

use axum::extract::State;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use qrcode::render::svg;
use qrcode::{EcLevel, QrCode};
use serde::Deserialize;
use ts_rs::TS;

use crate::journal::JoinCode;

use super::Site;
use super::body::{Body, InPath};
use super::error::{ApiCode, ApiError};
use super::limits::spend;
use super::network::Network;

/// Longest text of a code, in bytes. What fits is still read from the back of a hall.
const LONGEST: usize = 512;

/// What a QR code is asked for. Secrets come in a body, never in an address.
#[derive(Debug, Deserialize, TS)]
pub struct QrWish {
    /// At most 512 bytes.
    text: String,
}

/// `GET /v1/qr/{code}.svg`: the address of a join code. Whether anything has that code is not told here.
pub async fn join_code(
    State(site): State<Arc<Site>>,
    from: Network,
    InPath(file): InPath<String>,
) -> Result<Response, ApiError> {
    spend(&site.limits.qr, from)?;
    let code = file.strip_suffix(".svg").ok_or(ApiCode::NotFound)?;
    let code: JoinCode = code.parse().map_err(|_| ApiCode::UnknownCode)?;
    let svg = draw(&site.public.join_for_qr(code))?;
    Ok(([(header::CACHE_CONTROL, "public, max-age=3600")], svg).into_response())
}

/// `POST /v1/qr`: any short text, for role links and the hall's Wi-Fi.
pub async fn of_text(
    State(site): State<Arc<Site>>,
    from: Network,
    Body(wish): Body<QrWish>,
) -> Result<Response, ApiError> {
    spend(&site.limits.qr, from)?;
    if wish.text.len() > LONGEST {
        return Err(ApiError::saying(
            ApiCode::TooLarge,
            format!("a QR code takes at most {LONGEST} bytes of text"),
        ));
    }
    let svg = draw(&wish.text)?;
    Ok(([(header::CACHE_CONTROL, "no-store")], svg).into_response())
}

/// Level M: a code on a wall is not scratched, and a coarser one is read from farther away.
fn draw(text: &str) -> Result<impl IntoResponse + use<>, ApiError> {
    let code = QrCode::with_error_correction_level(text, EcLevel::M).map_err(|_| ApiCode::Malformed)?;
    let svg = code.render::<svg::Color>().min_dimensions(240, 240).build();
    Ok(([(header::CONTENT_TYPE, "image/svg+xml")], svg))
}
