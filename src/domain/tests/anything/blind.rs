//! Commands about papers and blind ballots, and what holds of both.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::awards::AWARD;
use super::commands::{Draft, Step};
use super::replay::run;
use crate::domain::award::{
    Award, AwardCommand, BallotSignature, BlindBallot, Blinded, Fixed, Minted, PublicKey, Signed, Stage,
};
use crate::domain::badge::{BadgeCode, BadgeCommand};
use crate::domain::ballot::Mark;
use crate::domain::command::Command;
use crate::domain::id::{PollNo, SessionNo};
use crate::domain::poll::PollPhase;
use crate::domain::register::Seq;
use crate::domain::role::{Actor, Role, Secret};
use crate::domain::state::State;

/// Voters of a history, each with a key.
const VOTERS: u8 = 6;

/// The keys that were made for the awards whose scoring is to begin: each time others.
pub fn keys(state: &State) -> BTreeMap<SessionNo, Arc<Minted>> {
    let lacking = state.awards.iter().filter(|(_, award)| award.stage == Stage::Preparing && is_blind(award));
    let made = lacking.map(|(no, award)| {
        let public = PublicKey(format!("public {no} {}", award.version));
        (*no, Arc::new(Minted { public, private: format!("private {no} {}", award.version).into() }))
    });
    made.collect()
}

fn is_blind(award: &Award) -> bool {
    award.plan.people.is_some_and(|people| people.blind)
}

/// What a ballot says, in the place of its signature: an altered one is found by it.
pub fn says(track: u8, round: u32, seq: Seq, choice: Option<u8>) -> BallotSignature {
    let mut told = [0; 64];
    told[0] = track;
    told[1..5].copy_from_slice(&round.to_be_bytes());
    told[5..13].copy_from_slice(&seq.0.to_be_bytes());
    told[13] = choice.unwrap_or(u8::MAX);
    Fixed(told)
}

impl Draft<'_> {
    /// What leads on comes before what it leads to, so that histories come to papers and ballots.
    pub(super) fn about_blind_ballots(&self) -> (Actor, Command) {
        match self.step.deed {
            170 | 171 => (self.attendee(), self.paper()),
            172 => self.ballot(),
            _ => self.leading_on().unwrap_or_else(|| self.ballot()),
        }
    }

    /// The next step to an open poll of blind ballots; none where there is one.
    fn leading_on(&self) -> Option<(Actor, Command)> {
        let (state, organiser) = (&self.scene.state, self.organiser());
        let owners = state.links.values().filter(|link| link.role == Role::Organiser && !link.revoked);
        if owners.count() < 2 {
            let secret = Secret::new(format!("secret-of-an-organiser-{:06}", self.step.a % 5));
            let (role, name) = (Role::Organiser, "وصلة".into());
            let link = Command::CreateLink {
                role,
                hall: None,
                name,
                expires: None,
                table: None,
                stand: None,
                secret,
            };
            return Some((organiser, link));
        }
        if state.badges.list.is_empty() {
            let badge = BadgeCommand::Issue { label: None, name: None, group: None };
            return Some((organiser, Command::Badges(badge)));
        }
        let award = state.awards.get(&AWARD);
        let version = award.map_or(0, |award| self.version(Some(award.version)));
        let Some(award) = award.filter(|award| is_blind(award)) else {
            let is_open = award.is_none_or(|award| award.stage == Stage::Preparing);
            let plan = AwardCommand::Plan { session: AWARD, version, plan: self.award_plan(true) };
            return is_open.then_some((organiser, Command::Award(plan)));
        };
        if award.stage == Stage::Preparing {
            return Some((organiser, Command::Award(AwardCommand::Begin { session: AWARD, version })));
        }
        let poll = (*award.polls.first()?)?;
        let held = state.polls.get(&poll)?;
        let (version, is_open) =
            (self.version(Some(held.version)), matches!(held.phase, PollPhase::Open { .. }));
        (!is_open).then(|| (self.desk(), Command::OpenPoll { poll, version, seconds: Some(0) }))
    }

    fn paper(&self) -> Command {
        let badge = self.badge().unwrap_or_else(|| BadgeCode::read("1"));
        let blinded = Blinded::of(&Fixed([(self.step.a % 5) as u8; 256]));
        let public =
            self.scene.state.awards.get(&AWARD).and_then(|award| Some(award.key.as_ref()?.public.clone()));
        let key = match self.step.b % 4 {
            0 => None,
            1 => Some(PublicKey("of a scoring that was taken back".into())),
            _ => public,
        };
        Command::Award(AwardCommand::Paper { session: AWARD, badge, blinded, key })
    }

    /// By nobody; now and then by somebody, who may not.
    fn ballot(&self) -> (Actor, Command) {
        let track = u8::from(self.step.hostile);
        let poll = self.scene.state.awards.get(&AWARD).and_then(|award| *award.polls.first()?);
        let held = poll.and_then(|poll| self.scene.state.polls.get(&poll));
        let now = held.map_or(1, |poll| poll.round.no);
        let round = if self.step.fresh { now } else { self.step.b % 4 };
        let seq = Seq(u64::from(self.step.a % 7) + u64::from(!self.step.hostile));
        let choice = (!self.step.b.is_multiple_of(7)).then_some((self.step.b % 5) as u8);
        let key = Fixed([1 + self.step.by % VOTERS; 32]);
        let signed =
            Signed { key, paper: Fixed([1; 256]), track, signature: says(track, round, seq, choice) };
        let by = if self.step.by == 11 { self.attendee() } else { Actor::Ballot(key.voter().0) };
        let ballot = Arc::new(BlindBallot { choice, round, seq, signed });
        (by, Command::Award(AwardCommand::Cast { session: AWARD, ballot }))
    }
}

/// Every ballot says what its voter signed, is under its voter's key and in a poll of such ballots; papers are of badges, and each badge's
/// are different ones; nobody signs anything once an award is opened.
pub(super) fn blind_ballots_are_their_voters(state: &State) {
    let mut tracks = BTreeMap::<PollNo, u8>::new();
    for award in state.awards.values() {
        let polls = award.polls.iter().zip(0..).filter_map(|(poll, track)| Some(((*poll)?, track)));
        tracks.extend(polls.filter(|_| is_blind(award)));
        papers_are_of_badges(state, award);
    }
    for (no, poll) in &state.polls {
        let is_blind = poll.plan.settings.blind;
        assert!(!tracks.contains_key(no) || is_blind, "{no} is one of blind ballots");
        for (round, voter, ballot) in poll
            .rounds()
            .flat_map(|round| round.ballots.iter().map(move |(voter, ballot)| (round.no, voter, ballot)))
        {
            let Some(signed) = ballot.signed.as_deref().filter(|_| is_blind) else {
                assert!(ballot.signed.is_none() && !is_blind, "{no}: {ballot:?}");
                continue;
            };
            let choice = match &ballot.mark {
                Some(Mark::Options(places)) => places.as_slice().first().copied(),
                _ => None,
            };
            assert_eq!(*voter, signed.key.voter(), "a ballot lies under its key");
            assert_eq!(signed.signature, says(signed.track, round, ballot.seq, choice), "as it was signed");
            assert!(tracks.get(no).is_none_or(|track| *track == signed.track));
        }
    }
}

fn papers_are_of_badges(state: &State, award: &Award) {
    assert_eq!(award.key.is_some(), is_blind(award) && award.stage >= Stage::Scoring);
    assert!(award.papers.is_empty() || award.key.is_some());
    let (mut given, mut twice) = (0, 0);
    for (badge, papers) in &award.papers {
        assert!(state.badges.list.contains_key(badge), "{badge} is a badge");
        let different: BTreeSet<_> = papers.iter().collect();
        assert_eq!(different.len(), papers.len(), "each was given once");
        given += papers.len() as u32;
        twice += u32::from(papers.len() > 1);
    }
    assert_eq!(award.papers_given(), (given, twice));
    if let Some(key) = &award.key {
        let is_there = state.words.get(key.private).is_some();
        assert!(!(is_there && award.stage == Stage::Opened), "nothing is signed after the opening");
        assert_ne!(award.spent.as_ref(), Some(&key.public), "no key is used in two scorings");
    }
}

#[test]
fn histories_come_to_papers_and_to_blind_ballots() {
    let reaches = |seed| {
        let mut rng = fastrand::Rng::with_seed(seed);
        let steps: Vec<Step> = (0..300).map(|_| Step::drawn(&mut rng)).collect();
        let mut is_reached = false;
        run(&steps, |scene, _| {
            let polls = scene.state.polls.values().filter(|poll| poll.plan.settings.blind);
            let ballots: usize = polls.map(|poll| poll.round.ballots.len()).sum();
            let papers = scene.state.awards.get(&AWARD).map_or(0, |award| award.papers.len());
            is_reached |= papers > 0 && ballots > 1;
        });
        is_reached
    };
    assert!((0..1_000).any(reaches), "nothing is tried of them");
}
