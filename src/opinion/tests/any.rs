//! Any votes at all: it never panics, and every number is one.

use proptest::prelude::*;

use super::super::leaning::Leaning;
use super::super::opinions::Opinions;
use super::super::picture::Picture;
use super::super::vote::Vote;

#[derive(Debug, Clone)]
enum Step {
    Vote(usize, usize, Option<Vote>),
    KeepOut(usize, bool),
    Refresh,
}

fn vote() -> impl Strategy<Value = Option<Vote>> {
    prop_oneof![Just(None), Just(Some(Vote::Agree)), Just(Some(Vote::Disagree)), Just(Some(Vote::Pass))]
}

fn step(participants: usize, statements: usize) -> impl Strategy<Value = Step> {
    prop_oneof![
        40 => (0..participants, 0..statements, vote()).prop_map(|(who, what, vote)| Step::Vote(who, what, vote)),
        1 => (0..statements, any::<bool>()).prop_map(|(what, out)| Step::KeepOut(what, out)),
        2 => Just(Step::Refresh),
    ]
}

fn steps() -> impl Strategy<Value = Vec<Step>> {
    (1..40_usize, 1..14_usize).prop_flat_map(|(participants, statements)| {
        prop::collection::vec(step(participants, statements), 0..300)
    })
}

fn numbers(picture: &Picture) -> Vec<f64> {
    let leaning =
        |leaning: &Leaning| [leaning.probability, leaning.majority, leaning.ratio, leaning.difference];
    let mut numbers = vec![picture.silhouette];
    numbers.extend(picture.participants.iter().flat_map(|place| place.position));
    numbers.extend(picture.groups.iter().flat_map(|group| group.centre));
    for statement in &picture.statements {
        numbers.extend(statement.position);
        numbers.extend([statement.consensus.agree, statement.consensus.disagree]);
        numbers.extend(
            statement
                .groups
                .iter()
                .flat_map(|stance| [leaning(&stance.agree), leaning(&stance.disagree)].concat()),
        );
    }
    numbers.extend(picture.uniting.iter().map(|uniting| uniting.consensus));
    numbers.extend(picture.dividing.iter().map(|dividing| dividing.strength));
    numbers
}

fn holds(opinions: &Opinions, picture: &Picture) {
    assert!(numbers(picture).iter().all(|number| number.is_finite()), "{picture:?}");
    assert!((-1.0..=1.0).contains(&picture.silhouette));
    assert_eq!(picture.participants.len(), opinions.votes().participants());
    assert_eq!(picture.statements.len(), opinions.votes().statements());
    for (at, group) in picture.groups.iter().enumerate() {
        assert!(!group.members.is_empty() && group.members.is_sorted() && group.number < 5);
        assert!(group.members.iter().all(|member| picture.participants[*member].group == Some(at)));
    }
    assert!(picture.groups.is_sorted_by(|a, b| a.number < b.number));
    let members: usize = picture.groups.iter().map(|group| group.members.len()).sum();
    assert_eq!(members, picture.participants.iter().filter(|place| place.group.is_some()).count());
    for statement in &picture.statements {
        assert_eq!(statement.groups.len(), picture.groups.len());
        assert!((0.0..=1.0).contains(&statement.consensus.agree));
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]

    #[test]
    fn any_votes_make_a_picture(steps in steps()) {
        let mut opinions = Opinions::default();
        for step in steps {
            match step {
                Step::Vote(participant, statement, vote) => opinions.vote(participant, statement, vote),
                Step::KeepOut(statement, out) => opinions.keep_out(statement, out),
                Step::Refresh => {
                    let picture = opinions.refresh();
                    holds(&opinions, &picture);
                }
            }
        }
        let picture = opinions.refresh();
        holds(&opinions, &picture);
    }
}
