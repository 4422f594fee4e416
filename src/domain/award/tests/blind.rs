//! Blind ballots: a paper for each badge, ballots that come from nobody, and what nobody can do with either.

use std::sync::Arc;

use super::{CO_OWNER, OWNER, title, usual, with_jury};
use crate::domain::award::{
    AwardChange, AwardCommand, AwardPlan, BlindBallot, Blinded, Fixed, Minted, PeoplesChoice, PublicKey,
    Signed, Stage,
};
use crate::domain::badge::{self, BadgeCode, BadgeCommand};
use crate::domain::ballot::Choice;
use crate::domain::change::Change;
use crate::domain::command::Command;
use crate::domain::decide::next_close;
use crate::domain::home::Matter;
use crate::domain::id::PollNo;
use crate::domain::poll::PollPhase;
use crate::domain::refusal::Code;
use crate::domain::register::Seq;
use crate::domain::role::Actor;
use crate::domain::tests::anything::says;
use crate::domain::tests::rebase::Parted;
use crate::domain::tests::scene::{DESK, PANEL, Scene, person};
use crate::domain::time::Millis;

fn blind() -> AwardPlan {
    let people = usual().people.map(|people| PeoplesChoice { blind: true, ..people });
    AwardPlan { people, ..usual() }
}

fn minted(no: u8) -> Arc<Minted> {
    Arc::new(Minted { public: PublicKey(format!("public {no}")), private: format!("private {no}").into() })
}

/// Its scoring is on, with a key.
fn begun() -> Scene {
    let mut scene = with_jury();
    scene.plans(&blind());
    scene.around.keys = [(PANEL, minted(1))].into();
    scene.does(OWNER, &scene.to(Stage::Scoring));
    scene
}

/// The same, and the poll of the first track is open.
fn voting() -> Scene {
    let mut scene = begun();
    opens(&mut scene, DESK);
    scene
}

fn poll(scene: &Scene) -> PollNo {
    scene.award().polls[0].expect("the people choose there")
}

fn opens(scene: &mut Scene, by: Actor) {
    let (poll, version) = (poll(scene), scene.state.polls[&poll(scene)].version);
    scene.does(by, &Command::OpenPoll { poll, version, seconds: None });
}

fn closes(scene: &mut Scene) {
    let (poll, version) = (poll(scene), scene.state.polls[&poll(scene)].version);
    scene.does(DESK, &Command::ClosePoll { poll, version, seconds: Some(0) });
}

fn issued(scene: &mut Scene) -> BadgeCode {
    let issue = BadgeCommand::Issue { label: None, name: None, group: None };
    scene.does(OWNER, &Command::Badges(issue));
    badge::list(&scene.state).last().and_then(|entry| entry.code).expect("it has a code")
}

fn paper(badge: BadgeCode, message: u8) -> Command {
    let blinded = Blinded::of(&Fixed([message; 256]));
    Command::Award(AwardCommand::Paper { session: PANEL, badge, blinded, key: None })
}

/// The same, blinded with that key.
fn paper_of(key: u8, badge: BadgeCode, message: u8) -> Command {
    let (blinded, key) = (Blinded::of(&Fixed([message; 256])), Some(minted(key).public.clone()));
    Command::Award(AwardCommand::Paper { session: PANEL, badge, blinded, key })
}

fn ballot(key: u8, (track, round): (u8, u32), seq: u64, choice: Option<u8>) -> BlindBallot {
    let signature = says(track, round, Seq(seq), choice);
    let signed = Signed { key: Fixed([key; 32]), paper: Fixed([1; 256]), track, signature };
    BlindBallot { choice, round, seq: Seq(seq), signed }
}

fn cast(scene: &mut Scene, ballot: &BlindBallot) -> Result<usize, Code> {
    let actor = Actor::Ballot(ballot.signed.key.voter().0);
    let command = Command::Award(AwardCommand::Cast { session: PANEL, ballot: Arc::new(ballot.clone()) });
    let come = scene.give_as(actor, ballot.command(), &command);
    come.map(|decision| decision.changes.len()).map_err(|why| why.code)
}

fn counts(scene: &Scene) -> Vec<u32> {
    scene.state.polls[&poll(scene)].round.tally.counts.clone()
}

#[test]
fn the_scoring_begins_with_a_key_that_no_other_one_had_and_is_gone_with_the_opening() {
    let mut scene = with_jury();
    scene.plans(&blind());
    assert_eq!(scene.is_refused(OWNER, &scene.to(Stage::Scoring)), Code::KeyNotReady);
    scene.around.keys = [(PANEL, minted(1))].into();
    scene.does(OWNER, &scene.to(Stage::Scoring));
    let key = scene.award().key.clone().expect("it has one");
    assert_eq!(scene.state.text(key.private), "private 1");
    scene.does(OWNER, &scene.prepare());
    assert!(scene.state.words.get(key.private).is_none(), "nothing is signed with it any more");
    assert_eq!(
        scene.is_refused(OWNER, &scene.to(Stage::Scoring)),
        Code::KeyNotReady,
        "papers of it are about"
    );
    scene.around.keys = [(PANEL, minted(2))].into();
    scene.does(OWNER, &scene.to(Stage::Scoring));
    let key = scene.award().key.clone().expect("it has one");
    scene.does(OWNER, &scene.seal_anyway());
    let badge = issued(&mut scene);
    scene.opens_award();
    assert!(scene.state.words.get(key.private).is_none());
    assert_eq!(scene.is_refused(person(1), &paper(badge, 1)), Code::AwardSealed);
    let snapshot = serde_json::to_string(&scene.state).expect("it is written");
    assert!(!snapshot.contains("private 2"), "a key lies with the words alone");
}

#[test]
fn a_badge_takes_one_paper_and_the_same_again() {
    let mut scene = begun();
    let (badge, other) = (issued(&mut scene), issued(&mut scene));
    let decision = scene.does(person(1), &paper(badge, 1));
    let [Change::Award(AwardChange::PaperTaken { .. })] = decision.changes.as_slice() else {
        panic!("{decision:?}");
    };
    assert!(scene.does(person(2), &paper(badge, 1)).changes.is_empty(), "by whatever device");
    assert_eq!(scene.is_refused(person(1), &paper(badge, 2)), Code::PaperTaken);
    scene.does(person(1), &paper(other, 2));
    assert_eq!(scene.award().papers_given(), (2, 0));
    assert_eq!(scene.is_refused(DESK, &paper(other, 2)), Code::NotAllowed, "nobody takes one for another");
    let mut plain = super::begun();
    let badge = issued(&mut plain);
    assert_eq!(plain.is_refused(person(1), &paper(badge, 1)), Code::NotBlind);
}

#[test]
fn a_message_that_was_blinded_for_a_scoring_that_was_taken_back_uses_no_paper_up() {
    let mut scene = begun();
    let badge = issued(&mut scene);
    scene.does(person(1), &paper_of(1, badge, 1));
    scene.does(OWNER, &scene.prepare());
    scene.around.keys = [(PANEL, minted(2))].into();
    scene.does(OWNER, &scene.to(Stage::Scoring));
    assert_eq!(scene.is_refused(person(1), &paper_of(1, badge, 1)), Code::Changed, "sent again by a proxy");
    scene.does(person(1), &paper_of(2, badge, 2));
    assert!(scene.does(person(1), &paper_of(2, badge, 2)).changes.is_empty(), "and again");
    assert_eq!(scene.is_refused(person(1), &paper_of(1, badge, 2)), Code::Changed);
    assert!(scene.does(person(1), &paper(badge, 2)).changes.is_empty(), "who names none is asked for none");
}

#[test]
fn of_a_key_the_highest_number_stands_and_the_same_ballot_is_the_same() {
    let mut scene = voting();
    assert_eq!(cast(&mut scene, &ballot(1, (0, 1), 1, Some(2))), Ok(1));
    assert_eq!(cast(&mut scene, &ballot(1, (0, 1), 1, Some(2))), Ok(0), "sent again");
    let mut signed_anew = ballot(1, (0, 1), 1, Some(2));
    signed_anew.signed.signature = Fixed([9; 64]);
    assert_eq!(cast(&mut scene, &signed_anew), Ok(0), "it says the same");
    assert_eq!(cast(&mut scene, &ballot(1, (0, 1), 1, Some(0))), Err(Code::Stale));
    assert_eq!(cast(&mut scene, &ballot(1, (0, 1), 3, Some(1))), Ok(1));
    assert_eq!(cast(&mut scene, &ballot(1, (0, 1), 2, Some(0))), Err(Code::Stale));
    assert_eq!(cast(&mut scene, &ballot(2, (0, 1), 1, Some(1))), Ok(1));
    assert_eq!(counts(&scene), [0, 2, 0]);
    assert_eq!(cast(&mut scene, &ballot(2, (0, 1), 2, None)), Ok(1), "it is taken back");
    assert_eq!(counts(&scene), [0, 1, 0]);
}

#[test]
fn what_is_late_or_of_another_round_or_of_nobody_that_can_be_chosen_is_refused() {
    let mut scene = begun();
    assert_eq!(cast(&mut scene, &ballot(1, (0, 1), 1, Some(0))), Err(Code::PollNotOpen));
    opens(&mut scene, DESK);
    for (wrong, code) in [
        (ballot(1, (0, 1), 0, Some(0)), Code::BadSeq),
        (ballot(1, (0, 1), 101, Some(0)), Code::BadSeq),
        (ballot(1, (0, 1), 1, Some(3)), Code::BadBallot),
        (ballot(1, (0, 2), 1, Some(0)), Code::PollNotOpen),
        (ballot(1, (2, 1), 1, Some(0)), Code::UnknownNominee),
        (ballot(1, (9, 1), 1, Some(0)), Code::UnknownNominee),
    ] {
        assert_eq!(cast(&mut scene, &wrong), Err(code), "{wrong:?}");
    }
    let (poll, round, choice) = (poll(&scene), 1, Choice::Options(vec![0]));
    let badge = Some(issued(&mut scene));
    let vote = Command::Vote { poll, round, choice, seq: Seq(1), badge };
    assert_eq!(scene.is_refused(person(1), &vote), Code::BlindOnly);
    assert_eq!(scene.is_refused(DESK, &vote), Code::BlindOnly, "nor is one entered for somebody");
    let given = ballot(1, (0, 1), 1, Some(0));
    assert_eq!(cast(&mut scene, &given), Ok(1));
    closes(&mut scene);
    assert_eq!(cast(&mut scene, &given), Ok(0), "it was kept, and is told so again");
    assert_eq!(cast(&mut scene, &ballot(2, (0, 1), 1, Some(0))), Err(Code::PollClosed));
    opens(&mut scene, OWNER);
    assert_eq!(cast(&mut scene, &ballot(2, (0, 1), 1, Some(0))), Err(Code::RoundOver));
    closes(&mut scene);
    scene.does(OWNER, &scene.seal_anyway());
    scene.opens_award();
    assert_eq!(cast(&mut scene, &ballot(2, (0, 2), 1, Some(0))), Err(Code::AwardSealed));
    let person = Command::Award(AwardCommand::Cast { session: PANEL, ballot: Arc::new(given) });
    assert_eq!(scene.is_refused(CO_OWNER, &person), Code::NotAllowed);
}

#[test]
fn two_histories_that_both_gave_a_badge_its_paper_count_both_and_say_so() {
    let mut scene = begun();
    let badge = issued(&mut scene);
    let mut parted = Parted::after(scene);
    parted.loses(person(1), &paper(badge, 1));
    parted.now.does(person(1), &paper(badge, 2));
    assert_eq!(parted.left(), []);
    assert_eq!(parted.now.award().papers_given(), (2, 1));
    assert!(parted.now.does(person(1), &paper(badge, 1)).changes.is_empty(), "each is given again");
    assert!(parted.now.does(person(1), &paper(badge, 2)).changes.is_empty());
}

/// A ballot is lost.
fn loses(parted: &mut Parted, ballot: &BlindBallot) {
    let command = Command::Award(AwardCommand::Cast { session: PANEL, ballot: Arc::new(ballot.clone()) });
    parted.loses(Actor::Ballot(ballot.signed.key.voter().0), &command);
}

#[test]
fn ballots_of_one_round_in_two_histories_are_counted_together_until_the_opening() {
    let mut parted = Parted::after(begun());
    let (poll, version) = (poll(&parted.now), 1);
    let open = Command::OpenPoll { poll, version, seconds: None };
    parted.loses(DESK, &open);
    loses(&mut parted, &ballot(1, (0, 1), 2, Some(2)));
    loses(&mut parted, &ballot(2, (0, 1), 1, Some(0)));
    parted.now.does(DESK, &open);
    assert_eq!(cast(&mut parted.now, &ballot(1, (0, 1), 1, Some(1))), Ok(1));
    assert_eq!(cast(&mut parted.now, &ballot(3, (0, 1), 1, Some(1))), Ok(1));
    assert_eq!(parted.left(), []);
    assert_eq!(counts(&parted.now), [1, 1, 1], "of the first key the higher number stands");
}

#[test]
fn what_comes_home_after_the_opening_is_told_as_left_and_changes_nothing_that_was_counted() {
    let mut parted = Parted::after(voting());
    loses(&mut parted, &ballot(1, (0, 1), 1, Some(2)));
    assert_eq!(cast(&mut parted.now, &ballot(3, (0, 1), 1, Some(1))), Ok(1));
    closes(&mut parted.now);
    parted.now.does(OWNER, &parted.now.seal_anyway());
    parted.now.opens_award();
    let before = counts(&parted.now);
    assert_eq!(parted.left(), [Matter::Poll]);
    assert_eq!((counts(&parted.now), before), (vec![0, 1, 0], vec![0, 1, 0]));
}

/// Its signatures may still be looked at when the time is over.
#[test]
fn a_ballot_that_was_received_in_time_counts_however_long_it_is_looked_at_and_none_that_came_later() {
    let mut scene = begun();
    let poll = poll(&scene);
    scene.does(DESK, &Command::OpenPoll { poll, version: 1, seconds: Some(60) });
    let until = scene.state.polls[&poll].until().expect("it has a time");
    assert_eq!(next_close(&scene.state), Some(until + Millis::seconds(2)));
    let phase = |scene: &Scene| scene.state.polls[&poll].phase;
    scene.now = until + Millis(1_999);
    scene.does(Actor::Clock, &Command::Tick);
    assert!(matches!(phase(&scene), PollPhase::Open { .. }), "the last ones are looked at");
    assert_eq!(cast(&mut scene, &ballot(1, (0, 1), 1, Some(2))), Err(Code::PollClosed), "this one came late");
    scene.now = until;
    assert_eq!(cast(&mut scene, &ballot(1, (0, 1), 1, Some(2))), Err(Code::PollClosed));
    scene.now = until + Millis(-1);
    assert_eq!(cast(&mut scene, &ballot(1, (0, 1), 1, Some(2))), Ok(1));
    scene.now = until + Millis(2_000);
    scene.does(Actor::Clock, &Command::Tick);
    assert_eq!(phase(&scene), PollPhase::Closed);
    scene.now = until + Millis(-1);
    assert_eq!(cast(&mut scene, &ballot(2, (0, 1), 1, Some(2))), Err(Code::PollClosed), "that was too long");
    assert_eq!(cast(&mut scene, &ballot(1, (0, 1), 1, Some(2))), Ok(0), "what was kept is told to be");
    assert_eq!(counts(&scene), [0, 0, 1]);
}

/// What is acknowledged counts; a ballot that waits when a desk closes at once is refused, and its phone says so.
#[test]
fn closed_at_once_a_poll_takes_nothing_more_and_with_a_countdown_what_comes_until_its_end() {
    let mut scene = voting();
    let came = scene.now;
    scene.now = came + Millis(500);
    closes(&mut scene);
    scene.now = came;
    assert_eq!(cast(&mut scene, &ballot(1, (0, 1), 1, Some(0))), Err(Code::PollClosed));
    let mut scene = voting();
    let (poll, version) = (poll(&scene), scene.state.polls[&poll(&scene)].version);
    scene.does(DESK, &Command::ClosePoll { poll, version, seconds: Some(5) });
    let came = scene.now + Millis(4_999);
    scene.now = came + Millis(1_500);
    scene.does(Actor::Clock, &Command::Tick);
    scene.now = came;
    assert_eq!(cast(&mut scene, &ballot(1, (0, 1), 1, Some(0))), Ok(1));
}

#[test]
fn where_an_opening_is_left_on_the_way_home_papers_end_and_ballots_go_on() {
    let mut scene = begun();
    scene.holds_polls();
    let badge = issued(&mut scene);
    scene.does(OWNER, &scene.seal_anyway());
    let mut parted = Parted::after(scene);
    let open = parted.lost.to(Stage::Opened);
    parted.loses(OWNER, &open);
    let open = parted.lost.to(Stage::Opened);
    parted.loses(CO_OWNER, &open);
    opens(&mut parted.now, OWNER);
    assert!(parted.left().contains(&Matter::Award));
    assert_eq!(parted.now.award().stage, Stage::Sealed);
    assert_eq!(parted.now.is_refused(person(1), &paper(badge, 1)), Code::AwardSealed, "the key is erased");
    let round = parted.now.state.polls[&poll(&parted.now)].round.no;
    assert_eq!(cast(&mut parted.now, &ballot(1, (0, round), 1, Some(0))), Ok(1));
}

#[test]
fn no_poll_of_a_desks_own_is_blind() {
    let mut scene = with_jury();
    let mut draft = crate::domain::tests::polls::draft(crate::domain::poll::PollKind::Single, 2);
    draft.settings.blind = true;
    draft.title = title("أيهما؟");
    let create = Command::CreatePoll { session: PANEL, poll: draft };
    assert_eq!(scene.is_refused(DESK, &create), Code::BadPoll);
}
