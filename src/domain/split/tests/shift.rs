//! Two polls that ask the same, before and after, and what may be told of who moved.

use std::collections::BTreeMap;

use super::{Cells, Left, each_count};
use crate::domain::change::Change;
use crate::domain::command::Command;
use crate::domain::id::PollNo;
use crate::domain::poll::{PollKind, PollSettings};
use crate::domain::refusal::Code;
use crate::domain::register::Seq;
use crate::domain::role::Role;
use crate::domain::split::shift::moved;
use crate::domain::split::{LEAST, Moved, Shift, ShiftView, Split};
use crate::domain::state::State;
use crate::domain::tests::polls::{NOTHING, draft, one, secret};
use crate::domain::tests::rebase::Parted;
use crate::domain::tests::scene::{DESK, PANEL, Scene, TALK, person};
use crate::domain::topic::Part;
use crate::domain::view::poll;

/// All joined tables of two polls with these counts: whoever is not in both answered one of them alone.
fn joined(before: &[u32], now: &[u32]) -> Vec<Cells> {
    fn fill(at: usize, cells: &mut Cells, left: &mut Left, all: &mut Vec<Cells>) {
        let options = left.0.len();
        let (row, column) = (at / options, at % options);
        if row == options {
            for (row, apart) in cells.iter_mut().zip(&left.0) {
                row[options] = *apart;
            }
            cells[options][..options].copy_from_slice(&left.1);
            all.push(cells.clone());
            return;
        }
        let most = left.0[row].min(left.1[column]);
        each_count(0..=most, (row, column), cells, left, |cells, left| fill(at + 1, cells, left, all));
    }
    let mut all = Vec::new();
    let mut cells = vec![vec![0; before.len() + 1]; before.len() + 1];
    fill(0, &mut cells, &mut (before.to_vec(), now.to_vec()), &mut all);
    all
}

/// Whoever knows both counts, what is told and the rule finds two values at least for each number that is not told, but where nobody can
/// be. Tells how many numbers are told and how many hidden.
fn nothing_is_found_out(before: &[u32], now: &[u32]) -> (usize, usize) {
    let mut alike: BTreeMap<Option<(u32, Cells, Cells)>, Vec<Cells>> = BTreeMap::new();
    for cells in joined(before, now) {
        // Hidden numbers apart from those that are told.
        let told = moved(&cells).map(|Moved { both, cells }| {
            let each = |to: &dyn Fn(&Option<u32>) -> u32| {
                cells.iter().map(|row| row.iter().map(to).collect()).collect::<Cells>()
            };
            (both, each(&|told| u32::from(told.is_some())), each(&|told| told.unwrap_or(0)))
        });
        alike.entry(told).or_default().push(cells);
    }
    let (mut shown, mut hidden) = (0, 0);
    for (told, tables) in &alike {
        for row in 0..=before.len() {
            for column in 0..=now.len() {
                let values = tables.iter().map(|cells| cells[row][column]);
                let (low, high) = (values.clone().min().unwrap_or(0), values.max().unwrap_or(0));
                let is_corner = row == before.len() && column == now.len();
                let is_empty = is_corner || before.get(row) == Some(&0) || now.get(column) == Some(&0);
                if told.as_ref().is_some_and(|(_, is_told, _)| is_told[row][column] > 0) {
                    let cells = &tables[0];
                    let of_row: u32 = cells[row].iter().sum();
                    let of_column: u32 = cells.iter().map(|row| row[column]).sum();
                    assert!(low >= LEAST || is_corner || of_row == 0 || of_column == 0, "{cells:?}");
                    shown += tables.len();
                    continue;
                }
                hidden += tables.len();
                assert!(
                    low < high || is_empty,
                    "{row}, {column} is {low} in {before:?} to {now:?} by {told:?}"
                );
            }
        }
    }
    (shown, hidden)
}

#[test]
fn nobody_s_way_from_one_answer_to_another_is_found_out() {
    let pairs: [(&[u32], &[u32]); 14] = [
        (&[12, 9], &[11, 10]),
        (&[13, 13], &[13, 13]),
        (&[20, 21], &[21, 20]),
        (&[25, 24], &[24, 26]),
        (&[5, 20], &[14, 11]),
        (&[20, 0], &[10, 10]),
        (&[20, 1], &[21, 0]),
        (&[3, 2], &[1, 4]),
        (&[17, 12], &[10, 14]),
        (&[26, 6], &[26, 6]),
        (&[26, 5], &[5, 30]),
        (&[5, 6, 0], &[6, 5, 4]),
        (&[4, 3, 5], &[5, 6, 3]),
        (&[14, 0, 12], &[0, 12, 14]),
    ];
    let (mut shown, mut hidden) = (0, 0);
    for (before, now) in pairs {
        let (told, untold) = nothing_is_found_out(before, now);
        shown += told;
        hidden += untold;
    }
    assert!(shown > 100_000 && hidden > 50_000, "{shown} are told and {hidden} hidden");
}

#[test]
fn where_few_came_anew_or_stayed_away_nothing_is_told_of_who_moved() {
    let table = |came: u32, stayed: u32| vec![vec![20, 10, stayed], vec![9, 20, 0], vec![came, 0, 0]];
    for (came, stayed) in [(0, 0), (5, 0), (0, 5)] {
        assert!(moved(&table(came, stayed)).is_some(), "{came}, {stayed}");
    }
    for (came, stayed) in [(1, 0), (0, 1), (4, 0), (0, 4)] {
        assert_eq!(moved(&table(came, stayed)), None, "{came}, {stayed}");
    }
    let of_many = vec![vec![20, 10, 5], vec![9, 20, 5], vec![6, 7, 0]];
    assert_eq!(moved(&of_many).map(|moved| (moved.both, moved.cells[2][1])), Some((59, Some(7))));
    let now_of_one_mind = vec![vec![20, 0, 0], vec![9, 0, 0], vec![0, 0, 0]];
    let then_of_one_mind = vec![vec![20, 9, 0], vec![0, 0, 0], vec![0, 0, 0]];
    for of_one_mind in [now_of_one_mind, then_of_one_mind] {
        assert_eq!(moved(&of_one_mind), None, "everybody's way follows from the counts");
    }
}

/// Two polls of two options, the later asking the earlier again; both are drafts.
fn pair(scene: &mut Scene) -> (PollNo, PollNo) {
    let first = scene.prepared(&draft(PollKind::Single, 2));
    let later = scene.prepared(&asking_again(first));
    (first, later)
}

fn asking_again(first: PollNo) -> crate::domain::command::PollDraft {
    let mut again = draft(PollKind::Single, 2);
    again.settings.after = Some(first);
    again
}

impl Scene {
    #[track_caller]
    fn holds(&mut self, poll: PollNo, votes: impl IntoIterator<Item = (u8, u8)>) {
        self.does(DESK, &self.open_poll(poll, None));
        for (by, place) in votes {
            self.voted(by, poll, one(place));
        }
    }

    fn shift(&self, poll: PollNo, role: Role) -> Option<ShiftView> {
        poll::tally(&self.state, poll, role).shift
    }
}

/// Twenty of 32 chose the first option; eight of those have moved since, and six came anew.
fn before() -> impl Iterator<Item = (u8, u8)> {
    (1..=32).map(|by| (by, u8::from(by > 20)))
}

fn after() -> impl Iterator<Item = (u8, u8)> {
    (1..=38).map(|by| (by, u8::from(by > 12 && by <= 32)))
}

fn asked_twice() -> (Scene, PollNo, PollNo) {
    let mut scene = Scene::new();
    let (first, later) = pair(&mut scene);
    scene.holds(first, before());
    scene.closes(first);
    scene.holds(later, after());
    (scene, first, later)
}

#[test]
fn once_closed_it_is_told_how_opinions_moved() {
    let (mut scene, first, later) = asked_twice();
    assert_eq!(scene.shift(later, Role::Moderator), None, "not while it is open");
    scene.closes(later);
    let told = |row: [Option<u32>; 3]| row.to_vec();
    let expected = ShiftView {
        poll: first,
        round: 1,
        before: vec![20, 12],
        v: 32,
        now: vec![18, 20],
        both: Some(32),
        moved: Some(vec![
            told([Some(12), Some(8), Some(0)]),
            told([None, None, Some(0)]),
            told([None, None, Some(0)]),
        ]),
    };
    assert_eq!(scene.shift(later, Role::Moderator), Some(expected));
    assert_eq!(scene.shift(first, Role::Moderator), None);
}

#[test]
fn it_is_seen_where_the_results_of_both_are_seen() {
    let (mut scene, first, later) = asked_twice();
    scene.closes(later);
    let seen = |scene: &Scene, role| scene.shift(later, role).is_some();
    let hall = [Role::Participant, Role::Presenter, Role::Screen];
    assert!(seen(&scene, Role::Moderator) && seen(&scene, Role::Organiser));
    scene.reveals(later);
    assert!(hall.iter().all(|role| !seen(&scene, *role)), "the earlier is not revealed");
    let rev = scene.state.rev;
    scene.reveals(first);
    assert!(hall.iter().all(|role| seen(&scene, *role)));
    assert!(scene.state.topics.touched(Part::Poll(later)) > rev, "whoever is there is told");
    assert!(!seen(&scene, Role::Juror));
    scene.does(DESK, &scene.reveal_poll(later, false));
    assert!(hall.iter().all(|role| !seen(&scene, *role)));
}

#[test]
fn the_later_is_opened_once_the_earlier_is_closed_and_while_the_two_fit() {
    let mut scene = Scene::new();
    let (first, later) = pair(&mut scene);
    let open = scene.open_poll(later, None);
    assert_eq!(scene.is_refused(DESK, &open), Code::EarlierNotClosed);
    scene.does(DESK, &scene.open_poll(first, None));
    assert_eq!(scene.is_refused(DESK, &open), Code::EarlierNotClosed);
    scene.closes(first);
    scene.does(DESK, &open);
    assert_eq!(scene.poll(later).round.earlier, Some((first, 1)));

    let (first, later) = pair(&mut scene);
    let version = scene.poll(first).version;
    let other = draft(PollKind::Single, 3);
    scene.does(DESK, &Command::EditPoll { poll: first, version, draft: other });
    scene.does(DESK, &scene.open_poll(first, None));
    scene.closes(first);
    assert_eq!(scene.is_refused(DESK, &scene.open_poll(later, None)), Code::BadPoll);

    let (first, later) = pair(&mut scene);
    scene.does(DESK, &Command::DropPoll { poll: first, version: 1 });
    assert_eq!(scene.is_refused(DESK, &scene.open_poll(later, None)), Code::BadPoll);
}

#[test]
fn two_polls_are_a_pair_that_ask_the_same_of_the_same_people() {
    let mut scene = Scene::new();
    let (first, later) = pair(&mut scene);
    let hidden = scene.prepared(&secret(PollKind::Single, 2));
    let many = scene.prepared(&draft(PollKind::Multiple { min: 1, max: 2 }, 2));
    let other = scene.prepared(&draft(PollKind::Single, 2));
    let create = |session, poll| Command::CreatePoll { session, poll };
    let with = |settings: PollSettings| {
        let mut draft = asking_again(other);
        draft.settings = PollSettings { after: Some(other), ..settings };
        draft
    };
    let mut longer = asking_again(other);
    longer.options.push(longer.options[0].clone());
    let mut several = asking_again(many);
    several.answer = PollKind::Multiple { min: 1, max: 2 };
    let secretly = PollSettings { secret: true, ..PollSettings::default() };
    let by_badges = PollSettings { voters: Some(super::Groups::ALL), ..PollSettings::default() };
    let by_group = PollSettings { by_group: true, ..by_badges };
    let bad = [
        (PANEL, asking_again(first), "it is asked again by another one"),
        (PANEL, asking_again(later), "it asks another one again"),
        (PANEL, asking_again(hidden), "it is secret"),
        (PANEL, asking_again(PollNo(99)), "there is none"),
        (TALK, asking_again(other), "it is of another session"),
        (PANEL, longer, "it asks for something else"),
        (PANEL, several, "more than one choice"),
        (PANEL, with(secretly), "it is secret itself"),
        (PANEL, with(by_badges), "it asks others"),
        (PANEL, with(by_group), "it is told by group"),
    ];
    for (session, poll, why) in bad {
        assert_eq!(scene.is_refused(DESK, &create(session, poll)), Code::BadPoll, "{why}");
    }
    let edit =
        |scene: &Scene, poll, draft| Command::EditPoll { poll, version: scene.poll(poll).version, draft };
    let (itself, chain) = (asking_again(other), asking_again(other));
    assert_eq!(scene.is_refused(DESK, &edit(&scene, other, itself)), Code::BadPoll);
    assert_eq!(
        scene.is_refused(DESK, &edit(&scene, first, chain)),
        Code::BadPoll,
        "it is asked again itself"
    );
    scene.does(DESK, &edit(&scene, later, asking_again(other)));
    scene.does(DESK, &create(PANEL, asking_again(first)));
    for answer in [PollKind::YesNoAbstain, PollKind::Rating { max: 5 }] {
        let first = scene.prepared(&draft(answer, 0));
        let mut again = draft(answer, 0);
        again.settings.after = Some(first);
        scene.prepared(&again);
    }
}

#[test]
fn who_votes_the_first_time_is_told_that_it_is_asked_again() {
    let mut scene = Scene::new();
    let first = scene.opened(&draft(PollKind::Single, 2));
    let again =
        |scene: &Scene| poll::poll(&scene.state, first, Role::Participant).expect("it is open").asked_again;
    assert_eq!(again(&scene), None);
    let later = scene.prepared(&asking_again(first));
    let touched = |scene: &Scene| scene.state.topics.touched(Part::Poll(first));
    assert_eq!((again(&scene), touched(&scene)), (Some(later), scene.state.rev));
    let edit =
        |scene: &Scene, draft| Command::EditPoll { poll: later, version: scene.poll(later).version, draft };
    scene.does(DESK, &edit(&scene, draft(PollKind::Single, 2)));
    assert_eq!((again(&scene), touched(&scene)), (None, scene.state.rev));
    scene.does(DESK, &edit(&scene, asking_again(first)));
    assert_eq!((again(&scene), touched(&scene)), (Some(later), scene.state.rev));
    scene.does(DESK, &Command::DropPoll { poll: later, version: scene.poll(later).version });
    assert_eq!((again(&scene), touched(&scene)), (None, scene.state.rev));
}

#[test]
fn a_round_is_told_beside_one_other_alone() {
    let (mut scene, first, later) = asked_twice();
    scene.closes(later);
    let told = scene.poll(later).round.split.clone();
    assert!(told.is_some());
    scene.holds(later, after());
    scene.closes(later);
    assert_eq!((&scene.poll(later).round.split, scene.poll(later).round.earlier), (&None, None));
    assert_eq!(scene.poll(later).past[0].split, told);

    scene.holds(first, before());
    assert_eq!(scene.is_refused(DESK, &scene.open_poll(later, None)), Code::EarlierNotClosed);
    scene.closes(first);
    scene.holds(later, after());
    scene.does(DESK, &scene.open_poll(first, None));
    scene.closes(later);
    let shift = scene.shift(later, Role::Organiser).expect("there is a new pair");
    assert_eq!((shift.round, shift.v), (2, 32), "also where the earlier is asked again meanwhile");
}

#[test]
fn of_fewer_than_five_nothing_is_told_and_a_round_of_nothing_takes_no_place() {
    for (before, after) in [(4, 20), (20, 4), (0, 20), (20, 0)] {
        let mut scene = Scene::new();
        let (first, later) = pair(&mut scene);
        scene.holds(first, (1..=before).map(|by| (by, by % 2)));
        scene.closes(first);
        scene.holds(later, (1..=after).map(|by| (by, by % 2)));
        scene.closes(later);
        assert_eq!(scene.shift(later, Role::Organiser), None, "{before}, {after}");
        scene.does(DESK, &scene.open_poll(later, None));
        assert_eq!(scene.poll(later).round.earlier, Some((first, 1)), "nothing was told beside it");
    }
}

#[test]
fn who_takes_a_ballot_back_did_not_answer() {
    let mut scene = Scene::new();
    let (first, later) = pair(&mut scene);
    scene.holds(first, (1..=41).map(|by| (by, u8::from(by > 20))));
    scene.voted(41, first, NOTHING);
    scene.closes(first);
    scene.holds(later, (1..=41).map(|by| (by, by / 10 % 2)));
    for by in [1, 2, 3, 4, 5, 41] {
        scene.voted(by, later, NOTHING);
    }
    scene.closes(later);
    let shift = scene.shift(later, Role::Organiser).expect("enough are left");
    assert_eq!((shift.v, shift.before, shift.now, shift.both), (40, vec![20, 20], vec![15, 20], Some(35)));
    let [told, nobody] = [Some(10), Some(0)];
    let moved = [[None, told, None], [None, told, None], [nobody; 3]];
    assert_eq!(shift.moved, Some(moved.map(|row| row.to_vec()).into()));
}

#[test]
fn no_ballot_that_comes_later_changes_what_was_told() {
    let (mut scene, first, later) = asked_twice();
    scene.closes(later);
    let told = scene.poll(later).round.split.clone();
    for poll in [first, later] {
        let (voter, ballot) = scene.poll(poll).round.ballots.iter().next().expect("somebody voted");
        let late = Change::Voted {
            poll,
            round: 1,
            voter: *voter,
            mark: None,
            seq: Seq(ballot.seq.0 + 1),
            id: ballot.id,
            took: None,
            assisted: None,
            slip: false,
            edition: 0,
            signed: None,
        };
        scene.state.apply_entry(scene.state.rev + 1, &[late], &[]);
    }
    assert_eq!(scene.poll(later).round.tally.voters, 37);
    assert_eq!(scene.poll(later).round.split, told);
    let read: State = serde_json::from_str(&serde_json::to_string(&scene.state).unwrap()).unwrap();
    assert_eq!(read.polls[&later].round, scene.state.polls[&later].round);
}

#[test]
fn a_pair_that_was_lost_comes_home_as_one_with_what_was_told_of_it() {
    let mut parted = Parted::after(Scene::new());
    let id = parted.lost.fresh_id();
    let create = |poll| Command::CreatePoll { session: PANEL, poll };
    parted.loses_as(DESK, id, &create(draft(PollKind::Single, 2)));
    let (first, later) = (PollNo(1), PollNo(2));
    parted.loses(DESK, &create(asking_again(first)));
    loses_asking(&mut parted, first, before());
    loses_asking(&mut parted, later, after());
    parted.now.prepared(&draft(PollKind::YesNoAbstain, 0));

    assert_eq!(parted.left(), []);
    let (there, again) = (PollNo(2), PollNo(3));
    assert_eq!(parted.now.poll(again).plan.settings.after, Some(there));
    let shift = parted.now.shift(again, Role::Organiser).expect("it was told");
    let lost = parted.lost.shift(later, Role::Organiser).expect("it was told");
    assert_eq!(shift, ShiftView { poll: there, ..lost });
}

fn loses_asking(parted: &mut Parted, poll: PollNo, votes: impl Iterator<Item = (u8, u8)>) {
    parted.loses(DESK, &parted.lost.open_poll(poll, None));
    for (by, place) in votes {
        let ballot = parted.lost.ballot(poll, one(place));
        parted.loses(person(by), &ballot);
    }
    parted.loses(DESK, &parted.lost.close_poll(poll, 0));
}

#[test]
fn a_shift_beside_a_round_that_came_home_apart_is_not_told() {
    let mut scene = Scene::new();
    let (first, later) = pair(&mut scene);
    let mut parted = Parted::after(scene);
    loses_asking(&mut parted, first, before());
    loses_asking(&mut parted, later, after());
    // Here something else is asked.
    let mut other = draft(PollKind::Single, 2);
    other.title.ar.push('!');
    let version = parted.now.poll(first).version;
    parted.now.does(DESK, &Command::EditPoll { poll: first, version, draft: other });
    parted.come_home();
    let told = |poll: &crate::domain::poll::Poll| {
        poll.rounds().any(|round| matches!(round.split.as_deref(), Some(Split::Shift(Shift { .. }))))
    };
    assert!(!parted.now.state.polls.values().any(|poll| told(poll)));
    assert_eq!(parted.now.poll(later).round.tally.voters, 38, "its ballots count");
}
