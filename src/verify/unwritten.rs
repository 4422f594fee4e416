//! What a journal may say that no server ever writes: each ballot is of the round that is open and says what
//! can be said in it, and what has a number has one of its own.
//!
//! A figure may come out though such a thing is there, so it is looked for by itself. Looked at is what is cheap to see.

use std::collections::{BTreeMap, BTreeSet};

use crate::domain::badge::{BadgeChange, SLIPS, code};
use crate::domain::ballot::Mark;
use crate::domain::change::Change;
use crate::domain::id::{CueNo, PersonId, PollNo, SessionNo, SpeakerNo};
use crate::domain::poll::{PollPlan, Voter};
use crate::domain::show::ShowAct;
use crate::domain::speaking::SpeakingAct;
use crate::domain::words::Lexicon;

use super::recount::Beside;

/// What is known so far of what the journal says.
#[derive(Default)]
pub(super) struct Unwritten {
    polls: BTreeMap<PollNo, Asked>,
    /// Under what the ballots of badges are filed.
    badges: BTreeSet<Voter>,
    /// The key of some badges is gone, so that nobody can say whose ballots are theirs.
    is_unknown: bool,
    speakers: BTreeMap<SpeakerNo, (SessionNo, PersonId)>,
    cues: BTreeSet<CueNo>,
    slips: usize,
}

/// A poll, and how far its rounds are.
struct Asked {
    plan: PollPlan,
    /// The last round that was opened, from 1; 0 in a draft.
    round: u32,
    is_open: bool,
}

impl Unwritten {
    /// Takes what happened, and says what of it no server writes.
    pub fn take(&mut self, change: &Change, beside: Beside<'_>) -> Option<&'static str> {
        match change {
            Change::PollCreated { .. }
            | Change::PollEdited { .. }
            | Change::PollOpened { .. }
            | Change::PollClosed { .. } => self.about_poll(change),
            Change::Voted { .. } => self.voted(change, beside),
            Change::Badges(change) => self.about_badges(change, beside),
            Change::Speaking(change) => {
                let SpeakingAct::Asked { speaker, person, .. } = &change.act else { return None };
                let asked = *self.speakers.entry(*speaker).or_insert((change.session, *person));
                let is_own = *speaker != SpeakerNo(0) && asked == (change.session, *person);
                (!is_own).then_some("a request for the microphone has no number of its own")
            }
            Change::Show(change) => {
                let ShowAct::Added { cue, .. } = &change.act else { return None };
                let is_own = *cue != CueNo(0) && self.cues.insert(*cue);
                (!is_own).then_some("a cue has no number of its own")
            }
            _ => None,
        }
    }

    /// What a poll asks is settled once it was opened.
    fn about_poll(&mut self, change: &Change) -> Option<&'static str> {
        match change {
            Change::PollCreated { poll, draft, .. } => {
                let is_own = !self.polls.contains_key(poll);
                self.polls.entry(*poll).or_insert(Asked { plan: draft.clone(), round: 0, is_open: false });
                (!is_own).then_some("a poll has no number of its own")
            }
            Change::PollEdited { poll, draft } => {
                if let Some(asked) = self.polls.get_mut(poll).filter(|asked| asked.round == 0) {
                    asked.plan = draft.clone();
                }
                None
            }
            Change::PollOpened { poll, round, .. } => {
                let is_next = self.polls.get_mut(poll).is_some_and(|asked| asked.open(*round));
                (!is_next).then_some("a round is not the next one of its poll")
            }
            Change::PollClosed { poll, .. } => {
                if let Some(asked) = self.polls.get_mut(poll) {
                    asked.is_open = false;
                }
                None
            }
            _ => None,
        }
    }

    fn about_badges(&mut self, change: &BadgeChange, beside: Beside<'_>) -> Option<&'static str> {
        match change {
            BadgeChange::Issued { key, badges, .. } => {
                let key = beside.words.get(*key);
                self.is_unknown |= key.is_none();
                for issued in badges {
                    self.badges.extend(key.map(|key| code::voter(key, issued.place)));
                }
                None
            }
            BadgeChange::SlipsPrinted { slips, home, .. } => {
                self.slips = self.slips.saturating_add(slips.len());
                let is_one_each =
                    slips.iter().map(|(badge, _)| badge).collect::<BTreeSet<_>>().len() == slips.len();
                let fits = self.slips <= SLIPS || *home;
                (!is_one_each || !fits)
                    .then_some("more slips were printed than are printed of a badge or of a forum")
            }
            _ => None,
        }
    }

    /// A ballot that came home may be of a badge that did not, and of a round that is over here.
    fn voted(&self, change: &Change, Beside { words, is_home }: Beside<'_>) -> Option<&'static str> {
        let Change::Voted { poll, round, voter, mark, assisted, slip, .. } = change else { return None };
        let Some(asked) = self.polls.get(poll).filter(|asked| asked.takes(*round, is_home)) else {
            return Some("a ballot is of a round that is not open");
        };
        let settings = &asked.plan.settings;
        if mark.as_ref().is_some_and(|mark| !asked.can_say(mark, words)) {
            return Some("a ballot says what cannot be said in its poll");
        }
        if settings.secret && (assisted.is_some() || *slip) {
            return Some("a ballot of a secret poll tells how it was cast");
        }
        let by_badge = settings.voters.is_some() && !settings.secret && !settings.blind;
        let is_unknown = is_home || self.is_unknown || self.badges.contains(voter);
        (by_badge && !is_unknown).then_some("a ballot of a poll for badges is of no badge")
    }
}

impl Asked {
    /// Whether the next round begins, as one does when the one before it is over.
    fn open(&mut self, round: u32) -> bool {
        let fits = !self.is_open && self.round.checked_add(1) == Some(round);
        if fits {
            (self.round, self.is_open) = (round, true);
        }
        fits
    }

    /// Whether a ballot of that round may come: of the one that is open, and where it comes home of any that was.
    fn takes(&self, round: u32, is_home: bool) -> bool {
        if is_home { (1..=self.round).contains(&round) } else { self.is_open && round == self.round }
    }

    /// Whether a ballot can say it. No two texts of one are the same; those that were erased are none.
    fn can_say(&self, mark: &Mark, words: &Lexicon) -> bool {
        let texts: Vec<_> = mark.texts().iter().filter_map(|no| words.get(*no)).collect();
        let each: BTreeSet<_> = texts.iter().collect();
        self.plan.takes(mark) && each.len() == texts.len()
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::domain::badge::{Groups, Issued};
    use crate::domain::forum::Title;
    use crate::domain::id::{BadgeNo, CommandId, HallNo, LinkNo, WordsNo};
    use crate::domain::poll::{Method, PollKind, PollSettings};
    use crate::domain::question::Assistant;
    use crate::domain::register::Seq;
    use crate::domain::role::Author;
    use crate::domain::show::{CueAct, CuePlan, Moment, ShowChange};
    use crate::domain::speaking::SpeakingChange;
    use crate::domain::state::State;
    use crate::domain::tests::anything::{cases, step, with_home};
    use crate::domain::time::Time;

    const BY: LinkNo = LinkNo(1);
    const KEY: &str = "0123456789abcdef";

    fn person(no: u8) -> PersonId {
        PersonId([no; 16])
    }

    fn poll(no: u32, kind: PollKind, settings: PollSettings) -> [Change; 2] {
        let title = Title::default();
        let (poll, options) = (PollNo(no), vec![title.clone(); 3]);
        let draft = PollPlan { title, kind, options, labels: Vec::new(), settings };
        let (author, id, session) = (Author::Link(BY), CommandId(u64::from(no)), SessionNo(1));
        [
            Change::PollCreated { poll, session, author, id, draft },
            Change::PollOpened { poll, round: 1, until: None, key: None, time: Time(0), earlier: None },
        ]
    }

    fn ballot(poll: u32, voter: Voter, mark: Mark) -> Change {
        Change::Voted {
            poll: PollNo(poll),
            round: 1,
            voter,
            mark: Some(mark),
            seq: Seq(1),
            id: CommandId(9),
            took: None,
            assisted: None,
            edition: 0,
            signed: None,
            slip: false,
        }
    }

    fn options(places: &[u8]) -> Mark {
        Mark::Options(places.try_into().expect("few places"))
    }

    /// A single choice, one for badges, a secret one, points, a grid, two of three, two rankings and a cloud of two words, all open; and
    /// badges with the places 0 and 1. The texts 12 and 13 say the same.
    fn begun() -> (Unwritten, Lexicon) {
        let mut words = Lexicon::default();
        words.file(WordsNo(1), KEY.into());
        let for_badges = PollSettings { voters: Some(Groups::ALL), ..PollSettings::default() };
        let secret = PollSettings { secret: true, ..PollSettings::default() };
        let issued =
            |no: u32| Issued { badge: BadgeNo(no + 1), place: no, label: None, name: None, group: None };
        let badges = vec![issued(0), issued(1)];
        let issued = BadgeChange::Issued { by: BY, id: CommandId(8), key: WordsNo(1), badges };
        let mut all = vec![Change::Badges(issued)];
        all.extend(poll(1, PollKind::Single, PollSettings::default()));
        all.extend(poll(2, PollKind::Single, for_badges));
        all.extend(poll(3, PollKind::Single, secret));
        all.extend(poll(4, PollKind::Points, PollSettings::default()));
        all.extend(poll(5, PollKind::Likert { steps: 4 }, PollSettings::default()));
        all.extend(poll(6, PollKind::Multiple { min: 2, max: 2 }, PollSettings::default()));
        all.extend(poll(7, PollKind::Ranking { method: Method::Borda }, PollSettings::default()));
        all.extend(poll(8, PollKind::Ranking { method: Method::Schulze }, PollSettings::default()));
        all.extend(poll(9, PollKind::Cloud { words: 2 }, PollSettings::default()));
        for (no, text) in [(12, "ماء"), (13, "ماء"), (14, "ظل")] {
            words.file(WordsNo(no), text.into());
        }
        let mut unwritten = Unwritten::default();
        for change in &all {
            assert_eq!(unwritten.take(change, Beside { words: &words, is_home: false }), None);
        }
        (unwritten, words)
    }

    fn told(change: &Change) -> Option<&'static str> {
        let (mut unwritten, words) = begun();
        unwritten.take(change, Beside { words: &words, is_home: false })
    }

    #[test]
    fn a_ballot_of_no_round_or_that_says_what_cannot_be_said_is_told() {
        let anyone = Voter(person(1));
        let points = |given: &[u8]| Mark::Points(given.try_into().expect("few"));
        let steps = |given: &[u8]| Mark::Steps(given.try_into().expect("few"));
        let texts = |given: &[u32]| Mark::Texts(given.iter().copied().map(WordsNo).collect());
        for (poll, mark) in [
            (1, options(&[2])),
            (4, points(&[50, 0, 50])),
            (5, steps(&[4, 0, 1])),
            (3, options(&[0])),
            (6, options(&[2, 0])),
            (7, options(&[2, 0, 1])),
            (8, options(&[1])),
            (9, texts(&[12, 14])),
            (9, texts(&[98, 99])),
        ] {
            assert_eq!(told(&ballot(poll, anyone, mark)), None);
        }
        for (poll, mark) in [
            (1, options(&[200])),
            (1, options(&[1, 1])),
            (1, points(&[50, 0, 50])),
            (1, Mark::Stars(3)),
            (1, Mark::Texts([WordsNo(1)].into())),
            (4, points(&[50, 0, 51])),
            (4, options(&[0])),
            (5, steps(&[5, 0, 1])),
            (5, steps(&[1])),
            (1, options(&[0, 1])),
            (1, options(&[])),
            (3, options(&[0, 1, 2])),
            (5, steps(&[0, 0, 0])),
            (6, options(&[0])),
            (6, options(&[0, 1, 2])),
            (7, options(&[0])),
            (8, options(&[])),
            (9, texts(&[12, 12])),
            (9, texts(&[12, 13])),
            (9, texts(&[12, 14, 98])),
        ] {
            let what = told(&ballot(poll, anyone, mark.clone()));
            assert_eq!(what, Some("a ballot says what cannot be said in its poll"), "{poll} {mark:?}");
        }
        let never = Some("a ballot is of a round that is not open");
        assert_eq!(told(&in_round(9)), never);
        assert_eq!(told(&ballot(99, anyone, options(&[0]))), never);
    }

    /// A ballot of that round of the first poll.
    fn in_round(no: u32) -> Change {
        let mut cast = ballot(1, Voter(person(1)), options(&[0]));
        if let Change::Voted { round, .. } = &mut cast {
            *round = no;
        }
        cast
    }

    fn opened(round: u32) -> Change {
        Change::PollOpened { poll: PollNo(1), round, until: None, key: None, time: Time(0), earlier: None }
    }

    #[test]
    fn a_ballot_that_comes_when_its_round_is_over_is_told_unless_it_came_home() {
        let (mut unwritten, words) = begun();
        let mut take = |change: &Change, is_home| unwritten.take(change, Beside { words: &words, is_home });
        let late = Some("a ballot is of a round that is not open");
        let closed = Change::PollClosed { poll: PollNo(1), here: 1, time: Time(1), split: None };
        assert_eq!(take(&in_round(1), false), None);
        assert_eq!(take(&closed, false), None);
        assert_eq!((take(&in_round(1), false), take(&in_round(1), true)), (late, None));
        assert_eq!(take(&in_round(2), true), late, "nobody has opened it");
        assert_eq!(take(&opened(2), false), None);
        assert_eq!((take(&in_round(2), false), take(&in_round(1), false)), (None, late));
        assert_eq!((take(&in_round(1), true), take(&in_round(0), true)), (None, late));
    }

    #[test]
    fn no_round_comes_again_and_no_poll_is_made_or_changed_again_once_it_was_opened() {
        let (mut unwritten, words) = begun();
        let mut take = |change: &Change| unwritten.take(change, Beside { words: &words, is_home: false });
        let not_next = Some("a round is not the next one of its poll");
        assert_eq!((take(&opened(1)), take(&opened(2))), (not_next, not_next), "the first is open");
        let closed = Change::PollClosed { poll: PollNo(1), here: 1, time: Time(1), split: None };
        assert_eq!((take(&closed), take(&opened(1)), take(&opened(3))), (None, not_next, not_next));
        assert_eq!(take(&opened(2)), None);
        let [wider, _] = poll(1, PollKind::Multiple { min: 1, max: 3 }, PollSettings::default());
        assert_eq!(take(&wider), Some("a poll has no number of its own"));
        let Change::PollCreated { draft, .. } = wider else { panic!("it is made") };
        assert_eq!(take(&Change::PollEdited { poll: PollNo(1), draft }), None);
        let mut both = in_round(2);
        if let Change::Voted { mark, .. } = &mut both {
            *mark = Some(options(&[0, 1]));
        }
        assert_eq!(take(&both), Some("a ballot says what cannot be said in its poll"));
    }

    #[test]
    fn a_secret_ballot_that_tells_how_it_was_cast_and_a_badges_ballot_of_no_badge_are_told() {
        let (by_desk, by_slip) = (Some(Assistant::Desk), true);
        for (by, by_slip) in [(by_desk, false), (None, by_slip)] {
            let mut secret = ballot(3, Voter(person(1)), options(&[0]));
            if let Change::Voted { assisted, slip, .. } = &mut secret {
                (*assisted, *slip) = (by, by_slip);
            }
            assert_eq!(told(&secret), Some("a ballot of a secret poll tells how it was cast"));
        }
        let stranger = ballot(2, Voter(person(1)), options(&[0]));
        assert_eq!(told(&ballot(2, code::voter(KEY, 1), options(&[0]))), None);
        assert_eq!(told(&stranger), Some("a ballot of a poll for badges is of no badge"));
        let (mut unwritten, words) = begun();
        assert_eq!(unwritten.take(&stranger, Beside { words: &words, is_home: true }), None);
        let nobodys = BadgeChange::Issued { by: BY, id: CommandId(7), key: WordsNo(2), badges: Vec::new() };
        unwritten.take(&Change::Badges(nobodys), Beside { words: &words, is_home: false });
        let known = Beside { words: &words, is_home: false };
        assert_eq!(unwritten.take(&stranger, known), None, "a key is gone: it may be one of those");
    }

    #[test]
    fn numbers_that_are_none_or_anothers_are_told() {
        let asked = |speaker: u32, by: u8| {
            let act = SpeakingAct::Asked {
                speaker: SpeakerNo(speaker),
                person: person(by),
                topic: None,
                name: None,
                seq: Seq(1),
                id: CommandId(1),
                time: Time(0),
            };
            Change::Speaking(SpeakingChange { session: SessionNo(1), act })
        };
        let (mut unwritten, words) = begun();
        let mut takes =
            |change: &Change| unwritten.take(change, Beside { words: &words, is_home: false }).is_some();
        let numbers = [asked(1, 1), asked(1, 1), asked(2, 2), asked(0, 3), asked(1, 2)];
        assert_eq!(numbers.each_ref().map(&mut takes), [false, false, false, true, true]);
        let added = |cue: u32| {
            let (at, does) =
                (Moment::Clock { time: Time(0) }, CueAct::Speaking { session: SessionNo(1), open: true });
            let plan = std::sync::Arc::new(CuePlan { at, name: Title::default(), does });
            Change::Show(ShowChange {
                hall: HallNo(1),
                act: ShowAct::Added { cue: CueNo(cue), plan, by: None },
            })
        };
        assert_eq!([1, 2, 0, 1].map(|no| takes(&added(no))), [false, false, true, true]);
    }

    proptest! {
        #![proptest_config(cases())]

        #[test]
        fn of_what_servers_write_nothing_is_told(
            beginning in prop::collection::vec(step(), 1..60),
            lost in prop::collection::vec(step(), 0..60),
            now in prop::collection::vec(step(), 0..60),
            after in prop::collection::vec(step(), 0..60),
        ) {
            let (mut unwritten, mut state) = (Unwritten::default(), State::default());
            for ((rev, changes, words), is_home) in with_home(&beginning, &lost, &now, &after) {
                state.apply_entry(rev, &changes, &words);
                for change in &changes {
                    let told = unwritten.take(change, Beside { words: &state.words, is_home });
                    prop_assert_eq!(told, None, "in entry {}", rev);
                }
            }
        }
    }

    #[test]
    fn more_slips_than_are_printed_are_told() {
        let printed = |slips: Vec<(BadgeNo, u32)>, home| {
            let (id, poll) = (CommandId(3), PollNo(2));
            Change::Badges(BadgeChange::SlipsPrinted { by: BY, id, poll, round: 1, slips, home })
        };
        let each = |most: usize| (1..).take(most).map(|no| (BadgeNo(no), 0)).collect::<Vec<_>>();
        assert_eq!(told(&printed(each(2), false)), None);
        assert!(told(&printed(vec![(BadgeNo(1), 0); 2], false)).is_some());
        assert!(told(&printed(each(SLIPS + 1), false)).is_some());
        assert_eq!(
            told(&printed(each(SLIPS + 1), true)),
            None,
            "those of two histories are good beside each other"
        );
    }
}
