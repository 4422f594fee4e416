//! Tests of pictures as they are told.

use std::sync::Arc;

use proptest::prelude::*;

use super::{Drawing, adds_up, as_before, hull, last};
use crate::domain::id::LinkNo;
use crate::domain::id::{CommandId, PersonId, StatementNo, WordsNo};
use crate::domain::question::Reason;
use crate::domain::register::Seq;
use crate::domain::role::Author;
use crate::domain::statement::{Cast, Conversation, Picture, Side, Spot, Statement, Status, Vote, Votes};
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
            step: 0,
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
        held.put(somebody(by), StatementNo(11 + at as u32), Cast { vote, seq: Seq(1), id: CommandId(1) });
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

/// The picture without its places, which hang on everybody's votes.
fn placeless(mut picture: Picture) -> Picture {
    for group in &mut picture.groups {
        (group.centre, group.hull, group.spots) = (None, Vec::new(), Vec::new());
    }
    picture
}

#[test]
fn what_few_say_is_told_nowhere_and_does_not_follow_from_the_rest() {
    let with = |rows: [&str; 2]| {
        let mut held = camps(14, 9);
        rows.iter().zip(200..).for_each(|(row, by)| say(&mut held, by, row));
        last(&held)
    };
    let picture = with(["ddddddpp", "ddddddpp"]);
    let few: Vec<_> = picture.groups.iter().filter(|group| group.few).collect();
    assert_eq!(few.len(), 1);
    assert!(few[0].people == 2 && few[0].typical.is_empty() && few[0].hull.is_empty());
    assert!(few[0].centre.is_none() && few[0].spots.is_empty());
    assert!(!picture.uniting.is_empty() && !picture.dividing.is_empty());
    for other in [["ddddddaa", "ddddddaa"], ["ddddddpp", "ddddddda"], ["dddddddd", "dddddddd"]] {
        assert_eq!(placeless(with(other)), placeless(picture.clone()), "{other:?}");
    }
}

#[test]
fn what_somebody_says_who_is_in_no_group_does_not_follow_from_the_rest() {
    let with = |row: &str| {
        let mut held = camps(12, 9);
        say(&mut held, 200, row);
        last(&held)
    };
    let picture = with("aaa.....");
    assert_eq!(picture.groups.iter().map(|group| group.people).sum::<u32>() + 1, picture.people);
    for other in ["ddd.....", "pad.....", ".....ddd"] {
        assert_eq!(placeless(with(other)), placeless(picture.clone()), "{other}");
    }
}

#[test]
fn of_fewer_than_ten_it_is_told_how_many_they_are_and_nothing_else() {
    for (one, other) in [(1, 0), (5, 4)] {
        let (people, held) = (u32::from(one + other), camps(one, other));
        let told = Picture { people, votes: people * 8, ..Picture::default() };
        let mut drawing = Drawing::default();
        drawing.catch_up(&held);
        assert_eq!((drawing.picture(), last(&held)), (told.clone(), told));
    }
    assert!(!last(&camps(5, 5)).statements.is_empty());
}

#[test]
fn places_are_told_to_hundredths() {
    let picture = last(&camps(12, 9));
    let mut places =
        picture.groups.iter().flat_map(|group| group.spots.iter().chain(&group.hull).chain(&group.centre));
    assert!(places.all(|(x, y)| x % 10 == 0 && y % 10 == 0));
}

#[test]
fn the_last_picture_hangs_on_nothing_but_the_votes() {
    let held = camps(12, 9);
    let mut other = camps(12, 9);
    for by in (0..12).chain(100..109) {
        let votes: Vec<_> = held.votes_of(somebody(by)).map(|(on, cast)| (on, *cast)).collect();
        for (on, cast) in votes.into_iter().rev() {
            other.put(somebody(by), on, Cast { vote: None, seq: Seq(2), id: CommandId(2) });
            other.put(somebody(by), on, Cast { seq: Seq(3), ..cast });
        }
        other.edition += 2;
    }
    other.put(somebody(250), StatementNo(11), Cast { vote: None, seq: Seq(2), id: CommandId(2) });
    assert_eq!(last(&other), last(&held));
}

/// The picture the other way round: mirrored along both axes, and with other letters.
fn otherwise(picture: &Picture) -> Picture {
    let mut other = picture.clone();
    let turn = |(x, y): &Spot| (-x, -y);
    let most = other.groups.len() as u8 - 1;
    for group in &mut other.groups {
        group.group = most - group.group;
        group.centre = group.centre.as_ref().map(turn);
        group.spots = group.spots.iter().map(turn).collect();
        group.spots.sort_unstable();
        group.hull = hull::around(&group.hull.iter().map(turn).collect::<Vec<_>>());
    }
    other.groups.reverse();
    other.statements.iter_mut().for_each(|shares| shares.groups.reverse());
    super::told::ranked(other)
}

#[test]
fn a_picture_comes_out_the_way_round_that_it_was_told() {
    let picture = last(&camps(12, 9));
    let other = otherwise(&picture);
    assert_ne!(other, picture);
    assert_eq!(as_before(picture.clone(), &picture), picture);
    assert_eq!(as_before(picture.clone(), &other), other);
    assert_eq!(as_before(other, &picture), picture);
    assert_eq!(as_before(picture.clone(), &Picture::default()), picture, "nothing was told before");
}

#[test]
fn the_last_picture_of_a_hall_stands_as_its_live_one_stood() {
    let mut afresh = 0;
    for (rows, people) in
        [(["aaadddaa", "dddaaaaa"], 14), (["dddaaaaa", "aaadddaa"], 9), (["dadadada", "adadaapp"], 12)]
    {
        let mut held = conversation(8);
        let mut drawing = Drawing::default();
        for by in 0..2 * people {
            say(&mut held, by, rows[usize::from(by % 2)]);
            drawing.catch_up(&held);
            drawing.picture();
        }
        let live = drawing.picture();
        let told = as_before(last(&held), &live);
        afresh += usize::from(last(&held) != told);
        let letters = |picture: &Picture| {
            picture.groups.iter().map(|group| (group.group, group.people)).collect::<Vec<_>>()
        };
        assert_eq!(letters(&told), letters(&live));
        for (now, then) in told.groups.iter().zip(&live.groups) {
            let ((x, _), (then, _)) = (now.centre.unwrap(), then.centre.unwrap());
            assert!(i64::from(x) * i64::from(then) > 0, "{x} and {then}");
        }
        assert!(adds_up(&told));
    }
    assert!(afresh > 0, "some come out the other way round when they are worked out afresh");
}

#[test]
fn whoever_voted_once_is_in_no_group_for_having_the_lowest_number() {
    let mut held = conversation(8);
    say(&mut held, 0, "p");
    (1..20).for_each(|by| say(&mut held, by, if by % 2 == 0 { "aaadddaa" } else { "dddaaaaa" }));
    let picture = last(&held);
    assert_eq!((picture.people, picture.groups.len()), (20, 2));
    assert_eq!(picture.groups.iter().map(|group| group.people).sum::<u32>(), 19);
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
        held.put(somebody(0), StatementNo(at), Cast { vote: None, seq: Seq(2), id: CommandId(2) });
    }
    drawing.catch_up(&held);
    let picture = drawing.picture();
    assert_eq!((picture.people, picture.votes), (20, 160));
    assert_eq!(picture.statements[0].all, [11, 9, 0]);
    let grouped = |picture: &Picture| picture.groups.iter().map(|group| group.people).sum::<u32>();
    assert_eq!((grouped(&picture), picture.groups.iter().map(|group| group.spots.len()).sum()), (20, 20));
    assert_eq!((last(&held).people, grouped(&last(&held))), (20, 20));
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
    assert!(phone.groups.iter().all(|group| group.spots.is_empty()));
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

fn turns(from: Spot, to: Spot, spot: Spot) -> i64 {
    let along = |at: Spot| (i64::from(at.0) - i64::from(from.0), i64::from(at.1) - i64::from(from.1));
    let (edge, other) = (along(to), along(spot));
    edge.0 * other.1 - edge.1 * other.0
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
    fn any_votes_make_a_picture_that_adds_up(
        rows in prop::collection::vec("[adp.]{0,9}", 0..40),
        back in prop::collection::vec((0..40_u8, 11..20_u32), 0..60),
        out in 11..20_u32,
    ) {
        let mut held = conversation(9);
        let mut drawing = Drawing::default();
        for (by, row) in rows.iter().enumerate() {
            say(&mut held, by as u8, row);
            if by % 5 == 0 {
                drawing.catch_up(&held);
                drawing.picture();
            }
        }
        for (by, on) in back {
            held.put(somebody(by), StatementNo(on), Cast { vote: None, seq: Seq(2), id: CommandId(2) });
        }
        if let Some(said) = held.list.get_mut(&StatementNo(out)) {
            Arc::make_mut(said).status = Status::Withdrawn;
        }
        drawing.catch_up(&held);
        for picture in [drawing.picture(), last(&held)] {
            let grouped: u32 = picture.groups.iter().map(|group| group.people).sum();
            let stands = |votes: &Votes| votes.cast.values().any(|cast| cast.vote.is_some());
            let people = held.votes.values().filter(|votes| stands(votes)).count() as u32;
            prop_assert_eq!(picture.people, people);
            prop_assert!(people < 10 || (people.min(15)..=people).contains(&grouped), "{} of {}", grouped, people);
            prop_assert!(!numbers(&picture).contains(&out));
            prop_assert!(adds_up(&picture));
            for shares in &picture.statements {
                let votes = held.all_cast().filter(|(_, on, cast)| *on == shares.s && cast.vote.is_some()).count();
                prop_assert!(shares.all.iter().sum::<u32>() as usize <= votes);
            }
        }
    }
}
