//! How many slips make one word of another.

/// Optimal string alignment, Damerau's distance without a change of what was exchanged: how many letters must be put in, left
/// out, changed or exchanged with their neighbour.
///
/// The other word has fewer than `ROW` letters: its rows lie on the stack, as a search compares a word with thousands.
#[must_use]
pub fn distance<const ROW: usize>(one: &[char], other: &[char]) -> usize {
    let mut before = [0; ROW];
    let mut last: [usize; ROW] = std::array::from_fn(|at| at);
    for (i, a) in one.iter().enumerate() {
        let mut row = [0; ROW];
        row[0] = i + 1;
        for (j, b) in other.iter().enumerate() {
            let changed = last[j] + usize::from(a != b);
            row[j + 1] = changed.min(last[j + 1] + 1).min(row[j] + 1);
            let exchanged = i > 0 && j > 0 && one[i - 1] == *b && other[j - 1] == *a;
            if exchanged {
                row[j + 1] = row[j + 1].min(before[j - 1] + 1);
            }
        }
        (before, last) = (last, row);
    }
    last[other.len()]
}
