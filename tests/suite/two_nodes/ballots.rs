//! Blind ballots on two nodes: the paper by one, the ballot by the other, and a node that dies in between.

use std::time::Duration;

use majlis::domain::id::PollNo;
use serde_json::{Value, json};

use super::Pair;
use crate::support::blind_award::{
    AWARD, BlindAward, asks, asks_at, badges, casts, casts_at, kept, lines, list,
};
use crate::support::drafts::FORUM;
use crate::support::faulty::Line;
use crate::support::node::Node;
use crate::support::voter::Voter;
use crate::support::within::within;

/// Asks until it is answered for good: a node that does not know yet says so.
async fn answered(ask: impl AsyncFn() -> (u16, Value)) -> (u16, Value) {
    let asking = async {
        loop {
            let (status, answer) = ask().await;
            if !matches!(status, 429 | 500..) {
                return (status, answer);
            }
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    };
    within(asking).await
}

/// The lists of both, which are the same.
async fn told(pair: &Pair) -> Vec<Value> {
    let first = list(&pair.first, "").await;
    let same = async {
        while list(&pair.second, "").await != first {
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    };
    within(same).await;
    lines(&first)
}

#[tokio::test]
async fn a_paper_of_one_node_is_good_on_the_other_and_both_tell_one_list() {
    let pair = Pair::start().await;
    let mut award = BlindAward::begun(&pair.first).await;
    let codes = badges(&pair.first, &mut award.organiser, 3).await;
    let mut voters = Vec::new();
    for (at, code) in codes.iter().enumerate() {
        let mut voter = Voter::new(&award.key);
        let (one, other) =
            if at % 2 == 0 { (&pair.first, &pair.second) } else { (&pair.second, &pair.first) };
        let token = one.join().await;
        let given = answered(async || asks(one, &token, &voter.asks(code)).await).await;
        assert_eq!(given.0, 200, "{}", given.1);
        // Both nodes sign the same, and neither a second one.
        assert_eq!(answered(async || asks(other, &token, &voter.asks(code)).await).await, given);
        let twin = Voter::new(&award.key);
        let second = answered(async || asks(other, &token, &twin.asks(code)).await).await;
        assert_eq!((second.0, &second.1["code"]), (409, &json!("paper_taken")));
        voter.finishes(&given.1);
        voters.push(voter);
    }
    award.opens().await;
    for (at, voter) in voters.iter().enumerate() {
        let (one, other) =
            if at % 2 == 0 { (&pair.second, &pair.first) } else { (&pair.first, &pair.second) };
        let ballot = voter.ballot(0, 1, 1, Some(at as u8));
        // The same one to both at once counts once.
        let (here, there) = tokio::join!(
            answered(async || casts(one, &ballot).await),
            answered(async || casts(other, &ballot).await)
        );
        assert_eq!((here.0, there.0), (200, 200), "{} {}", here.1, there.1);
    }
    award.is_told(&pair.first).await;
    let all = told(&pair).await;
    assert_eq!((&all[0]["tracks"][0]["votes"], &all[0]["papers"]), (&json!([1, 1, 1]), &json!(3)));
    assert_eq!(all.len(), 4);
    for node in [&pair.first, &pair.second] {
        let late = answered(async || casts(node, &voters[0].ballot(0, 1, 2, Some(2))).await).await;
        assert_eq!((late.0, &late.1["code"]), (409, &json!("award_sealed")));
        kept(node, &voters[0].ballot(0, 1, 1, Some(0))).await;
    }
}

/// The first node's way to Redis loses every answer: what it asks is done, and it does not hear of it. Then it is killed.
async fn dies_unheard(
    pair: Pair,
    asked: impl Future<Output = (u16, Value)>,
    is_there: impl AsyncFn(&Node) -> bool,
) -> Pair {
    pair.line.behave(Line { answers_lost: true, ..Line::default() });
    let arrives = async {
        while !is_there(&pair.second).await {
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    };
    tokio::select! {
        answer = asked => panic!("nobody could know: {answer:?}"),
        () = within(arrives) => {}
    }
    pair.line.behave(Line::default());
    pair.first_again().await
}

#[tokio::test]
async fn a_node_killed_between_the_entry_and_the_paper_or_the_answer_loses_and_doubles_nothing() {
    let pair = Pair::start().await;
    let mut award = BlindAward::begun(&pair.second).await;
    let codes = badges(&pair.second, &mut award.organiser, 2).await;
    let (token, mut voter) = (pair.second.join().await, Voter::new(&award.key));
    answered(async || asks(&pair.first, &token, &voter.asks(&codes[1])).await).await;
    let mut other = Voter::new(&award.key);
    let (address, by, body) = (pair.first.address, token.clone(), other.asks(&codes[0]));
    let asked = async move { asks_at(address, &by, &body).await };
    let papers = async |node: &Node| lines(&list(node, "").await)[0]["papers"] == 2;
    let pair = dies_unheard(pair, asked, papers).await;
    for node in [&pair.second, &pair.first] {
        let (status, answer) = answered(async || asks(node, &token, &other.asks(&codes[0])).await).await;
        assert_eq!(status, 200, "the same message has its paper: {answer}");
        other.finishes(&answer);
        let twin = Voter::new(&award.key);
        let (status, answer) = answered(async || asks(node, &token, &twin.asks(&codes[0])).await).await;
        assert_eq!((status, &answer["code"]), (409, &json!("paper_taken")));
    }
    let (_, answer) = answered(async || asks(&pair.first, &token, &voter.asks(&codes[1])).await).await;
    voter.finishes(&answer);

    award.opens().await;
    let ballot = other.ballot(0, 1, 1, Some(2));
    let (address, body) = (pair.first.address, ballot.clone());
    let asked = async move { casts_at(address, AWARD, &body).await };
    kept(&pair.second, &voter.ballot(0, 1, 1, Some(0))).await;
    let room = pair.second.site.enter(FORUM).await.unwrap();
    let poll = PollNo(u32::try_from(award.polls[0]).unwrap());
    let counted = async |_: &Node| room.now_state().state.polls[&poll].round.tally.voters == 2;
    let pair = dies_unheard(pair, asked, counted).await;
    for node in [&pair.first, &pair.second] {
        let (status, answer) = answered(async || casts(node, &ballot).await).await;
        assert_eq!((status, answer), (200, json!({"done": true})));
    }
    award.is_told(&pair.second).await;
    let all = told(&pair).await;
    assert_eq!((&all[0]["tracks"][0]["votes"], all.len()), (&json!([1, 0, 1]), 3), "{all:?}");
    drop(pair.folders);
}
