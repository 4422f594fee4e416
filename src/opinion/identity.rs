//! Which group of a picture is which of the one before it, so that each keeps its number and its colour.

/// For each of the new groups its number: that of the earlier group with which it has most participants in common, and else the
/// lowest that is free, to the largest group first.
///
/// `groups` are the participants of each; `earlier` has the number of each participant's earlier group.
#[must_use]
pub fn numbers(groups: &[Vec<usize>], earlier: &[Option<usize>]) -> Vec<usize> {
    let mut numbers: Vec<Option<usize>> = vec![None; groups.len()];
    for (_, group, number) in shared(groups, earlier) {
        if numbers[group].is_none() && !numbers.contains(&Some(number)) {
            numbers[group] = Some(number);
        }
    }
    let mut by_size: Vec<usize> = (0..groups.len()).collect();
    by_size.sort_by_key(|group| std::cmp::Reverse(groups[*group].len()));
    for group in by_size {
        if numbers[group].is_none() {
            numbers[group] = (0..groups.len()).find(|number| !numbers.contains(&Some(*number)));
        }
    }
    numbers.into_iter().flatten().collect()
}

/// How many participants each new group has in common with each earlier one, the most first.
fn shared(groups: &[Vec<usize>], earlier: &[Option<usize>]) -> Vec<(usize, usize, usize)> {
    let most = earlier.iter().flatten().max().map_or(0, |number| number + 1);
    let mut shared: Vec<(usize, usize, usize)> = Vec::new();
    for (group, members) in groups.iter().enumerate() {
        let mut counts = vec![0; most];
        let numbers = members.iter().filter_map(|member| *earlier.get(*member)?);
        numbers.for_each(|number| counts[number] += 1);
        let found = counts.into_iter().enumerate().filter(|(_, count)| *count > 0);
        shared.extend(found.map(|(number, count)| (count, group, number)));
    }
    shared.sort_by_key(|(count, _, _)| std::cmp::Reverse(*count));
    shared
}
