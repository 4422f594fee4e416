//! What may be told of a table, tried for all tables of a size, and the tables of rounds.

mod shift;

use std::collections::BTreeMap;
use std::ops::RangeInclusive;
use std::sync::Arc;

use proptest::prelude::*;

use super::hiding::Table;
use super::{ByGroup, GroupRow, LEAST, Split};
use crate::domain::badge::{BadgeCode, BadgeCommand, Columns, Groups, Row};
use crate::domain::ballot::{Choice, Mark};
use crate::domain::change::Change;
use crate::domain::command::{Command, PollDraft};
use crate::domain::forum::Title;
use crate::domain::id::{BadgeNo, CommandId, LinkNo, PollNo};
use crate::domain::poll::{PollKind, PollPhase, PollSettings};
use crate::domain::refusal::Code;
use crate::domain::register::Seq;
use crate::domain::role::{Actor, Role};
use crate::domain::state::State;
use crate::domain::tests::scene::{DESK, PANEL, Scene, person};
use crate::domain::view::poll;
use crate::domain::view::shape::TallyView;
use crate::domain::words::Text;

const OWNER: Actor = Actor::Crew(LinkNo(3));

type Cells = Vec<Vec<u32>>;
type Told = Vec<Vec<Option<u32>>>;

/// What is left of the sums of rows and columns.
type Left = (Vec<u32>, Vec<u32>);

/// Tries these counts in a cell, one after the other, and what can come of each.
fn each_count(
    counts: RangeInclusive<u32>,
    (row, column): (usize, usize),
    cells: &mut Cells,
    left: &mut Left,
    mut go_on: impl FnMut(&mut Cells, &mut Left),
) {
    for count in counts {
        cells[row][column] = count;
        left.0[row] -= count;
        left.1[column] -= count;
        go_on(cells, left);
        left.0[row] += count;
        left.1[column] += count;
    }
}

/// All tables with these sums of rows and columns, one after the other.
fn tables(rows: &[u32], columns: &[u32]) -> Vec<Cells> {
    fn fill(at: usize, cells: &mut Cells, left: &mut Left, all: &mut Vec<Cells>) {
        let (height, width) = (cells.len(), cells[0].len());
        let (row, column) = (at / width, at % width);
        if row == height {
            all.push(cells.clone());
            return;
        }
        let (of_row, of_column) = (left.0[row], left.1[column]);
        let most = of_row.min(of_column);
        // The last of a line takes what is left of it.
        let fewest = if column + 1 == width { of_row } else { 0 };
        let fewest = if row + 1 == height { fewest.max(of_column) } else { fewest };
        each_count(fewest..=most, (row, column), cells, left, |cells, left| fill(at + 1, cells, left, all));
    }
    let mut all = Vec::new();
    let mut cells = vec![vec![0; columns.len()]; rows.len()];
    fill(0, &mut cells, &mut (rows.to_vec(), columns.to_vec()), &mut all);
    all
}

/// Holds all tables with these sums against what is told of them: whoever knows the sums, what is told and the rule finds two values
/// at least for each number that is hidden, unless the sums alone have one. Tells how many numbers are told and how many hidden.
fn nothing_hidden_is_found_out(rows: &[u32], columns: &[u32]) -> (usize, usize) {
    let all = tables(rows, columns);
    let mut alike: BTreeMap<Told, Vec<&Cells>> = BTreeMap::new();
    for cells in &all {
        alike.entry(Table::new(cells).told()).or_default().push(cells);
    }
    let held = |sums: &[u32]| sums.iter().filter(|sum| **sum > 0).count();
    let has_lines = held(rows) > 1 && held(columns) > 1;
    let values = |tables: &mut dyn Iterator<Item = &Cells>, (row, column): (usize, usize)| {
        tables.map(|cells| cells[row][column]).fold((u32::MAX, 0), |(low, high), n| (low.min(n), high.max(n)))
    };
    let places = (0..rows.len()).flat_map(|row| (0..columns.len()).map(move |column| (row, column)));
    let by_sums: BTreeMap<_, _> = places.map(|at| (at, values(&mut all.iter(), at))).collect();
    let (mut shown, mut hidden) = (0, 0);
    for (told, tables) in &alike {
        for row in 0..rows.len() {
            for column in 0..columns.len() {
                let at = (row, column);
                if let Some(n) = told[row][column] {
                    let is_known = rows[row] == 0 || columns[column] == 0 || !has_lines;
                    assert!(n >= LEAST || is_known, "{n} is told of {rows:?} x {columns:?}");
                    shown += tables.len();
                    continue;
                }
                hidden += tables.len();
                let (low, high) = values(&mut tables.iter().copied(), at);
                let (least, most) = by_sums[&at];
                assert!(low < high || least == most, "{at:?} is {low} in {rows:?} x {columns:?} by {told:?}");
            }
        }
    }
    (shown, hidden)
}

/// Sums of columns that come to that.
fn sums(of: u32, columns: usize) -> Vec<Vec<u32>> {
    if columns == 1 {
        return vec![vec![of]];
    }
    let with = |first: u32| {
        let rest = sums(of - first, columns - 1);
        rest.into_iter().map(move |rest| [&[first][..], &rest].concat())
    };
    (0..=of).flat_map(with).collect()
}

#[test]
fn every_hidden_number_of_two_groups_may_be_another_one_by_all_that_is_told() {
    let (mut shown, mut hidden) = (0, 0);
    for rows in [[5, 5], [6, 9], [7, 20], [16, 17], [26, 30]] {
        for columns in sums(rows.iter().sum(), 2) {
            let (told, not) = nothing_hidden_is_found_out(&rows, &columns);
            (shown, hidden) = (shown + told, hidden + not);
        }
    }
    for rows in [[5, 5], [5, 12], [16, 12], [26, 10], [18, 17]] {
        for columns in sums(rows.iter().sum(), 3) {
            let (told, not) = nothing_hidden_is_found_out(&rows, &columns);
            (shown, hidden) = (shown + told, hidden + not);
        }
    }
    assert!(shown > 10_000 && hidden > 10_000, "{shown} are told, {hidden} hidden");
}

#[test]
fn every_hidden_number_of_three_groups_may_be_another_one_by_all_that_is_told() {
    let mut shown = 0;
    for (rows, columns) in [
        ([5, 5, 5], [5, 5, 5]),
        ([5, 6, 30], [4, 10, 27]),
        ([6, 20, 21], [15, 16, 16]),
        ([17, 17, 18], [16, 17, 19]),
        ([18, 18, 18], [2, 26, 26]),
        ([9, 19, 28], [13, 18, 25]),
    ] {
        shown += nothing_hidden_is_found_out(&rows, &columns).0;
        shown += nothing_hidden_is_found_out(&columns, &rows).0;
    }
    for columns in sums(51, 2) {
        shown += nothing_hidden_is_found_out(&[14, 14, 23], &columns).0;
    }
    assert!(shown > 5_000, "{shown} are told");
}

fn title(text: &str) -> Title {
    Title { ar: text.into(), en: String::new() }
}

/// Groups of so many badges each, named by their place, and after them badges of no group; each row has so many badges.
fn with_badges(groups: &[u32], of_none: u32) -> Scene {
    let mut scene = Scene::new();
    let mut rows = Vec::new();
    for (at, badges) in groups.iter().map(|badges| (true, *badges)).chain([(false, of_none)]).enumerate() {
        let group = badges.0.then(|| Text::new(&format!("group {at}")));
        rows.extend((0..badges.1).map(|_| Row { label: None, name: None, group: group.clone() }));
    }
    let columns = Columns { names: true, groups: true };
    scene.does(OWNER, &Command::Badges(BadgeCommand::Import { rows: Arc::from(rows), columns }));
    scene
}

fn draft() -> PollDraft {
    PollDraft {
        title: title("أي مبادرة؟"),
        answer: PollKind::Single,
        options: vec![title("الأولى"), title("الثانية"), title("الثالثة")],
        labels: Vec::new(),
        settings: PollSettings { voters: Some(Groups::ALL), by_group: true, ..PollSettings::default() },
    }
}

impl Scene {
    fn by_group(&mut self) -> PollNo {
        let made = self.does(DESK, &Command::CreatePoll { session: PANEL, poll: draft() }).made;
        let poll = PollNo(made.expect("a poll has a number"));
        self.begins(poll);
        poll
    }

    fn begins(&mut self, poll: PollNo) {
        let version = self.state.polls[&poll].version;
        self.does(DESK, &Command::OpenPoll { poll, version, seconds: Some(0) });
    }

    fn shuts(&mut self, poll: PollNo) {
        let version = self.state.polls[&poll].version;
        self.does(DESK, &Command::ClosePoll { poll, version, seconds: Some(0) });
    }

    fn code_of(&self, badge: u32) -> BadgeCode {
        self.state.codes_had(BadgeNo(badge)).last().expect("it has a code")
    }

    fn casts(&mut self, poll: PollNo, badge: u32, option: u8) {
        let round = self.state.polls[&poll].round.no;
        let (choice, seq) = (Choice::Options(vec![option]), Seq(1));
        let badge = Some(self.code_of(badge));
        self.does(person(1), &Command::Vote { poll, round, choice, seq, badge });
    }

    fn describes(&mut self, badge: u32, group: Option<&str>) {
        let version = self.state.badges.list[&BadgeNo(badge)].version;
        let group = group.map(Text::new);
        let describe =
            BadgeCommand::Describe { badge: BadgeNo(badge), version, label: None, name: None, group };
        self.does(OWNER, &Command::Badges(describe));
    }

    fn sees(&self, poll: PollNo, role: Role) -> TallyView {
        poll::tally(&self.state, poll, role)
    }
}

/// Three groups of 12, 10 and 3 badges and two of none: the first two vote 7, 5, 0 and 5, 5, 0, the others as they like.
fn voted() -> (Scene, PollNo) {
    let mut scene = with_badges(&[12, 10, 3], 2);
    let poll = scene.by_group();
    let options = [0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 1].into_iter().chain([0, 0, 0, 0, 0, 1, 1, 1, 1, 1]);
    for (badge, option) in (1..).zip(options.chain([0, 1, 1, 0, 1])) {
        scene.casts(poll, badge, option);
    }
    (scene, poll)
}

#[test]
fn once_closed_a_poll_tells_what_each_group_chose_and_small_groups_together() {
    let (mut scene, poll) = voted();
    assert_eq!(scene.sees(poll, Role::Moderator).groups, None, "not while it is open");
    scene.shuts(poll);
    let groups = scene.sees(poll, Role::Moderator).groups.expect("there is a table");
    let rows: Vec<_> = groups.rows.iter().map(|row| (row.names.len(), row.v, row.n.clone())).collect();
    let nobody = Some(0);
    let expected = [
        (1, 12, vec![Some(7), Some(5), nobody]),
        // 5 and 5 are hidden as 2 and 3 are, which would follow from the sums.
        (1, 10, vec![None, None, nobody]),
        (2, 5, vec![None, None, nobody]),
    ];
    assert_eq!(rows, expected);
    assert_eq!((groups.v, scene.sees(poll, Role::Moderator).v), (27, 27));
    let names: Vec<_> = groups.rows[2].names.iter().map(|name| name.en.clone() + &name.ar).collect();
    assert_eq!(names, ["group 2", ""], "badges of no group have no name");
}

#[test]
fn the_table_is_seen_with_the_results_and_by_nobody_before() {
    let (mut scene, poll) = voted();
    scene.shuts(poll);
    let seen = |scene: &Scene, role| scene.sees(poll, role).groups.is_some();
    assert!(seen(&scene, Role::Moderator) && seen(&scene, Role::Organiser));
    for role in [Role::Participant, Role::Presenter, Role::Screen] {
        assert!(!seen(&scene, role), "{role:?}");
    }
    let version = scene.state.polls[&poll].version;
    scene.does(DESK, &Command::RevealPoll { poll, version, on: true });
    assert!(seen(&scene, Role::Participant) && seen(&scene, Role::Screen));
    assert!(!seen(&scene, Role::Juror));
}

#[test]
fn no_badge_and_no_ballot_that_comes_later_changes_what_was_told() {
    let (mut scene, poll) = voted();
    scene.shuts(poll);
    let told = scene.state.polls[&poll].round.split.clone();
    assert!(told.is_some());
    scene.describes(1, Some("group 1"));
    let end = BadgeCommand::End { badge: BadgeNo(2), version: 1, on: true };
    scene.does(OWNER, &Command::Badges(end));
    scene.describes(13, Some("a group that was not there"));
    assert_eq!(scene.state.polls[&poll].round.split, told);
    let ballots = &scene.state.polls[&poll].round.ballots;
    let (voter, ballot) = ballots.iter().next().expect("somebody voted");
    let late = Change::Voted {
        poll,
        round: 1,
        voter: *voter,
        mark: Some(Mark::Options([2_u8][..].try_into().expect("one fits"))),
        seq: Seq(ballot.seq.0 + 1),
        id: CommandId(9_999),
        took: None,
        assisted: None,
        slip: false,
        edition: 0,
        signed: None,
    };
    scene.state.apply_entry(scene.state.rev + 1, &[late], &[]);
    assert_eq!(scene.state.polls[&poll].round.tally.counts[2], 1, "it is counted");
    assert_eq!(scene.state.polls[&poll].round.split, told, "and changes no table");
    let read: State = serde_json::from_str(&serde_json::to_string(&scene.state).unwrap()).unwrap();
    assert_eq!(read.polls[&poll].round.split, told, "nor does a snapshot");
}

#[test]
fn a_group_counts_as_it_is_when_the_round_closes() {
    let mut scene = with_badges(&[12, 12], 0);
    let poll = scene.by_group();
    (1..=24).for_each(|badge| scene.casts(poll, badge, 0));
    scene.describes(1, Some("group 1"));
    scene.shuts(poll);
    let groups = scene.sees(poll, Role::Organiser).groups.expect("there is a table");
    let voters: Vec<_> = groups.rows.iter().map(|row| row.v).collect();
    assert_eq!(voters, [11, 13]);
    // Whoever knows that all chose the same knows what each group chose.
    assert_eq!(groups.rows[0].n, [Some(11), Some(0), Some(0)]);
}

#[test]
fn where_fewer_than_two_rows_are_left_nothing_is_told_by_group() {
    let few: [(&[u32], u32, u32); 4] =
        [(&[12], 0, 12), (&[9, 4], 0, 13), (&[4, 4], 3, 11), (&[12, 12], 0, 0)];
    for (groups, of_none, voters) in few {
        let mut scene = with_badges(groups, of_none);
        let poll = scene.by_group();
        (1..=voters).for_each(|badge| scene.casts(poll, badge, 0));
        scene.shuts(poll);
        assert_eq!(scene.state.polls[&poll].round.split, None, "{groups:?}");
    }
}

#[test]
fn another_round_has_a_table_of_its_own() {
    let (mut scene, poll) = voted();
    scene.shuts(poll);
    let told = scene.state.polls[&poll].round.split.clone();
    scene.begins(poll);
    assert_eq!(scene.sees(poll, Role::Organiser).groups, None);
    (1..=22).for_each(|badge| scene.casts(poll, badge, 1));
    scene.shuts(poll);
    assert_eq!(scene.state.polls[&poll].past[0].split, told);
    assert_ne!(scene.state.polls[&poll].round.split, told);
}

#[test]
fn only_a_poll_of_one_choice_by_badges_that_is_not_secret_is_told_by_group() {
    let mut scene = with_badges(&[1], 0);
    let plain = draft().settings;
    let bad = [
        PollDraft { settings: PollSettings { voters: None, ..plain }, ..draft() },
        PollDraft { settings: PollSettings { secret: true, ..plain }, ..draft() },
        PollDraft { answer: PollKind::Multiple { min: 1, max: 2 }, ..draft() },
        PollDraft { answer: PollKind::Points, ..draft() },
    ];
    for poll in bad {
        assert_eq!(scene.is_refused(DESK, &Command::CreatePoll { session: PANEL, poll }), Code::BadPoll);
    }
    for answer in [PollKind::YesNoAbstain, PollKind::Rating { max: 5 }] {
        let poll = PollDraft { answer, options: Vec::new(), ..draft() };
        scene.does(DESK, &Command::CreatePoll { session: PANEL, poll });
    }
}

/// Something that happens around a poll: who, and what.
fn happening() -> impl Strategy<Value = (u8, u32, u8)> {
    (0..20_u8, 1..=30_u32, 0..3_u8)
}

proptest! {
    #[test]
    fn whatever_happens_to_badges_a_closed_round_tells_what_it_told(
        votes in prop::collection::vec(0..4_u8, 30),
        happenings in prop::collection::vec(happening(), 1..40),
    ) {
        let mut scene = with_badges(&[11, 9, 5], 5);
        let poll = scene.by_group();
        for (badge, option) in (1..).zip(votes).filter(|(_, option)| *option < 3) {
            scene.casts(poll, badge, option);
        }
        let mut told: BTreeMap<u32, Option<Arc<Split>>> = BTreeMap::new();
        for (what, badge, option) in happenings {
            let was_open = matches!(scene.state.polls[&poll].phase, PollPhase::Open { .. });
            happens(&mut scene, poll, what, (badge, option));
            let held = &scene.state.polls[&poll];
            for round in held.rounds() {
                if round.no == held.round.no && matches!(held.phase, PollPhase::Open { .. }) {
                    assert_eq!(round.split, None, "nothing is told of an open round");
                    continue;
                }
                let first = told.entry(round.no).or_insert_with(|| round.split.clone());
                assert_eq!(&round.split, first);
            }
            if let (Some(Split::Groups(table)), true) = (held.round.split.as_deref(), was_open) {
                tells_what_was_voted(&scene.state, table, poll);
            }
        }
    }
}

fn happens(scene: &mut Scene, poll: PollNo, what: u8, (badge, option): (u32, u8)) {
    let held = &scene.state.polls[&poll];
    let (version, round) = (held.version, held.round.no);
    let of_badge = scene.state.badges.list[&BadgeNo(badge)].version;
    let no = BadgeNo(badge);
    let group = [Some("group 0"), Some("group 1"), None][usize::from(option)].map(Text::new);
    let command = match what {
        0..=2 => Command::Badges(BadgeCommand::Describe {
            badge: no,
            version: of_badge,
            label: None,
            name: None,
            group,
        }),
        3 => Command::Badges(BadgeCommand::End { badge: no, version: of_badge, on: option > 0 }),
        4 | 5 => Command::ClosePoll { poll, version, seconds: Some(0) },
        6 => Command::OpenPoll { poll, version, seconds: Some(0) },
        7 => Command::Badges(BadgeCommand::Replace { badge: no, version: of_badge }),
        _ => {
            let (choice, seq) = (Choice::Options(vec![option]), Seq(u64::from(what)));
            let badge = Some(scene.code_of(badge));
            Command::Vote { poll, round, choice, seq, badge }
        }
    };
    let actor = if matches!(command, Command::Badges(_)) { OWNER } else { DESK };
    // Some are refused: a ballot once it is over, say.
    drop(scene.give(actor, &command));
}

/// A table that was made just now, beside what each group voted.
fn tells_what_was_voted(state: &State, table: &ByGroup, poll: PollNo) {
    let round = &state.polls[&poll].round;
    let chose = |row: &GroupRow, option: u8| {
        let of_row = round.ballots.iter().filter(|(voter, _)| row.groups.contains(&state.group_of(**voter)));
        let marks = of_row.filter_map(|(_, ballot)| ballot.mark.as_ref());
        marks.filter(|mark| matches!(mark, Mark::Options(one) if one.as_slice() == [option])).count() as u32
    };
    for row in &table.rows {
        let counts: Vec<u32> = (0..3).map(|option| chose(row, option)).collect();
        assert_eq!(row.voters, counts.iter().sum::<u32>());
        assert!(row.voters >= LEAST);
        let right =
            row.counts.iter().zip(&counts).all(|(told, count)| told.is_none_or(|told| told == *count));
        assert!(right, "{row:?} tells of {counts:?}");
    }
    assert_eq!(table.rows.iter().map(|row| row.voters).sum::<u32>(), round.tally.voters);
}
