//! Waiting for something with a bound, so that a failure is a failure and not a hang.

use std::time::Duration;

/// How long anything may take on a busy machine before it counts as never.
pub const BOUND: Duration = Duration::from_secs(30);

/// Awaits something that must come.
pub async fn within<F: Future>(what: F) -> F::Output {
    tokio::time::timeout(BOUND, what).await.expect("in time")
}

/// How often something is looked at that cannot be awaited, as it happens in another process.
const LOOK: Duration = Duration::from_millis(20);

/// Until that is so.
pub async fn until(is_so: impl AsyncFn() -> bool) {
    let looking = async {
        let mut looks = tokio::time::interval(LOOK);
        while !is_so().await {
            looks.tick().await;
        }
    };
    within(looking).await;
}
