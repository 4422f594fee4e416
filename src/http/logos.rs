//! A forum's logo: shown to everyone, set by its organiser.

use std::sync::Arc;

use axum::extract::State;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde::Deserialize;

use crate::domain::command::Command;
use crate::domain::id::{CommandId, ForumId};
use crate::domain::look::{BadPicture, Picture};

use super::Site;
use super::bearer::Crew;
use super::body::{Asked, InPath, Whole};
use super::error::{ApiCode, ApiError};
use super::forums::organiser_of;
use super::limits::spend;
use super::network::Network;
use super::screens::taken;

/// A picture is named by its bytes, so it never changes.
const FOR_EVER: &str = "public, max-age=31536000, immutable";
/// Somebody brought it: even one that is opened by itself runs nothing and loads nothing. It is drawn in its own styles.
const DRAWN_ALONE: &str = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; sandbox";

/// Which look an organiser had before the eyes.
#[derive(Debug, Deserialize)]
pub struct Read {
    version: u32,
}

/// `GET /v1/logos/{forum}/{hash}`: to whoever knows both, as its pages do.
pub async fn show(
    State(site): State<Arc<Site>>,
    from: Network,
    InPath((forum, hash)): InPath<(String, String)>,
) -> Result<Response, ApiError> {
    spend(&site.limits.logos, from)?;
    let forum: ForumId = forum.parse().map_err(|_| ApiCode::UnknownForum)?;
    let standing = site.enter(forum).await?.now_state();
    let (logo, words) =
        standing.state.logo().filter(|(logo, _)| logo.hash == hash).ok_or(ApiCode::NotFound)?;
    let bytes = Picture::bytes_of(words).ok_or(ApiCode::NotFound)?;
    let headers = [
        (header::CONTENT_TYPE, logo.kind.media_type()),
        (header::CACHE_CONTROL, FOR_EVER),
        (header::CONTENT_SECURITY_POLICY, DRAWN_ALONE),
    ];
    Ok((headers, bytes).into_response())
}

/// `PUT /v1/forums/{forum}/logo?version=`, with the picture's bytes as the body.
pub async fn set(
    InPath(forum): InPath<String>,
    Asked(read): Asked<Read>,
    crew: Crew,
    Whole(bytes): Whole,
) -> Result<StatusCode, ApiError> {
    let crew = organiser_of(&forum, crew)?;
    give(&crew, read, Some(Picture::read(&bytes)?)).await
}

/// `DELETE /v1/forums/{forum}/logo?version=`
pub async fn remove(
    InPath(forum): InPath<String>,
    Asked(read): Asked<Read>,
    crew: Crew,
) -> Result<StatusCode, ApiError> {
    let crew = organiser_of(&forum, crew)?;
    give(&crew, read, None).await
}

async fn give(crew: &Crew, read: Read, picture: Option<Picture>) -> Result<StatusCode, ApiError> {
    let command = Command::SetLogo { version: read.version, picture };
    taken(crew.submit(CommandId(fastrand::u64(..)), command).await)?;
    Ok(StatusCode::NO_CONTENT)
}

impl From<BadPicture> for ApiError {
    fn from(why: BadPicture) -> Self {
        match why {
            BadPicture::TooLarge => {
                let (most, pixels) = (Picture::LONGEST / 1024, Picture::MOST_PIXELS);
                let advice = format!("a logo has at most {most} KiB and {pixels} pixels; save it smaller");
                Self::saying(ApiCode::TooLarge, advice)
            }
            BadPicture::Kind => ApiCode::PictureKind.into(),
            BadPicture::Broken => ApiCode::PictureBroken.into(),
            BadPicture::Unsafe => ApiCode::PictureUnsafe.into(),
        }
    }
}
