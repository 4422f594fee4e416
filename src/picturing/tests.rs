//! Tests of pictures as they are told.

use std::sync::Arc;

use proptest::prelude::*;

use super::{Drawing, hull, last};
use crate::domain::id::LinkNo;
use crate::domain::id::{CommandId, PersonId, StatementNo, WordsNo};
use crate::domain::question::Reason;
use crate::domain::register::Seq;
use crate::domain::role::Author;
use crate::domain::statement::{Cast, Conversation, Picture, Side, Spot, Statement, Status, Vote};
use crate::domain::time::Time;

/// A conversation of so many statements, numbered from 11.
fn conversation(statements: u32) -> Conversation {
    let mut held = Conversation::default();
    for no in 1..=statements {
        let statement = Statement {
            author: Author::Link(LinkNo(1)),
            id: CommandId(no.into()),
            at: Time(0),
            text: WordsNo(no),
            version: 1,
            status: Status::Published,
            counts: [0; 3],
        };
        held.list.insert(StatementNo(10 + no), Arc::new(statement));
    }
    held
}

fn somebody(no: u8) -> PersonId {
    // Spread, so that the order of ids is not the order in which people come.
    PersonId([no.wrapping_mul(89); 16])
}

fn say(held: &mut Conversation, by: u8, row: &str) {
    for (at, said) in row.chars().enumerate() {
        let vote = match said {
            'a' => Some(Vote::Agree),
            'd' => Some(Vote::Disagree),
            'p' => Some(Vote::Pass),
            _ => continue,
        };
        let on = (somebody(by), StatementNo(11 + at as u32));
        held.votes.insert(on, Cast { vote, seq: Seq(1), id: CommandId(1) });
        held.edition += 1;
    }
}

/// Two camps of so many people that differ on six of eight statements, and somebody who is of none.
fn camps(one: u8, other: u8) -> Conversation {
    let mut held = conversation(8);
    for by in 0..one {
        say(&mut held, by, "aaadddaa");
    }
    for by in 0..other {
        say(&mut held, 100 + by, "dddaaaaa");
    }
    held
}

fn numbers(picture: &Picture) -> Vec<u32> {
    picture.statements.iter().map(|shares| shares.s.0).collect()
}

#[test]
fn camps_are_told_with_what_unites_and_divides_them() {
    let picture = last(&camps(12, 9));
    assert_eq!((picture.people, picture.votes), (21, 168));
    let mut sizes: Vec<u32> = picture.groups.iter().map(|group| group.people).collect();
    sizes.sort_unstable();
    assert_eq!(sizes, [9, 12]);
    assert_eq!(numbers(&picture), (11..=18).collect::<Vec<_>>());
    let uniting: Vec<_> = picture.uniting.iter().map(|on| (on.s.0, on.side)).collect();
    assert_eq!(uniting, [(17, Side::Agree), (18, Side::Agree)]);
    assert_eq!(picture.dividing.len(), 6);
    let first = &picture.statements[0];
    assert_eq!(first.all, [12, 9, 0]);
    let mut of_groups: Vec<_> = first.groups.iter().flatten().copied().collect();
    of_groups.sort_unstable();
    assert_eq!(of_groups, [[0, 9, 0], [12, 0, 0]]);
    assert!(
        picture
            .groups
            .iter()
            .all(|group| !group.typical.is_empty() && group.spots.len() as u32 == group.people)
    );
}

#[test]
fn what_few_say_is_told_nowhere_and_does_not_follow_from_the_rest() {
    let picture = last(&camps(14, 2));
    let few: Vec<_> = picture.groups.iter().filter(|group| group.few).collect();
    assert_eq!(few.len(), 1);
    assert!(few[0].people == 2 && few[0].typical.is_empty() && few[0].hull.is_empty());
    assert!(picture.dividing.is_empty());
    for shares in &picture.statements {
        assert!(shares.groups.iter().all(Option::is_none), "{shares:?}");
    }
}

#[test]
fn the_last_picture_hangs_on_nothing_but_the_votes() {
    let held = camps(12, 9);
    let mut drawn = Drawing::default();
    for by in (0..12).chain(100..109) {
        let mut so_far = conversation(8);
        so_far.votes = held
            .votes
            .iter()
            .filter(|((who, _), _)| *who != somebody(by))
            .map(|(on, cast)| (*on, *cast))
            .collect();
        drawn.catch_up(&so_far);
        drawn.picture();
    }
    drawn.catch_up(&held);
    let (live, last_one) = (drawn.picture(), last(&held));
    assert_eq!(last_one, last(&held.clone()));
    assert_eq!((live.people, live.votes, &live.statements.len()), (21, 168, &8));
}

#[test]
fn what_is_not_published_counts_for_nothing_and_again_when_it_is() {
    let mut held = camps(12, 9);
    let mut drawing = Drawing::default();
    drawing.catch_up(&held);
    let with = drawing.picture();
    let set = |held: &mut Conversation, status| {
        let said = held.list.get_mut(&StatementNo(12)).expect("it is there");
        Arc::make_mut(said).status = status;
    };
    set(&mut held, Status::Dismissed(Reason::Unclear));
    drawing.catch_up(&held);
    let without = drawing.picture();
    assert!(!numbers(&without).contains(&12));
    assert!(without.dividing.iter().all(|on| on.s.0 != 12));
    set(&mut held, Status::Published);
    drawing.catch_up(&held);
    assert_eq!(numbers(&drawing.picture()), numbers(&with));
}

#[test]
fn a_vote_that_is_taken_back_is_gone() {
    let mut held = camps(12, 9);
    let mut drawing = Drawing::default();
    drawing.catch_up(&held);
    drawing.picture();
    for at in 11..=18 {
        let on = (somebody(0), StatementNo(at));
        held.votes.insert(on, Cast { vote: None, seq: Seq(2), id: CommandId(2) });
    }
    drawing.catch_up(&held);
    let picture = drawing.picture();
    assert_eq!((picture.people, picture.votes), (20, 160));
    assert_eq!(picture.statements[0].all, [11, 9, 0]);
    assert_eq!(last(&held).people, 20);
}

#[test]
fn phones_get_no_spots_and_only_what_is_named() {
    let mut held = conversation(60);
    for by in 0..40 {
        let row = if by % 2 == 0 { "a" } else { "d" }.repeat(30) + &"p".repeat(30);
        say(&mut held, by, &row);
    }
    let whole = last(&held);
    let phone = whole.for_phones();
    assert!(phone.groups.iter().all(|group| group.spots.is_empty()) && phone.others.is_empty());
    assert!(phone.statements.len() < whole.statements.len() && !phone.statements.is_empty());
    let bytes = serde_json::to_vec(&phone).expect("it is JSON").len();
    assert!(bytes < 8_000, "{bytes} bytes");
}

#[test]
fn a_hull_goes_once_around() {
    let spots = [(0, 0), (10, 0), (10, 10), (0, 10), (5, 5), (5, 0), (0, 0)];
    assert_eq!(hull::around(&spots), [(0, 0), (10, 0), (10, 10), (0, 10)]);
    assert_eq!(hull::around(&[(1, 1), (1, 1)]), [(1, 1)]);
    assert_eq!(hull::around(&[(0, 0), (1, 1), (2, 2)]), [(0, 0), (2, 2)]);
    assert!(hull::around(&[]).is_empty());
}

fn turns(a: Spot, b: Spot, c: Spot) -> i64 {
    let (x, y) = ((i64::from(b.0) - i64::from(a.0)), (i64::from(b.1) - i64::from(a.1)));
    x * (i64::from(c.1) - i64::from(a.1)) - y * (i64::from(c.0) - i64::from(a.0))
}

proptest! {
    #[test]
    fn every_spot_is_within_its_hull(spots in prop::collection::vec((-20..20_i32, -20..20_i32), 0..40)) {
        let line = hull::around(&spots);
        let edges: Vec<_> = line.iter().zip(line.iter().cycle().skip(1)).collect();
        for spot in &spots {
            prop_assert!(line.len() < 3 || edges.iter().all(|(a, b)| turns(**a, **b, *spot) >= 0));
        }
    }

    #[test]
    fn any_votes_make_a_picture_that_adds_up(rows in prop::collection::vec("[adp.]{0,9}", 0..40), out in 11..20_u32) {
        let mut held = conversation(9);
        let mut drawing = Drawing::default();
        for (by, row) in rows.iter().enumerate() {
            say(&mut held, by as u8, row);
            if by % 5 == 0 {
                drawing.catch_up(&held);
                drawing.picture();
            }
        }
        if let Some(said) = held.list.get_mut(&StatementNo(out)) {
            Arc::make_mut(said).status = Status::Withdrawn;
        }
        drawing.catch_up(&held);
        for picture in [drawing.picture(), last(&held)] {
            let grouped: u32 = picture.groups.iter().map(|group| group.people).sum();
            prop_assert_eq!(grouped + picture.others.len() as u32, picture.people);
            prop_assert!(!numbers(&picture).contains(&out));
            for shares in &picture.statements {
                let votes = held.votes.iter().filter(|((_, on), _)| *on == shares.s).count();
                prop_assert_eq!(shares.all.iter().sum::<u32>() as usize, votes);
                prop_assert_eq!(shares.groups.len(), picture.groups.len());
            }
        }
    }
}
