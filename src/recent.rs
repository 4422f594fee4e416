//! What was found out a moment ago, for whoever asks again: asking often costs no more than asking once a second.

use std::time::{Duration, Instant};

use tokio::sync::Mutex;
use tokio::time::sleep;

/// How long what was found out stands, and how soon it is looked for again.
pub const LASTS: Duration = Duration::from_secs(1);

/// What was found out last, and when that was begun.
#[derive(Debug)]
pub struct Recent<T>(Mutex<Option<Found<T>>>);

#[derive(Debug)]
struct Found<T> {
    begun: Instant,
    /// Nothing where whoever looked left before it was found out.
    what: Option<T>,
}

impl<T> Default for Recent<T> {
    fn default() -> Self {
        Self(Mutex::new(None))
    }
}

impl<T: Clone> Recent<T> {
    /// What there is to find out, found out now unless that was begun just before. Of many at once one looks, and all hear. Where the
    /// last one left before it was done the next waits for its second to be over: what was begun costs as much.
    pub async fn told(&self, now: Instant, find: impl Future<Output = T>) -> T {
        let mut last = self.0.lock().await;
        let left =
            last.as_ref().and_then(|found| LASTS.checked_sub(now.saturating_duration_since(found.begun)));
        let left = left.unwrap_or_default();
        if !left.is_zero()
            && let Some(what) = last.as_ref().and_then(|found| found.what.as_ref())
        {
            return what.clone();
        }
        sleep(left).await;
        *last = Some(Found { begun: now + left, what: None });
        let what = find.await;
        *last = Some(Found { begun: now + left, what: Some(what.clone()) });
        what
    }
}

#[cfg(test)]
mod tests {
    use futures_util::FutureExt;
    use tokio::time::timeout;

    use super::*;

    #[tokio::test]
    async fn it_is_looked_for_once_a_second_however_often_it_is_asked_for() {
        let (recent, start) = (Recent::default(), Instant::now());
        assert_eq!(recent.told(start, async { 1 }).await, 1);
        assert_eq!(recent.told(start + LASTS / 2, async { 2 }).await, 1);
        assert_eq!(recent.told(start + LASTS, async { 3 }).await, 3);
    }

    #[tokio::test]
    async fn whoever_leaves_before_it_was_found_out_lets_nobody_begin_sooner() {
        let (recent, start) = (Recent::default(), Instant::now());
        // It is begun, and nobody waits for what comes of it.
        assert!(timeout(LASTS / 10, recent.told(start, std::future::pending::<u8>())).await.is_err());
        let mut begun = false;
        let looks = recent.told(start + LASTS / 2, async { begun = true }.map(|()| 1));
        // A pause of no length would be over by then.
        assert!(timeout(LASTS / 10, looks).await.is_err());
        assert!(!begun);
        assert_eq!(recent.told(start + LASTS, async { 2 }).await, 2);
    }
}
