//! Which address is answered by what.

use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::extract::{DefaultBodyLimit, Request};
use axum::http::{Method, Uri};
use axum::middleware::{self, Next};
use axum::response::{IntoResponse, Response};
use axum::routing::{delete, get, post};

use super::error::{ApiCode, ApiError};
use super::{Site, assets, export, forums, health, join, live, policy, qr, screens, whoami};

/// Longest body of a request, in bytes.
const LONGEST_BODY: usize = 4 * 1024;
/// Longest forum file, in bytes.
const LONGEST_FILE: usize = 1024 * 1024;
/// Nothing that is asked here takes longer, a body that trickles in included.
const ANSWERED_WITHIN: Duration = Duration::from_secs(20);

/// All routes.
pub fn routes(site: Arc<Site>) -> Router {
    let secure = site.public.is_secure();
    let api = Router::new()
        .route("/join", post(join::join))
        .route("/live", get(live::live))
        .route("/whoami", get(whoami::whoami))
        .route("/qr", post(qr::of_text))
        .route("/qr/{file}", get(qr::join_code))
        .route("/screens", post(screens::offer))
        .route("/screens/pair", post(screens::pair))
        .route("/screens/collect", post(screens::collect))
        .route("/forums", get(forums::list).post(forums::create).layer(DefaultBodyLimit::max(LONGEST_FILE)))
        .route("/forums/{forum}", delete(forums::delete))
        .route("/forums/{forum}/rehearsal", post(forums::rehearse))
        .route("/export/json", get(export::json))
        .route("/export/csv/{table}", get(export::csv))
        .fallback(no_route);
    Router::new()
        .nest("/v1", api)
        .route("/healthz", get(health::live))
        .route("/readyz", get(health::ready))
        .route("/metrics", get(health::metrics))
        .fallback(page)
        .method_not_allowed_fallback(wrong_method)
        .layer(DefaultBodyLimit::max(LONGEST_BODY))
        .layer(middleware::from_fn(in_time))
        .layer(middleware::from_fn_with_state(secure, policy::protect))
        .with_state(site)
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

async fn in_time(request: Request, next: Next) -> Response {
    let answered = tokio::time::timeout(ANSWERED_WITHIN, next.run(request)).await;
    answered.unwrap_or_else(|_| ApiError::from(ApiCode::TooSlow).into_response())
}
