//! A hall that is made up: phones that ask a little, support much, and vote in whatever poll is open.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

use tokio::sync::mpsc;
use tokio::task::JoinSet;

use super::join::join;
use super::outcome::Outcome;
use super::phone::{Phone, Ticket};
use super::report::Report;
use super::tallies::Tallies;
use super::{Plan, RehearseError};
use crate::domain::ballot::Choice;
use crate::domain::command::Command;
use crate::domain::id::{PollNo, QuestionNo, SessionNo};
use crate::domain::register::Seq;
use crate::domain::role::Role;
use crate::domain::words::Text;
use crate::protocol::topic::Topic;
use crate::rehearse::envelope::Envelope;

/// How long a rehearsal takes when nobody says.
const DEFAULT_LENGTH: Duration = Duration::from_secs(60);
/// Between two acts of one phone: 2 to 8 seconds, as in a hall that listens.
const PAUSE: std::ops::Range<u64> = 2_000..8_000;

/// What the hall can see, gathered by one phone that only looks.
#[derive(Debug, Default)]
struct Hall {
    questions: BTreeSet<QuestionNo>,
    polls: BTreeMap<PollNo, OpenPoll>,
    /// When which revision of the questions or a poll was on the looking phone.
    waves: Vec<(Instant, u64)>,
    /// When what was sent, and the revision that holds it.
    acts: Vec<(Instant, u64)>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
struct OpenPoll {
    round: u32,
    kind: String,
    options: u8,
    secret: bool,
}

type Shared = Arc<Mutex<Hall>>;

/// Plays a hall for a while.
pub async fn play(plan: &Plan, tell: impl Fn(&str)) -> Result<Report, RehearseError> {
    let length = plan.duration.unwrap_or(DEFAULT_LENGTH);
    let tallies = Arc::new(Tallies::default());
    let hall = Shared::default();
    let began = Instant::now();
    let until = began + length;
    let (looker, session, watching) = look(plan, &hall).await?;
    let mut work = JoinSet::new();
    for (no, url) in (0..plan.phones).zip(plan.urls.iter().cycle()) {
        let joined = join(&reqwest::Client::new(), url, &plan.code).await?;
        let ticket = Ticket {
            url: url.clone(),
            token: joined.token,
            view: Role::Participant,
            session: Some(session),
            network: plan.network,
        };
        let phone = Phone::start(ticket, Arc::clone(&tallies), None);
        work.spawn(attend(phone, no, session, Arc::clone(&hall), until));
        if no % 500 == 499 {
            tell(&format!("{} phones joined", no + 1));
        }
    }
    let mut unanswered = 0;
    let mut every = tokio::time::interval(Duration::from_secs(5));
    loop {
        tokio::select! {
            done = work.join_next() => match done {
                Some(lost) => unanswered += lost.unwrap_or(1),
                None => break,
            },
            _ = every.tick() => tell(&format!("{} commands acknowledged", tallies.accepted())),
        }
    }
    drop(looker);
    watching.abort();
    for delay in with(&hall, |hall| hall.delays()) {
        tallies.seen(delay);
    }
    let mut report = tallies.report(plan.phones, began.elapsed());
    report.unanswered = unanswered;
    Ok(report)
}

fn with<T>(hall: &Shared, look: impl FnOnce(&mut Hall) -> T) -> T {
    // A phone that panicked leaves sets and lists behind that are still right.
    look(&mut hall.lock().unwrap_or_else(PoisonError::into_inner))
}

/// One phone that only looks, and tells the others what is there.
async fn look(
    plan: &Plan,
    hall: &Shared,
) -> Result<(Phone, SessionNo, tokio::task::JoinHandle<()>), RehearseError> {
    let url = plan.urls.last().or(plan.urls.first()).cloned();
    let url = url.ok_or(RehearseError::NoUrl)?;
    let joined = join(&reqwest::Client::new(), &url, &plan.code).await?;
    let session = joined.session.ok_or_else(|| RehearseError::NoSession(plan.code.clone()))?;
    let ticket = Ticket {
        url,
        token: joined.token,
        view: Role::Participant,
        session: Some(session),
        network: super::Network::Good,
    };
    let (heard, mut frames) = mpsc::unbounded_channel::<(Instant, String)>();
    let phone = Phone::start(ticket, Arc::new(Tallies::default()), Some(heard));
    let hall = Arc::clone(hall);
    let watching = tokio::spawn(async move {
        while let Some((at, text)) = frames.recv().await {
            if let Some(frame) = Envelope::read(&text) {
                with(&hall, |hall| hall.take_in(at, &frame));
            }
        }
    });
    Ok((phone, session, watching))
}

impl Hall {
    fn take_in(&mut self, at: Instant, frame: &Envelope<'_>) {
        let topic = Topic(frame.topic.unwrap_or_default());
        if topic == Topic::QUESTIONS || topic.as_poll().is_some() {
            self.waves.push((at, frame.rev.unwrap_or(0)));
        }
        let part = frame.view.or(frame.diff);
        let Some(part) = part.and_then(|part| serde_json::from_str::<serde_json::Value>(part.get()).ok())
        else {
            return;
        };
        if topic == Topic::QUESTIONS {
            let items = part["items"].as_array().or(part["put"].as_array());
            let numbers = items.into_iter().flatten().filter_map(|item| item["q"].as_u64());
            self.questions.extend(numbers.map(|no| QuestionNo(no as u32)));
        }
        if let (Some(poll), Some(phase)) = (topic.as_poll(), part["phase"].as_str()) {
            let open = OpenPoll {
                round: part["round"].as_u64().unwrap_or(0) as u32,
                kind: part["answer"]["kind"].as_str().unwrap_or_default().to_owned(),
                options: part["options"].as_array().map_or(0, Vec::len) as u8,
                secret: part["settings"]["secret"].as_bool().unwrap_or(false),
            };
            if phase == "open" {
                self.polls.insert(poll, open);
            } else {
                self.polls.remove(&poll);
            }
        }
    }
}

impl Hall {
    /// From sending each act to the first look at its revision or a later one.
    fn delays(&self) -> Vec<Duration> {
        let seen = |(sent, rev): &(Instant, u64)| {
            let wave = self.waves.iter().find(|(_, shown)| shown >= rev);
            wave.map(|(at, _)| at.saturating_duration_since(*sent))
        };
        self.acts.iter().filter_map(seen).collect()
    }
}

/// One phone in the hall. Returns how many of its commands were never answered.
async fn attend(phone: Phone, no: usize, session: SessionNo, hall: Shared, until: Instant) -> usize {
    let mut voted = BTreeSet::new();
    let mut seq = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default().as_millis() as u64;
    loop {
        let pause = Duration::from_millis(fastrand::u64(PAUSE));
        if Instant::now() + pause >= until {
            return 0;
        }
        tokio::time::sleep(pause).await;
        seq += 1;
        let Some(command) = with(&hall, |hall| next(hall, no, session, Seq(seq), &mut voted)) else {
            continue;
        };
        let sent = Instant::now();
        match phone.command(&command).await {
            Some(Outcome::Done { rev, .. }) => with(&hall, |hall| hall.acts.push((sent, rev))),
            Some(Outcome::Refused { .. }) => {}
            None => return 1,
        }
    }
}

fn next(
    hall: &Hall,
    phone: usize,
    session: SessionNo,
    seq: Seq,
    voted: &mut BTreeSet<(PollNo, u32)>,
) -> Option<Command> {
    for (poll, open) in &hall.polls {
        if let (Some(choice), true) = (choose(open), voted.insert((*poll, open.round))) {
            // Ballots of a secret round count from 1, so that no clock tells whose they are.
            let seq = if open.secret { Seq(1) } else { seq };
            return Some(Command::Vote { poll: *poll, round: open.round, choice, seq, badge: None });
        }
    }
    if hall.questions.is_empty() || fastrand::u8(..) < 6 {
        let text = Text::new(&format!("سؤال تجريبي من الهاتف {phone}، رقم {}", seq.0 % 1000));
        return Some(Command::Ask { session, text, name: None, badge: None });
    }
    let question = *hall.questions.iter().nth(fastrand::usize(..hall.questions.len()))?;
    Some(Command::Support { question, on: fastrand::u8(..) > 25, seq })
}

/// A choice that fits the poll; none for kinds that take words.
fn choose(poll: &OpenPoll) -> Option<Choice> {
    match poll.kind.as_str() {
        "single" | "quiz" | "multiple" if poll.options > 0 => {
            Some(Choice::Options(vec![fastrand::u8(..poll.options)]))
        }
        "yes_no_abstain" => Some(Choice::Options(vec![fastrand::u8(..3)])),
        "rating" => Some(Choice::Stars(fastrand::u8(1..=2))),
        "ranking" => {
            let mut order: Vec<u8> = (0..poll.options).collect();
            fastrand::shuffle(&mut order);
            Some(Choice::Options(order))
        }
        "points" if poll.options > 1 => {
            let most = fastrand::u8(..=100);
            let rest = std::iter::repeat_n(0, usize::from(poll.options - 2));
            Some(Choice::Points([most, 100 - most].into_iter().chain(rest).collect()))
        }
        "likert" if poll.options > 0 => {
            Some(Choice::Steps((0..poll.options).map(|_| fastrand::u8(1..=2)).collect()))
        }
        "cloud" => {
            Some(Choice::Words(vec![Text::new(fastrand::choice(["مشاركة", "تطوع", "استدامة", "شراكة"])?)]))
        }
        _ => None,
    }
}
