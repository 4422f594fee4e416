//! Counts that were worked out by hand.

use std::sync::Arc;

use sha2::{Digest, Sha256};

use super::{Votes, of_track};
use crate::domain::award::tests::{criterion, track};
use crate::domain::award::{
    Award, AwardPlan, Case, Lot, Normalise, PeoplesChoice, Recusal, Sheet, Tie, TrackKind, TrackResult,
};
use crate::domain::badge::Groups;
use crate::domain::id::{CommandId, LinkNo, PollNo};
use crate::domain::register::{Register, Seq};

/// One track of so many nominees, judged by criteria of these weights on a scale of ten.
fn plan(nominees: usize, weights: &[u8]) -> AwardPlan {
    let criteria = weights.iter().map(|weight| criterion(*weight)).collect();
    AwardPlan { tracks: vec![track(nominees)], criteria, ..AwardPlan::default() }
}

/// The marks of each juror by nominee; none where the juror gave none.
fn judged(plan: AwardPlan, marks: &[&[&[u8]]]) -> Award {
    let mut award = Award { plan: Arc::new(plan), ..Award::default() };
    for (juror, given) in (1..).zip(marks) {
        for (nominee, marks) in given.iter().enumerate().filter(|(_, marks)| !marks.is_empty()) {
            let sheet = Sheet { marks: (*marks).into(), seq: Seq(1), id: CommandId(1) };
            award.sheets.insert(case(nominee as u8, juror), sheet);
        }
    }
    award
}

fn case(nominee: u8, juror: u32) -> Case {
    Case { track: 0, nominee, juror: LinkNo(juror) }
}

fn lot() -> Lot {
    Lot::draw(&[7; 32], CommandId(1))
}

fn counted(award: &Award) -> TrackResult {
    of_track(award, &lot(), 0, &Votes::default())
}

fn with_votes(award: &Award, counts: &[u32]) -> TrackResult {
    let ballots = counts.iter().sum();
    let votes = Votes { poll: Some(PollNo(1)), round: 1, ballots, counts: counts.to_vec() };
    of_track(award, &lot(), 0, &votes)
}

fn people(weight: u8, quorum: u32) -> PeoplesChoice {
    PeoplesChoice { groups: Groups::ALL, weight, quorum, blind: false }
}

fn jury(result: &TrackResult) -> Vec<Option<i32>> {
    result.nominees.iter().map(|nominee| nominee.jury).collect()
}

fn places(result: &TrackResult) -> Vec<Option<u8>> {
    result.nominees.iter().map(|nominee| nominee.place).collect()
}

fn totals(result: &TrackResult) -> Vec<Option<i32>> {
    result.nominees.iter().map(|nominee| nominee.total).collect()
}

fn ties(result: &TrackResult) -> Vec<Option<Tie>> {
    result.nominees.iter().map(|nominee| nominee.tie).collect()
}

#[test]
fn a_sheet_is_its_marks_by_their_weights_as_a_share_of_the_highest() {
    // (3 x 10 + 1 x 0) / (4 x 10), and (3 x 7 + 1 x 7) / (4 x 10).
    let result = counted(&judged(plan(2, &[3, 1]), &[&[&[10, 0], &[7, 7]]]));
    assert_eq!(jury(&result), [Some(75_000), Some(70_000)]);
    assert_eq!(places(&result), [Some(1), Some(2)]);
    assert_eq!(result.nominees[0].criteria, [100_000, 0]);
}

#[test]
fn halves_are_rounded_up() {
    // 1 of 30 is 3,333.33, and the half of that 1,666.5.
    let result =
        counted(&judged(plan(2, &[1, 1, 1]), &[&[&[1, 0, 0], &[2, 0, 0]], &[&[0, 0, 0], &[2, 0, 0]]]));
    assert_eq!(jury(&result), [Some(1_667), Some(6_667)]);
}

#[test]
fn a_nominee_has_the_average_of_the_sheets_that_count_for_it() {
    let mut award = judged(plan(2, &[1]), &[&[&[10], &[4]], &[&[6], &[]], &[&[1], &[8]]]);
    let set = Register { on: true, seq: Seq(1), id: CommandId(1) };
    award.recusals.insert(case(0, 3), Recusal { own: Some(set), organiser: None });
    let result = counted(&award);
    assert_eq!(jury(&result), [Some(80_000), Some(60_000)], "the third one's for the first counts no more");
    let sheets: Vec<_> = result.nominees.iter().map(|nominee| (nominee.sheets, nominee.recused)).collect();
    assert_eq!(sheets, [(2, 1), (2, 0)]);
}

#[test]
fn where_a_nominee_has_too_few_sheets_the_jury_decides_nothing_in_its_track() {
    let few = AwardPlan { quorum_jury: 2, ..plan(2, &[1]) };
    let result = counted(&judged(few.clone(), &[&[&[10], &[4]], &[&[6], &[]]]));
    assert!(!result.jury_quorum);
    assert_eq!((places(&result), totals(&result)), (vec![None; 2], vec![None; 2]));
    assert_eq!(jury(&result), [Some(80_000), Some(40_000)], "what there is is told");
    let result = counted(&judged(few, &[&[&[10], &[4]], &[&[6], &[5]]]));
    assert!(result.jury_quorum);
    assert_eq!(places(&result), [Some(1), Some(2)]);
}

/// The strict juror gives 2, 4, 6 (average 4, spread 1.63299), the mild one 9, 8, 10 (average 9, spread 0.816497). In spreads
/// above the own average that is -1.224745, 0, 1.224745 and 0, -1.224745, 1.224745, on average -0.6123724, -0.6123724, 1.224745.
/// All six marks together are 65 points on average with a spread of 28.136572: 65 - 17.230062 twice, and 65 + 34.460124.
#[test]
fn by_juror_a_strict_one_and_a_mild_one_weigh_the_same() {
    let marks: &[&[&[u8]]] = &[&[&[2], &[4], &[6]], &[&[9], &[8], &[10]]];
    assert_eq!(jury(&counted(&judged(plan(3, &[1]), marks))), [Some(55_000), Some(60_000), Some(80_000)]);
    let levelled = AwardPlan { normalise: Normalise::ByJuror, ..plan(3, &[1]) };
    let result = counted(&judged(levelled, marks));
    assert_eq!(jury(&result), [Some(47_770), Some(47_770), Some(99_460)]);
    assert_eq!(places(&result), [Some(2), Some(2), Some(1)], "with no rule for it equals share a place");
}

#[test]
fn by_juror_who_gives_all_the_same_prefers_nobody() {
    let levelled = AwardPlan { normalise: Normalise::ByJuror, ..plan(2, &[1]) };
    let result = counted(&judged(levelled, &[&[&[5], &[5]], &[&[9], &[9]]]));
    assert_eq!(jury(&result), [Some(70_000), Some(70_000)], "the average of all");
}

/// Two jurors give 10, 10, 9 and one 10, 9, 9. All nine marks have the average 95.5556 and the spread 4.9690. In spreads the first
/// two lie 0.707107 above for 10 and 1.414214 below for 9, the last one 1.414214 above and 0.707107 below.
#[test]
fn levelled_points_lie_beyond_a_hundred_where_they_come_to_that_so_that_a_lead_is_no_tie() {
    let levelled = AwardPlan { normalise: Normalise::ByJuror, ties: vec![Tie::Lot], ..plan(3, &[1]) };
    let marks: &[&[&[u8]]] = &[&[&[10], &[10], &[9]], &[&[10], &[10], &[9]], &[&[10], &[9], &[9]]];
    let result = counted(&judged(levelled, marks));
    assert_eq!(jury(&result), [Some(100_240), Some(96_727), Some(89_699)]);
    assert_eq!((places(&result), ties(&result)), (vec![Some(1), Some(2), Some(3)], vec![None; 3]));
    let low = AwardPlan { normalise: Normalise::ByJuror, ..plan(3, &[1]) };
    let result = counted(&judged(low, &[&[&[0], &[0], &[1]], &[&[0], &[0], &[1]], &[&[0], &[1], &[1]]]));
    assert_eq!(jury(&result), [Some(-240), Some(3_273), Some(10_301)]);
    assert_eq!(places(&result), [Some(3), Some(2), Some(1)]);
}

#[test]
fn by_juror_who_judged_one_nominee_alone_counts_for_nothing() {
    let levelled = AwardPlan { normalise: Normalise::ByJuror, quorum_jury: 2, ..plan(2, &[1]) };
    let marks: &[&[&[u8]]] = &[&[&[4], &[8]], &[&[10], &[]]];
    let result = counted(&judged(levelled.clone(), marks));
    assert!(!result.jury_quorum, "there is nothing to level it by");
    assert_eq!(result.nominees[0].sheets, 1);
    assert_eq!((result.nominees[0].criteria.as_slice(), result.nominees[0].firsts), (&[40_000][..], 0));
    let alone = AwardPlan { quorum_jury: 1, ..levelled };
    assert_eq!(jury(&counted(&judged(alone, marks))), [Some(40_000), Some(80_000)]);
}

#[test]
fn the_people_have_their_weight_in_the_whole() {
    let together = AwardPlan { people: Some(people(30, 3)), ..plan(2, &[1]) };
    let award = judged(together, &[&[&[8], &[6]]]);
    // 0.7 x 80 + 0.3 x 50, and 0.7 x 60 + 0.3 x 100.
    let result = with_votes(&award, &[1, 2]);
    assert_eq!(totals(&result), [Some(71_000), Some(72_000)]);
    assert_eq!(places(&result), [Some(2), Some(1)]);
    let few = with_votes(&award, &[0, 2]);
    assert!(!few.people_quorum);
    assert_eq!(totals(&few), [Some(80_000), Some(60_000)], "where too few voted the jury decides alone");
    assert_eq!(few.nominees[1].votes, 2, "and what they voted is told");
}

#[test]
fn the_people_alone_decide_where_they_have_all_the_weight() {
    let alone = AwardPlan { people: Some(people(100, 1)), quorum_jury: 9, ..plan(2, &[1]) };
    let award = judged(alone, &[&[&[8], &[6]]]);
    assert_eq!(places(&with_votes(&award, &[1, 2])), [Some(2), Some(1)]);
    assert_eq!(places(&with_votes(&award, &[0, 0])), [None, None]);
}

#[test]
fn a_prize_of_the_peoples_own_goes_by_votes_alone_and_equals_share_it() {
    let own = AwardPlan { people: Some(people(0, 1)), ..plan(3, &[1]) };
    let award = judged(own, &[&[&[8], &[6], &[4]]]);
    let result = with_votes(&award, &[1, 5, 5]);
    assert_eq!(places(&result), [Some(1), Some(2), Some(3)]);
    let of_people: Vec<_> = result.nominees.iter().map(|nominee| nominee.people_place).collect();
    assert_eq!(of_people, [Some(3), Some(1), Some(1)]);
    let none = with_votes(&award, &[0, 0, 0]);
    assert!(none.nominees.iter().all(|nominee| nominee.people_place.is_none()), "nobody voted");
}

#[test]
fn the_heaviest_criterion_decides_first_then_the_next() {
    let by_criteria = AwardPlan { ties: vec![Tie::Criterion, Tie::Lot], ..plan(3, &[1, 2, 1]) };
    // All come to 20 of 40; the second criterion is the heaviest, and of the others the first one is asked first.
    let result = counted(&judged(by_criteria, &[&[&[4, 6, 4], &[6, 6, 2], &[0, 8, 4]]]));
    assert_eq!(totals(&result), [Some(50_000); 3]);
    assert_eq!(places(&result), [Some(3), Some(2), Some(1)]);
    assert_eq!(ties(&result), [Some(Tie::Criterion); 3]);
}

#[test]
fn votes_and_first_places_decide_in_the_order_that_was_said() {
    // Whoever judged one of them alone put nobody first.
    let marks: &[&[&[u8]]] = &[&[&[10], &[9]], &[&[10], &[9]], &[&[1], &[3]], &[&[], &[7]], &[&[7], &[]]];
    let with = |ties: &[Tie]| AwardPlan { ties: ties.to_vec(), people: Some(people(0, 1)), ..plan(2, &[1]) };
    let by_firsts = with_votes(&judged(with(&[Tie::Firsts, Tie::People]), marks), &[1, 2]);
    assert_eq!(totals(&by_firsts), [Some(70_000); 2]);
    assert_eq!(by_firsts.nominees.iter().map(|nominee| nominee.firsts).collect::<Vec<_>>(), [2, 1]);
    assert_eq!((places(&by_firsts), ties(&by_firsts)), (vec![Some(1), Some(2)], vec![Some(Tie::Firsts); 2]));
    let by_votes = with_votes(&judged(with(&[Tie::People, Tie::Firsts]), marks), &[1, 2]);
    assert_eq!((places(&by_votes), ties(&by_votes)), (vec![Some(2), Some(1)], vec![Some(Tie::People); 2]));
    let too_few = AwardPlan { people: Some(people(0, 9)), ..with(&[Tie::People, Tie::Firsts]) };
    let skipped = with_votes(&judged(too_few, marks), &[1, 2]);
    assert_eq!((places(&skipped), ties(&skipped)), (vec![Some(1), Some(2)], vec![Some(Tie::Firsts); 2]));
}

#[test]
fn at_last_the_lot_decides_and_without_it_the_place_is_shared() {
    let with = |ties: &[Tie]| AwardPlan { ties: ties.to_vec(), ..plan(3, &[1]) };
    let marks: &[&[&[u8]]] = &[&[&[5], &[5], &[1]]];
    let result = counted(&judged(with(&[Tie::Firsts, Tie::Lot]), marks));
    let first = if lot().of(0, 0) < lot().of(0, 1) { [1, 2] } else { [2, 1] };
    assert_eq!(places(&result), [Some(first[0]), Some(first[1]), Some(3)]);
    assert_eq!(ties(&result), [Some(Tie::Lot), Some(Tie::Lot), None], "the third is nobody's equal");
    let shared = counted(&judged(with(&[Tie::Firsts]), marks));
    assert_eq!(places(&shared), [Some(1), Some(1), Some(3)]);
    assert_eq!(ties(&shared), [None; 3], "no rule decided anything");
    let three = AwardPlan { ties: vec![Tie::Criterion, Tie::Firsts], ..plan(3, &[2, 1]) };
    let result = counted(&judged(three, &[&[&[4, 4], &[4, 4], &[5, 2]]]));
    assert_eq!(places(&result), [Some(2), Some(2), Some(1)]);
    assert_eq!(ties(&result), [Some(Tie::Criterion); 3], "that which parted the two from the third");
}

/// `printf 'LOT:0:1' | sha256sum` and the like: anyone can draw it again.
#[test]
fn the_lot_is_the_hash_of_its_digits_with_track_and_nominee() {
    let text = lot().to_string();
    assert_eq!(text.len(), 64);
    let by_hand: [u8; 32] = Sha256::digest(format!("{text}:0:1").as_bytes()).into();
    assert_eq!(lot().of(0, 1), by_hand);
    assert_ne!(lot(), Lot::draw(&[7; 32], CommandId(2)));
}

#[test]
fn whoever_is_honoured_is_first_without_marks() {
    let mut honours = plan(2, &[1]);
    (honours.tracks[0].kind, honours.tracks[0].nominees) = (TrackKind::Honorary, track(1).nominees);
    let result = counted(&judged(honours, &[]));
    assert_eq!((places(&result), totals(&result)), (vec![Some(1)], vec![None]));
    assert_eq!(result.steps().len(), 1);
}
