//! Redis loses what was acknowledged, under a hall that goes on.

use serde_json::{Value, json};

use super::{Pair, poll, topic, vote};
use crate::support::client::{Client, new_id, next_seq};
use crate::support::forum::{DESK, WALL};
use crate::support::within::within;

/// Sends a command as a device does: again and again, until it is acknowledged.
async fn at_last(phone: &mut Client, command: Value) {
    let id = new_id();
    let sending = async {
        loop {
            let answer = phone.give_as(&id, command.clone()).await;
            if answer["t"] == "done" {
                return;
            }
            assert!(answer["retry"].is_u64(), "{answer}");
        }
    };
    within(sending).await;
}

#[tokio::test]
async fn a_redis_that_lost_its_newest_entries_or_all_of_them_is_healed_under_a_hall_that_goes_on() {
    let mut pair = Pair::start().await;
    let mut desk = pair.second.crew(DESK, "moderator").await;
    let poll = poll(&mut desk).await;
    let mut wall = pair.second.crew(WALL, "screen").await;
    let (mut here, mut there) = (pair.first.phone().await, pair.second.phone().await);
    pair.server.keep_a_copy().await;
    for (round, loses_all) in [(1, false), (2, true)] {
        here.done(vote(poll, 0, next_seq())).await;
        there.done(vote(poll, 1, next_seq())).await;
        here.done(json!({"do": "ask", "session": 1, "text": format!("سؤال {round}")})).await;
        if loses_all {
            pair.server.lose_everything();
        } else {
            pair.server.go_back();
        }
        at_last(&mut there, json!({"do": "ask", "session": 1, "text": format!("سؤال آخر {round}")})).await;
        for client in [&mut here, &mut there] {
            client.until_view(5, |counts| counts["received"] == 2 * round).await;
        }
        let seen = wall.until_view(topic(poll), |poll| poll["tally"]["v"] == 2).await;
        assert_eq!(seen["tally"]["n"], json!([1, 1]));
    }
    // Nobody comes in by a code that leads nowhere.
    pair.first.phone().await;
}
