//! From the plan to the last place.

use super::{CO_OWNER, JURORS, OWNER, begun, sealed, track, usual, with_jury};
use crate::domain::agenda::SessionKind;
use crate::domain::award::{
    AwardCommand, AwardPlan, PeoplesChoice, Stage, TOGETHER, is_plan_shown, is_shown,
};
use crate::domain::change::Change;
use crate::domain::command::{Command, SessionPlan};
use crate::domain::id::{LinkNo, PollNo, SessionNo};
use crate::domain::poll::PollPhase;
use crate::domain::refusal::Code;
use crate::domain::role::{Actor, Role, Secret};
use crate::domain::screen::{Cue, Scene as Shown};
use crate::domain::tests::scene::{DESK, PANEL, Scene, TALK};
use crate::domain::time::Millis;

/// The usual award, sealed and with nobody left to be asked.
fn to_open() -> Scene {
    let mut scene = sealed();
    scene.holds_polls();
    scene
}

fn plan(session: SessionNo, version: u32, plan: AwardPlan) -> Command {
    Command::Award(AwardCommand::Plan { session, version, plan })
}

#[test]
fn a_plan_may_be_unfinished_but_not_out_of_range_and_nobody_begins_before_it_is_whole() {
    let mut scene = with_jury();
    assert_eq!(scene.is_refused(DESK, &plan(PANEL, 0, usual())), Code::NotAllowed);
    assert_eq!(scene.is_refused(OWNER, &plan(TALK, 0, usual())), Code::UnknownAward, "it is no award");
    let wrong: [fn(&mut AwardPlan); 6] = [
        |plan| plan.scale = 7,
        |plan| plan.criteria[0].weight = 0,
        |plan| plan.tracks = vec![track(2); 13],
        |plan| plan.tracks[0] = track(21),
        |plan| plan.quorum_jury = 0,
        |plan| plan.ties.push(plan.ties[0]),
    ];
    for wrong in wrong {
        let mut bad = usual();
        wrong(&mut bad);
        assert_eq!(scene.is_refused(OWNER, &plan(PANEL, 0, bad)), Code::BadAward);
    }
    let mut long = AwardPlan { tracks: vec![track(20); 4], ..usual() };
    for nominee in long.tracks.iter_mut().flat_map(|track| &mut track.nominees) {
        nominee.about.ar = "ش".repeat(400);
    }
    scene.plans(&long);
    long.tracks[0].nominees.iter_mut().for_each(|nominee| nominee.about.en = "a".repeat(400));
    let version = scene.award().version;
    assert_eq!(scene.is_refused(OWNER, &plan(PANEL, version, long)), Code::AwardTooLong);
    let unfinished: [fn(&mut AwardPlan); 5] = [
        |plan| plan.tracks.clear(),
        |plan| plan.criteria.clear(),
        |plan| plan.tracks[1].nominees.truncate(1),
        |plan| {
            plan.tracks[2] = crate::domain::award::Track { nominees: Vec::new(), ..plan.tracks[2].clone() }
        },
        |plan| plan.tracks[0].title = crate::domain::forum::Title::default(),
    ];
    for unfinished in unfinished {
        let mut half = usual();
        unfinished(&mut half);
        scene.plans(&half);
        assert_eq!(scene.is_refused(OWNER, &scene.to(Stage::Scoring)), Code::BadAward);
    }
    scene.plans(&usual());
    scene.does(OWNER, &scene.to(Stage::Scoring));
}

#[test]
fn the_rules_are_settled_once_the_scoring_has_begun() {
    let mut scene = with_jury();
    scene.plans(&usual());
    assert_eq!(scene.is_refused(OWNER, &plan(PANEL, 7, AwardPlan::default())), Code::Changed);
    scene.does(OWNER, &scene.to(Stage::Scoring));
    let other = AwardPlan { scale: 5, ..usual() };
    let version = scene.award().version;
    assert_eq!(scene.is_refused(OWNER, &plan(PANEL, version, other)), Code::AwardBegun);
    assert!(scene.does(OWNER, &plan(PANEL, version, usual())).changes.is_empty(), "it stands as it is");
    assert!(scene.does(CO_OWNER, &scene.to(Stage::Scoring)).changes.is_empty(), "it has begun");
}

#[test]
fn with_the_scoring_a_sealed_secret_poll_for_badges_is_made_of_each_track_that_is_judged() {
    let mut scene = begun();
    assert_eq!(scene.award().polls, [Some(PollNo(1)), Some(PollNo(2)), None]);
    let poll = &scene.state.polls[&PollNo(1)];
    let settings = poll.plan.settings;
    assert!(settings.sealed && settings.secret && settings.hidden && settings.voters.is_some());
    assert_eq!((poll.phase, poll.plan.options.len()), (PollPhase::Draft, 3));
    let drop = Command::DropPoll { poll: PollNo(1), version: 1 };
    assert_eq!(scene.is_refused(DESK, &drop), Code::PollSealed);
    let draft = crate::domain::tests::polls::draft(crate::domain::poll::PollKind::Single, 2);
    let edit = Command::EditPoll { poll: PollNo(1), version: 1, draft: draft.clone() };
    assert_eq!(scene.is_refused(DESK, &edit), Code::PollSealed);
    let mut own = draft;
    own.settings.sealed = true;
    let own = Command::CreatePoll { session: PANEL, poll: own };
    assert_eq!(scene.is_refused(DESK, &own), Code::BadPoll, "none but an award makes one");
}

#[test]
fn it_takes_two_organisers_to_open_it() {
    let mut scene = to_open();
    assert_eq!(scene.is_refused(DESK, &scene.to(Stage::Opened)), Code::NotAllowed);
    let (first, asks) = (scene.fresh_id(), scene.to(Stage::Opened));
    scene.give_as(OWNER, first, &asks).expect("the first one asks");
    assert!(scene.give_as(OWNER, first, &asks).expect("it did").changes.is_empty());
    assert_eq!(scene.is_refused(OWNER, &scene.to(Stage::Opened)), Code::OtherOrganiserNeeded);
    assert_eq!(scene.is_refused(CO_OWNER, &asks), Code::Changed, "who confirms has seen that it was asked");
    assert_eq!(scene.award().stage, Stage::Sealed);
    scene.does(CO_OWNER, &scene.to(Stage::Opened));
    assert_eq!(scene.award().stage, Stage::Opened);
    let results = scene.award().results.clone();
    assert!(scene.does(OWNER, &scene.to(Stage::Opened)).changes.is_empty(), "it is open");
    assert_eq!(scene.award().results, results);
}

#[test]
fn an_opening_that_nobody_confirms_in_time_lapses() {
    let mut scene = to_open();
    scene.does(OWNER, &scene.to(Stage::Opened));
    scene.now = scene.now + TOGETHER;
    scene.does(CO_OWNER, &scene.to(Stage::Opened));
    assert_eq!(scene.award().stage, Stage::Sealed, "the second one is the first anew");
    scene.now = scene.now + TOGETHER - Millis(1);
    scene.does(OWNER, &scene.to(Stage::Opened));
    assert_eq!(scene.award().stage, Stage::Opened);
}

#[test]
fn the_word_of_an_organiser_whose_link_was_taken_back_is_none() {
    let mut scene = to_open();
    scene.does(OWNER, &scene.to(Stage::Opened));
    scene.does(CO_OWNER, &Command::RevokeLink { link: LinkNo(3) });
    scene.does(CO_OWNER, &scene.to(Stage::Opened));
    assert_eq!(scene.award().stage, Stage::Sealed);
    assert_eq!(scene.is_refused(CO_OWNER, &scene.to(Stage::Opened)), Code::OtherOrganiserNeeded);
}

#[test]
fn what_was_asked_is_acknowledged_again_whenever_it_is_sent_again() {
    let mut scene = to_open();
    let (first, asks) = (scene.fresh_id(), scene.to(Stage::Opened));
    scene.give_as(OWNER, first, &asks).expect("the first one asks");
    scene.now = scene.now + TOGETHER;
    scene.does(CO_OWNER, &scene.to(Stage::Opened));
    let again = scene.give_as(OWNER, first, &asks).expect("it was done");
    assert!(again.changes.is_empty());
    assert_eq!(scene.award().stage, Stage::Sealed, "it asks for nothing now");
}

fn organisers_link(no: u32) -> Command {
    Command::CreateLink {
        role: Role::Organiser,
        hall: None,
        name: format!("organiser {no}"),
        expires: None,
        table: None,
        stand: None,
        secret: Secret::new(format!("secret-of-organiser-{no:06}")),
    }
}

#[test]
fn nobody_makes_the_second_pair_of_eyes_for_themself() {
    let mut scene = to_open();
    let own = scene.does(OWNER, &organisers_link(1)).made.map(LinkNo).expect("it is made");
    let its_own = scene.does(Actor::Crew(own), &organisers_link(2)).made.map(LinkNo).expect("it is made");
    let others = scene.does(CO_OWNER, &organisers_link(3)).made.map(LinkNo).expect("it is made");
    scene.does(OWNER, &scene.to(Stage::Opened));
    for same in [own, its_own] {
        assert_eq!(scene.is_refused(Actor::Crew(same), &scene.to(Stage::Opened)), Code::NotIndependent);
    }
    assert_eq!(scene.award().stage, Stage::Sealed);
    scene.does(Actor::Crew(others), &scene.to(Stage::Opened));
    assert_eq!(scene.award().stage, Stage::Opened, "a lost link of the other's was made anew by the other");
}

#[test]
fn an_award_begins_with_two_organisers_and_with_groups_that_are_there() {
    let mut scene = with_jury();
    let people =
        PeoplesChoice { groups: serde_json::from_str("[0]").unwrap(), weight: 0, quorum: 1, blind: false };
    scene.plans(&AwardPlan { people: Some(people), ..usual() });
    assert_eq!(scene.is_refused(OWNER, &scene.to(Stage::Scoring)), Code::BadAward);
    scene.plans(&usual());
    scene.does(OWNER, &Command::RevokeLink { link: LinkNo(5) });
    assert_eq!(scene.is_refused(OWNER, &scene.to(Stage::Scoring)), Code::OtherOrganiserNeeded);
    scene.does(OWNER, &organisers_link(1));
    scene.does(OWNER, &scene.to(Stage::Scoring));
}

#[test]
fn the_peoples_choice_is_opened_again_by_an_organiser_alone_and_undoes_what_was_asked() {
    let mut scene = sealed();
    let poll = scene.people_choose(0, &[0]);
    scene.holds_polls();
    scene.does(OWNER, &scene.to(Stage::Opened));
    scene.now = scene.now + Millis::minutes(1);
    let version = scene.state.polls[&poll].version;
    let again = Command::OpenPoll { poll, version, seconds: None };
    assert_eq!(scene.is_refused(DESK, &again), Code::NotAllowed, "it would set ballots aside");
    scene.people_choose(0, &[]);
    scene.does(CO_OWNER, &scene.to(Stage::Opened));
    assert_eq!(scene.award().stage, Stage::Sealed, "the first one had seen other ballots");
    scene.does(OWNER, &scene.to(Stage::Opened));
    assert_eq!(scene.award().stage, Stage::Opened);
}

#[test]
fn before_anything_was_given_it_is_prepared_again_and_afterwards_it_is_not() {
    let mut scene = begun();
    assert_eq!(scene.is_refused(DESK, &scene.prepare()), Code::NotAllowed);
    scene.does(OWNER, &scene.prepare());
    let award = scene.award();
    assert_eq!((award.stage, award.lot.is_none(), award.polls.len()), (Stage::Preparing, true, 0));
    assert!(scene.state.polls.is_empty());
    assert!(
        is_shown(&scene.state, PANEL, Role::Participant),
        "whoever had it is told that it is prepared again"
    );
    assert!(!is_plan_shown(&scene.state, PANEL, Role::Participant));
    assert!(scene.does(OWNER, &scene.prepare()).changes.is_empty());
    scene.plans(&AwardPlan { scale: 5, ..usual() });
    scene.does(OWNER, &scene.to(Stage::Scoring));
    assert_eq!(scene.award().polls, [Some(PollNo(3)), Some(PollNo(4)), None]);

    let mut judged = begun();
    judged.scored(JURORS[0], (0, 0), &[5, 5]);
    let mut stepped_back = begun();
    let recuse = stepped_back.recuse((0, 0), true, None);
    stepped_back.does(JURORS[0], &recuse);
    let mut chosen = begun();
    chosen.people_choose(0, &[]);
    for scene in [&mut judged, &mut stepped_back, &mut chosen] {
        assert_eq!(scene.is_refused(OWNER, &scene.prepare()), Code::AwardBegun);
    }
    let mut scene = sealed();
    assert_eq!(scene.is_refused(OWNER, &scene.prepare()), Code::AwardSealed);
}

#[test]
fn a_session_whose_award_has_begun_stays_an_award() {
    let mut scene = begun();
    let session = &scene.state.sessions[&PANEL];
    let plan = SessionPlan {
        hall: session.hall,
        kind: SessionKind::Panel,
        title: session.title.clone(),
        about: session.about.clone(),
        starts: session.starts,
        ends: session.ends,
    };
    let edition = session.edition;
    assert_eq!(
        scene.is_refused(OWNER, &Command::PlanSession { session: PANEL, edition, plan }),
        Code::AwardBegun
    );
}

#[test]
fn stages_come_one_after_the_other_and_none_is_gone_back() {
    let mut scene = with_jury();
    scene.plans(&usual());
    for early in [Stage::Sealed, Stage::Opened] {
        assert_eq!(scene.is_refused(OWNER, &scene.to(early)), Code::AwardNotReady);
    }
    scene.does(OWNER, &scene.to(Stage::Scoring));
    assert_eq!(scene.is_refused(OWNER, &scene.to(Stage::Opened)), Code::AwardNotReady);
    scene.does(OWNER, &scene.seal_anyway());
    assert_eq!(scene.is_refused(DESK, &scene.reveal(0)), Code::AwardNotReady);
    assert!(scene.does(OWNER, &scene.to(Stage::Scoring)).changes.is_empty());
    assert_eq!(scene.award().stage, Stage::Sealed, "what is sealed stays so");
}

#[test]
fn nothing_is_counted_while_the_people_still_choose_and_nothing_asked_again_after() {
    let mut scene = sealed();
    let poll = PollNo(1);
    assert_eq!(
        scene.is_refused(OWNER, &scene.to(Stage::Opened)),
        Code::AwardPollOpen,
        "they were not asked yet"
    );
    scene.does(DESK, &Command::OpenPoll { poll, version: 1, seconds: None });
    assert_eq!(scene.is_refused(OWNER, &scene.to(Stage::Opened)), Code::AwardPollOpen);
    scene.does(DESK, &Command::ClosePoll { poll, version: 2, seconds: Some(0) });
    scene.opens_award();
    for poll in [PollNo(1), PollNo(2)] {
        let version = scene.state.polls[&poll].version;
        let again = Command::OpenPoll { poll, version, seconds: None };
        assert_eq!(scene.is_refused(DESK, &again), Code::AwardSealed);
    }
}

#[test]
fn a_track_is_revealed_from_the_third_to_the_first_and_once_for_each_command() {
    let mut scene = sealed();
    scene.opens_award();
    let revealed = |scene: &Scene| scene.award().revealed.clone();
    let (id, reveal) = (scene.fresh_id(), scene.reveal(0));
    let decision = scene.give_as(DESK, id, &reveal).expect("it is its time");
    let cued = Change::Cued { hall: crate::domain::id::HallNo(1), cue: Some(Cue::Award(0)) };
    assert!(decision.changes.contains(&cued), "walls on auto follow");
    assert!(scene.give_as(DESK, id, &reveal).expect("it was done").changes.is_empty());
    assert_eq!(scene.is_refused(OWNER, &reveal), Code::Changed, "by two desks it is revealed once");
    assert_eq!(revealed(&scene), [1, 0, 0]);
    for _ in 0..2 {
        scene.does(DESK, &scene.reveal(0));
    }
    assert!(scene.does(DESK, &scene.reveal(0)).changes.is_empty(), "nothing is left");
    assert_eq!(revealed(&scene), [3, 0, 0]);
    assert_eq!(scene.is_refused(DESK, &scene.reveal(3)), Code::UnknownNominee);
    assert_eq!(scene.is_refused(JURORS[0], &scene.reveal(1)), Code::NotAllowed);
}

#[test]
fn an_award_that_has_begun_stays_on_the_agenda_and_a_planned_one_goes_with_its_session() {
    let upcoming = |scene: &mut Scene| {
        let mut session = crate::domain::agenda::Session::clone(&scene.state.sessions[&PANEL]);
        (session.phase, session.opened) = (crate::domain::agenda::Phase::Upcoming, None);
        scene.state.sessions.insert(PANEL, std::sync::Arc::new(session));
    };
    let drop = Command::DropSession { session: PANEL, edition: 1 };
    let mut scene = begun();
    upcoming(&mut scene);
    assert_eq!(scene.is_refused(OWNER, &drop), Code::SessionUsed);
    scene.does(OWNER, &scene.prepare());
    scene.does(OWNER, &drop);
    assert!(scene.state.awards.is_empty(), "it was taken back before anybody gave anything");
    let mut scene = with_jury();
    scene.plans(&usual());
    upcoming(&mut scene);
    scene.does(OWNER, &drop);
    assert!(scene.state.awards.is_empty());
}

#[test]
fn walls_show_tracks_of_an_award_of_their_hall_that_has_begun() {
    let mut scene = with_jury();
    let set = |track| Command::SetScene {
        hall: crate::domain::id::HallNo(1),
        version: 0,
        scene: Shown::Award { track },
    };
    scene.plans(&usual());
    assert_eq!(
        scene.is_refused(
            DESK,
            &Command::SetScene {
                hall: crate::domain::id::HallNo(1),
                version: 1,
                scene: Shown::Award { track: 0 }
            }
        ),
        Code::Changed
    );
    assert_eq!(scene.is_refused(DESK, &set(0)), Code::UnknownAward);
    scene.does(OWNER, &scene.to(Stage::Scoring));
    assert_eq!(scene.is_refused(DESK, &set(3)), Code::UnknownAward);
    scene.does(DESK, &set(2));
}
