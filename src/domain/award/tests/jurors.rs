//! What jurors give.

use std::sync::Arc;

use super::{JURORS, OWNER, begun, sealed, usual, with_jury};
use crate::domain::award::{AwardCommand, Case};
use crate::domain::command::Command;
use crate::domain::id::{HallNo, LinkNo};
use crate::domain::refusal::Code;
use crate::domain::register::Seq;
use crate::domain::role::{Link, Role, Secret};
use crate::domain::tests::scene::{DESK, PANEL, Scene};

fn marks(scene: &Scene, (track, nominee): (u8, u8)) -> Vec<Vec<u8>> {
    let counted = scene.award().counted(track).filter(|(case, _)| case.nominee == nominee);
    counted.map(|(_, marks)| marks.to_vec()).collect()
}

#[test]
fn a_mark_beyond_the_scale_and_a_nominee_of_another_track_are_refused() {
    let mut scene = begun();
    for bad in [&[11, 5][..], &[5], &[5, 5, 5], &[]] {
        let score = scene.score((0, 0), bad);
        assert_eq!(scene.is_refused(JURORS[0], &score), Code::BadMarks);
    }
    for nowhere in [(1, 2), (3, 0), (2, 0)] {
        let score = scene.score(nowhere, &[5, 5]);
        assert_eq!(scene.is_refused(JURORS[0], &score), Code::UnknownNominee, "{nowhere:?}");
    }
    scene.scored(JURORS[0], (0, 0), &[10, 0]);
    assert_eq!(marks(&scene, (0, 0)), [[10, 0]]);
}

#[test]
fn nobody_but_a_juror_of_that_hall_gives_marks() {
    let mut scene = begun();
    let score = scene.score((0, 0), &[5, 5]);
    for other in [DESK, OWNER, crate::domain::tests::scene::person(1)] {
        assert_eq!(scene.is_refused(other, &score), Code::NotAllowed);
    }
    let elsewhere = Link { hall: Some(HallNo(2)), ..Link::clone(&scene.state.links[&LinkNo(6)]) };
    scene.state.links.insert(LinkNo(6), Arc::new(elsewhere));
    assert_eq!(scene.is_refused(JURORS[0], &score), Code::NotAllowed);
}

#[test]
fn the_latest_marks_stand_and_are_acknowledged_again_after_the_sealing() {
    let mut scene = begun();
    let (id, first) = (scene.fresh_id(), scene.score((0, 0), &[5, 5]));
    scene.give_as(JURORS[0], id, &first).expect("they are good");
    scene.scored(JURORS[0], (0, 0), &[6, 7]);
    assert_eq!(scene.is_refused(JURORS[0], &first), Code::Stale);
    let (id, last) = (scene.fresh_id(), scene.score((0, 0), &[7, 7]));
    scene.give_as(JURORS[0], id, &last).expect("they are good");
    scene.does(OWNER, &scene.seal_anyway());
    let again = scene.give_as(JURORS[0], id, &last).expect("what was done is told to be done");
    assert!(again.changes.is_empty());
    let late = scene.score((0, 0), &[1, 1]);
    assert_eq!(scene.is_refused(JURORS[0], &late), Code::AwardSealed);
    assert_eq!(marks(&scene, (0, 0)), [[7, 7]]);
}

#[test]
fn marks_are_taken_back_by_giving_none() {
    let mut scene = begun();
    scene.scored(JURORS[0], (0, 0), &[5, 5]);
    scene.scored(JURORS[0], (0, 0), &[]);
    assert!(marks(&scene, (0, 0)).is_empty());
}

#[test]
fn before_the_scoring_begins_nothing_is_taken() {
    let mut scene = with_jury();
    let early = scene.score((0, 0), &[5, 5]);
    assert_eq!(scene.is_refused(JURORS[0], &early), Code::UnknownAward);
    scene.plans(&usual());
    assert_eq!(scene.is_refused(JURORS[0], &early), Code::AwardNotReady);
    let recuse = scene.recuse((0, 0), true, None);
    assert_eq!(scene.is_refused(JURORS[0], &recuse), Code::AwardNotReady);
}

#[test]
fn who_does_not_judge_a_nominee_gives_it_no_marks_and_those_before_count_no_more() {
    let mut scene = begun();
    scene.scored(JURORS[0], (0, 0), &[5, 5]);
    let recuse = scene.recuse((0, 0), true, None);
    scene.does(JURORS[0], &recuse);
    assert!(marks(&scene, (0, 0)).is_empty());
    let score = scene.score((0, 0), &[9, 9]);
    assert_eq!(scene.is_refused(JURORS[0], &score), Code::Recused);
    scene.scored(JURORS[0], (0, 1), &[4, 4]);
    let back = scene.recuse((0, 0), false, None);
    scene.does(JURORS[0], &back);
    assert_eq!(marks(&scene, (0, 0)), [[5, 5]], "they were kept");
}

#[test]
fn an_organiser_recuses_a_juror_and_no_juror_takes_that_back() {
    let mut scene = begun();
    let recuse = scene.recuse((0, 0), true, Some(LinkNo(6)));
    assert_eq!(scene.is_refused(JURORS[1], &recuse), Code::NotAllowed);
    assert_eq!(scene.is_refused(DESK, &recuse), Code::NotAllowed);
    scene.does(OWNER, &recuse);
    let own = scene.recuse((0, 0), false, None);
    scene.does(JURORS[0], &own);
    assert!(scene.award().is_recused(Case { track: 0, nominee: 0, juror: LinkNo(6) }));
    let nobody = scene.recuse((0, 0), true, Some(LinkNo(1)));
    assert_eq!(scene.is_refused(OWNER, &nobody), Code::UnknownLink, "a desk is no juror");
    scene.does(OWNER, &scene.seal_anyway());
    let late = scene.recuse((0, 0), false, Some(LinkNo(6)));
    assert_eq!(scene.is_refused(OWNER, &late), Code::AwardSealed);
}

#[test]
fn a_juror_of_another_hall_is_none_to_recuse_here() {
    let mut scene = begun();
    let elsewhere = Link { hall: Some(HallNo(2)), ..Link::clone(&scene.state.links[&LinkNo(8)]) };
    scene.state.links.insert(LinkNo(8), Arc::new(elsewhere));
    let recuse = scene.recuse((0, 0), true, Some(LinkNo(8)));
    assert_eq!(scene.is_refused(OWNER, &recuse), Code::UnknownLink);
    let here = scene.recuse((0, 0), true, Some(LinkNo(7)));
    scene.does(OWNER, &here);
}

#[test]
fn what_was_given_by_a_link_that_was_taken_back_since_counts() {
    let mut scene = begun();
    scene.scored(JURORS[0], (0, 0), &[5, 5]);
    scene.does(OWNER, &Command::RevokeLink { link: LinkNo(6) });
    assert_eq!(marks(&scene, (0, 0)), [[5, 5]]);
    let late = scene.score((0, 1), &[5, 5]);
    assert_eq!(scene.is_refused(JURORS[0], &late), Code::LinkEnded);
}

#[test]
fn a_number_beyond_all_is_refused() {
    let mut scene = begun();
    let (session, marks, seq) = (PANEL, vec![5, 5], Seq(u64::MAX));
    let score = AwardCommand::Score { session, track: 0, nominee: 0, marks, seq };
    assert_eq!(scene.is_refused(JURORS[0], &Command::Award(score)), Code::BadSeq);
}

#[test]
fn a_jury_is_small() {
    let mut scene = sealed();
    let link = |no: usize| Command::CreateLink {
        role: Role::Juror,
        hall: None,
        name: "عضو لجنة التحكيم".into(),
        expires: None,
        table: None,
        secret: Secret::new(format!("secret-of-a-juror-{no:06}")),
    };
    assert_eq!(scene.is_refused(DESK, &link(0)), Code::NotAllowed);
    for no in JURORS.len()..super::super::JURORS {
        scene.does(OWNER, &link(no));
    }
    assert_eq!(scene.is_refused(OWNER, &link(99)), Code::TooManyLinks);
    scene.does(OWNER, &Command::RevokeLink { link: LinkNo(6) });
    scene.does(OWNER, &link(99));
}

#[test]
fn a_juror_who_goes_on_by_another_link_counts_once_and_loses_nothing() {
    let mut scene = begun();
    scene.scored(JURORS[0], (0, 0), &[5, 5]);
    scene.scored(JURORS[0], (0, 1), &[6, 6]);
    let recuse = scene.recuse((0, 2), true, None);
    scene.does(JURORS[0], &recuse);
    scene.scored(JURORS[1], (0, 1), &[7, 7]);
    let replace = scene.replace(LinkNo(6), LinkNo(7));
    assert_eq!(scene.is_refused(DESK, &replace), Code::NotAllowed);
    scene.does(OWNER, &replace);
    assert!(scene.does(OWNER, &replace).changes.is_empty(), "it stands");
    assert_eq!((marks(&scene, (0, 0)), marks(&scene, (0, 1))), (vec![vec![5, 5]], vec![vec![7, 7]]));
    assert!(scene.award().is_recused(Case { track: 0, nominee: 2, juror: LinkNo(7) }));
    let late = scene.score((0, 0), &[1, 1]);
    assert_eq!(scene.is_refused(JURORS[0], &late), Code::LinkEnded);
    scene.scored(JURORS[1], (0, 0), &[8, 8]);
    assert_eq!(marks(&scene, (0, 0)), [[8, 8]]);
    let jurors = crate::domain::award::jury(&scene.state, PANEL).expect("there is one").jurors;
    assert_eq!(jurors.iter().map(|juror| juror.link.0).collect::<Vec<_>>(), [7, 8]);
}

#[test]
fn nobody_inherits_twice_or_from_themself_or_who_is_no_juror() {
    let mut scene = begun();
    let wrong = |scene: &mut Scene, juror, heir| {
        let replace = scene.replace(LinkNo(juror), LinkNo(heir));
        assert_eq!(scene.is_refused(OWNER, &replace), Code::UnknownLink, "{juror} by {heir}");
    };
    for (juror, heir) in [(6, 6), (6, 1), (1, 6), (6, 99)] {
        wrong(&mut scene, juror, heir);
    }
    let replace = scene.replace(LinkNo(6), LinkNo(7));
    scene.does(OWNER, &replace);
    for (juror, heir) in [(6, 8), (8, 6), (7, 6)] {
        wrong(&mut scene, juror, heir);
    }
    let replace = scene.replace(LinkNo(7), LinkNo(8));
    scene.does(OWNER, &replace);
    assert_eq!(scene.award().standing(LinkNo(6)), LinkNo(8));
    let mut scene = sealed();
    let replace = scene.replace(LinkNo(6), LinkNo(8));
    assert_eq!(scene.is_refused(OWNER, &replace), Code::AwardSealed);
}
