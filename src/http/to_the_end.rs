//! What a request does must not stop half way because whoever asked for it is gone.

use std::time::Duration;

use tokio::time::timeout;
use tokio_util::task::TaskTracker;

use super::error::{ApiCode, ApiError};

/// Sooner than a request is given up that did not arrive: what takes longer waits for the store.
const ANSWERED_WITHIN: Duration = Duration::from_secs(15);

/// Waits for what must not stop half way, though whoever asked for it may be gone before it is done.
pub(super) async fn to_the_end<T: Send + 'static>(
    tasks: &TaskTracker,
    work: impl Future<Output = Result<T, ApiError>> + Send + 'static,
) -> Result<T, ApiError> {
    let done = timeout(ANSWERED_WITHIN, tasks.spawn(work)).await.map_err(|_| ApiCode::Unavailable)?;
    done.unwrap_or_else(|why| {
        tracing::error!(%why, "a request broke off");
        Err(ApiCode::Unavailable.into())
    })
}

#[cfg(test)]
mod tests {
    use std::future::ready;

    use futures_util::FutureExt;

    use super::*;
    use crate::http::patience::Patience;

    #[test]
    fn what_waits_for_its_store_is_answered_before_the_request_would_count_as_late() {
        assert!(ANSWERED_WITHIN < Patience::default().answer);
    }

    #[tokio::test]
    async fn what_nobody_waits_for_any_more_is_done_to_the_end() {
        let (tasks, (done, hear)) = (TaskTracker::new(), tokio::sync::oneshot::channel());
        let (go_on, wait) = tokio::sync::oneshot::channel::<()>();
        let asked = to_the_end(&tasks, async {
            wait.await.expect("it goes on");
            done.send(()).expect("somebody hears it");
            Ok(())
        });
        assert!(asked.now_or_never().is_none(), "whoever asked is gone");
        go_on.send(()).expect("it is under way");
        hear.await.expect("it was done");
    }

    #[tokio::test]
    async fn what_it_comes_to_is_told() {
        let tasks = TaskTracker::new();
        assert_eq!(to_the_end(&tasks, ready(Ok(7))).await, Ok(7));
        assert_eq!(
            to_the_end::<()>(&tasks, async { panic!("broken") }).await.unwrap_err().code(),
            ApiCode::Unavailable
        );
    }
}
