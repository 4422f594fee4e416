//! The method of Markus Schulze: "A new monotonic, clone-independent, reversal symmetric, and condorcet-consistent single-winner
//! election method", Social Choice and Welfare 36 (2011). A link's strength is how many put the one before the other, where more do
//! than the other way round.

/// Tells of every two options that a ballot puts one before the other: the place of the pair in a table of so many rows, the row being that of
/// the one before. What it does not name stands after all that it names.
pub fn pairs(order: &[u8], options: usize, mut before: impl FnMut(usize)) {
    let mut left = vec![true; options];
    for first in order.iter().map(|option| usize::from(*option)) {
        match left.get_mut(first) {
            Some(there) if *there => *there = false,
            _ => continue,
        }
        let others = left.iter().enumerate().filter(|(_, there)| **there);
        others.for_each(|(second, _)| before(first * options + second));
    }
}

/// The place of each option, from 1, by how many put which before which: one more than how many have a stronger path to it than it has to
/// them.
#[must_use]
pub fn places(pairs: &[u32], options: usize) -> Vec<u32> {
    let strength = strongest(pairs, options);
    let beats =
        |one: usize, other: usize| at(&strength, options, one, other) > at(&strength, options, other, one);
    (0..options).map(|one| 1 + (0..options).filter(|other| beats(*other, one)).count() as u32).collect()
}

/// How strong the strongest path from the option of the row to that of the column is: as its weakest link.
fn strongest(pairs: &[u32], options: usize) -> Vec<u32> {
    let mut strength = vec![0; options * options];
    for (from, to) in all(options) {
        let (there, back) = (at(pairs, options, from, to), at(pairs, options, to, from));
        set(&mut strength, options, (from, to), if there > back { there } else { 0 });
    }
    for over in 0..options {
        for (from, to) in all(options).filter(|(from, to)| *from != over && *to != over) {
            let way = at(&strength, options, from, over).min(at(&strength, options, over, to));
            let best = at(&strength, options, from, to).max(way);
            set(&mut strength, options, (from, to), best);
        }
    }
    strength
}

/// All pairs of two options.
fn all(options: usize) -> impl Iterator<Item = (usize, usize)> {
    let pairs = (0..options).flat_map(move |from| (0..options).map(move |to| (from, to)));
    pairs.filter(|(from, to)| from != to)
}

fn at(table: &[u32], options: usize, row: usize, column: usize) -> u32 {
    table.get(row * options + column).copied().unwrap_or_default()
}

fn set(table: &mut [u32], options: usize, (row, column): (usize, usize), to: u32) {
    if let Some(cell) = table.get_mut(row * options + column) {
        *cell = to;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn counted(options: usize, ballots: &[(u32, &[u8])]) -> Vec<u32> {
        let mut table = vec![0; options * options];
        for (n, order) in ballots {
            pairs(order, options, |pair| table[pair] += n);
        }
        table
    }

    #[test]
    fn what_a_ballot_does_not_name_stands_after_all_that_it_names_beside_each_other() {
        assert_eq!(counted(3, &[(1, &[1])]), [0, 0, 0, 1, 0, 1, 0, 0, 0]);
        assert_eq!(counted(3, &[(2, &[2, 0])]), [0, 2, 0, 0, 0, 0, 2, 2, 0]);
        assert_eq!(counted(2, &[(1, &[1, 1, 9])]), [0, 0, 1, 0], "what fits no place counts for nothing");
    }

    #[test]
    fn equals_share_a_place_and_the_next_follows_after_all_of_them() {
        let table = counted(4, &[(3, &[0, 1]), (3, &[0, 2]), (1, &[0])]);
        assert_eq!(places(&table, 4), [1, 2, 2, 4]);
    }
}
