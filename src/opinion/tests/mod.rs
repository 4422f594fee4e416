//! Tests of opinion groups: clear cases, odd ones, any at all, and real conversations.

mod any;
mod camps;
mod few;
mod formulas;
mod over_time;
mod real;

use super::opinions::Opinions;
use super::picture::Picture;
use super::plane::Point;
use super::vote::Vote;

/// What the rows say: `a` agrees, `d` disagrees, `p` passes, and `.` is unseen.
fn opinions(rows: &[impl AsRef<str>]) -> Opinions {
    let mut opinions = Opinions::default();
    for (participant, row) in rows.iter().enumerate() {
        cast(&mut opinions, participant, row.as_ref());
    }
    opinions
}

fn cast(opinions: &mut Opinions, participant: usize, row: &str) {
    for (statement, vote) in row.chars().enumerate() {
        let vote = match vote {
            'a' => Vote::Agree,
            'd' => Vote::Disagree,
            'p' => Vote::Pass,
            _ => continue,
        };
        opinions.vote(participant, statement, Some(vote));
    }
}

/// The group of each participant.
fn groups(picture: &Picture) -> Vec<Option<usize>> {
    picture.participants.iter().map(|place| place.group.map(|group| picture.groups[group].number)).collect()
}

/// The same row so many times, but that one vote in twenty is the opposite one, by chance from a seed.
fn camp(row: &str, people: usize) -> Vec<String> {
    let mut random = fastrand::Rng::with_seed(people as u64);
    let mut said = |vote| match vote {
        'a' if random.u8(..20) == 0 => 'd',
        'd' if random.u8(..20) == 0 => 'a',
        vote => vote,
    };
    (0..people).map(|_| row.chars().map(&mut said).collect()).collect()
}

fn is_in_the_middle(position: Point) -> bool {
    position.iter().all(|along| along.abs() < 1e-9)
}
