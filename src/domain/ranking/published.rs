//! Tallies from the literature come out as they were published.

use super::{RunoffRound, places, runoff};

type Ballots<'b> = &'b [(u32, &'b [u8])];

fn round(ballots: Ballots<'_>, options: usize) -> super::Runoff {
    runoff(options, ballots.iter().flat_map(|(n, order)| std::iter::repeat_n(*order, *n as usize)))
}

fn table(ballots: Ballots<'_>, options: usize) -> Vec<u32> {
    let mut table = vec![0; options * options];
    for (n, order) in ballots {
        super::pairs(order, options, |pair| table[pair] += n);
    }
    table
}

fn votes(rounds: &[RunoffRound]) -> Vec<Vec<Option<u32>>> {
    rounds.iter().map(|round| round.n.clone()).collect()
}

/// The capital of Tennessee, the example that articles on voting methods share (for one, English Wikipedia, "instant-runoff voting" and
/// "Schulze method"): Memphis 42, Nashville 26, Chattanooga 15, Knoxville 17, in hundredths of the voters.
const TENNESSEE: Ballots<'_> =
    &[(42, &[0, 1, 2, 3]), (26, &[1, 2, 3, 0]), (15, &[2, 3, 1, 0]), (17, &[3, 2, 1, 0])];

#[test]
fn tennessee_chooses_knoxville_by_runoff() {
    let counted = round(TENNESSEE, 4);
    let expected = [
        vec![Some(42), Some(26), Some(15), Some(17)],
        vec![Some(42), Some(26), None, Some(32)],
        vec![Some(42), None, None, Some(58)],
    ];
    assert_eq!(votes(&counted.rounds), expected);
    assert_eq!(counted.places, [2, 3, 4, 1]);
}

#[test]
fn tennessee_chooses_nashville_by_pairs() {
    let pairs = table(TENNESSEE, 4);
    assert_eq!(pairs, [0, 42, 42, 42, 58, 0, 68, 68, 58, 32, 0, 83, 58, 32, 17, 0]);
    assert_eq!(places(&pairs, 4), [4, 1, 2, 3], "Nashville, Chattanooga, Knoxville, Memphis");
}

/// Example 1 of 45 voters and the five candidates A to E: M. Schulze, "A New Monotonic and Clone-Independent Single-Winner Election Method",
/// Voting Matters 17 (October 2003), section 3.
const SCHULZE: Ballots<'_> = &[
    (5, &[0, 2, 1, 4, 3]),
    (5, &[0, 3, 4, 2, 1]),
    (8, &[1, 4, 3, 0, 2]),
    (3, &[2, 0, 1, 4, 3]),
    (7, &[2, 0, 4, 1, 3]),
    (2, &[2, 1, 0, 3, 4]),
    (7, &[3, 2, 4, 1, 0]),
    (8, &[4, 1, 0, 3, 2]),
];

#[test]
fn the_example_of_schulze_comes_out_as_he_published_it() {
    let pairs = table(SCHULZE, 5);
    #[rustfmt::skip]
    let published = [
         0, 20, 26, 30, 22,
        25,  0, 16, 33, 18,
        19, 29,  0, 17, 24,
        15, 12, 28,  0, 14,
        23, 27, 21, 31,  0,
    ];
    assert_eq!(pairs, published);
    assert_eq!(places(&pairs, 5), [2, 4, 3, 5, 1], "E, A, C, B, D");
}

/// The mayor of Burlington, Vermont, 3 March 2009, by how the ballots rank Montroll, Kiss and Wright once the others are left out, as the
/// Center for Range Voting tells them (rangevoting.org/Burlington.html).
const BURLINGTON: Ballots<'_> = &[
    (1332, &[0, 1, 2]),
    (767, &[0, 2, 1]),
    (455, &[0]),
    (2043, &[1, 0, 2]),
    (371, &[1, 2, 0]),
    (568, &[1]),
    (1513, &[2, 0, 1]),
    (495, &[2, 1, 0]),
    (1289, &[2]),
];

#[test]
fn burlington_elects_kiss_by_runoff_though_more_put_montroll_before_him() {
    let counted = round(BURLINGTON, 3);
    let expected = [vec![Some(2554), Some(2982), Some(3297)], vec![None, Some(4314), Some(4064)]];
    assert_eq!(votes(&counted.rounds), expected);
    assert_eq!((counted.rounds[1].spent, &counted.places[..]), (455, &[3, 1, 2][..]));
    let pairs = table(BURLINGTON, 3);
    assert_eq!(pairs, [0, 4067, 4597, 3477, 0, 4314, 3668, 4064, 0]);
    assert_eq!(places(&pairs, 3), [1, 2, 3]);
}
