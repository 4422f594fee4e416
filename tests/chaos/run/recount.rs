//! The recount: from the record alone, what must be in the journal, and whether it is there, once.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use majlis::domain::id::{CommandId, PersonId, PollNo, QuestionNo};
use majlis::domain::poll::Voter;
use majlis::domain::register::Seq;
use majlis::domain::role::Author;
use majlis::domain::state::{Made, State};
use serde_json::Value;

/// Notes of acts after which something else must be there.
pub const BACKS_UP: &str = "backs up";
pub const RESTORED: &str = "restored";

/// What is set later stands already.
const STALE: &str = "stale";

/// How many votes each option has, by poll.
pub type Tallies = BTreeMap<u32, BTreeMap<usize, u64>>;

/// A command as its phone gave it.
struct Given<'a> {
    person: PersonId,
    id: CommandId,
    command: &'a Value,
}

/// What a register holds last: the highest (seq, id), and the option or the side.
type Last = (Seq, CommandId, usize);

/// What the record says.
#[derive(Default)]
pub struct Expected {
    pub given: usize,
    pub acknowledged: usize,
    /// Refusals by their code.
    pub refused: BTreeMap<String, usize>,
    /// Given, or given again, and neither acknowledged nor refused.
    pub undecided: usize,
    /// It is compared with what went on since, so that more may be there.
    is_a_part: bool,
    /// Acknowledged once, and refused when it was sent again to a history that lacked it.
    pub not_taken_again: Vec<String>,
    /// Frames that told an older revision than one before them.
    pub went_back: usize,
    /// Milliseconds from being welcomed to being right, ascending.
    pub right_after: Vec<u64>,
    held: Held,
}

/// What a journal must hold.
#[derive(Default, Clone)]
struct Held {
    asked: BTreeSet<(PersonId, CommandId)>,
    supports: BTreeMap<(u32, PersonId), Last>,
    ballots: BTreeMap<(u32, PersonId), Last>,
}

impl Held {
    fn take(&mut self, Given { person, id, command }: &Given<'_>) {
        let number =
            |name: &str| u32::try_from(command[name].as_u64().unwrap_or_default()).unwrap_or_default();
        let seq = Seq(command["seq"].as_u64().unwrap_or_default());
        let (registers, key, value) = match command["do"].as_str() {
            Some("ask") => {
                self.asked.insert((*person, *id));
                return;
            }
            Some("support") => (&mut self.supports, number("question"), usize::from(command["on"] == true)),
            _ => {
                let option = command["choice"]["options"][0].as_u64().unwrap_or_default();
                (&mut self.ballots, number("poll"), usize::try_from(option).unwrap_or_default())
            }
        };
        let last = registers.entry((key, *person)).or_insert((seq, *id, value));
        if (last.0, last.1) < (seq, *id) {
            *last = (seq, *id, value);
        }
    }
}

impl Expected {
    pub fn of(record: &[Value]) -> Self {
        Self::read(Self::default(), record)
    }

    /// The same of a record that goes on: of what is not decided yet, or was given since, any part may be there too. What a
    /// backup lacked is not there before it was taken again.
    pub fn of_a_part(record: &[Value]) -> Self {
        Self::read(Self { is_a_part: true, ..Self::default() }, record)
    }

    fn read(mut self, record: &[Value]) -> Self {
        let mut people: HashMap<u64, PersonId> = HashMap::new();
        let mut given: HashMap<&str, Given<'_>> = HashMap::new();
        // Neither acknowledged nor refused since they were given, or given again.
        let (mut new, mut again) = (HashSet::new(), HashSet::new());
        let mut backed_up = Held::default();
        for line in record {
            let phone = line["phone"].as_u64().unwrap_or_default();
            if let Some(person) = line["person"].as_str() {
                people.insert(phone, person.parse().expect("a person"));
            } else if let Some(id) = line["gave"].as_str() {
                let (person, command) = (people[&phone], &line["command"]);
                given.insert(id, Given { person, id: id.parse().expect("an id"), command });
                new.insert(id);
                self.given += 1;
            } else if let Some(id) = line["again"].as_str() {
                again.insert(id);
            } else if let Some(id) = line["done"].as_str() {
                let (is_new, is_again) = (new.remove(id), again.remove(id));
                self.acknowledged += usize::from(is_new);
                if is_new || is_again {
                    self.held.take(&given[id]);
                }
            } else if let Some(id) = line["refused"].as_str() {
                let code = line["code"].as_str().unwrap_or_default();
                let was_taken_once = again.remove(id);
                if new.remove(id) {
                    self.is_refused(&given[id], code);
                } else if was_taken_once && code != STALE {
                    self.not_taken_again
                        .push(format!("{id} was acknowledged, and is {code} when it is sent again"));
                }
            } else if let Some(after) = line["right_after"].as_u64() {
                self.right_after.push(after);
            } else if line["went_back"].is_number() {
                self.went_back += 1;
            } else if line["act"] == BACKS_UP {
                backed_up.clone_from(&self.held);
            } else if line["act"] == RESTORED && self.is_a_part {
                self.held.clone_from(&backed_up);
            }
        }
        self.undecided = new.len() + again.len();
        self.right_after.sort_unstable();
        self
    }

    /// Whether nothing may be there but what was acknowledged.
    fn is_all(&self) -> bool {
        self.undecided == 0 && !self.is_a_part
    }

    fn is_refused(&mut self, given: &Given<'_>, code: &str) {
        *self.refused.entry(code.to_owned()).or_default() += 1;
        // A later setting was there already, whose acknowledgement was lost and came again.
        if code == STALE {
            self.held.take(given);
        }
    }

    /// What every reader must see of these polls.
    pub fn tallies(&self, polls: &[u32]) -> Tallies {
        let mut tallies: Tallies = polls.iter().map(|poll| (*poll, BTreeMap::new())).collect();
        for ((poll, _), (_, _, option)) in &self.held.ballots {
            if let Some(tally) = tallies.get_mut(poll) {
                *tally.entry(*option).or_default() += 1;
            }
        }
        tallies
    }

    /// Everything of the record that is not in the journal's state, or not as it should be. Where some commands are not
    /// decided, they may be there as well, in the place of what was acknowledged before them.
    pub fn differences(&self, state: &State, secret: u32) -> BTreeSet<String> {
        let mut wrong = BTreeSet::new();
        for (person, id) in &self.held.asked {
            let made = state.made.get(&(Author::Person(*person), *id));
            if !matches!(made, Some(Made::Question(no)) if state.questions.contains_key(no)) {
                wrong.insert(format!("the question {id} was acknowledged and is lost"));
            }
        }
        let by_people =
            state.questions.values().filter(|question| question.author.person().is_some()).count();
        if by_people > self.held.asked.len() && self.is_all() {
            wrong.insert(format!(
                "{} questions were acknowledged, and {by_people} are there",
                self.held.asked.len()
            ));
        }
        for ((question, person), last) in &self.held.supports {
            let question = state.questions.get(&QuestionNo(*question));
            let held = question.and_then(|question| question.supporters.get(person));
            if !self.is_last(held.map(|held| (held.seq, held.id)), last) {
                wrong.insert(format!("the support {} was acknowledged, and does not stand", last.1));
            }
        }
        self.ballots_differ(state, secret, &mut wrong);
        wrong
    }

    fn ballots_differ(&self, state: &State, secret: u32, wrong: &mut BTreeSet<String>) {
        let (mut under_pseudonyms, is_decided) = (BTreeSet::new(), self.is_all());
        for ((poll, person), last) in &self.held.ballots {
            if *poll == secret {
                under_pseudonyms.insert(last.1);
                continue;
            }
            let round = state.polls.get(&PollNo(*poll)).map(|poll| &poll.round);
            let held = round.and_then(|round| round.ballots.get(&Voter(*person)));
            if !self.is_last(held.map(|held| (held.seq, held.id)), last) {
                wrong.insert(format!("the ballot {} was acknowledged, and does not stand", last.1));
            }
        }
        let poll = state.polls.get(&PollNo(secret));
        let cast: BTreeSet<CommandId> =
            poll.into_iter().flat_map(|poll| poll.round.ballots.values()).map(|ballot| ballot.id).collect();
        // Nobody can tell whose a secret ballot is: each is the last of its voter, and no other stands.
        if is_decided && cast != under_pseudonyms {
            let (lost, more) = (under_pseudonyms.difference(&cast), cast.difference(&under_pseudonyms));
            wrong.insert(format!(
                "of the secret ballots {} are lost, and {} too many",
                lost.count(),
                more.count()
            ));
        } else if cast.len() < under_pseudonyms.len() {
            wrong.insert(format!("{} secret ballots are lost", under_pseudonyms.len() - cast.len()));
        }
    }

    fn is_last(&self, held: Option<(Seq, CommandId)>, (seq, id, _): &Last) -> bool {
        match held {
            Some(held) if !self.is_all() => held >= (*seq, *id),
            held => held == Some((*seq, *id)),
        }
    }
}
