//! A real conversation once more: contributions as questions, agreements as supports.
//!
//! Everyone who took part has a phone. Each person's contributions and votes go out in their order; a vote waits until
//! its contribution is on the list. Afterwards every count is read from every server and compared.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

use reqwest::Url;
use tokio::sync::{mpsc, watch};
use tokio::task::JoinSet;

use super::conversation::{Contribution, Conversation, Vote};
use super::envelope::Envelope;
use super::join::{Joined, join};
use super::network::Network;
use super::outcome::Outcome;
use super::phone::{Phone, Ticket, token_of};
use super::recount::{compare, read_counts};
use super::report::Report;
use super::tallies::Tallies;
use super::{Plan, RehearseError};
use crate::domain::command::Command;
use crate::domain::id::{QuestionNo, SessionNo};
use crate::domain::register::Seq;
use crate::domain::role::Role;
use crate::domain::words::Text;
use crate::protocol::topic::Topic;

/// What became of a contribution: nothing yet, refused, or on the list under that number.
type Fate = Option<Option<QuestionNo>>;

/// What all people of the replay share.
struct Stage {
    session: SessionNo,
    desk: Option<Phone>,
    fates: BTreeMap<String, watch::Sender<Fate>>,
    unanswered: AtomicUsize,
    pace: Pace,
}

/// When something of the conversation is due.
struct Pace {
    began: Instant,
    first: i64,
    length: i64,
    duration: Option<Duration>,
}

impl Pace {
    fn new(conversation: &Conversation, duration: Option<Duration>) -> Self {
        let contributions = conversation.contributions.iter().map(|contribution| contribution.at);
        let times = contributions.chain(conversation.votes.iter().map(|vote| vote.at));
        let (first, last) = times.fold((i64::MAX, i64::MIN), |(min, max), at| (min.min(at), max.max(at)));
        Self { began: Instant::now(), first, length: last.saturating_sub(first).max(1), duration }
    }

    async fn wait_for(&self, at: i64) {
        let Some(duration) = self.duration else { return };
        let share = i128::from(at.saturating_sub(self.first).clamp(0, self.length));
        let due = share * duration.as_millis().cast_signed() / i128::from(self.length);
        let due = Duration::from_millis(u64::try_from(due).unwrap_or(0));
        tokio::time::sleep_until((self.began + due).into()).await;
    }
}

/// Plays the conversation and compares.
pub async fn replay(
    plan: &Plan,
    conversation: &Conversation,
    tell: impl Fn(&str),
) -> Result<Report, RehearseError> {
    let tallies = Arc::new(Tallies::default());
    let began = Instant::now();
    let people = conversation.people();
    tell(&format!(
        "{} people, {} contributions, {} votes",
        people.len(),
        conversation.contributions.len(),
        conversation.votes.len()
    ));
    let (phones, session) = seat(plan, people.iter().copied(), &tallies).await?;
    if plan.desk.is_none() && waits_for_a_moderator(plan, session).await? {
        return Err(RehearseError::NoDesk);
    }
    let stage = Arc::new(set(plan, conversation, session, &tallies));
    let mut work = JoinSet::new();
    for (person, phone) in phones {
        let phone = Arc::new(phone);
        let own = |author: &str| author == person;
        let contributions: Vec<_> = conversation
            .contributions
            .iter()
            .filter(|contribution| own(&contribution.author))
            .cloned()
            .collect();
        let votes: Vec<_> = conversation.votes.iter().filter(|vote| own(&vote.voter)).cloned().collect();
        work.spawn(contribute(Arc::clone(&stage), Arc::clone(&phone), contributions));
        work.spawn(vote(Arc::clone(&stage), phone, votes));
    }
    watch_over(&mut work, &tallies, &tell).await;
    let questions = accepted(&stage);
    let mut report = tallies.report(people.len(), began.elapsed());
    report.unanswered = stage.unanswered.load(Ordering::Relaxed);
    report.contributions = Some(questions.len());
    for url in &plan.urls {
        let Joined { token, .. } = join(&reqwest::Client::new(), url, &plan.code).await?;
        let ticket = looker(url, token, Role::Participant, session);
        let shown = read_counts(ticket, tallies.highest()).await?;
        report.mismatches.extend(compare(conversation, &questions, &shown, url));
    }
    Ok(report)
}

/// A phone for everyone, shared out between the servers.
async fn seat<'a>(
    plan: &Plan,
    people: impl Iterator<Item = &'a str>,
    tallies: &Arc<Tallies>,
) -> Result<(BTreeMap<String, Phone>, SessionNo), RehearseError> {
    let http = reqwest::Client::new();
    let (mut phones, mut led) = (BTreeMap::new(), None);
    for (person, url) in people.zip(plan.urls.iter().cycle()) {
        let joined = join(&http, url, &plan.code).await?;
        // All look at the session that the first one was led to, whatever ends meanwhile.
        led = Some(led.or(joined.session).ok_or_else(|| RehearseError::NoSession(plan.code.clone()))?);
        let ticket = Ticket {
            url: url.clone(),
            token: joined.token,
            view: Role::Participant,
            session: led,
            network: plan.network,
        };
        phones.insert(person.to_owned(), Phone::start(ticket, Arc::clone(tallies), None));
    }
    Ok((phones, led.unwrap_or_default()))
}

/// Whether the session's questions are read by a moderator before they are published.
async fn waits_for_a_moderator(plan: &Plan, session: SessionNo) -> Result<bool, RehearseError> {
    let Some(url) = plan.urls.first() else { return Ok(false) };
    let Joined { token, .. } = join(&reqwest::Client::new(), url, &plan.code).await?;
    let ticket = looker(url, token, Role::Participant, session);
    let (heard, mut frames) = mpsc::unbounded_channel();
    let _phone = Phone::start(ticket, Arc::new(Tallies::default()), Some(heard));
    let settings = async {
        loop {
            let (_, text) = frames.recv().await?;
            let frame = Envelope::read(&text)?;
            if frame.topic == Some(Topic::SESSION.0) {
                return frame.view.map(|view| view.get().contains(r#""moderation":"before""#));
            }
        }
    };
    let known = tokio::time::timeout(Duration::from_secs(15), settings).await;
    known.ok().flatten().ok_or_else(|| RehearseError::Gone(url.clone()))
}

/// A ticket on a good network.
fn looker(url: &Url, token: String, view: Role, session: SessionNo) -> Ticket {
    Ticket { url: url.clone(), token, view, session: Some(session), network: Network::Good }
}

fn set(plan: &Plan, conversation: &Conversation, session: SessionNo, tallies: &Arc<Tallies>) -> Stage {
    let last = plan.urls.last().or(plan.urls.first());
    let desk = plan.desk.as_ref().zip(last).map(|(link, url)| {
        let token = token_of(link).to_owned();
        Phone::start(looker(url, token, Role::Moderator, session), Arc::clone(tallies), None)
    });
    let fates = conversation.contributions.iter().map(|contribution| {
        let (fate, _) = watch::channel(None);
        (contribution.id.clone(), fate)
    });
    Stage {
        session,
        desk,
        fates: fates.collect(),
        unanswered: AtomicUsize::new(0),
        pace: Pace::new(conversation, plan.duration),
    }
}

/// Tells how far it is, until all is said.
async fn watch_over(work: &mut JoinSet<()>, tallies: &Tallies, tell: &impl Fn(&str)) {
    let mut every = tokio::time::interval(Duration::from_secs(2));
    loop {
        tokio::select! {
            done = work.join_next() => if done.is_none() { return },
            _ = every.tick() => tell(&format!("{} commands acknowledged", tallies.accepted())),
        }
    }
}

fn accepted(stage: &Stage) -> BTreeMap<String, QuestionNo> {
    let fates = stage.fates.iter().map(|(id, fate)| (id.clone(), *fate.borrow()));
    fates.filter_map(|(id, fate)| fate.flatten().map(|no| (id, no))).collect()
}

async fn contribute(stage: Arc<Stage>, phone: Arc<Phone>, contributions: Vec<Contribution>) {
    for contribution in contributions {
        stage.pace.wait_for(contribution.at).await;
        let no = publish(&stage, &phone, &contribution.text).await;
        if let Some(fate) = stage.fates.get(&contribution.id) {
            fate.send_replace(Some(no));
        }
    }
}

/// Asks, and has it approved where it waits for a moderator. `None` where it was refused.
async fn publish(stage: &Stage, phone: &Phone, text: &str) -> Option<QuestionNo> {
    let ask = Command::Ask { session: stage.session, text: Text::new(text), name: None, badge: None };
    let no = QuestionNo(insist(stage, phone, &ask).await?.1?);
    if let Some(desk) = &stage.desk {
        insist(stage, desk, &Command::Approve { question: no, version: 1 }).await?;
    }
    Some(no)
}

async fn vote(stage: Arc<Stage>, phone: Arc<Phone>, votes: Vec<Vote>) {
    let mut supported = BTreeMap::new();
    for vote in votes {
        stage.pace.wait_for(vote.at).await;
        let Some(fate) = stage.fates.get(&vote.contribution) else { continue };
        let mut fate = fate.subscribe();
        let known = fate.wait_for(Option::is_some).await.map(|fate| fate.flatten());
        let Ok(Some(question)) = known else { continue };
        let was = supported.insert(question, vote.agrees).unwrap_or(false);
        if was || vote.agrees {
            let support = Command::Support { question, on: vote.agrees, seq: next_seq() };
            insist(&stage, &phone, &support).await;
        }
    }
}

/// Gives a command until it is decided; one that came too soon waits as long as it was told to.
async fn insist(stage: &Stage, phone: &Phone, command: &Command) -> Option<(u64, Option<u32>)> {
    loop {
        match phone.command(command).await {
            Some(Outcome::Done { rev, no }) => return Some((rev, no)),
            Some(Outcome::Refused { code, limit: Some(left) }) if code == "too_soon" => {
                tokio::time::sleep(Duration::from_millis(left.max(1).unsigned_abs())).await;
            }
            Some(Outcome::Refused { .. }) => return None,
            None => {
                stage.unanswered.fetch_add(1, Ordering::Relaxed);
                return None;
            }
        }
    }
}

/// Sequence numbers as a phone makes them: the milliseconds of the clock, or one more than the last.
fn next_seq() -> Seq {
    static LAST: AtomicU64 = AtomicU64::new(0);
    let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default().as_millis() as u64;
    let after = |last: u64| now.max(last + 1);
    let last = LAST.fetch_update(Ordering::Relaxed, Ordering::Relaxed, |last| Some(after(last)));
    Seq(last.map_or(now, after))
}
