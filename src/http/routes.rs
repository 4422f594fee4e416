//! Which address is answered by what.

use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::extract::{DefaultBodyLimit, Request, State};
use axum::http::{Method, Uri, header};
use axum::middleware::{self, Next};
use axum::response::{IntoResponse, Response};
use axum::routing::{delete, get, post, put};
use tokio::time::{Instant, sleep};

use crate::protocol::codec::LONGEST_FRAME;

use super::error::{ApiCode, ApiError};
use super::guest::Guest;
use super::limits::spend;
use super::network::{Network, is_shared};
use super::patience::Patience;
use super::{
    Site, assets, badges, ballots, checklist, exchange, export, figures, forums, health, join, live, logos,
    mine, policy, qr, record, screens, stands, stream, whoami,
};

/// Longest body of a request, in bytes.
const LONGEST_BODY: usize = 4 * 1024;
/// Longest list of frames, in bytes: as many as on a socket, or a longer one in their place.
const LONGEST_EXCHANGE: usize = exchange::MOST_FRAMES * LONGEST_FRAME;
/// Longest forum file, in bytes.
const LONGEST_FILE: usize = 1024 * 1024;

/// All routes.
pub fn routes(site: Arc<Site>, patience: Patience) -> Router {
    let policy = policy::Policy::of(&site.public);
    Router::new()
        .nest(
            "/v1",
            bounded(api(), LONGEST_BODY)
                .merge(bounded(streams(), LONGEST_FRAME))
                .merge(bounded(exchanges(), LONGEST_EXCHANGE))
                .merge(bounded(forums(), LONGEST_FILE))
                .merge(bounded(lists(), badges::LONGEST_LIST))
                .layer(middleware::from_fn_with_state(Arc::clone(&site), bound_failures))
                .fallback(no_route),
        )
        .route("/healthz", get(health::live))
        .route("/readyz", get(health::ready))
        .route("/metrics", get(figures::show))
        .fallback(page)
        .method_not_allowed_fallback(wrong_method)
        .layer(middleware::from_fn_with_state(patience.answer, in_time))
        .layer(middleware::from_fn_with_state(Arc::clone(&site), in_turn))
        .layer(middleware::from_fn(of_one_host))
        .layer(middleware::from_fn_with_state(policy, policy::protect))
        .with_state(site)
}

fn api() -> Router<Arc<Site>> {
    Router::new()
        .route("/awards/{forum}/{session}/papers", post(ballots::paper))
        .route("/awards/{forum}/{session}/ballots", get(ballots::list).post(ballots::cast))
        .route("/badge", post(badges::held))
        .route("/checklist", get(checklist::read))
        .route("/join", post(join::join))
        .route("/live", get(live::live))
        .route("/mine", get(mine::own))
        .route("/record", get(record::read))
        .route("/record.docx", get(record::document))
        .route("/timeline", get(record::timeline))
        .route("/timeline/wall", get(record::wall))
        .route("/whoami", get(whoami::whoami))
        .route("/logos/{forum}/{hash}", get(logos::show))
        .route("/qr", post(qr::of_text))
        .route("/qr/{file}", get(qr::join_code))
        .route("/slips", get(badges::slips))
        .route("/stands", get(stands::sheets))
        .route("/screens", post(screens::offer))
        .route("/screens/pair", post(screens::pair))
        .route("/screens/collect", post(screens::collect))
}

fn streams() -> Router<Arc<Site>> {
    Router::new().route("/stream", post(stream::stream))
}

fn exchanges() -> Router<Arc<Site>> {
    Router::new().route("/do", post(exchange::say)).route("/read", post(exchange::read))
}

fn forums() -> Router<Arc<Site>> {
    Router::new()
        .route("/forums", get(forums::list).post(forums::create))
        .route("/forums/{forum}", delete(forums::delete))
        .route("/forums/{forum}/rehearsal", post(forums::rehearse))
        .route("/forums/{forum}/logo", put(logos::set).delete(logos::remove))
        .route("/export/json", get(export::json))
        .route("/export/xlsx", get(export::xlsx))
        .route("/export/csv/{table}", get(export::csv))
}

fn lists() -> Router<Arc<Site>> {
    Router::new().route("/badges", get(badges::list).post(badges::import))
}

/// Bodies of at most so many bytes. One that says itself that it is longer is not waited for.
fn bounded(routes: Router<Arc<Site>>, longest: usize) -> Router<Arc<Site>> {
    routes.layer(DefaultBodyLimit::max(longest)).layer(middleware::from_fn_with_state(longest, refuse_longer))
}

async fn refuse_longer(State(longest): State<usize>, request: Request, next: Next) -> Response {
    let length = request.headers().get(header::CONTENT_LENGTH).and_then(|length| length.to_str().ok());
    match length.and_then(|length| length.parse::<u64>().ok()) {
        Some(length) if length > longest as u64 => ApiError::from(ApiCode::TooLarge).into_response(),
        _ => next.run(request).await,
    }
}

async fn page(method: Method, uri: Uri, request: Request) -> Response {
    let page = assets::answer(&method, uri.path(), request.headers());
    page.unwrap_or_else(|| if method == Method::GET { assets::not_found() } else { no_route_at_all() })
}

async fn no_route() -> ApiError {
    ApiCode::NotFound.into()
}

fn no_route_at_all() -> Response {
    ApiError::from(ApiCode::NotFound).into_response()
}

async fn wrong_method() -> ApiError {
    ApiCode::MethodNotAllowed.into()
}

/// Of too many tokens of one network that are not good, or of no forum that is here, no more is told than that they are too
/// many. Those that are good are never counted.
async fn bound_failures(
    State(site): State<Arc<Site>>,
    network: Network,
    request: Request,
    next: Next,
) -> Response {
    let response = next.run(request).await;
    let code = response.extensions().get();
    if !matches!(code, Some(ApiCode::BadToken | ApiCode::TokenExpired | ApiCode::UnknownForum)) {
        return response;
    }
    spend(&site.connections.failures, network).map_or_else(IntoResponse::into_response, |()| response)
}

/// Requests of one device are taken no faster than it has something to ask, as frames on a socket are. The next one is read when
/// this one is answered, so that what is too much waits on its own side.
async fn in_turn(State(site): State<Arc<Site>>, guest: Guest, request: Request, next: Next) -> Response {
    if !is_shared(guest.peer(), request.headers(), &site.trusted_proxies) {
        sleep(guest.pace(Instant::now())).await;
    }
    next.run(request).await
}

/// A request that names two hosts is read otherwise by each on its way (RFC 9112, 3.2).
async fn of_one_host(request: Request, next: Next) -> Response {
    if request.headers().get_all(header::HOST).iter().nth(1).is_some() {
        return ApiError::from(ApiCode::Malformed).into_response();
    }
    next.run(request).await
}

/// Nothing that is asked here takes long, so that a body that trickles in is what is waited for.
async fn in_time(State(answer): State<Duration>, request: Request, next: Next) -> Response {
    let answered = tokio::time::timeout(answer, next.run(request)).await;
    answered.unwrap_or_else(|_| ApiError::from(ApiCode::TooSlow).into_response())
}
