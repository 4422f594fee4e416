//! K17, V30 and V31: papers, blind ballots and their list, as a client of its own gives and reads them.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use majlis::verify;
use ring::signature::{ED25519, UnparsedPublicKey};
use serde_json::{Value, json};

use crate::support::blind_award::{
    AWARD, BlindAward, asks, award, badges, casts, casts_at, come_of, kept, lines, list, planned, refused,
};
use crate::support::client::next_seq;
use crate::support::drafts::FORUM;
use crate::support::forum::DESK;
use crate::support::node::{Node, token_of};
use crate::support::voter::{AwardKey, Voter};
use crate::support::within::within;

/// Another session, whose award is another one.
const OTHER: u64 = 3;

/// Where the forum's journal stands: what changes nothing leaves it there.
async fn rev(node: &Node) -> u64 {
    node.site.enter(FORUM).await.expect("its room").now_state().rev
}

/// The line of that voter's ballot.
fn line_of<'a>(lines: &'a [Value], voter: &Voter, track: u8) -> Option<&'a Value> {
    lines.iter().find(|line| line["key"] == voter.key && line["track"] == track)
}

fn bytes(text: &Value) -> Vec<u8> {
    URL_SAFE_NO_PAD.decode(text.as_str().expect("base64")).expect("base64")
}

/// Looks at both signatures of a line, by nothing but what the protocol says of them.
fn is_good(of: &AwardKey, line: &Value) -> bool {
    let key = line["key"].as_str().unwrap();
    let paper = format!("majlis award paper 1\n{}\n{}\n{key}", of.forum, of.award);
    let choice = line["choice"].as_u64().map_or("-".to_owned(), |choice| choice.to_string());
    let (forum, award) = (&of.forum, of.award);
    let (track, round, seq) = (&line["track"], &line["round"], &line["seq"]);
    let text = format!("majlis award ballot 1\n{forum}\n{award}\n{track}\n{round}\n{seq}\n{choice}");
    of.is_signed(paper.as_bytes(), &bytes(&line["paper"]))
        && UnparsedPublicKey::new(&ED25519, bytes(&line["key"]))
            .verify(text.as_bytes(), &bytes(&line["signature"]))
            .is_ok()
}

#[tokio::test]
async fn k17_from_the_badge_to_the_published_list_each_voter_finds_the_own_ballot() {
    let node = Node::alone().await;
    let mut award = BlindAward::begun(&node).await;
    let codes = badges(&node, &mut award.organiser, 3).await;
    let mut voters = Vec::new();
    for code in &codes {
        voters.push(award.voter(&node, code).await);
    }
    // The same message is signed the same again, whatever device asks.
    let again = asks(&node, &node.join().await, &voters[0].asks(&codes[0])).await;
    assert_eq!(again, asks(&node, &node.join().await, &voters[0].asks(&codes[0])).await);
    assert_eq!(again.0, 200);
    let told = award.desk.until_view(27, |view| view["papers"] == 3).await;
    assert!(told["twice"].is_null(), "{told}");

    award.opens().await;
    for (voter, track, seq, choice) in [
        (0, 0, 1, Some(1)),
        (0, 1, 1, Some(2)),
        (1, 0, 1, Some(0)),
        (1, 0, 2, Some(1)),
        (2, 0, 1, Some(2)),
        (2, 0, 2, None),
    ] {
        kept(&node, &voters[voter].ballot(track, 1, seq, choice)).await;
    }
    let before = lines(&list(&node, "").await);
    assert_eq!((before.len(), &before[0]["papers"]), (1, &json!(3)), "no ballot before the opening");
    assert!(before[0]["tracks"][0].get("votes").is_none(), "{}", before[0]);

    for track in 0..2 {
        award.closes(track).await;
    }
    award.is_opened(&node).await;
    award.is_revealed(0).await;
    let half = lines(&list(&node, "").await);
    assert_eq!(half.len(), 4, "of the track that is not revealed there is nothing: {half:?}");
    award.is_revealed(1).await;
    let whole = list(&node, "").await;
    let all = lines(&whole);
    assert_eq!(all[0]["tracks"][0]["votes"], json!([0, 2, 0]));
    assert_eq!(all[0]["tracks"][1]["votes"], json!([0, 0, 1]));
    assert_eq!((&all[0]["papers"], &all[0]["stage"], all.len()), (&json!(3), &json!("opened"), 5));
    assert!(all[1..].iter().all(|line| is_good(&award.key, line)), "{all:?}");
    for (voter, seq, choice) in [(0, 1, json!(1)), (1, 2, json!(1)), (2, 2, Value::Null)] {
        let line = line_of(&all, &voters[voter], 0).expect("each finds the own ballot");
        assert_eq!((&line["seq"], &line["choice"]), (&json!(seq), &choice));
        let part = lines(&list(&node, &voters[voter].key[..2]).await);
        assert_eq!(line_of(&part, &voters[voter], 0), Some(line), "by the beginning of its key too");
        assert!(part[1..].iter().all(|line| line["key"].as_str().unwrap()[..2] == voters[voter].key[..2]));
    }
    let report = verify::award(whole.as_bytes(), None).expect("it is a list");
    assert!(report.is_whole(), "{report}");
    // Who has it is not sent it again.
    let address = format!("http://{}/v1/awards/{FORUM}/{AWARD}/ballots", node.address);
    let first = within(reqwest::get(&address)).await.unwrap();
    let tag = first.headers()["etag"].clone();
    let again = reqwest::Client::new().get(&address).header("if-none-match", tag);
    assert_eq!(within(again.send()).await.unwrap().status(), 304);
    // Nobody takes a paper any more; what is kept is told to be kept.
    let late = Voter::new(&award.key);
    let code = badges(&node, &mut award.organiser, 1).await.remove(0);
    let (status, answer) = asks(&node, &node.join().await, &late.asks(&code)).await;
    assert_eq!((status, &answer["code"]), (409, &json!("award_sealed")));
    kept(&node, &voters[0].ballot(0, 1, 1, Some(1))).await;
    assert_eq!(refused(&node, &voters[0].ballot(0, 1, 2, Some(0))).await, "award_sealed");
    assert_eq!(list(&node, "").await, whole);
    node.stop().await;
}

#[tokio::test]
async fn k17_what_is_forged_altered_or_of_another_award_is_refused_and_changes_nothing() {
    let node = Node::alone().await;
    let mut award = BlindAward::begun(&node).await;
    let other = BlindAward::begun_in(&node, OTHER).await;
    let codes = badges(&node, &mut award.organiser, 2).await;
    let (voter, second) = (award.voter(&node, &codes[0]).await, award.voter(&node, &codes[1]).await);
    let mut stranger = Voter::new(&other.key);
    let request = reqwest::Client::new()
        .post(format!("http://{}/v1/awards/{FORUM}/{OTHER}/papers", node.address))
        .bearer_auth(node.join().await);
    let (status, answer) = come_of(request.json(&stranger.asks(&codes[0]))).await;
    assert_eq!(status, 200, "{answer}");
    stranger.finishes(&answer);
    let early = voter.ballot(0, 1, 1, Some(1));
    assert_eq!(refused(&node, &early).await, "poll_not_open");
    award.opens().await;

    let good = voter.ballot(0, 1, 1, Some(1));
    let with = |field: &str, value: Value| {
        let mut altered = good.clone();
        altered[field] = value;
        altered
    };
    let mut forged = bytes(&good["paper"]);
    forged[100] ^= 1;
    let mut bent = bytes(&good["signature"]);
    bent[40] ^= 1;
    let stands = rev(&node).await;
    for (what, ballot, code) in [
        ("a forged paper", with("paper", json!(URL_SAFE_NO_PAD.encode(forged))), "bad_paper"),
        ("a paper of zeros", with("paper", json!(URL_SAFE_NO_PAD.encode([0; 256]))), "bad_paper"),
        ("another voter's paper", with("paper", json!(second.paper)), "bad_paper"),
        ("another voter's key", with("key", json!(second.key)), "bad_paper"),
        (
            "a paper of another award",
            stranger.signs((&award.key.forum, award.key.award), (0, 1), 1, Some(1)),
            "bad_paper",
        ),
        ("a forged signature", with("signature", json!(URL_SAFE_NO_PAD.encode(bent))), "bad_signature"),
        ("an altered choice", with("choice", json!(2)), "bad_signature"),
        ("a choice taken back by others", with("choice", Value::Null), "bad_signature"),
        ("an altered number", with("seq", json!(2)), "bad_signature"),
        ("an altered track", with("track", json!(1)), "bad_signature"),
        (
            "a ballot signed for another award",
            voter.signs((&award.key.forum, other.key.award), (0, 1), 1, Some(1)),
            "bad_signature",
        ),
        (
            "a ballot signed for another forum",
            voter.signs(("00c0ffee00c0ffee", award.key.award), (0, 1), 1, Some(1)),
            "bad_signature",
        ),
        ("no such nominee", voter.ballot(0, 1, 1, Some(3)), "bad_ballot"),
        ("no such track", voter.ballot(2, 1, 1, Some(0)), "unknown_nominee"),
        ("a round to come", voter.ballot(0, 2, 1, Some(0)), "poll_not_open"),
        ("number 0", voter.ballot(0, 1, 0, Some(0)), "bad_seq"),
        ("number 101", voter.ballot(0, 1, 101, Some(0)), "bad_seq"),
    ] {
        let (status, answer) = casts(&node, &ballot).await;
        assert_eq!((status, answer["code"].as_str()), (409, Some(code)), "{what}: {answer}");
        assert!(answer["message"].as_str().is_some_and(|said| !said.is_empty()), "{what}: {answer}");
    }
    for (session, code) in [(1, "unknown_award"), (99, "unknown_session")] {
        assert_eq!(casts_at(node.address, session, &good).await.1["code"], code);
    }
    let elsewhere = format!("http://{}/v1/awards/00c0ffee00c0ffee/{AWARD}/ballots", node.address);
    let answer = come_of(reqwest::Client::new().post(elsewhere).json(&good)).await;
    assert_eq!((answer.0, &answer.1["code"]), (404, &json!("unknown_forum")));
    assert_eq!(rev(&node).await, stands, "nothing of it changed anything");
    kept(&node, &good).await;
    assert_eq!(rev(&node).await, stands + 1);
    node.stop().await;
}

#[tokio::test]
async fn k17_a_message_that_was_blinded_for_a_scoring_that_was_taken_back_uses_no_paper_up() {
    let node = Node::alone().await;
    let mut award = BlindAward::begun(&node).await;
    let code = badges(&node, &mut award.organiser, 1).await.remove(0);
    let before = award.voter(&node, &code).await;
    award.begins_anew().await;
    let stands = rev(&node).await;
    // The very same, by a proxy that tries again.
    let (status, answer) = asks(&node, &node.join().await, &before.asks(&code)).await;
    assert_eq!((status, &answer["code"]), (409, &json!("changed")));
    assert_eq!(rev(&node).await, stands);
    let voter = award.voter(&node, &code).await;
    // A client of before names no key, and is asked for none.
    let mut unnamed = voter.asks(&code);
    unnamed.as_object_mut().unwrap().remove("key");
    assert_eq!(asks(&node, &node.join().await, &unnamed).await.0, 200);
    let mut wrong = voter.asks(&code);
    wrong["key"] = json!(7);
    assert_eq!(asks(&node, &node.join().await, &wrong).await.1["code"], "malformed");
    node.stop().await;
}

#[tokio::test]
async fn k17_whatever_comes_twice_or_late_counts_once_and_in_time() {
    let node = Node::alone().await;
    let mut award = BlindAward::begun(&node).await;
    let codes = badges(&node, &mut award.organiser, 2).await;
    let voter = award.voter(&node, &codes[0]).await;
    // A second paper of one badge, by another device and another key.
    let twin = Voter::new(&award.key);
    let (status, answer) = asks(&node, &node.join().await, &twin.asks(&codes[0])).await;
    assert_eq!((status, &answer["code"]), (409, &json!("paper_taken")));
    award.opens().await;
    let given = voter.ballot(0, 1, 2, Some(1));
    kept(&node, &given).await;
    let stands = rev(&node).await;
    kept(&node, &given).await;
    assert_eq!(rev(&node).await, stands, "the same bytes again are the same ballot");
    // The same text with its number, and another choice; a number before.
    for (seq, choice) in [(2, Some(0)), (2, None), (1, Some(0))] {
        let (status, answer) = casts(&node, &voter.ballot(0, 1, seq, choice)).await;
        assert_eq!((status, &answer["code"], &answer["limit"]), (409, &json!("stale"), &json!(2)));
    }
    // Many at once.
    let many = (0..12).map(|_| casts(&node, &given));
    for (status, answer) in futures_util::future::join_all(many).await {
        assert_eq!((status, answer), (200, json!({"done": true})));
    }
    kept(&node, &voter.ballot(0, 1, 3, Some(2))).await;
    // Nobody votes otherwise, a desk neither.
    let mut phone = node.phone().await;
    let vote = |seq| json!({"do": "vote", "poll": award.polls[0], "round": 1, "choice": {"options": [0]}, "seq": seq, "badge": codes[1]});
    assert_eq!(phone.refused(vote(1)).await, "blind_only");
    assert_eq!(award.desk.refused(vote(2)).await, "blind_only");
    award.closes(0).await;
    let last = voter.ballot(0, 1, 4, Some(0));
    assert_eq!(refused(&node, &last).await, "poll_closed");
    kept(&node, &voter.ballot(0, 1, 3, Some(2))).await;
    // Opened again what was cast before is set aside, and its ballots are of a round that is over.
    let poll = award.polls[0];
    let topic = 100 + u32::try_from(poll).unwrap();
    let closed = award.organiser.until_view(topic, |view| view["phase"] == "closed").await;
    award.organiser.done(json!({"do": "open_poll", "poll": poll, "version": closed["version"]})).await;
    assert_eq!(refused(&node, &last).await, "round_over");
    kept(&node, &voter.ballot(0, 2, 1, Some(1))).await;
    award.desk.until_view(topic, |view| view["round"] == 2).await;
    // With a token it is the same as without: nobody asks for it.
    let address = format!("http://{}/v1/awards/{FORUM}/{AWARD}/ballots", node.address);
    let named = reqwest::Client::new().post(address).bearer_auth(node.join().await);
    assert_eq!(come_of(named.json(&voter.ballot(0, 2, 1, Some(1)))).await.0, 200);
    award.is_told(&node).await;
    let all = lines(&list(&node, "").await);
    assert_eq!(
        (&all[0]["tracks"][0]["votes"], &all[0]["tracks"][0]["round"]),
        (&json!([0, 1, 0]), &json!(2))
    );
    assert_eq!(all.len(), 2, "one key, one ballot: {all:?}");
    node.stop().await;
}

#[tokio::test]
async fn k17_what_is_no_paper_and_no_ballot_is_malformed_and_whoever_may_not_ask_is_told_so() {
    let node = Node::alone().await;
    let mut organiser = planned(&node, OTHER, false).await;
    let mut begun = BlindAward::begun(&node).await;
    let code = badges(&node, &mut begun.organiser, 1).await.remove(0);
    let voter = begun.voter(&node, &code).await;
    begun.opens().await;
    let stands = rev(&node).await;
    let good = voter.ballot(0, 1, 1, Some(1));
    let long = |field: &str, by: isize| {
        let text = good[field].as_str().unwrap();
        let length = text.len().checked_add_signed(by).unwrap();
        json!(text.chars().cycle().take(length).collect::<String>())
    };
    let mut wrong: Vec<(String, Value)> = Vec::new();
    for field in ["key", "paper", "signature"] {
        let text = good[field].as_str().unwrap();
        let last = text.chars().last().unwrap();
        // The spare bits of the last character.
        let other = if last == 'B' { 'C' } else { 'B' };
        let spelled = format!("{}{other}", &text[..text.len() - 1]);
        for value in [
            long(field, -1),
            long(field, 1),
            long(field, 4),
            json!(""),
            json!(7),
            Value::Null,
            json!([text]),
            json!(spelled),
            json!(format!("{}=", &text[..text.len() - 1])),
            json!("+".repeat(text.len())),
        ] {
            wrong.push((field.to_owned(), value));
        }
    }
    for (field, value) in [
        ("track", json!(-1)),
        ("track", json!(256)),
        ("track", json!("0")),
        ("round", json!(-1)),
        ("round", json!(4_294_967_296_u64)),
        ("seq", json!(1.5)),
        ("seq", json!(-1)),
        ("choice", json!(256)),
        ("choice", json!("1")),
        ("choice", json!([1])),
        ("badge", json!(code)),
        ("token", json!("x")),
    ] {
        wrong.push((field.to_owned(), value));
    }
    for (field, value) in &wrong {
        let mut ballot = good.clone();
        ballot[field] = value.clone();
        assert_eq!(refused(&node, &ballot).await, "malformed", "{field}: {value}");
    }
    for field in ["key", "paper", "track", "round", "seq", "choice", "signature"] {
        let mut ballot = good.clone();
        ballot.as_object_mut().unwrap().remove(field);
        let (status, answer) = casts(&node, &ballot).await;
        assert_eq!((status, &answer["code"]), (400, &json!("malformed")), "without {field}: {answer}");
    }
    // Papers.
    let token = node.join().await;
    for blinded in [json!(null), json!("AA"), long("paper", 1), long("paper", -1)] {
        let body = json!({"badge": code, "blinded": blinded});
        assert_eq!(asks(&node, &token, &body).await.1["code"], "malformed", "{blinded}");
    }
    // A number above the modulus is none that can be signed; the badge's paper is taken by another.
    let code = badges(&node, &mut begun.organiser, 1).await.remove(0);
    let above = json!({"badge": code, "blinded": URL_SAFE_NO_PAD.encode([0xff; 256])});
    let (status, answer) = asks(&node, &token, &above).await;
    assert_eq!((status, &answer["code"]), (400, &json!("malformed")));
    let late = Voter::new(&begun.key);
    let (status, answer) = asks(&node, &token, &late.asks(&code)).await;
    assert_eq!(status, 200, "what cannot be signed takes no paper: {answer}");
    let nobodys = late.asks("ABCD-EFGH-JKMN");
    assert_eq!(asks(&node, &token, &nobodys).await.1["code"], "unknown_badge");
    let desk = asks(&node, &token_of(DESK), &late.asks(&code)).await;
    assert_eq!((desk.0, &desk.1["code"]), (403, &json!("not_allowed")));
    assert_eq!(asks(&node, "p1.nothing", &late.asks(&code)).await.0, 401);
    // By a frame there is neither: nobody casts for a voter what was not looked at.
    for act in ["cast", "paper"] {
        let mut phone = node.phone().await;
        let command = award(
            AWARD,
            &json!({"act": act, "badge": code, "blinded": "AA", "ballot": good, "seq": next_seq()}),
        );
        assert_eq!(phone.refused(command).await, "malformed", "{act}");
    }
    let plain = casts_at(node.address, OTHER, &good).await;
    assert_eq!((plain.0, &plain.1["code"]), (409, &json!("not_blind")));
    organiser.done(award(OTHER, &json!({"act": "begin", "version": 1}))).await;
    assert_eq!(casts_at(node.address, OTHER, &good).await.1["code"], "not_blind");
    // A badge was issued and a paper taken, and nothing else came of all that.
    let tracks = lines(&list(&node, "").await);
    assert_eq!((tracks.len(), &tracks[0]["papers"]), (1, &json!(2)));
    assert!(rev(&node).await > stands);
    let seen = begun.desk.until_view(100 + u32::try_from(begun.polls[0]).unwrap(), |_| true).await;
    assert_eq!(seen["tally"]["v"], 0, "{seen}");
    kept(&node, &good).await;
    node.stop().await;
}
