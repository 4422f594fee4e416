//! What of recommendations comes home when it was lost.

use super::evidence::with_rapporteur;
use super::*;
use crate::domain::home::Matter;
use crate::domain::id::{PersonId, RemarkNo, StandNo};
use crate::domain::question::Reason;
use crate::domain::recommendation::{EVIDENCE, Marks};
use crate::domain::stand::StandCommand;
use crate::domain::stand::tests::exhibiting;
use crate::domain::tests::rebase::Parted;
use crate::domain::tests::scene::{DESK, PANEL};

fn drafted(by: u8) -> Scene {
    let mut scene = forum();
    for no in 1..=by {
        scene.drafts(no, &format!("توصية {no}"));
    }
    scene
}

#[test]
fn drafts_come_home_beside_those_that_came_meanwhile() {
    let mut parted = Parted::after(drafted(1));
    parted.loses(RAPPORTEUR, &draft("ضائعة", &[]));
    let edit = parted.lost.edit(2, "ضائعة معدلة", "نص");
    parted.loses(OTHER, &edit);
    parted.now.does(RAPPORTEUR, &draft("جديدة", &[]));
    assert_eq!(parted.left(), []);
    let titles: Vec<&str> = (1..=3).map(|no| parted.now.state.text(parted.now.held(no).title)).collect();
    assert_eq!(titles, ["توصية 1", "جديدة", "ضائعة معدلة"]);
}

#[test]
fn of_two_edits_in_two_histories_the_present_one_stands() {
    let mut parted = Parted::after(drafted(1));
    let edit = parted.lost.edit(1, "الضائعة", "نص");
    parted.loses(RAPPORTEUR, &edit);
    let edit = parted.now.edit(1, "الحاضرة", "نص");
    parted.now.does(OTHER, &edit);
    assert_eq!(parted.left(), [Matter::Recommendations]);
    assert_eq!(parted.now.state.text(parted.now.held(1).title), "الحاضرة");
}

#[test]
fn votes_always_come_home_whatever_was_closed_since() {
    let mut scene = drafted(1);
    let round = scene.votes_on(&[1]);
    scene.says_of(1, 1, Voice::Agree);
    let mut parted = Parted::after(scene);
    let say = parted.lost.say(1, Some(Voice::Disagree));
    parted.loses(person(2), &say);
    parted.now.closes_vote(round);
    assert_eq!(parted.left(), []);
    let held = &parted.now.state.recommendations.rounds[&round];
    assert_eq!((held.outcome(RecommendationNo(1)).counts, held.voted), ([1, 1, 0], 2));
}

#[test]
fn a_vote_of_a_lost_history_comes_home_beside_the_open_one() {
    let mut parted = Parted::after(drafted(2));
    let propose = parted.lost.propose(1, true);
    parted.loses(RAPPORTEUR, &propose);
    let open = parted.lost.open_vote(&[1], None);
    parted.loses(RAPPORTEUR, &open);
    let say = parted.lost.say(1, Some(Voice::Agree));
    parted.loses(person(1), &say);
    parted.now.votes_on(&[2]);
    parted.now.says_of(3, 2, Voice::Disagree);
    assert_eq!(parted.left(), []);
    let of = &parted.now.state.recommendations;
    assert_eq!(of.open_round().map(|round| round.no), Some(VoteNo(1)), "the present one goes on");
    assert_eq!(of.rounds[&VoteNo(2)].outcome(RecommendationNo(1)).counts, [1, 0, 0]);
    assert!(of.rounds[&VoteNo(2)].closed.is_some());
    assert_eq!(
        of.rounds[&VoteNo(1)].cast(PersonId([3; 16]), RecommendationNo(2)).map(|cast| cast.vote),
        Some(Some(Voice::Disagree))
    );
}

#[test]
fn nothing_comes_home_published_that_rests_on_nothing_now() {
    let mut parted = Parted::after(drafted(1));
    let publish = parted.lost.publish(&[1], false);
    parted.loses(RAPPORTEUR, &publish);
    let Evidence::Question { question } = parted.now.held(1).evidence[0] else { panic!("it is a question") };
    let version = parted.now.version(question);
    parted.now.does(DESK, &Command::Dismiss { question, version, reason: Reason::OffTopic });
    assert_eq!(parted.left(), [Matter::Recommendations]);
    assert_eq!(parted.now.held(1).stage, Stage::Draft);
}

#[test]
fn what_was_published_comes_home_under_the_number_that_it_has_now() {
    let mut scene = forum();
    let kept = scene.listed(1, "سؤال");
    let mut parted = Parted::after(scene);
    parted.loses(RAPPORTEUR, &draft("ضائعة", &[question(kept)]));
    let publish = parted.lost.publish(&[1], false);
    parted.loses(RAPPORTEUR, &publish);
    parted.now.does(RAPPORTEUR, &draft("جديدة", &[question(kept)]));
    assert_eq!(parted.left(), []);
    assert_eq!(parted.now.held(2).stage, Stage::Published);
    assert_eq!(parted.now.shown(2, Role::Participant).map(|item| item.pieces), Some(1));
}

#[test]
fn marks_come_home_and_the_latest_stand() {
    let mut parted = Parted::after(drafted(1));
    let mark = |impact, seq| {
        let (recommendation, marks) = (RecommendationNo(1), Some(Marks { impact, feasibility: 1 }));
        asks(RecommendationCommand::Mark { recommendation, marks, seq: Seq(seq) })
    };
    parted.loses(RAPPORTEUR, &mark(5, 2));
    parted.now.does(RAPPORTEUR, &mark(1, 1));
    parted.loses(OTHER, &mark(2, 1));
    parted.now.does(OTHER, &mark(3, 4));
    assert_eq!(parted.left(), []);
    let marks = &parted.now.held(1).marks;
    let impact = |link| marks[&LinkNo(link)].marks.map(|marks| marks.impact);
    assert_eq!((impact(5), impact(6)), (Some(5), Some(3)));
}

#[test]
fn no_other_words_are_published_or_agreed_by_coming_home_than_those_that_were_read() {
    let mut parted = Parted::after(drafted(1));
    let publish = parted.lost.publish(&[1], false);
    parted.loses(RAPPORTEUR, &publish);
    let edit = parted.now.edit(1, "مسودة لم تكتمل", "نص");
    parted.now.does(OTHER, &edit);
    assert_eq!(parted.left(), [Matter::Recommendations]);
    assert_eq!(parted.now.held(1).stage, Stage::Draft);

    let mut scene = drafted(1);
    let propose = scene.propose(1, true);
    scene.does(RAPPORTEUR, &propose);
    let mut parted = Parted::after(scene);
    let open = parted.lost.open_vote(&[1], None);
    parted.loses(RAPPORTEUR, &open);
    let say = parted.lost.say(1, Some(Voice::Agree));
    parted.loses(person(1), &say);
    let back = parted.now.propose(1, false);
    parted.now.does(OTHER, &back);
    let edit = parted.now.edit(1, "عكسها", "نص");
    parted.now.does(OTHER, &edit);
    let propose = parted.now.propose(1, true);
    parted.now.does(OTHER, &propose);
    assert_eq!(parted.left(), []);
    let of = &parted.now.state.recommendations;
    assert_eq!(of.rounds[&VoteNo(1)].outcome(RecommendationNo(1)).counts, [1, 0, 0], "the vote is there");
    assert!(of.open_round().is_none(), "and over");
    assert!(of.lacks_agreement(RecommendationNo(1)), "they agreed with other words");
}

#[test]
fn marks_of_one_link_come_home_beside_those_of_another() {
    let mut parted = Parted::after(drafted(1));
    let mark = |impact| {
        let (recommendation, marks) = (RecommendationNo(1), Some(Marks { impact, feasibility: 1 }));
        asks(RecommendationCommand::Mark { recommendation, marks, seq: Seq(1) })
    };
    parted.loses(RAPPORTEUR, &mark(5));
    parted.now.does(OTHER, &mark(2));
    assert_eq!(parted.left(), []);
    assert_eq!(parted.now.held(1).score().voices, 2);
}

#[test]
fn evidence_of_a_stand_is_by_its_number_of_now_where_the_question_came_home() {
    let mut scene = with_rapporteur(exhibiting(1));
    scene.listed(9, "سؤال");
    let mut parted = Parted::after(scene);
    let ask = |text: &str| StandCommand::Ask { session: PANEL, stand: StandNo(1), text: Text::new(text) };
    parted.loses(person(1), &Command::Stands(ask("الضائع")));
    let answer = parted.lost.answer(1, 1, "جواب");
    parted.loses(DESK, &answer);
    let publish = parted.lost.on_page(1, 1, true);
    parted.loses(DESK, &publish);
    let named = |remark| Evidence::Remark { session: PANEL, stand: StandNo(1), remark: RemarkNo(remark) };
    parted.loses(RAPPORTEUR, &draft("توصية", &[named(1)]));
    parted.now.asks_team(2, 1, "الحاضر");
    assert_eq!(parted.left(), []);
    assert_eq!(parted.now.held(1).evidence, [named(2)]);
    assert!(named(2).counts(&parted.now.state) && !named(1).counts(&parted.now.state));
}

#[test]
fn no_more_evidence_comes_home_than_there_may_be() {
    let (scene, [last, another]) = nearly_full();
    let mut parted = Parted::after(scene);
    parted.loses(RAPPORTEUR, &last);
    parted.now.does(OTHER, &another);
    assert_eq!(parted.left(), [Matter::Recommendations]);
    assert_eq!(parted.now.held(1).evidence.len(), EVIDENCE);
}

#[test]
fn what_stays_unpublished_here_says_why_though_the_lost_history_published_it_again() {
    let mut scene = drafted(1);
    let publish = scene.publish(&[1], false);
    scene.does(RAPPORTEUR, &publish);
    let unpublish = scene.unpublish(1, "فيها خطأ");
    scene.does(OWNER, &unpublish);
    let (recommendation, version) = scene.read_of(1);
    scene.does(RAPPORTEUR, &asks(RecommendationCommand::Restore { recommendation, version }));
    let reason = scene.held(1).unpublished.expect("it has a reason");
    for edits in [false, true] {
        let mut parted = Parted::after(scene.clone());
        let publish = parted.lost.publish(&[1], false);
        parted.loses(RAPPORTEUR, &publish);
        if edits {
            let edit = parted.now.edit(1, "عكسها", "نص");
            parted.now.does(OTHER, &edit);
        }
        let left = if edits { vec![Matter::Recommendations] } else { vec![] };
        assert_eq!(parted.left(), left);
        assert_eq!(parted.now.held(1).unpublished, edits.then_some(reason));
        assert_eq!(parted.now.state.words.get(reason).is_some(), edits, "said as long as it stands");
    }
}
