//! Real conversations, beside what Polis made of them (tests/data/polis/groups).

use std::collections::BTreeMap;

use super::super::counts::Side;
use super::super::opinions::Opinions;
use super::super::picture::Picture;
use super::super::vote::Vote;

macro_rules! conversation {
    ($name:literal) => {
        Conversation {
            votes: include_str!(concat!(
                "../../../tests/data/polis/groups/",
                $name,
                "/participants-votes.csv"
            )),
            statements: include_str!(concat!("../../../tests/data/polis/groups/", $name, "/comments.csv")),
        }
    };
}

const SEATTLE: Conversation = conversation!("15-per-hour-seattle");
const BOWLING_GREEN: Conversation = conversation!("bg2050-volunteers");

struct Conversation {
    votes: &'static str,
    statements: &'static str,
}

impl Conversation {
    /// The group that Polis gave each participant.
    fn groups(&self) -> Vec<Option<u32>> {
        rows(self.votes).iter().map(|row| row["group-id"].parse().ok()).collect()
    }

    fn picture(&self) -> Picture {
        let mut opinions = Opinions::default();
        for (participant, row) in rows(self.votes).iter().enumerate() {
            for (column, vote) in row {
                let (Ok(statement), Some(vote)) = (column.parse(), read(vote)) else { continue };
                opinions.vote(participant, statement, Some(vote));
            }
        }
        for row in rows(self.statements) {
            let out = row["moderated"] == "-1" || row.get("is-meta").is_some_and(|meta| meta == "true");
            opinions.keep_out(row["comment-id"].parse().unwrap(), out);
        }
        (*opinions.refresh()).clone()
    }

    /// How nearly the groups are those of Polis, of those whom both grouped.
    fn agreement(&self) -> f64 {
        let picture = self.picture();
        let both = self.groups().into_iter().zip(&picture.participants);
        let pairs: Vec<_> = both.filter_map(|(polis, place)| Some((place.group?, polis?))).collect();
        adjusted_rand_index(&pairs)
    }

    /// The group-aware consensus on agreeing, ours and that of Polis, by statement that is not kept out.
    fn consensus(&self) -> Vec<(f64, f64)> {
        let picture = self.picture();
        let both = rows(self.statements).into_iter().filter_map(|row| {
            let statement = &picture.statements[row["comment-id"].parse::<usize>().unwrap()];
            let polis = row["group-informed-consensus"].parse().ok()?;
            (!statement.kept_out).then_some((statement.consensus.agree, polis))
        });
        both.collect()
    }
}

fn rows(csv: &str) -> Vec<BTreeMap<String, String>> {
    csv::Reader::from_reader(csv.as_bytes()).deserialize().map(Result::unwrap).collect()
}

fn read(vote: &str) -> Option<Vote> {
    match vote {
        "1" => Some(Vote::Agree),
        "-1" => Some(Vote::Disagree),
        "0" => Some(Vote::Pass),
        _ => None,
    }
}

/// How alike two partitions are: 1 where they are the same, 0 where they are as alike as by chance (Hubert and Arabie 1985).
fn adjusted_rand_index<A: Ord + Copy, B: Ord + Copy>(pairs: &[(A, B)]) -> f64 {
    let within = |sizes: BTreeMap<_, f64>| sizes.values().map(|size| size * (size - 1.0) / 2.0).sum::<f64>();
    let cells = within(sizes(pairs.iter().map(|(a, b)| (Some(*a), Some(*b)))));
    let rows = within(sizes(pairs.iter().map(|(a, _)| (Some(*a), None))));
    let columns = within(sizes(pairs.iter().map(|(_, b)| (None, Some(*b)))));
    let all = pairs.len() as f64 * (pairs.len() as f64 - 1.0) / 2.0;
    let (expected, most) = (rows * columns / all, f64::midpoint(rows, columns));
    (cells - expected) / (most - expected)
}

fn sizes<K: Ord>(keys: impl Iterator<Item = K>) -> BTreeMap<K, f64> {
    let mut sizes = BTreeMap::new();
    keys.for_each(|key| *sizes.entry(key).or_default() += 1.0);
    sizes
}

#[test]
fn the_index_is_1_for_the_same_0_for_chance_and_what_its_authors_say() {
    let index = |a: &[u8], b: &[u8]| {
        let pairs: Vec<_> = a.iter().copied().zip(b.iter().copied()).collect();
        (adjusted_rand_index(&pairs) * 1_000.0).round() / 1_000.0
    };
    assert_eq!(index(&[0, 0, 1, 1], &[1, 1, 0, 0]).to_bits(), 1.0_f64.to_bits());
    assert_eq!(index(&[0, 0, 1, 1], &[0, 1, 0, 1]).to_bits(), (-0.5_f64).to_bits());
    assert_eq!(index(&[0, 0, 1, 2], &[0, 0, 1, 1]).to_bits(), 0.571_f64.to_bits());
}

#[test]
fn groups_are_those_that_polis_found() {
    for (name, conversation, number) in [("Seattle", SEATTLE, 2), ("Bowling Green", BOWLING_GREEN, 2)] {
        let (picture, agreement) = (conversation.picture(), conversation.agreement());
        println!("{name}: {} groups, adjusted Rand index {agreement:.3}", picture.groups.len());
        assert_eq!(picture.groups.len(), number, "{name}");
        assert!(agreement >= 0.8, "{name}: {agreement}");
    }
}

#[test]
fn nearly_the_same_people_are_grouped() {
    for conversation in [SEATTLE, BOWLING_GREEN] {
        let picture = conversation.picture();
        let both = conversation.groups().into_iter().zip(&picture.participants);
        let (agreed, all) = both.fold((0, 0), |(agreed, all), (polis, place)| {
            (agreed + usize::from(polis.is_some() == place.group.is_some()), all + 1)
        });
        assert!(agreed * 100 >= all * 95, "{agreed} of {all}");
    }
}

#[test]
fn consensus_is_what_polis_says() {
    let both = BOWLING_GREEN.consensus();
    let furthest = both.iter().map(|(ours, polis)| (ours - polis).abs()).fold(0.0, f64::max);
    let mean = both.iter().map(|(ours, polis)| (ours - polis).abs()).sum::<f64>() / both.len() as f64;
    println!("{} statements, {mean:.4} apart in the mean, {furthest:.4} at most", both.len());
    assert!(both.len() > 300 && mean < 0.02, "{mean}");
    let best = |of: fn(&(f64, f64)) -> f64| {
        let mut order: Vec<usize> = (0..both.len()).collect();
        order.sort_by(|a, b| of(&both[*b]).total_cmp(&of(&both[*a])));
        order[..20].to_vec()
    };
    let (ours, polis) = (best(|both| both.0), best(|both| both.1));
    let shared = ours.iter().filter(|statement| polis.contains(statement)).count();
    assert!(shared >= 18, "{shared} of the 20 that unite most");
}

#[test]
fn what_unites_a_conversation_is_agreed_on_in_each_group() {
    let picture = BOWLING_GREEN.picture();
    assert!(picture.uniting.len() > 20 && !picture.dividing.is_empty());
    for uniting in &picture.uniting {
        let groups = &picture.statements[uniting.statement].groups;
        assert!(groups.iter().all(|stance| stance.counts.probability(uniting.side) > 0.5));
    }
    for dividing in &picture.dividing {
        let groups = &picture.statements[dividing.statement].groups;
        let lean = |group: usize, side: Side| groups[group].counts.took(side);
        assert!(lean(dividing.agreeing, Side::Agree) > lean(dividing.agreeing, Side::Disagree));
        assert!(lean(dividing.disagreeing, Side::Disagree) > lean(dividing.disagreeing, Side::Agree));
    }
}
