//! What a request gets that cannot be answered: a stable code, and a sentence that says what to do.

use std::borrow::Cow;
use std::sync::{LazyLock, Mutex, PoisonError};
use std::time::{Duration, Instant};

use axum::Json;
use axum::extract::rejection::{BytesRejection, JsonRejection, PathRejection, QueryRejection};
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde::Serialize;
use ts_rs::TS;

use crate::badge_list;
use crate::forum_file;
use crate::founding::FoundingError;
use crate::journal::{Again, JournalError};
use crate::protocol::close::ByeCode;
use crate::room::RoomError;

/// Codes of refused requests. Never renamed, never reused; pages have words for each in every language.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum ApiCode {
    /// No forum and no hall has that join code.
    UnknownCode,
    /// Too many wrong codes came from that device or network.
    TooManyTries,
    /// Too many requests came from that device or network.
    RateLimited,
    /// The request is not one that PROTOCOL.md describes.
    Malformed,
    /// The token is missing, or none of this deployment.
    BadToken,
    /// The token's time is over, or its link was taken back.
    TokenExpired,
    /// The token's role may not do that.
    NotAllowed,
    /// The request is larger than the limit.
    TooLarge,
    /// The request did not arrive whole in time.
    TooSlow,
    /// The server cannot answer now: again later.
    Unavailable,
    /// The server holds as many connections as it can: again later.
    Full,
    /// The forum is not there, or not any more.
    UnknownForum,
    /// The forum has no such hall.
    UnknownHall,
    /// No screen waits under that code.
    NoSuchScreen,
    /// Somebody was first to pair the screen that shows that code.
    ScreenTaken,
    /// The setup link was used already.
    SetupSpent,
    /// The forum's description has mistakes; the message names each with its line.
    BadForum,
    /// The list of attendees has mistakes; the message names each with its line.
    BadList,
    /// No badge of the forum has that code.
    UnknownBadge,
    /// The badge was ended, or got another code since.
    BadgeEnded,
    /// Another forum has that name in addresses.
    SlugTaken,
    /// The forum has as many rehearsals as it may.
    TooManyRehearsals,
    /// The deployment has as many forums as it may.
    TooManyForums,
    /// The forum has as many role links as it may.
    TooManyLinks,
    /// The file is no picture of a kind that is taken.
    PictureKind,
    /// The picture cannot be read, or says of no size that it has.
    PictureBroken,
    /// The picture holds a script, or refers to something outside of itself.
    PictureUnsafe,
    /// Somebody else changed it since it was read.
    Changed,
    /// The forum's record is not published.
    NotPublished,
    /// There is no such page.
    NotFound,
    /// The address takes other methods.
    MethodNotAllowed,
    /// A browser asked for the socket from another site.
    ForeignOrigin,
    /// The address is for WebSocket connections with the subprotocol `majlis.v1`.
    UpgradeNeeded,
}

impl ApiCode {
    fn status(self) -> StatusCode {
        match self {
            Self::Malformed | Self::BadForum | Self::BadList => StatusCode::BAD_REQUEST,
            Self::PictureKind => StatusCode::UNSUPPORTED_MEDIA_TYPE,
            Self::PictureBroken | Self::PictureUnsafe => StatusCode::UNPROCESSABLE_ENTITY,
            Self::BadToken | Self::TokenExpired => StatusCode::UNAUTHORIZED,
            Self::NotAllowed | Self::ForeignOrigin => StatusCode::FORBIDDEN,
            Self::UnknownCode
            | Self::UnknownForum
            | Self::UnknownHall
            | Self::NoSuchScreen
            | Self::UnknownBadge
            | Self::NotPublished
            | Self::NotFound => StatusCode::NOT_FOUND,
            Self::MethodNotAllowed => StatusCode::METHOD_NOT_ALLOWED,
            Self::TooSlow => StatusCode::REQUEST_TIMEOUT,
            Self::SlugTaken
            | Self::ScreenTaken
            | Self::TooManyRehearsals
            | Self::TooManyForums
            | Self::TooManyLinks
            | Self::Changed => StatusCode::CONFLICT,
            Self::SetupSpent | Self::BadgeEnded => StatusCode::GONE,
            Self::TooLarge => StatusCode::PAYLOAD_TOO_LARGE,
            Self::UpgradeNeeded => StatusCode::UPGRADE_REQUIRED,
            Self::TooManyTries | Self::RateLimited => StatusCode::TOO_MANY_REQUESTS,
            Self::Unavailable | Self::Full => StatusCode::SERVICE_UNAVAILABLE,
        }
    }

    /// What whoever sent the request can do about it.
    fn advice(self) -> &'static str {
        match self {
            Self::UnknownCode => "no forum has this code; read it again from the wall or the poster",
            Self::TooManyTries => "too many wrong codes from here; wait a moment, then read the code again",
            Self::RateLimited => "too many requests from here; wait a moment",
            Self::Malformed => "the request is not one that PROTOCOL.md describes",
            Self::BadToken => {
                "the token is missing or not one of this server; open your link again, or join again"
            }
            Self::TokenExpired => {
                "the token's time is over; join again, or ask the organiser for a new link (who runs the server makes an organiser's with --organiser-link)"
            }
            Self::NotAllowed => "this token may not do that; use the link of a role that may",
            Self::TooLarge => "the request is larger than this address takes",
            Self::TooSlow => "the request did not arrive in time; send it again",
            Self::Unavailable => "the server cannot answer now; try again in a moment",
            Self::Full => "the server holds as many connections as it can; try again in a moment",
            Self::UnknownForum => "there is no such forum on this server; ask the organiser for the new link",
            Self::UnknownHall => "the forum has no such hall",
            Self::NoSuchScreen => "no screen shows this code now; read it again from the screen",
            Self::ScreenTaken => {
                "somebody was first to pair this screen; look what it shows, or have it show another code"
            }
            Self::SetupSpent => {
                "this setup link was used; start the server with --organiser-link for a new link"
            }
            Self::BadForum => "the forum's description has mistakes",
            Self::BadList => "the list of attendees has mistakes",
            Self::UnknownBadge => "no badge of this forum has this code; read it again from the badge",
            Self::BadgeEnded => {
                "this badge is no longer good, as it was ended or replaced; ask at the registration desk"
            }
            Self::SlugTaken => "another forum has this name in its addresses; give another slug",
            Self::TooManyRehearsals => {
                "this forum has as many rehearsals as it may; delete one with its own organiser link"
            }
            Self::TooManyForums => "there are as many forums as there may be; delete one that is over",
            Self::TooManyLinks => {
                "the forum has as many links as it may; an organiser takes back those that nobody uses"
            }
            Self::PictureKind => "this is no picture that is taken; save it as PNG, JPEG, WebP or SVG",
            Self::PictureBroken => {
                "the picture cannot be read; save it anew, an SVG with a width and a height, or a viewBox"
            }
            Self::PictureUnsafe => {
                "the picture holds a script, refers to something outside of it, or draws things over and over; save it as PNG"
            }
            Self::Changed => "somebody else changed it meanwhile; look what stands, then do it again",
            Self::NotPublished => "the organisers have not published the forum's record",
            Self::NotFound => "there is nothing at this address",
            Self::MethodNotAllowed => "this address takes other methods; PROTOCOL.md says which",
            Self::ForeignOrigin => {
                "pages of other sites may not connect; open the page from this server's own address"
            }
            Self::UpgradeNeeded => "this address takes WebSocket connections with the subprotocol majlis.v1",
        }
    }
}

/// When to ask again where it is not known how long it takes.
const SOON: Duration = Duration::from_secs(1);

/// A refused request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ApiError {
    code: ApiCode,
    message: Cow<'static, str>,
    retry: Option<Duration>,
    mistakes: Vec<Mistake>,
}

/// A mistake in a forum's file or in a list of attendees.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct Mistake {
    /// Line and column of it, both counted from 1; none when it is the whole file's.
    place: Option<(usize, usize)>,
    /// In a list of attendees, what kind it is.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    kind: Option<badge_list::Code>,
    /// What is wrong, in English.
    what: String,
    /// What to write instead, in English.
    instead: String,
}

/// What a refused request is answered with.
#[derive(Debug, Serialize, TS)]
pub struct RequestRefusal<'a> {
    /// Why.
    code: ApiCode,
    /// What to do about it, in English.
    message: &'a str,
    /// Of a forum file or a list of attendees that is refused, every mistake in it.
    #[serde(skip_serializing_if = "<[Mistake]>::is_empty")]
    #[ts(optional, as = "Option<Vec<Mistake>>")]
    mistakes: &'a [Mistake],
}

impl ApiError {
    /// The same code with a message of its own.
    #[must_use]
    pub fn saying(code: ApiCode, message: impl Into<Cow<'static, str>>) -> Self {
        let retry = (code.status() == StatusCode::SERVICE_UNAVAILABLE).then_some(SOON);
        Self { code, message: message.into(), retry, mistakes: Vec::new() }
    }

    /// Not before so long.
    #[must_use]
    pub fn after(code: ApiCode, retry: Duration) -> Self {
        Self { retry: Some(retry), ..code.into() }
    }

    /// Its code.
    #[must_use]
    pub fn code(&self) -> ApiCode {
        self.code
    }
}

impl From<ApiCode> for ApiError {
    fn from(code: ApiCode) -> Self {
        Self::saying(code, code.advice())
    }
}

impl From<forum_file::Mistakes> for ApiError {
    fn from(mistakes: forum_file::Mistakes) -> Self {
        let message = mistakes.to_string();
        let mistake =
            |forum_file::Mistake { place, what, instead }| Mistake { place, kind: None, what, instead };
        Self {
            mistakes: mistakes.list.into_iter().map(mistake).collect(),
            ..Self::saying(ApiCode::BadForum, message)
        }
    }
}

impl From<badge_list::Mistakes> for ApiError {
    fn from(mistakes: badge_list::Mistakes) -> Self {
        let message = mistakes.to_string();
        let mistake = |told: badge_list::Mistake| Mistake {
            place: told.place(),
            kind: Some(told.code),
            what: told.what,
            instead: told.instead,
        };
        Self {
            mistakes: mistakes.list.into_iter().map(mistake).collect(),
            ..Self::saying(ApiCode::BadList, message)
        }
    }
}

/// How many requests failed so since the start, when that is to be told: whoever asks again and again fills no log.
fn failed_again(told: &Mutex<Again>) -> Option<u64> {
    told.lock().unwrap_or_else(PoisonError::into_inner).failed(Instant::now())
}

impl From<JournalError> for ApiError {
    fn from(why: JournalError) -> Self {
        static TOLD: LazyLock<Mutex<Again>> = LazyLock::new(Mutex::default);
        if let Some(times) = failed_again(&TOLD) {
            tracing::warn!(%why, times, "a request could not be answered");
        }
        ApiCode::Unavailable.into()
    }
}

impl From<RoomError> for ApiError {
    fn from(why: RoomError) -> Self {
        static TOLD: LazyLock<Mutex<Again>> = LazyLock::new(Mutex::default);
        if why == RoomError::NoForum {
            return ApiCode::UnknownForum.into();
        }
        if let Some(times) = failed_again(&TOLD) {
            tracing::warn!(%why, times, "a room could not be entered");
        }
        ApiCode::Unavailable.into()
    }
}

impl From<FoundingError> for ApiError {
    fn from(why: FoundingError) -> Self {
        tracing::error!(%why, "a forum could not be founded");
        ApiCode::Unavailable.into()
    }
}

impl From<getrandom::Error> for ApiError {
    fn from(why: getrandom::Error) -> Self {
        tracing::error!(%why, "the system gives no random numbers");
        ApiCode::Unavailable.into()
    }
}

impl From<ByeCode> for ApiError {
    /// Why a token is not taken.
    fn from(code: ByeCode) -> Self {
        match code {
            ByeCode::TokenExpired | ByeCode::Revoked => ApiCode::TokenExpired.into(),
            ByeCode::UnknownForum => ApiCode::UnknownForum.into(),
            ByeCode::WrongView => ApiCode::NotAllowed.into(),
            _ => ApiCode::BadToken.into(),
        }
    }
}

impl From<JsonRejection> for ApiError {
    fn from(why: JsonRejection) -> Self {
        match why {
            JsonRejection::BytesRejection(why) => why.into(),
            why => Self::saying(ApiCode::Malformed, why.body_text()),
        }
    }
}

impl From<BytesRejection> for ApiError {
    fn from(why: BytesRejection) -> Self {
        let too_large = why.status() == StatusCode::PAYLOAD_TOO_LARGE;
        if too_large { ApiCode::TooLarge.into() } else { ApiCode::Malformed.into() }
    }
}

impl From<PathRejection> for ApiError {
    fn from(why: PathRejection) -> Self {
        Self::saying(ApiCode::Malformed, why.body_text())
    }
}

impl From<QueryRejection> for ApiError {
    fn from(why: QueryRejection) -> Self {
        Self::saying(ApiCode::Malformed, why.body_text())
    }
}

impl IntoResponse for ApiError {
    fn into_response(self) -> Response {
        let body = Json(RequestRefusal { code: self.code, message: &self.message, mistakes: &self.mistakes });
        let mut response = (self.code.status(), body).into_response();
        response.extensions_mut().insert(self.code);
        let headers = response.headers_mut();
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
        if self.code.status() == StatusCode::UNAUTHORIZED {
            headers.insert(header::WWW_AUTHENTICATE, HeaderValue::from_static("Bearer"));
        }
        if let Some(retry) = self.retry {
            let seconds = retry.as_secs() + u64::from(retry.subsec_nanos() > 0);
            headers.insert(header::RETRY_AFTER, HeaderValue::from(seconds));
        }
        response
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What a refusal says of when to ask again.
    fn retry(refusal: impl Into<ApiError>) -> Option<HeaderValue> {
        refusal.into().into_response().headers().get(header::RETRY_AFTER).cloned()
    }

    #[test]
    fn when_to_ask_again_is_told_in_whole_seconds_and_never_too_soon() {
        for (milliseconds, seconds) in [(1, 1), (1_000, 1), (1_001, 2), (90_000, 90)] {
            let refusal = ApiError::after(ApiCode::RateLimited, Duration::from_millis(milliseconds));
            assert_eq!(retry(refusal), Some(HeaderValue::from(seconds)), "{milliseconds} ms");
        }
        for code in [ApiCode::Unavailable, ApiCode::Full] {
            assert_eq!(retry(code), Some(HeaderValue::from(1)), "also where nobody knows");
        }
        assert_eq!(retry(ApiCode::BadToken), None);
    }
}
