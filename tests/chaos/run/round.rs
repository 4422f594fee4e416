//! One round: a hall under load, acts against what it stands on, and the recount.

use std::collections::BTreeSet;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::{Duration, Instant};

use serde_json::json;
use tokio::sync::watch;
use tokio::task::JoinSet;
use tokio::time::{sleep, timeout};

use super::acts::{Act, What};
use super::clocks::Lives;
use super::disks;
use super::hall::Hall;
use super::histories;
use super::lie::Lie;
use super::phone::{Left, Phase, Phone};
use super::record::Record;
use super::recount::{Expected, RESTORED};
use super::scenario::Scenario;
use super::server::{Program, Server, now};
use crate::support::faulty::Faulty;
use crate::support::node::Node;
use crate::support::redis::RedisServer;

/// How long what was broken may take to be well again, and phones to say all they keep.
const HEALS_WITHIN: Duration = Duration::from_secs(40);
/// How long what one node wrote may take to the disks of the others, none of which is obliged to hear of it at once, and what
/// was astray to come home.
const COPIED_WITHIN: Duration = Duration::from_secs(20);
/// How long the last change may take to every phone.
const SEEN_WITHIN: Duration = Duration::from_secs(15);

/// What is played.
#[derive(Debug, Clone)]
pub struct Round {
    pub scenario: Scenario,
    pub seed: u64,
    pub phones: usize,
    pub lasts: Duration,
    /// Between two commands of a phone.
    pub pace: Duration,
    pub program: Program,
    /// Where its record and its logs go.
    pub folder: PathBuf,
    /// A wrong that is planted, so that the recount has something to tell.
    pub lie: Option<Lie>,
}

/// What came of it.
#[derive(Default)]
pub struct Outcome {
    pub expected: Expected,
    /// How often each act was done.
    pub acts: usize,
    /// What is not as it should be; nothing, if the promises held.
    pub wrong: Vec<String>,
}

/// What the hall stands on.
pub struct Stage {
    pub servers: Vec<Server>,
    pub redis: Option<RedisServer>,
    pub lines: Vec<Faulty>,
    pub record: Record,
    /// The poll whose ballots nobody sees.
    pub secret: u32,
    /// What was found to be wrong on the way.
    pub wrong: Vec<String>,
    /// The times that its nodes may have written.
    pub lives: Lives,
    /// It cannot be well again by itself.
    pub lost: Option<String>,
    /// The upgrade of its nodes was finished.
    pub is_upgraded: bool,
    _folder: tempfile::TempDir,
}

impl Round {
    /// Plays it to its end.
    pub async fn play(&self) -> Outcome {
        if self.scenario == Scenario::DiskHistories {
            let (acts, wrong) = histories::play(self.seed, self.lasts).await;
            return Outcome { acts, wrong, ..Outcome::default() };
        }
        std::fs::create_dir_all(&self.folder).expect("a folder for the record");
        let (mut stage, hall, people) = self.set_up().await;
        let (phase, phases) = watch::channel(Phase::Load);
        let phones = self.phones(&stage, &Arc::new(hall.clone()), people, &phases);
        let acts = self.act(&mut stage).await;
        let mut outcome = Outcome { acts, ..Outcome::default() };
        phase.send_replace(Phase::Drain);
        self.finish(&mut stage, &hall, (phase, phones), &mut outcome).await;
        self.look(&mut stage, &mut outcome).await;
        outcome
    }

    async fn set_up(&self) -> (Stage, Hall, Vec<(String, String)>) {
        let (folder, began) = (tempfile::tempdir().expect("a folder"), now());
        let redis = self.scenario.redis_options().map(RedisServer::start_with);
        let port = redis.as_ref().map(RedisServer::port);
        let folders: Vec<_> = (0..if port.is_some() { 2 } else { 1 })
            .map(|no| folder.path().join(format!("node-{no}")))
            .collect();
        for folder in &folders {
            std::fs::create_dir(folder).expect("a data folder");
        }
        let first = match port {
            Some(port) => Node::over_redis_knowing(self.scenario.forms_at_first(), port, &folders[0]).await,
            None => Node::in_folder(&folders[0]).await,
        };
        let (mut hall, people) = Hall::prepare(&first, self.phones, self.pace).await;
        hall.sends_again = self.scenario.phones_send_again() && self.lie != Some(Lie::NotSentAgain);
        hall.lie = self.lie;
        first.stop().await;
        let mut times = Lives::default();
        times.add((began, now()), 0);
        let record = Record::begin(&self.folder.join("record.jsonl")).expect("a record");
        let log = |no: usize| self.folder.join(format!("node-{no}.log"));
        let mut servers: Vec<_> = folders
            .iter()
            .enumerate()
            .map(|(no, folder)| Server::over(&self.program, folder, port, &log(no)))
            .collect();
        let mut rng = fastrand::Rng::with_seed(self.seed);
        for server in &mut servers {
            server.starts_ahead(self.scenario.clock_ahead(&mut rng));
            server.starts_knowing(self.scenario.forms_at_first());
            server.start();
            server.ready(HEALS_WITHIN).await.expect("it is ready before anything is broken");
        }
        let mut lines = Vec::new();
        for server in servers.iter().filter(|_| self.scenario == Scenario::Wifi) {
            lines.push(Faulty::before(server.address.port()).await);
        }
        let (secret, wrong) = (hall.secret, Vec::new());
        (
            Stage {
                servers,
                redis,
                lines,
                record,
                secret,
                wrong,
                lives: times,
                lost: None,
                is_upgraded: false,
                _folder: folder,
            },
            hall,
            people,
        )
    }

    fn phones(
        &self,
        stage: &Stage,
        hall: &Arc<Hall>,
        people: Vec<(String, String)>,
        phase: &watch::Receiver<Phase>,
    ) -> JoinSet<Left> {
        let doors = if stage.lines.is_empty() {
            stage.servers.iter().map(|server| server.address).collect()
        } else {
            stage.lines.iter().map(|line| ([127, 0, 0, 1], line.port()).into()).collect()
        };
        let doors: Arc<Vec<_>> = Arc::new(doors);
        let mut phones = JoinSet::new();
        for (no, (token, person)) in people.into_iter().enumerate() {
            stage.record.note(json!({ "phone": no, "person": person }));
            let phone = Phone::new(
                (no, token),
                Arc::clone(&doors),
                Arc::clone(hall),
                (self.seed, stage.record.clone()),
                phase.clone(),
            );
            phones.spawn(phone.live());
        }
        phones
    }

    /// Does one thing after the other until the time is over: how many.
    async fn act(&self, stage: &mut Stage) -> usize {
        let (mut rng, until) = (fastrand::Rng::with_seed(self.seed), Instant::now() + self.lasts);
        let mut done = 0;
        if self.lie == Some(Lie::DiskKeepsNothing) {
            What::LoseWhatIsKept.against(stage, &mut rng).await;
        }
        while Instant::now() < until && stage.lost.is_none() {
            let Act { what, pause } = self.scenario.next(&mut rng);
            sleep(pause).await;
            stage.record.note(json!({ "act": format!("{what:?}") }));
            what.against(stage, &mut rng).await;
            done += 1;
        }
        if self.scenario == Scenario::UpgradeTwo && !stage.is_upgraded {
            // What went astray rests until then.
            What::FinishUpgrade.against(stage, &mut rng).await;
        }
        done
    }

    /// Makes everything well, and waits until every phone has said all it keeps and sees what all of them said.
    async fn finish(
        &self,
        stage: &mut Stage,
        hall: &Hall,
        (phase, phones): (watch::Sender<Phase>, JoinSet<Left>),
        outcome: &mut Outcome,
    ) {
        for server in &stage.servers {
            // A node to which nobody came since it was started follows no forum, and looks for what is astray after half a minute.
            server.enter().await;
        }
        let record = stage.record.clone();
        let drained = async {
            while stage.lost.is_none() && (expected(&record).undecided > 0 || !are_back(&record, self.phones))
            {
                sleep(Duration::from_millis(200)).await;
            }
        };
        if timeout(HEALS_WITHIN, drained).await.is_err() {
            outcome.wrong.push(format!(
                "{} commands are not decided after {HEALS_WITHIN:?}",
                expected(&record).undecided
            ));
        }
        let tallies = expected(&record).tallies(&hall.polls);
        phase.send_replace(if stage.lost.is_some() { Phase::End } else { Phase::See(Arc::new(tallies)) });
        let Ok(left) = timeout(SEEN_WITHIN, phones.join_all()).await else {
            return outcome.wrong.push("not every phone came to its end".into());
        };
        if stage.lost.is_none() {
            outcome.wrong.extend(left.iter().filter_map(Left::what_is_wrong));
        }
    }

    /// Compares the record with what lies in the journal and on every disk.
    async fn look(&self, stage: &mut Stage, outcome: &mut Outcome) {
        if stage.lost.is_none() && timeout(COPIED_WITHIN, disks::all_copied(&stage.servers)).await.is_err() {
            let stand = disks::how_they_stand(&stage.servers).await;
            outcome.wrong.push(format!(
                "after {COPIED_WITHIN:?} not every node's disk has what the others wrote: {stand:?} (revision, astray)"
            ));
        }
        for server in &mut stage.servers {
            server.stop().await;
        }
        disks::plant(self.lie, stage);
        outcome.expected = expected(&stage.record);
        if outcome.expected.went_back > 0 {
            outcome.wrong.push(format!("{} frames told what was older", outcome.expected.went_back));
        }
        outcome.wrong.append(&mut outcome.expected.not_taken_again);
        outcome.wrong.append(&mut stage.wrong);
        outcome.wrong.extend(disks::times_differ(self.lie, stage).await);
        // What was acknowledged is on every disk, whoever did.
        let (mut missing, mut revs): (Option<BTreeSet<String>>, _) = (None, Vec::new());
        for server in &stage.servers {
            match majlis::verify::folder(&server.folder, None).await {
                Ok(report) if report.is_whole() => {}
                Ok(report) => outcome.wrong.push(format!("{}: {report}", server.folder.display())),
                Err(why) => outcome.wrong.push(format!("{}: {why}", server.folder.display())),
            }
            let (rev, here) = disks::compared(&server.folder, &outcome.expected, stage.secret).await;
            revs.push(rev);
            missing = Some(match missing {
                Some(before) => before.union(&here).cloned().collect(),
                None => here,
            });
        }
        outcome.wrong.extend(missing.into_iter().flatten());
        if let Some(why) = stage.lost.take() {
            outcome.wrong.push(format!("{why}; the disks have {revs:?} entries"));
        } else if revs.iter().any(|rev| *rev != revs[0]) {
            outcome.wrong.push(format!("the disks of the nodes have {revs:?} entries"));
        }
    }
}

fn expected(record: &Record) -> Expected {
    Expected::of(&record.read().expect("the record can be read"))
}

/// Whether every phone came back to what was restored: before that it has not said what it gives again.
fn are_back(record: &Record, phones: usize) -> bool {
    let lines = record.read().expect("the record can be read");
    let Some(restored) = lines.iter().rposition(|line| line["act"] == RESTORED) else { return true };
    let right = lines[restored..].iter().filter(|line| line["right_after"].is_number());
    right.filter_map(|line| line["phone"].as_u64()).collect::<BTreeSet<_>>().len() >= phones
}

impl Left {
    fn what_is_wrong(&self) -> Option<String> {
        match (self.kept, self.sees_it) {
            (0, true) => None,
            (0, false) => Some(format!("phone {} does not see what all said", self.no)),
            (kept, _) => Some(format!("phone {} still keeps {kept} commands", self.no)),
        }
    }
}
