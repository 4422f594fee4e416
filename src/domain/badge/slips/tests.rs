//! Slips: printed, used once, and one ballot with whatever else their badge votes by.

use super::super::tests::{MEMBERS, OWNER, ballot, row, with_badges};
use super::super::{BadgeChange, BadgeCode, BadgeCommand, slips};
use super::{KNOWN, SLIPS};
use crate::domain::ballot::Choice;
use crate::domain::change::Change;
use crate::domain::command::Command;
use crate::domain::id::{BadgeNo, CommandId, LinkNo, PollNo};
use crate::domain::poll::Voter;
use crate::domain::refusal::Code;
use crate::domain::register::Seq;
use crate::domain::role::{Actor, Role, Secret};
use crate::domain::state::State;
use crate::domain::tests::rebase::Parted;
use crate::domain::tests::scene::{DESK, Scene, person};
use crate::domain::view::poll::tally;

fn print(poll: PollNo, round: u32, badges: Option<&[u32]>) -> Command {
    let badges = badges.map(|list| list.iter().copied().map(BadgeNo).collect());
    Command::Badges(BadgeCommand::PrintSlips { poll, round, badges, group: None })
}

/// The code of the good slip of that badge.
fn slip_of(state: &State, poll: PollNo, badge: u32) -> BadgeCode {
    let sheet = slips(state, poll, None);
    sheet.slips.iter().find(|slip| slip.badge == BadgeNo(badge)).expect("it has a slip").code
}

fn replace(badge: u32, version: u32) -> Command {
    Command::Badges(BadgeCommand::Replace { badge: BadgeNo(badge), version })
}

fn reopen(scene: &mut Scene, poll: PollNo) {
    let version = scene.state.polls[&poll].version;
    scene.does(DESK, &Command::ClosePoll { poll, version, seconds: Some(0) });
    let version = scene.state.polls[&poll].version;
    scene.does(DESK, &Command::OpenPoll { poll, version, seconds: None });
}

/// What the last ballots come to, of those who have nothing but a phone.
fn voters(scene: &Scene, poll: PollNo) -> u32 {
    scene.state.polls[&poll].round.tally.voters
}

#[test]
fn a_slip_and_a_phone_of_one_badge_cast_one_ballot_whichever_comes_first() {
    for slip_first in [false, true] {
        let mut scene = with_badges();
        let poll = scene.for_badges(MEMBERS, false);
        scene.does(OWNER, &print(poll, 1, None));
        let (slip, badge) = (slip_of(&scene.state, poll, 1), scene.code(0));
        let (first, then) = if slip_first { (slip, badge) } else { (badge, slip) };
        scene.does(person(1), &ballot(poll, 0, 1, Some(first)));
        scene.does(person(2), &ballot(poll, 1, 2, Some(then)));
        assert_eq!(scene.count(poll), (vec![0, 1], 0), "slip first {slip_first}");
        let again = ballot(poll, 0, 3, Some(slip));
        assert_eq!(scene.is_refused(person(3), &again), Code::SlipUsed);
        scene.does(person(1), &ballot(poll, 0, 4, Some(badge)));
        assert_eq!(scene.count(poll), (vec![1, 0], 0), "its badge goes on");
        assert_eq!(scene.is_refused(DESK, &again), Code::SlipUsed, "a later ballot does not give it back");
    }
}

#[test]
fn in_a_secret_round_a_slip_is_good_while_its_badge_has_no_ballot_and_nothing_tells_that_it_was_used() {
    let mut scene = with_badges();
    let poll = scene.for_badges(MEMBERS, true);
    scene.does(OWNER, &print(poll, 1, None));
    let usher = scene.assistant(Role::Usher);
    let slips = [1, 2].map(|badge| slip_of(&scene.state, poll, badge));
    let cast = scene.does(usher, &ballot(poll, 0, 1, Some(slips[0])));
    let told = serde_json::to_string(&cast.changes).unwrap();
    assert!(!told.contains("slip") && !told.contains("assisted") && !told.contains("usher"), "{told}");
    assert_eq!(scene.is_refused(person(1), &ballot(poll, 1, 2, Some(slips[0]))), Code::SlipUsed);
    scene.does(person(1), &ballot(poll, 1, 2, Some(scene.code(0))));
    assert_eq!(
        scene.count(poll),
        (vec![0, 1], 0),
        "its badge changes it, and nobody counts for whom it was entered"
    );
    scene.does(person(2), &ballot(poll, 1, 1, Some(scene.code(1))));
    assert_eq!(scene.is_refused(person(2), &ballot(poll, 0, 2, Some(slips[1]))), Code::SlipUsed);
    assert_eq!(scene.count(poll), (vec![0, 2], 0));
}

#[test]
fn where_ballots_are_final_the_first_one_of_slip_and_phone_stands() {
    for slip_first in [false, true] {
        let mut scene = with_badges();
        let poll = scene.for_badges_with(MEMBERS, |settings| settings.changeable = false);
        scene.does(OWNER, &print(poll, 1, None));
        let (slip, badge) = (slip_of(&scene.state, poll, 1), scene.code(0));
        let (first, then) = if slip_first { (slip, badge) } else { (badge, slip) };
        scene.does(person(1), &ballot(poll, 0, 1, Some(first)));
        assert_eq!(scene.is_refused(person(2), &ballot(poll, 1, 2, Some(then))), Code::BallotFinal);
        assert_eq!(scene.count(poll), (vec![1, 0], 0));
    }
}

#[test]
fn a_slip_that_was_used_is_told_so_and_its_own_command_is_done() {
    let mut scene = with_badges();
    let poll = scene.for_badges(MEMBERS, false);
    scene.does(OWNER, &print(poll, 1, None));
    let (slip, id) = (slip_of(&scene.state, poll, 1), scene.fresh_id());
    let cast = ballot(poll, 0, 1, Some(slip));
    scene.give_as(person(1), id, &cast).expect("it is good");
    assert!(scene.give_as(person(1), id, &cast).expect("it was done").changes.is_empty());
    scene.does(person(2), &ballot(poll, 1, 2, Some(scene.code(0))));
    assert!(scene.give_as(person(1), id, &cast).expect("it was done").changes.is_empty(), "overridden");
}

#[test]
fn a_slip_that_was_refused_is_not_used_up() {
    let mut scene = with_badges();
    let poll = scene.for_badges(MEMBERS, false);
    scene.does(OWNER, &print(poll, 1, None));
    let slip = Some(slip_of(&scene.state, poll, 1));
    scene.does(person(1), &ballot(poll, 0, 5, Some(scene.code(0))));
    let stale = scene.give(person(2), &ballot(poll, 1, 1, slip)).unwrap_err();
    assert_eq!((stale.code, stale.limit), (Code::Stale, Some(5)));
    let nothing =
        Command::Vote { poll, round: 1, choice: Choice::Options(Vec::new()), seq: Seq(6), badge: slip };
    assert_eq!(scene.is_refused(person(2), &nothing), Code::BadBallot, "it takes none back");
    scene.does(person(2), &ballot(poll, 1, 6, slip));
    assert_eq!(scene.count(poll), (vec![0, 1], 0));
}

#[test]
fn a_slip_is_for_one_round_of_one_poll() {
    let mut scene = with_badges();
    let (poll, other) = (scene.for_badges(MEMBERS, false), scene.for_badges(&[], false));
    scene.does(OWNER, &print(poll, 1, None));
    let slip = slip_of(&scene.state, poll, 1);
    let refused = scene.give(person(1), &ballot(other, 0, 1, Some(slip))).unwrap_err();
    assert_eq!((refused.code, refused.limit), (Code::SlipOfOtherPoll, Some(i64::from(poll.0))));
    assert_eq!(
        scene.is_refused(OWNER, &print(poll, 2, None)),
        Code::Changed,
        "it is another round that is open"
    );
    reopen(&mut scene, poll);
    let cast =
        Command::Vote { poll, round: 2, choice: Choice::Options(vec![0]), seq: Seq(1), badge: Some(slip) };
    let refused = scene.give(person(1), &cast).unwrap_err();
    assert_eq!((refused.code, refused.limit), (Code::SlipOfOtherRound, Some(1)));
    let version = scene.state.polls[&poll].version;
    scene.does(DESK, &Command::ClosePoll { poll, version, seconds: Some(0) });
    scene.does(OWNER, &print(poll, 3, Some(&[1])));
    assert_eq!(slips(&scene.state, poll, None).round, 3, "those to print are the newest");
    let version = scene.state.polls[&poll].version;
    scene.does(DESK, &Command::OpenPoll { poll, version, seconds: None });
    let slip = slip_of(&scene.state, poll, 1);
    scene.does(
        person(1),
        &Command::Vote { poll, round: 3, choice: Choice::Options(vec![0]), seq: Seq(1), badge: Some(slip) },
    );
    assert_eq!(voters(&scene, poll), 1);
}

#[test]
fn a_slip_ends_with_its_badge_and_by_another_printing() {
    let mut scene = with_badges();
    let poll = scene.for_badges(MEMBERS, true);
    scene.does(OWNER, &print(poll, 1, None));
    let first = [1, 2].map(|badge| slip_of(&scene.state, poll, badge));
    scene.does(OWNER, &print(poll, 1, Some(&[2])));
    let again = slip_of(&scene.state, poll, 2);
    assert_ne!(again, first[1]);
    assert_eq!(scene.is_refused(person(1), &ballot(poll, 0, 1, Some(first[1]))), Code::SlipReplaced);
    scene.does(person(9), &ballot(poll, 0, 1, Some(first[0])));
    scene.does(OWNER, &replace(1, 1));
    assert_eq!(scene.is_refused(person(1), &ballot(poll, 1, 2, Some(first[0]))), Code::SlipEnded);
    assert_eq!(slips(&scene.state, poll, None).slips.len(), 1, "what is no good is not printed");
    scene.does(OWNER, &print(poll, 1, Some(&[1])));
    scene.does(person(1), &ballot(poll, 1, 1, Some(slip_of(&scene.state, poll, 1))));
    assert_eq!(scene.count(poll), (vec![0, 1], 0), "whoever found a slip did not vote for its holder");
    let end = Command::Badges(BadgeCommand::End { badge: BadgeNo(2), version: 1, on: true });
    scene.does(OWNER, &end);
    assert_eq!(scene.is_refused(person(1), &ballot(poll, 0, 1, Some(again))), Code::SlipEnded);
}

#[test]
fn another_slip_of_the_badge_that_used_one_votes_no_second_time() {
    let mut scene = with_badges();
    let poll = scene.for_badges(MEMBERS, true);
    scene.does(OWNER, &print(poll, 1, None));
    scene.does(person(1), &ballot(poll, 0, 1, Some(slip_of(&scene.state, poll, 1))));
    scene.does(OWNER, &print(poll, 1, None));
    let again = slip_of(&scene.state, poll, 1);
    assert_eq!(scene.is_refused(person(2), &ballot(poll, 1, 2, Some(again))), Code::SlipUsed);
    assert_eq!(scene.count(poll), (vec![1, 0], 0));
}

#[test]
fn slips_are_printed_for_those_who_may_vote_by_organisers_alone_and_within_bounds() {
    let mut scene = with_badges();
    let poll = scene.for_badges(MEMBERS, false);
    assert_eq!(scene.is_refused(DESK, &print(poll, 1, None)), Code::NotAllowed);
    assert_eq!(scene.is_refused(person(1), &print(poll, 1, None)), Code::NotAllowed);
    assert_eq!(scene.is_refused(OWNER, &print(PollNo(9), 1, None)), Code::UnknownPoll);
    assert_eq!(scene.is_refused(OWNER, &print(poll, 1, Some(&[9]))), Code::UnknownBadge);
    assert_eq!(scene.is_refused(OWNER, &print(poll, 1, Some(&[3]))), Code::NoBadges, "a guest's");
    assert_eq!(scene.is_refused(OWNER, &print(poll, 1, Some(&[]))), Code::OutOfRange);
    let both = BadgeCommand::PrintSlips { poll, round: 1, badges: Some(vec![BadgeNo(1)]), group: Some(0) };
    assert_eq!(scene.is_refused(OWNER, &Command::Badges(both)), Code::OutOfRange);
    let (id, command) = (scene.fresh_id(), print(poll, 1, None));
    assert_eq!(scene.give_as(OWNER, id, &command).expect("they are printed").made, Some(1));
    let again = scene.give_as(OWNER, id, &command).expect("they were");
    assert_eq!((again.made, again.changes.len()), (Some(1), 0));
    assert_eq!(slips(&scene.state, poll, None).slips.len(), 2);
    let all = scene.for_badges(&[], false);
    let guests = BadgeCommand::PrintSlips { poll: all, round: 1, badges: None, group: Some(1) };
    scene.does(OWNER, &Command::Badges(guests));
    assert_eq!(slips(&scene.state, all, None).slips[0].label.as_deref(), Some("B-1"));
    scene.state.badges.slips.count = SLIPS - 1;
    assert_eq!(scene.is_refused(OWNER, &print(poll, 1, None)), Code::TooManySlips);
}

#[test]
fn a_journal_that_says_more_slips_than_were_ever_printed_is_read_to_its_end() {
    let mut scene = with_badges();
    let poll = scene.for_badges(MEMBERS, false);
    scene.state.badges.slips.count = KNOWN - 2;
    let slips = vec![(BadgeNo(1), 0); 3];
    let printed =
        BadgeChange::SlipsPrinted { by: LinkNo(3), id: CommandId(900), poll, round: 1, slips, home: true };
    scene.state.apply_entry(scene.state.rev + 1, &[Change::Badges(printed)], &[]);
    let held = &scene.state.badges.slips;
    assert_eq!((held.len(), held.printings[0].slips.len()), (KNOWN, 2));
}

#[test]
fn nothing_written_holds_a_slips_code_and_without_its_key_it_is_gone() {
    let mut scene = with_badges();
    let poll = scene.for_badges(MEMBERS, false);
    let decision = scene.does(OWNER, &print(poll, 1, None));
    let slip = slip_of(&scene.state, poll, 1);
    let digits = serde_json::to_string(&slip).unwrap();
    let snapshot = serde_json::to_string(&scene.state).unwrap();
    for kept in [serde_json::to_string(&decision.changes).unwrap(), snapshot.clone()] {
        assert!(!kept.contains(digits.trim_matches('"')));
    }
    let mut read: State = serde_json::from_str(&snapshot).unwrap();
    let words: Vec<_> =
        scene.state.words.iter().map(|(no, text)| (no, std::sync::Arc::clone(text))).collect();
    read.file_again(&words);
    assert_eq!(read, scene.state, "a snapshot comes to the same");
    let key = scene.state.badges.list[&BadgeNo(1)].key;
    scene.state.apply_entry(scene.state.rev + 1, &[Change::Erased { words: vec![key] }], &[]);
    assert_eq!(scene.state.slip(slip), None);
    assert_eq!(scene.is_refused(person(1), &ballot(poll, 0, 1, Some(slip))), Code::UnknownBadge);
}

#[test]
fn a_slip_of_a_badge_that_was_given_another_code_is_used_once_too() {
    let mut scene = with_badges();
    let poll = scene.for_badges(MEMBERS, false);
    scene.does(OWNER, &replace(1, 1));
    scene.does(OWNER, &print(poll, 1, Some(&[1])));
    let slip = Some(slip_of(&scene.state, poll, 1));
    scene.does(person(1), &ballot(poll, 0, 1, slip));
    assert_eq!(scene.is_refused(person(2), &ballot(poll, 1, 2, slip)), Code::SlipUsed);
    assert_eq!(scene.count(poll), (vec![1, 0], 0));
}

/// Two histories that used the same slip: it is one ballot, the later one, and the slip is used up.
#[test]
fn a_slip_that_two_histories_used_is_one_ballot_and_used_up() {
    for (lost_seq, now_seq, stands) in [(2, 1, [1, 0]), (1, 2, [0, 1])] {
        let mut scene = with_badges();
        let poll = scene.for_badges(MEMBERS, false);
        scene.does(OWNER, &print(poll, 1, None));
        let slip = slip_of(&scene.state, poll, 1);
        let mut parted = Parted::after(scene);
        parted.loses(person(1), &ballot(poll, 0, lost_seq, Some(slip)));
        parted.now.does(person(2), &ballot(poll, 1, now_seq, Some(slip)));
        parted.come_home();
        assert_eq!(parted.now.count(poll), (stands.to_vec(), 0));
        assert_eq!(parted.now.state.polls[&poll].round.slips.len(), 2, "each was told that it is done");
        let again = ballot(poll, 0, 3, Some(slip));
        assert_eq!(parted.now.is_refused(person(3), &again), Code::SlipUsed);
    }
}

#[test]
fn a_slip_that_was_used_in_a_lost_history_alone_is_used_up_below_a_later_ballot_too() {
    let mut scene = with_badges();
    let poll = scene.for_badges(MEMBERS, false);
    scene.does(OWNER, &print(poll, 1, None));
    let slip = slip_of(&scene.state, poll, 1);
    let mut parted = Parted::after(scene);
    parted.loses(person(1), &ballot(poll, 0, 1, Some(slip)));
    let badge = parted.now.code(0);
    parted.now.does(person(2), &ballot(poll, 1, 9, Some(badge)));
    parted.come_home();
    assert_eq!(parted.now.count(poll), (vec![0, 1], 0), "the later one stands");
    assert_eq!(parted.now.is_refused(person(3), &ballot(poll, 0, 10, Some(slip))), Code::SlipUsed);
}

#[test]
fn slips_of_two_histories_are_good_beside_each_other() {
    let mut scene = with_badges();
    let poll = scene.for_badges(MEMBERS, false);
    let mut parted = Parted::after(scene);
    parted.loses(OWNER, &print(poll, 1, None));
    parted.now.does(OWNER, &print(poll, 1, None));
    let slips = [&parted.lost, &parted.now].map(|scene| slip_of(&scene.state, poll, 1));
    assert_ne!(slips[0], slips[1]);
    parted.come_home();
    parted.now.does(person(1), &ballot(poll, 0, 1, Some(slips[1])));
    assert_eq!(parted.now.is_refused(person(2), &ballot(poll, 1, 2, Some(slips[0]))), Code::SlipUsed);
}

#[test]
fn a_ballot_that_says_no_more_than_that_it_was_entered_for_somebody_is_a_desks() {
    let mut scene = with_badges();
    let poll = scene.for_badges(MEMBERS, false);
    let code = Some(scene.code(0));
    let cast = scene.does(DESK, &ballot(poll, 0, 1, code)).changes.remove(0);
    let mut told = serde_json::to_value(&cast).unwrap();
    assert_eq!(told["assisted"], "desk");
    told["assisted"] = true.into();
    assert_eq!(serde_json::from_value::<Change>(told).unwrap(), cast);
}

#[test]
fn slips_that_were_printed_in_a_lost_history_are_good_under_whatever_number_their_badge_has_now() {
    let mut scene = with_badges();
    let poll = scene.for_badges(&[], false);
    let mut parted = Parted::after(scene);
    let issue = |label: &str| {
        let row = row(label, "", "");
        Command::Badges(BadgeCommand::Issue { label: row.label, name: None, group: None })
    };
    parted.now.does(OWNER, &issue("D-1"));
    parted.loses(OWNER, &issue("C-1"));
    parted.loses(OWNER, &print(poll, 1, Some(&[4])));
    let slip = slip_of(&parted.lost.state, poll, 4);
    parted.come_home();
    let found = parted.now.state.slip(slip).expect("it is good");
    assert_eq!(found.holder.badge, BadgeNo(5));
    parted.now.does(person(1), &ballot(poll, 0, 1, Some(slip)));
    assert_eq!(parted.now.count(poll), (vec![1, 0], 0));
}

#[test]
fn ushers_and_kiosks_enter_ballots_that_are_counted_apart() {
    let mut scene = with_badges();
    let poll = scene.for_badges(&[], false);
    scene.does(OWNER, &print(poll, 1, None));
    let crew = [Role::Usher, Role::Kiosk].map(|role| scene.assistant(role));
    let (codes, slip) = ([scene.code(0), scene.code(1)], slip_of(&scene.state, poll, 3));
    scene.does(crew[0], &ballot(poll, 0, 1, Some(codes[0])));
    scene.does(crew[1], &ballot(poll, 0, 1, Some(slip)));
    scene.does(DESK, &ballot(poll, 1, 1, Some(codes[1])));
    let apart = |scene: &Scene| {
        let tally = &scene.state.polls[&poll].round.tally;
        (tally.voters, tally.assisted, tally.ushers, tally.kiosks)
    };
    assert_eq!(apart(&scene), (3, 3, 1, 1));
    for id in [CommandId(1), CommandId(u64::MAX)] {
        let again = scene.give_as(crew[1], id, &ballot(poll, 1, 1, Some(codes[0])));
        assert_eq!(again.map(|_| ()), Err(Code::Stale.at(1)), "somebody is asked before it is replaced");
    }
    scene.does(crew[1], &ballot(poll, 1, 2, Some(codes[0])));
    assert_eq!(apart(&scene), (3, 3, 0, 2), "the last one to enter it counts");
    scene.does(person(1), &ballot(poll, 1, 3, Some(codes[0])));
    assert_eq!(apart(&scene), (3, 2, 0, 1));
    let told = |scene: &Scene| {
        let tally = tally(&scene.state, poll, Role::Moderator);
        (tally.assisted, tally.ushers, tally.kiosks)
    };
    assert_eq!(told(&scene), (0, 0, 0), "of an open round it would tell who just chose what");
    let Actor::Crew(usher) = crew[0] else { panic!("it is a link") };
    scene.does(OWNER, &Command::RevokeLink { link: usher });
    assert_eq!(scene.is_refused(crew[0], &ballot(poll, 1, 4, Some(codes[0]))), Code::LinkEnded);
    let version = scene.state.polls[&poll].version;
    scene.does(DESK, &Command::ClosePoll { poll, version, seconds: Some(0) });
    assert_eq!(told(&scene), (2, 0, 1));
}

#[test]
fn whoever_uses_a_slip_or_enters_a_ballot_leaves_the_holder_numbers_above_it() {
    for secret in [false, true] {
        let mut scene = with_badges();
        let poll = scene.for_badges(&[], secret);
        scene.does(OWNER, &print(poll, 1, None));
        let usher = scene.assistant(Role::Usher);
        let (code, slip) = (scene.code(0), slip_of(&scene.state, poll, 1));
        for (actor, badge) in [(person(7), slip), (usher, code), (DESK, code)] {
            let refused = scene.give(actor, &ballot(poll, 0, u64::from(u16::MAX), Some(badge)));
            assert_eq!(refused.map(|_| ()), Err(Code::BadSeq.at(16)));
        }
        scene.does(person(7), &ballot(poll, 0, 16, Some(slip)));
        scene.does(person(1), &ballot(poll, 1, 17, Some(code)));
        assert_eq!(scene.count(poll).0, [0, 1]);
    }
}

#[test]
fn without_badges_nobody_votes_for_another() {
    let mut scene = with_badges();
    let poll = scene.for_badges_with(&[], |settings| settings.voters = None);
    let code = Some(scene.code(0));
    for actor in [scene.assistant(Role::Usher), scene.assistant(Role::Kiosk)] {
        assert_eq!(scene.is_refused(actor, &ballot(poll, 0, 1, code)), Code::NotForOthers);
    }
    for actor in [DESK, Actor::Crew(LinkNo(4))] {
        assert_eq!(scene.is_refused(actor, &ballot(poll, 0, 1, code)), Code::NotAllowed);
    }
    assert_eq!(scene.is_refused(OWNER, &print(poll, 1, None)), Code::NotForOthers);
}

#[test]
fn the_same_badge_is_filed_under_one_voter_by_badge_and_slip() {
    let mut scene = with_badges();
    let poll = scene.for_badges(&[], false);
    scene.does(OWNER, &print(poll, 1, None));
    let voters =
        [1, 2, 3].map(|badge| scene.state.slip(slip_of(&scene.state, poll, badge)).unwrap().holder.voter);
    let own: Vec<Voter> = (0..3).map(|at| scene.state.holder(scene.code(at)).unwrap().voter).collect();
    assert_eq!(voters.to_vec(), own);
    assert_eq!(scene.state.holder(slip_of(&scene.state, poll, 1)), None, "a slip is no badge");
}

impl Scene {
    /// A link of that role for all halls.
    pub(in crate::domain) fn assistant(&mut self, role: Role) -> Actor {
        let secret = Secret::new(format!("secret-of-an-assistant-{:06}", self.state.last.link.0));
        let (hall, expires, table, stand) = (None, None, None, None);
        let create = Command::CreateLink { role, hall, name: "link".into(), expires, table, stand, secret };
        Actor::Crew(LinkNo(self.does(OWNER, &create).made.expect("a link has a number")))
    }
}
