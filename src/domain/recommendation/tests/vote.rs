use super::*;
use crate::domain::decide::next_deadline;
use crate::domain::id::{CommandId, HallNo};
use crate::domain::recommendation::own_voices;
use crate::domain::refusal::Code;
use crate::domain::role::Actor;
use crate::domain::screen::Cue;
use crate::domain::tests::scene::{DESK, START};
use crate::domain::time::Millis;

#[test]
fn everyone_votes_on_what_is_proposed_and_nobody_sees_the_counts_before_the_end() {
    let mut scene = forum();
    for by in 1..=3 {
        scene.drafts(by, &format!("توصية {by}"));
    }
    let round = scene.votes_on(&[1, 2]);
    assert!(scene.shown(3, Role::Participant).is_none(), "it is a draft");
    for by in 1..=3 {
        scene.says_of(by, 1, Voice::Agree);
    }
    scene.says_of(4, 1, Voice::Disagree);
    scene.says_of(4, 2, Voice::Abstain);
    for role in [Role::Participant, Role::Screen, Role::Rapporteur] {
        let shown = scene.shown(1, role).expect("it is put to the vote");
        assert_eq!(shown.outcome, None, "{role:?}");
    }
    let voted = |scene: &Scene, role| {
        let view = recommendations(&scene.state, Part::Recommendations, role);
        view.head.vote.expect("there is a vote").voted
    };
    assert_eq!((voted(&scene, Role::Screen), voted(&scene, Role::Participant)), (Some(4), None));
    scene.closes_vote(round);
    let shown = scene.shown(1, Role::Participant).and_then(|item| item.outcome).expect("it was counted");
    assert_eq!((shown.agree, shown.disagree, shown.abstain, shown.agreed), (3, 1, 0, true));
    let other = scene.shown(2, Role::Participant).and_then(|item| item.outcome).expect("it was counted");
    assert_eq!((other.abstain, other.agreed), (1, false));
    assert_eq!(voted(&scene, Role::Participant), Some(4));
}

#[test]
fn a_person_has_one_vote_on_each_and_the_latest_stands() {
    let mut scene = forum();
    scene.drafts(1, "توصية");
    let round = scene.votes_on(&[1]);
    let first = scene.say(1, Some(Voice::Agree));
    let second = scene.say(1, Some(Voice::Disagree));
    let id = CommandId(900);
    scene.give_as(person(1), id, &second).expect("it is taken");
    assert!(scene.give_as(person(1), id, &second).expect("it stands").changes.is_empty());
    assert_eq!(scene.is_refused(person(1), &first), Code::Stale);
    let counts =
        |scene: &Scene| scene.state.recommendations.rounds[&round].outcome(RecommendationNo(1)).counts;
    assert_eq!(counts(&scene), [0, 1, 0]);
    let nothing = scene.say(1, None);
    scene.does(person(1), &nothing);
    assert_eq!((counts(&scene), scene.state.recommendations.rounds[&round].voted), ([0, 0, 0], 0));
    let own = own_voices(&scene.state, crate::domain::id::PersonId([1; 16])).0.expect("it said something");
    assert!(own.disagree.is_empty());
    for actor in [RAPPORTEUR, OWNER, DESK] {
        let say = scene.say(1, Some(Voice::Agree));
        assert_eq!(scene.is_refused(actor, &say), Code::NotAllowed);
    }
}

#[test]
fn a_vote_ends_at_its_time_to_the_millisecond_and_the_clock_closes_it() {
    let mut scene = forum();
    scene.drafts(1, "توصية");
    let propose = scene.propose(1, true);
    scene.does(RAPPORTEUR, &propose);
    let open = scene.open_vote(&[1], Some(60));
    scene.does(RAPPORTEUR, &open);
    let until = scene.now + Millis::seconds(60);
    assert_eq!(scene.state.vote_due(), Some(until));
    scene.now = until - Millis(1);
    scene.says_of(1, 1, Voice::Agree);
    scene.now = until;
    let say = scene.say(1, Some(Voice::Disagree));
    assert_eq!(scene.is_refused(person(2), &say), Code::RoundOver);
    assert!(next_deadline(&scene.state).is_some_and(|due| due <= until));
    let more = asks(RecommendationCommand::TimeVote { round: VoteNo(1), seconds: 60 });
    assert_eq!(scene.is_refused(RAPPORTEUR, &more), Code::RoundOver, "what is over is not opened again");
    scene.does(Actor::Clock, &Command::Tick);
    let round = scene.state.recommendations.round().expect("there was a vote");
    assert_eq!((round.closed, round.voted), (Some(until), 1));
    assert_eq!(scene.state.vote_due(), None);
}

#[test]
fn what_is_voted_on_stays_as_it_is() {
    let mut scene = forum();
    let other = scene.listed(9, "سؤال آخر");
    scene.drafts(1, "توصية");
    let round = scene.votes_on(&[1]);
    let cite = RecommendationCommand::Cite { recommendation: RecommendationNo(1), evidence: question(other) };
    for command in
        [scene.edit(1, "أخرى", "نص"), scene.propose(1, false), asks(cite), scene.publish(&[1], false)]
    {
        assert_eq!(scene.is_refused(RAPPORTEUR, &command), Code::VoteOpen);
    }
    scene.says_of(1, 1, Voice::Agree);
    scene.closes_vote(round);
    let back = scene.propose(1, false);
    scene.does(RAPPORTEUR, &back);
    let edit = scene.edit(1, "أخرى", "نص");
    scene.does(RAPPORTEUR, &edit);
    assert!(scene.state.recommendations.lacks_agreement(RecommendationNo(1)), "they agreed with other words");
    let propose = scene.propose(1, true);
    scene.does(RAPPORTEUR, &propose);
    assert!(scene.shown(1, Role::Participant).is_none(), "nobody voted on these words");
}

#[test]
fn a_vote_is_opened_on_what_was_read_by_one_alone() {
    let mut scene = forum();
    scene.drafts(1, "أولى");
    let empty = scene.open_vote(&[], None);
    assert_eq!(scene.is_refused(RAPPORTEUR, &empty), Code::NothingProposed);
    let propose = scene.propose(1, true);
    scene.does(RAPPORTEUR, &propose);
    scene.drafts(2, "ثانية");
    let open = scene.open_vote(&[1], None);
    let propose = scene.propose(2, true);
    scene.does(OTHER, &propose);
    assert_eq!(scene.is_refused(RAPPORTEUR, &open), Code::Changed, "another one was proposed since");
    let open = scene.open_vote(&[1, 2], None);
    let id = CommandId(901);
    let made = scene.give_as(RAPPORTEUR, id, &open).expect("it is opened").made;
    let again = scene.give_as(RAPPORTEUR, id, &open).expect("it is open");
    assert_eq!((made, again.made, again.changes.len()), (Some(1), Some(1), 0));
    assert_eq!(scene.is_refused(OTHER, &open), Code::Changed);
    let second = scene.open_vote(&[1, 2], None);
    assert_eq!(scene.is_refused(OTHER, &second), Code::VoteOpen);
    scene.says_of(1, 1, Voice::Agree);
    scene.closes_vote(VoteNo(1));
    let second = scene.open_vote(&[1, 2], None);
    assert_eq!(scene.is_refused(OTHER, &second), Code::Changed, "the first was agreed");
    let second = scene.open_vote(&[2], None);
    assert_eq!(scene.does(OTHER, &second).made, Some(2));
    let late = asks(RecommendationCommand::Vote {
        round: VoteNo(1),
        recommendation: RecommendationNo(1),
        vote: Some(Voice::Disagree),
        seq: Seq(99),
    });
    assert_eq!(scene.is_refused(person(3), &late), Code::RoundOver);
}

#[test]
fn a_rule_is_within_its_bounds() {
    let mut scene = forum();
    scene.drafts(1, "توصية");
    let propose = scene.propose(1, true);
    scene.does(RAPPORTEUR, &propose);
    for (more_than, voters, seconds) in [(49, 1, 0), (100, 1, 0), (50, 0, 0), (50, 1, 4), (50, 1, 14_401)] {
        let open = asks(RecommendationCommand::OpenVote {
            round: VoteNo(0),
            list: vec![RecommendationNo(1)],
            rule: Rule { more_than, voters },
            seconds: Some(seconds),
        });
        assert_eq!(scene.is_refused(RAPPORTEUR, &open), Code::OutOfRange);
    }
}

#[test]
fn walls_follow_where_nobody_is_asked_anything_else() {
    let mut scene = forum();
    scene.drafts(1, "توصية");
    let cue = |scene: &Scene| scene.state.halls[&HallNo(1)].screen.cue;
    let before = scene.clone();
    scene.votes_on(&[1]);
    assert_eq!(cue(&scene), Some(Cue::Recommendations));
    let mut busy = before;
    let poll =
        busy.opened(&crate::domain::tests::polls::draft(crate::domain::poll::PollKind::YesNoAbstain, 0));
    let stands = cue(&busy);
    busy.votes_on(&[1]);
    assert_eq!(cue(&busy), stands, "poll {poll} is open there");
    assert!(busy.now > START);
}

#[test]
fn an_office_or_day_that_is_named_after_the_room_saw_it_is_told_as_such() {
    let mut scene = forum();
    scene.drafts(1, "توصية");
    let assign = |scene: &Scene, owner: &str| {
        let (recommendation, version) = scene.read_of(1);
        let owner = Title { ar: owner.into(), en: String::new() };
        asks(RecommendationCommand::Assign { recommendation, version, owner, due: None })
    };
    let before = assign(&scene, "جهة");
    scene.does(RAPPORTEUR, &before);
    let round = scene.votes_on(&[1]);
    scene.says_of(2, 1, Voice::Agree);
    scene.closes_vote(round);
    let assigned = |scene: &Scene| scene.shown(1, Role::Participant).and_then(|item| item.assigned);
    assert_eq!(assigned(&scene), None, "the room saw it");
    let after = assign(&scene, "جهة أخرى");
    scene.does(RAPPORTEUR, &after);
    assert_eq!(assigned(&scene), Some(scene.now));
    let (back, again) = (scene.propose(1, false), scene.now);
    scene.does(RAPPORTEUR, &back);
    assert_eq!(scene.shown(1, Role::Rapporteur).and_then(|item| item.assigned), None, "{again:?}");
    scene.votes_on(&[1]);
    assert_eq!(assigned(&scene), None, "another vote is on what it says now");
}
