//! A hall that fills.

use futures_util::{StreamExt, stream};
use serde::Deserialize;
use serde_json::json;

use super::phone::Phone;
use super::server::Doors;
use super::streamed::Streamed;

/// Phones that come in at one moment.
const AT_ONCE: usize = 32;

/// The desk, once it has opened the session and its poll.
pub async fn opened(doors: &Doors) -> Phone {
    let mut desk = Phone::hello(doors.listens, &doors.desk, "moderator").await;
    desk.command(json!({ "do": "set_phase", "session": 1, "version": 1, "phase": "open" })).await;
    desk.command(json!({ "do": "open_poll", "poll": 1, "version": 1, "seconds": 0 })).await;
    desk
}

/// So many phones, each of its own person, told everything.
pub async fn phones(doors: &Doors, count: u32) -> Vec<Phone> {
    each(doors, count, async |token| {
        let mut phone = Phone::hello(doors.listens, &token, "participant").await;
        phone.settle().await;
        phone
    })
    .await
}

/// So many phones on event streams.
pub async fn streamed(doors: &Doors, count: u32) -> Vec<Streamed> {
    each(doors, count, async |token| Streamed::hello(doors.listens, &token).await).await
}

/// What becomes of so many new people's tokens.
async fn each<T>(doors: &Doors, count: u32, come_in: impl AsyncFn(String) -> T) -> Vec<T> {
    let http = reqwest::Client::new();
    let one = |_| async { come_in(join(&http, doors).await).await };
    stream::iter(0..count).map(one).buffer_unordered(AT_ONCE).collect().await
}

/// So many new people's tokens.
pub async fn tokens(doors: &Doors, count: u32) -> Vec<String> {
    each(doors, count, async |token| token).await
}

/// A new person's token, where that is all that is wanted.
pub async fn token(doors: &Doors) -> String {
    join(&reqwest::Client::new(), doors).await
}

/// A new person's token.
async fn join(http: &reqwest::Client, doors: &Doors) -> String {
    #[derive(Deserialize)]
    struct Joined {
        token: String,
    }
    let address = format!("http://{}/v1/join", doors.listens);
    let answer = http.post(address).json(&json!({ "code": doors.code })).send().await.expect("an answer");
    answer.json::<Joined>().await.expect("the code is right").token
}
