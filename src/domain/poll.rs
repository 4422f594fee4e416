//! Polls: what is asked, and how its rounds go.

use std::collections::BTreeSet;
use std::ops::RangeInclusive;
use std::sync::Arc;

use imbl::{OrdMap, OrdSet};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::badge::Groups;
use super::ballot::{Ballot, Mark, Tally};
use super::forum::Title;
use super::id::{CommandId, PersonId, PollNo, SessionNo, WordsNo};
use super::left_out::is_default;
use super::places::Places;
use super::pseudonym;
use super::ranking::Runoff;
use super::role::Author;
use super::split::Split;
use super::strict::no_fields;
use super::time::{Millis, Time};
use super::words::Lexicon;

/// What kind of answer a poll takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
pub enum PollKind {
    /// One of the options.
    #[serde(deserialize_with = "no_fields")]
    Single,
    /// At least `min` and at most `max` of the options.
    Multiple {
        /// Fewest options of a ballot, at least 1.
        min: u8,
        /// Most options of a ballot.
        max: u8,
    },
    /// Yes, no or abstain. Its options are these three, in this order.
    #[serde(deserialize_with = "no_fields")]
    YesNoAbstain,
    /// A number of stars from 1 to `max` (2 to 10).
    Rating {
        /// The best rating.
        max: u8,
    },
    /// Options in the voter's order.
    Ranking {
        /// How that is counted.
        #[serde(default, skip_serializing_if = "Method::is_borda")]
        #[ts(optional, as = "Option<Method>")]
        method: Method,
    },
    /// A hundred points, shared out over the options.
    #[serde(deserialize_with = "no_fields")]
    Points,
    /// Statements, which are the options, each on a scale from 1 to `steps` (2 to 7). A ballot answers one of them at least.
    Likert {
        /// The last step of the scale.
        steps: u8,
    },
    /// Up to `words` words or short phrases a person, shown as a cloud.
    Cloud {
        /// Most entries of a person, 1 to 5.
        words: u8,
    },
    /// A free text.
    #[serde(deserialize_with = "no_fields")]
    Open,
    /// One of the options, of which one is right.
    Quiz {
        /// The place of the right option, from 0.
        answer: u8,
    },
}

/// How a ranking is counted.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(rename = "RankingMethod")]
pub enum Method {
    /// By Borda, of all options: of n options the first gets n-1 points, the last none.
    #[default]
    Borda,
    /// Of one option or more: whichever the fewest put first of those that are left goes out, until more than half of the
    /// ballots that still name one that is left have the same one first.
    InstantRunoff,
    /// Of one option or more, by the method that Markus Schulze published: by the strongest paths, whose strength is how many
    /// put one before the other.
    Schulze,
}

impl Method {
    /// Whether it is the usual one.
    #[expect(clippy::trivially_copy_pass_by_ref, reason = "serde asks so")]
    pub(super) fn is_borda(&self) -> bool {
        *self == Self::Borda
    }
}

impl PollKind {
    /// How many options a poll has, where it has options of its own.
    pub const OPTIONS: RangeInclusive<usize> = 2..=Places::MOST;
    /// How many stars the best rating has.
    pub const STARS: RangeInclusive<u8> = 2..=10;
    /// How many entries of a cloud a person may have.
    pub const ENTRIES: RangeInclusive<u8> = 1..=5;
    /// How many steps a scale has.
    pub const STEPS: RangeInclusive<u8> = 2..=7;
    /// How many points a ballot shares out.
    pub const POINTS: u32 = 100;
    /// Longest entry of a cloud, in graphemes.
    pub const ENTRY_LENGTH: usize = 40;

    /// Whether versions before the parts of a forum know no such poll.
    pub(super) fn is_further(self) -> bool {
        match self {
            Self::Ranking { method } => method != Method::Borda,
            Self::Points | Self::Likert { .. } => true,
            _ => false,
        }
    }
}

/// What a poll asks and how it is held, checked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PollPlan {
    /// What is asked.
    pub title: Title,
    /// What kind of answer it takes.
    pub kind: PollKind,
    /// The options, in their order. Yes, no and abstain are none of its own.
    pub options: Vec<Title>,
    /// What the steps of a scale are called: all of them, or the first and the last.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub labels: Vec<Title>,
    /// How it is held.
    pub settings: PollSettings,
}

/// A poll. A ballot copies it where the state is shared, so that what a ballot leaves alone lies behind an [`Arc`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Poll {
    /// The session it belongs to.
    pub session: SessionNo,
    /// Who prepared it, under which command.
    pub author: Author,
    /// The command that made it.
    pub id: CommandId,
    /// Raised by everything but ballots and rulings on words: what a command about it names.
    pub version: u32,
    /// What is asked and how it is held. Settled once the poll is no draft any more.
    pub plan: Arc<PollPlan>,
    /// Where it is in its life.
    pub phase: PollPhase,
    /// Whether everyone sees the results of the round at hand. A round begins as the plan says.
    pub revealed: bool,
    /// The round at hand. A draft has an empty one.
    pub round: Round,
    /// The rounds before it, oldest first: round 1 is at place 0.
    pub past: Arc<Vec<Arc<Round>>>,
}

/// How a poll is held.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(default, deny_unknown_fields)]
#[expect(clippy::struct_excessive_bools, reason = "each is a setting of its own")]
pub struct PollSettings {
    /// A ballot may be changed until the poll closes.
    pub changeable: bool,
    /// Results stay hidden until somebody reveals them; else everyone sees them as they come.
    pub hidden: bool,
    /// Ballots are filed under pseudonyms whose key is destroyed at closing.
    pub secret: bool,
    /// How long a round is open when it is opened without a word on it, in milliseconds; none = until closed by hand.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub time: Option<Millis>,
    /// The groups whose badges vote, one ballot each; none = every device. Only for polls of options and stars.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub voters: Option<Groups>,
    /// Once a round is over it is told how each group of badges voted, as far as that tells of nobody.
    #[serde(skip_serializing_if = "is_default")]
    #[ts(optional, as = "Option<bool>")]
    pub by_group: bool,
    /// The earlier poll of the same session that asks the same: once this one is over it is told how opinions moved, as far as that
    /// tells of nobody.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub after: Option<PollNo>,
    /// Nobody is told what was counted before the award whose people's choice it is has told it: none but an award makes one.
    #[serde(skip_serializing_if = "is_default")]
    #[ts(optional, as = "Option<bool>")]
    pub sealed: bool,
    /// Its ballots are blind, and come from nobody: none but an award makes one.
    #[serde(skip_serializing_if = "is_default")]
    #[ts(optional, as = "Option<bool>")]
    pub blind: bool,
}

impl Default for PollSettings {
    fn default() -> Self {
        Self {
            changeable: true,
            hidden: true,
            secret: false,
            time: None,
            voters: None,
            by_group: false,
            after: None,
            sealed: false,
            blind: false,
        }
    }
}

/// Where a poll is in its life.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PollPhase {
    /// Prepared; phones don't see it.
    Draft,
    /// Taking ballots, until then where a time is set.
    Open {
        /// A ballot that the server receives at or after this moment is too late.
        until: Option<Time>,
    },
    /// Closed.
    Closed,
}

/// One opening of a poll with its ballots.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Round {
    /// Counted from 1; 0 in a draft.
    pub no: u32,
    /// When it opened.
    pub opened: Option<Time>,
    /// The round of the earlier poll beside which this one is told, where its poll has such a one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub earlier: Option<(PollNo, u32)>,
    /// How long it was to be open when it opened; closing it by hand changes nothing here.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub time: Option<Millis>,
    /// When it closed.
    pub closed: Option<Time>,
    /// The key of a secret round's pseudonyms while it is open, one of the words; erased at closing.
    pub key: Option<WordsNo>,
    /// The ballots, one a voter; one that was taken back stays, so that an older one cannot come after it.
    pub ballots: OrdMap<Voter, Ballot>,
    /// The commands that cast the ballots of a closed secret round: without the key nobody can find theirs by its voter.
    #[serde(default, skip_serializing_if = "OrdSet::is_empty")]
    pub cast: OrdSet<CommandId>,
    /// The slips that were used: of which voter, under which edition of the badge, and by which command.
    #[serde(default, skip_serializing_if = "OrdSet::is_empty")]
    pub slips: OrdSet<(Voter, u32, CommandId)>,
    /// How often what a voter had written was overridden or taken back, where it was.
    pub rewritten: OrdMap<Voter, u32>,
    /// Their count, equal to a recount of `ballots` at every revision.
    pub tally: Tally,
    /// What a runoff came to when it closed: it takes all ballots at once, and is looked at often. None where a ballot came home
    /// since; it is counted anew by whoever looks.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub runoff: Option<Arc<Runoff>>,
    /// What is told of it apart by whose ballots they are. Made when it closed, and never again.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub split: Option<Arc<Split>>,
    /// A moderator's word on words of a cloud, each named by one of its texts: shown from one person on, or never.
    pub rulings: OrdMap<WordsNo, bool>,
    /// The devices that were here while it was open, from its opening to its end, each once; told at closing.
    pub here: u32,
}

/// Under what a ballot is filed: the participant's id, or the pseudonym of it in a secret round.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Voter(pub super::id::PersonId);

impl Round {
    /// Whether a slip of that voter's badge was used, as it was under that edition of it.
    #[must_use]
    pub fn is_spent(&self, voter: Voter, edition: u32) -> bool {
        let all = (voter, edition, CommandId(0))..=(voter, edition, CommandId(u64::MAX));
        self.slips.range(all).next().is_some()
    }
}

impl PollPlan {
    /// How many things are counted: the stars of a rating, the steps of each statement of a grid, else the options.
    #[must_use]
    pub fn choices(&self) -> usize {
        match self.kind {
            PollKind::Rating { max } => usize::from(max),
            PollKind::YesNoAbstain => 3,
            PollKind::Cloud { .. } | PollKind::Open => 0,
            PollKind::Likert { steps } => self.rows() * usize::from(steps),
            PollKind::Single
            | PollKind::Multiple { .. }
            | PollKind::Ranking { .. }
            | PollKind::Points
            | PollKind::Quiz { .. } => self.rows(),
        }
    }

    /// How many options it has of its own.
    #[must_use]
    pub fn rows(&self) -> usize {
        self.options.len().min(Places::MOST)
    }

    /// Whether a ballot may say it: the one rule for ballots that are cast and for those that stand in a journal. Whether the words of a
    /// cloud differ is not looked at, as a mark has only their numbers.
    #[must_use]
    pub fn takes(&self, mark: &Mark) -> bool {
        match (self.kind, mark) {
            (PollKind::Single | PollKind::YesNoAbstain | PollKind::Quiz { .. }, Mark::Options(one)) => {
                self.has_each_once(one, 1..=1)
            }
            (PollKind::Multiple { min, max }, Mark::Options(some)) => {
                self.has_each_once(some, min.into()..=max.into())
            }
            (PollKind::Ranking { method }, Mark::Options(order)) => {
                let fewest = if method == Method::Borda { self.choices() } else { 1 };
                self.has_each_once(order, fewest..=self.choices())
            }
            (PollKind::Rating { max }, Mark::Stars(stars)) => (1..=max).contains(stars),
            (PollKind::Likert { steps }, Mark::Steps(given)) => {
                let given = given.as_slice();
                let fits = given.iter().all(|step| *step <= steps) && given.iter().any(|step| *step > 0);
                fits && given.len() == self.rows()
            }
            (PollKind::Points, Mark::Points(given)) => {
                let spent: u32 = given.as_slice().iter().map(|points| u32::from(*points)).sum();
                spent == PollKind::POINTS && given.as_slice().len() == self.rows()
            }
            (PollKind::Cloud { words }, Mark::Texts(texts)) => {
                let each: BTreeSet<&WordsNo> = texts.iter().collect();
                (1..=usize::from(words)).contains(&texts.len()) && each.len() == texts.len()
            }
            (PollKind::Open, Mark::Texts(texts)) => texts.len() == 1,
            _ => false,
        }
    }

    /// Whether it is so many options of the poll, each once.
    fn has_each_once(&self, places: &Places, count: RangeInclusive<usize>) -> bool {
        let places = places.as_slice();
        count.contains(&places.len())
            && places.iter().all(|place| usize::from(*place) < self.choices())
            && places.iter().enumerate().all(|(at, place)| !places[..at].contains(place))
    }
}

impl Poll {
    /// Whether a ballot received now counts.
    #[must_use]
    pub fn takes_ballots(&self, now: Time) -> bool {
        match self.phase {
            PollPhase::Open { until } => until.is_none_or(|until| now < until),
            PollPhase::Draft | PollPhase::Closed => false,
        }
    }

    /// When it closes by itself.
    #[must_use]
    pub fn until(&self) -> Option<Time> {
        match self.phase {
            PollPhase::Open { until } => until,
            PollPhase::Draft | PollPhase::Closed => None,
        }
    }

    /// The round for which slips are printed now: the one that is open, else the next one.
    #[must_use]
    pub fn next_round(&self) -> u32 {
        let is_open = matches!(self.phase, PollPhase::Open { .. });
        if is_open { self.round.no } else { self.round.no.saturating_add(1) }
    }

    /// Under what the ballot of a person, or of a badge, is filed in that round; nobody can tell once a secret round's key is gone.
    #[must_use]
    pub fn filed_under(&self, round: &Round, whose: PersonId, words: &Lexicon) -> Option<Voter> {
        if !self.plan.settings.secret {
            return Some(Voter(whose));
        }
        let key = words.get(round.key?)?;
        Some(pseudonym::voter(key, whose))
    }

    /// What stands for a badge's edition in its ballots of that round: in a secret one, what nobody can read once its key is gone.
    #[must_use]
    pub fn filed_edition(
        &self,
        round: &Round,
        badge: PersonId,
        edition: u32,
        words: &Lexicon,
    ) -> Option<u32> {
        if !self.plan.settings.secret || self.plan.settings.voters.is_none() {
            return Some(edition);
        }
        let key = words.get(round.key?)?;
        Some(pseudonym::edition(key, badge, edition))
    }

    /// Whether everyone may see how the votes are shared out.
    #[must_use]
    pub fn shows_results(&self) -> bool {
        self.phase != PollPhase::Draft && self.revealed
    }

    /// All rounds, the one at hand first.
    pub fn rounds(&self) -> impl Iterator<Item = &Round> {
        std::iter::once(&self.round).chain(self.past.iter().map(|round| &**round))
    }

    /// The round of that number, the one at hand or one before it. There is no round 0.
    #[must_use]
    pub fn round(&self, no: u32) -> Option<&Round> {
        let before = no.checked_sub(1)? as usize;
        if no == self.round.no { Some(&self.round) } else { self.past.get(before).map(|round| &**round) }
    }
}
