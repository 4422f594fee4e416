//! Badges in a forum: made, replaced, ended, and the ballots of those who hold them.

use std::sync::Arc;

use super::{BadgeCode, BadgeCommand, BadgeEntry, Columns, Groups, Row, badges, list};
use crate::domain::ballot::Choice;
use crate::domain::change::Change;
use crate::domain::command::{Command, PollDraft};
use crate::domain::forum::Title;
use crate::domain::id::{BadgeNo, PollNo, WordsNo};
use crate::domain::poll::{PollKind, PollSettings};
use crate::domain::refusal::Code;
use crate::domain::register::Seq;
use crate::domain::role::Actor;
use crate::domain::tests::scene::{DESK, PANEL, Scene, person};
use crate::domain::text::fold::fold;
use crate::domain::topic::Part;
use crate::domain::words::Text;

pub(super) const OWNER: Actor = Actor::Crew(crate::domain::id::LinkNo(3));
pub(super) const MEMBERS: &[u8] = &[0];

pub(super) fn row(label: &str, name: &str, group: &str) -> Row {
    let text = |text: &str| (!text.is_empty()).then(|| Text::new(text));
    Row { label: text(label), name: text(name), group: text(group) }
}

pub(super) fn import(rows: &[Row]) -> Command {
    let columns = Columns { names: true, groups: true };
    Command::Badges(BadgeCommand::Import { rows: Arc::from(rows), columns })
}

fn issue(row: &Row) -> Command {
    let Row { label, name, group } = row.clone();
    Command::Badges(BadgeCommand::Issue { label, name, group })
}

/// A forum with two members and a guest.
pub(crate) fn with_badges() -> Scene {
    let mut scene = Scene::new();
    let rows = [row("A-1", "عضو", "الأعضاء"), row("A-2", "", "الاعضاء "), row("B-1", "", "Guests")];
    scene.does(OWNER, &import(&rows));
    scene
}

impl Scene {
    pub(super) fn entries(&self) -> Vec<BadgeEntry> {
        list(&self.state).collect()
    }

    pub(crate) fn code(&self, badge: usize) -> BadgeCode {
        self.entries()[badge].code.expect("a good badge has a code")
    }

    /// A poll with two options for those groups, open.
    pub(crate) fn for_badges(&mut self, groups: &[u8], secret: bool) -> PollNo {
        self.for_badges_with(groups, |settings| settings.secret = secret)
    }

    pub(super) fn for_badges_with(
        &mut self,
        groups: &[u8],
        change: impl FnOnce(&mut PollSettings),
    ) -> PollNo {
        let title = |text: &str| Title { ar: text.into(), en: String::new() };
        let voters = Some(Groups::try_from(groups.to_vec()).expect("there are such groups"));
        let mut settings = PollSettings { voters, ..PollSettings::default() };
        change(&mut settings);
        let poll = PollDraft {
            title: title("أي مبادرة؟"),
            answer: PollKind::Single,
            options: vec![title("الأولى"), title("الثانية")],
            labels: Vec::new(),
            settings,
        };
        let made = self.does(DESK, &Command::CreatePoll { session: PANEL, poll }).made;
        let poll = PollNo(made.expect("a poll has a number"));
        self.does(DESK, &Command::OpenPoll { poll, version: 1, seconds: None });
        poll
    }

    pub(super) fn count(&self, poll: PollNo) -> (Vec<u32>, u32) {
        let tally = &self.state.polls[&poll].round.tally;
        (tally.counts.clone(), tally.assisted)
    }
}

pub(crate) fn ballot(poll: PollNo, option: u8, seq: u64, badge: Option<BadgeCode>) -> Command {
    Command::Vote { poll, round: 1, choice: Choice::Options(vec![option]), seq: Seq(seq), badge }
}

#[test]
fn a_list_becomes_badges_with_codes_and_groups_as_they_were_spelled_first() {
    let scene = with_badges();
    let entries = scene.entries();
    let said: Vec<_> = entries.iter().map(|entry| (entry.label.as_deref(), entry.group)).collect();
    assert_eq!(said, [(Some("A-1"), Some(0)), (Some("A-2"), Some(0)), (Some("B-1"), Some(1))]);
    let codes: std::collections::BTreeSet<_> = entries.iter().map(|entry| entry.code).collect();
    assert_eq!(codes.len(), 3);
    let view = badges(&scene.state);
    let groups: Vec<_> =
        view.groups.iter().map(|group| (&*group.name.ar, &*group.name.en, group.good)).collect();
    assert_eq!(groups, [("الأعضاء", "", 2), ("", "Guests", 1)]);
    assert_eq!((view.good, view.ended), (3, 0));
}

#[test]
fn the_same_list_again_changes_nothing_and_another_one_what_it_says_otherwise() {
    let mut scene = with_badges();
    let before = scene.entries();
    let again =
        [row("A-1", "عضو", "الأعضاء"), row("a-٢", "", "الأعضاء"), row("B-1", "ضيف", "Guests"), row("", "", "")];
    scene.does(OWNER, &import(&again[..1]));
    assert_eq!(scene.entries(), before);
    scene.does(OWNER, &import(&again));
    let after = scene.entries();
    assert_eq!(after.len(), 4, "what has no number is another badge each time");
    assert_eq!(after[2].name.as_deref(), Some("ضيف"));
    let codes = |entries: &[BadgeEntry]| entries.iter().take(3).map(|entry| entry.code).collect::<Vec<_>>();
    assert_eq!(codes(&after), codes(&before), "whoever has a sheet keeps it");
}

#[test]
fn a_list_is_taken_whole_or_not_at_all() {
    let mut scene = with_badges();
    let long = "ط".repeat(61);
    let code = scene.is_refused(OWNER, &import(&[row("C-1", "", ""), row("C-2", &long, "")]));
    assert_eq!(code, Code::TextTooLong);
    assert_eq!(scene.is_refused(OWNER, &import(&[row("C-1", "", ""), row("c-1", "", "")])), Code::BadgeTaken);
    let groups: Vec<Row> = (0..60).map(|no| row("", "", &format!("g{no}"))).collect();
    assert_eq!(scene.is_refused(OWNER, &import(&groups)), Code::TooManyGroups);
    assert_eq!(scene.is_refused(DESK, &import(&[row("C-1", "", "")])), Code::NotAllowed);
    assert_eq!(scene.is_refused(person(1), &issue(&row("C-1", "", ""))), Code::NotAllowed);
}

#[test]
fn a_badge_made_at_the_door_is_made_once() {
    let mut scene = with_badges();
    let id = scene.fresh_id();
    let made = scene.give_as(OWNER, id, &issue(&row("C-1", "", "Guests"))).expect("it is made").made;
    assert_eq!(made, Some(4));
    let again = scene.give_as(OWNER, id, &issue(&row("C-1", "", "Guests"))).expect("it stands");
    assert_eq!((again.made, again.changes.len()), (Some(4), 0));
    assert_eq!(scene.is_refused(OWNER, &issue(&row("c-١", "", ""))), Code::BadgeTaken);
}

#[test]
fn a_phone_a_second_phone_and_a_desk_with_one_badge_cast_one_ballot() {
    for secret in [false, true] {
        let mut scene = with_badges();
        let poll = scene.for_badges(MEMBERS, secret);
        let code = Some(scene.code(0));
        scene.does(person(1), &ballot(poll, 0, 1, code));
        assert_eq!(scene.count(poll), (vec![1, 0], 0));
        scene.does(person(2), &ballot(poll, 1, 2, code));
        assert_eq!(scene.count(poll), (vec![0, 1], 0));
        scene.does(DESK, &ballot(poll, 0, 3, code));
        let apart = u32::from(!secret);
        assert_eq!(scene.count(poll), (vec![1, 0], apart), "entered for somebody, and counted apart");
        scene.does(person(1), &ballot(poll, 1, 4, code));
        assert_eq!(scene.count(poll), (vec![0, 1], 0));
        scene.does(person(1), &ballot(poll, 1, 1, Some(scene.code(1))));
        assert_eq!(scene.count(poll), (vec![0, 2], 0), "a family's two badges on one phone are two");
    }
}

#[test]
fn who_has_no_badge_of_the_right_group_is_told_what_is_missing() {
    let mut scene = with_badges();
    let poll = scene.for_badges(MEMBERS, true);
    let refused = |scene: &mut Scene, badge| scene.is_refused(person(1), &ballot(poll, 0, 1, badge));
    assert_eq!(refused(&mut scene, None), Code::BadgeNeeded);
    assert_eq!(refused(&mut scene, Some(BadgeCode::read("1234567890123456"))), Code::UnknownBadge);
    assert_eq!(refused(&mut scene, Some(BadgeCode::read("what is this"))), Code::UnknownBadge);
    let guest = Some(scene.code(2));
    assert_eq!(refused(&mut scene, guest), Code::NotYourGroup);
    let any = scene.for_badges(&[], false);
    scene.does(person(1), &ballot(any, 0, 1, guest));
    assert_eq!(scene.is_refused(DESK, &ballot(any, 0, 2, None)), Code::BadgeNeeded);
}

#[test]
fn a_replaced_badge_goes_on_under_its_new_code_and_the_old_one_is_dead() {
    let mut scene = with_badges();
    let poll = scene.for_badges(MEMBERS, true);
    let old = scene.code(0);
    let cast = ballot(poll, 0, 1, Some(old));
    let id = scene.fresh_id();
    scene.give_as(person(1), id, &cast).expect("it is good yet");
    let replace = Command::Badges(BadgeCommand::Replace { badge: BadgeNo(1), version: 1 });
    let once = scene.fresh_id();
    scene.give_as(OWNER, once, &replace).expect("it stands as it was read");
    assert!(scene.give_as(OWNER, once, &replace).expect("it was done").changes.is_empty());
    assert_eq!(scene.is_refused(OWNER, &replace), Code::Changed, "by two organisers it is replaced once");
    let new = scene.code(0);
    assert_ne!(new, old);
    assert_eq!(scene.is_refused(person(2), &ballot(poll, 1, 2, Some(old))), Code::BadgeEnded);
    let again = scene.give_as(person(1), id, &cast).expect("what was done is told to be done");
    assert!(again.changes.is_empty());
    let late = ballot(poll, 0, 1, Some(old));
    assert_eq!(scene.is_refused(person(1), &late), Code::BadgeEnded);
    scene.does(person(3), &ballot(poll, 1, 1, Some(new)));
    assert_eq!(scene.count(poll), (vec![0, 1], 0), "the finder's ballot is the holder's to change");
}

#[test]
fn whoever_found_a_badge_cannot_pin_its_ballot() {
    for changeable in [true, false] {
        let mut scene = with_badges();
        let poll = scene.for_badges_with(MEMBERS, |settings| settings.changeable = changeable);
        scene.does(person(9), &ballot(poll, 0, u64::from(u16::MAX), Some(scene.code(0))));
        scene.does(OWNER, &Command::Badges(BadgeCommand::Replace { badge: BadgeNo(1), version: 1 }));
        scene.does(person(1), &ballot(poll, 1, 1, Some(scene.code(0))));
        assert_eq!(scene.count(poll), (vec![0, 1], 0));
        let again = scene.give(person(1), &ballot(poll, 0, 2, Some(scene.code(0))));
        assert_eq!(again.is_ok(), changeable, "the holder's own is final where ballots are");
    }
}

#[test]
fn in_a_secret_round_no_ballot_says_how_often_its_badge_was_replaced() {
    let mut scene = with_badges();
    let secret = scene.for_badges(&[], true);
    scene.does(OWNER, &Command::Badges(BadgeCommand::Replace { badge: BadgeNo(1), version: 1 }));
    for badge in 0..3 {
        scene.does(person(9), &ballot(secret, 0, 1, Some(scene.code(badge))));
    }
    let editions: Vec<u32> =
        scene.state.polls[&secret].round.ballots.values().map(|ballot| ballot.edition).collect();
    assert!(editions.len() == 3 && editions.iter().all(|edition| *edition > 1_000), "{editions:?}");
    let told = scene.for_badges(&[], false);
    scene.does(person(9), &ballot(told, 0, 1, Some(scene.code(0))));
    assert_eq!(scene.state.polls[&told].round.ballots.values().next().map(|ballot| ballot.edition), Some(1));
}

#[test]
fn what_stands_for_a_badge_s_edition_is_another_number_in_each_secret_round() {
    let mut scene = with_badges();
    let poll = scene.for_badges(&[], true);
    let mut filed = Vec::new();
    for round in 1..=2 {
        let (choice, badge) = (Choice::Options(vec![0]), Some(scene.code(0)));
        scene.does(person(9), &Command::Vote { poll, round, choice, seq: Seq(1), badge });
        filed.extend(scene.state.polls[&poll].round.ballots.values().map(|ballot| ballot.edition));
        let version = scene.state.polls[&poll].version;
        scene.does(DESK, &Command::ClosePoll { poll, version, seconds: Some(0) });
        let version = scene.state.polls[&poll].version;
        scene.does(DESK, &Command::OpenPoll { poll, version, seconds: None });
    }
    assert!(filed.len() == 2 && filed[0] != filed[1], "the round's key alone tells it: {filed:?}");
}

#[test]
fn a_device_of_the_same_badge_is_told_above_which_number_to_go_on() {
    let mut scene = with_badges();
    let poll = scene.for_badges(MEMBERS, false);
    let code = Some(scene.code(0));
    scene.does(person(1), &ballot(poll, 0, 5, code));
    let refused = scene.give(person(2), &ballot(poll, 1, 1, code)).unwrap_err();
    assert_eq!((refused.code, refused.limit), (Code::Stale, Some(5)));
    assert_eq!(scene.is_refused(person(2), &ballot(poll, 1, 70_000, code)), Code::BadSeq);
}

#[test]
fn a_ballot_that_was_cast_is_told_to_be_done_whatever_became_of_its_badge() {
    let mut scene = with_badges();
    let poll = scene.for_badges(MEMBERS, true);
    let (cast, id) = (ballot(poll, 0, 1, Some(scene.code(0))), scene.fresh_id());
    scene.give_as(person(1), id, &cast).expect("it is good yet");
    let describe =
        BadgeCommand::Describe { badge: BadgeNo(1), version: 1, label: None, name: None, group: None };
    scene.does(OWNER, &Command::Badges(describe));
    let again =
        |scene: &mut Scene| scene.give_as(person(1), id, &cast).map(|decision| decision.changes.len());
    assert_eq!(again(&mut scene), Ok(0), "in another group");
    let version = scene.state.polls[&poll].version;
    scene.does(DESK, &Command::ClosePoll { poll, version, seconds: Some(0) });
    let key = scene.state.badges.list[&BadgeNo(1)].key;
    let rev = scene.state.rev + 1;
    scene.state.apply_entry(rev, &[Change::Erased { words: vec![key] }], &[]);
    assert_eq!(again(&mut scene), Ok(0), "without a code");
}

#[test]
fn a_list_says_nothing_of_what_it_has_no_column_for() {
    let mut scene = with_badges();
    let rows = Arc::from([row("A-1", "عضوة", "")]);
    let columns = Columns { names: true, groups: false };
    scene.does(OWNER, &Command::Badges(BadgeCommand::Import { rows, columns }));
    let first = &scene.entries()[0];
    assert_eq!((first.name.as_deref(), first.group), (Some("عضوة"), Some(0)));
}

#[test]
fn a_list_that_is_sent_again_undoes_nothing_that_was_corrected_since() {
    let mut scene = with_badges();
    let (id, list) = (scene.fresh_id(), import(&[row("A-1", "خطأ", "الأعضاء")]));
    scene.give_as(OWNER, id, &list).expect("it is taken");
    let Row { label, name, group } = row("A-1", "صواب", "الأعضاء");
    scene.does(
        OWNER,
        &Command::Badges(BadgeCommand::Describe { badge: BadgeNo(1), version: 2, label, name, group }),
    );
    assert!(scene.give_as(OWNER, id, &list).expect("it was taken").changes.is_empty());
    assert_eq!(scene.entries()[0].name.as_deref(), Some("صواب"));
}

#[test]
fn what_has_no_letter_and_no_digit_is_no_number_and_no_group() {
    let mut scene = with_badges();
    for wrong in [row("-", "", ""), row("", "", "👏")] {
        assert_eq!(scene.is_refused(OWNER, &issue(&wrong)), Code::TextEmpty);
    }
}

#[test]
fn a_badge_that_is_ended_votes_no_more_until_it_is_good_again() {
    let mut scene = with_badges();
    let poll = scene.for_badges(MEMBERS, false);
    assert_eq!(scene.state.badges.electors(Groups::try_from(vec![0]).unwrap()), 2);
    let code = scene.code(0);
    let end = |version, on| Command::Badges(BadgeCommand::End { badge: BadgeNo(1), version, on });
    scene.does(OWNER, &end(1, true));
    assert!(scene.does(OWNER, &end(1, true)).changes.is_empty(), "it stands");
    assert_eq!(scene.entries()[0].code, None);
    assert_eq!(scene.is_refused(person(1), &ballot(poll, 0, 1, Some(code))), Code::BadgeEnded);
    assert_eq!(scene.state.badges.electors(Groups::try_from(vec![0]).unwrap()), 1);
    scene.does(OWNER, &end(2, false));
    scene.does(person(1), &ballot(poll, 0, 1, Some(code)));
}

#[test]
fn polls_are_told_anew_where_another_number_may_vote_in_them_and_no_others() {
    let mut scene = with_badges();
    let polls = [MEMBERS, &[1], &[0, 1]].map(|groups| scene.for_badges(groups, false));
    let describe = |badge, version, group: &str| {
        let group = Some(Text::new(group));
        let (badge, label, name) = (BadgeNo(badge), Some(Text::new("A-9")), None);
        Command::Badges(BadgeCommand::Describe { badge, version, label, name, group })
    };
    let end = |badge, version, on| Command::Badges(BadgeCommand::End { badge: BadgeNo(badge), version, on });
    let told = |scene: &mut Scene, command: &Command| {
        scene.does(OWNER, command);
        polls.map(|poll| scene.state.topics.touched(Part::Poll(poll)) == scene.state.rev)
    };
    assert_eq!(told(&mut scene, &describe(1, 1, "Guests")), [true, true, false], "all in all as many");
    assert_eq!(told(&mut scene, &end(1, 2, true)), [false, true, true]);
    assert_eq!(told(&mut scene, &describe(1, 3, "الأعضاء")), [false; 3], "it may vote in none");
    assert_eq!(told(&mut scene, &end(1, 4, false)), [true, false, true]);
    assert_eq!(told(&mut scene, &issue(&row("B-2", "", "Guests"))), [false, true, true]);
}

#[test]
fn an_erased_name_makes_no_code_anew_and_an_erased_number_finds_nobody() {
    let mut scene = Scene::new();
    scene.does(OWNER, &import(&[row("A-1", "عضو", "الأعضاء"), row("A-2", "عضو آخر", "الأعضاء")]));
    let (before, badge) = (scene.state.badges.clone(), Arc::clone(&scene.state.badges.list[&BadgeNo(1)]));
    let mut erases = |words: Vec<WordsNo>| {
        let rev = scene.state.rev + 1;
        scene.state.apply_entry(rev, &[Change::Erased { words }], &[]);
        assert_eq!(scene.state.topics.touched(Part::Badges), rev);
        scene.state.badges.clone()
    };
    let after = erases(badge.name.into_iter().collect());
    assert!(after.codes.ptr_eq(&before.codes) && after.labels == before.labels);
    let after = erases(badge.label.into_iter().collect());
    assert!(after.codes.ptr_eq(&before.codes), "its code is good");
    let found = ["A-1", "A-2"].map(|label| after.labelled(&fold(label)));
    assert_eq!(found, [None, Some(BadgeNo(2))]);
    let mut read = scene.state.clone();
    read.rebuild_badges();
    assert_eq!(read, scene.state, "a snapshot comes to the same");
}

#[test]
fn turnout_is_out_of_the_badges_that_may_vote() {
    let mut scene = with_badges();
    let poll = scene.for_badges(MEMBERS, false);
    scene.does(person(1), &ballot(poll, 0, 1, Some(scene.code(0))));
    scene.around.came.insert((poll, 1), 500);
    let version = scene.state.polls[&poll].version;
    scene.does(DESK, &Command::ClosePoll { poll, version, seconds: Some(0) });
    assert_eq!(scene.state.polls[&poll].round.here, 2);
}

#[test]
fn nothing_written_holds_a_code_or_a_key_and_without_its_key_a_code_is_gone() {
    let mut scene = Scene::new();
    let decision = scene.does(OWNER, &import(&[row("A-1", "عضو", "الأعضاء")]));
    let (code, key) = (scene.code(0), scene.state.badges.list[&BadgeNo(1)].key);
    let printed = serde_json::to_string(&code).unwrap();
    let text = scene.state.text(key).to_owned();
    for kept in
        [serde_json::to_string(&decision.changes).unwrap(), serde_json::to_string(&scene.state).unwrap()]
    {
        assert!(!kept.contains(printed.trim_matches('"')) && !kept.contains(&text) && !kept.contains("عضو"));
    }
    let mut read: crate::domain::state::State =
        serde_json::from_value(serde_json::to_value(&scene.state).unwrap()).unwrap();
    let words: Vec<_> = scene.state.words.iter().map(|(no, text)| (no, Arc::clone(text))).collect();
    read.file_again(&words);
    assert_eq!(read, scene.state, "a snapshot comes to the same");
    let rev = scene.state.rev + 1;
    scene.state.apply_entry(rev, &[Change::Erased { words: vec![key] }], &[]);
    assert_eq!(scene.state.holder(code), None);
    assert_eq!(scene.entries()[0].code, None);
}

#[test]
fn no_poll_of_texts_and_no_quiz_is_for_badges_as_whose_they_are_nobody_knows() {
    let mut scene = with_badges();
    let title = Title { ar: "رأيك".into(), en: String::new() };
    let settings = PollSettings { voters: Some(Groups::ALL), ..PollSettings::default() };
    for (answer, options) in
        [(PollKind::Open, 0), (PollKind::Cloud { words: 2 }, 0), (PollKind::Quiz { answer: 0 }, 2)]
    {
        let options = vec![title.clone(); options];
        let poll = PollDraft { title: title.clone(), answer, options, labels: Vec::new(), settings };
        assert_eq!(scene.is_refused(DESK, &Command::CreatePoll { session: PANEL, poll }), Code::BadPoll);
    }
}
