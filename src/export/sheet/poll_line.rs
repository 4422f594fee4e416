//! A poll in lines: one for each thing that a round counted, and one for a round or a poll with none.

use crate::domain::forum::Title;
use crate::domain::poll::PollKind;
use crate::export::record::{CountRecord, PollRecord, RoundRecord};

use super::columns::number;
use super::{Cell, Column};

pub(super) struct PollLine<'r> {
    poll: &'r PollRecord,
    round: Option<&'r RoundRecord>,
    counted: Counted<'r>,
}

#[derive(Clone, Copy)]
enum Counted<'r> {
    Nothing,
    /// The place of an option from 1, and what was counted for it.
    Option(u32, &'r CountRecord),
    Word(&'r str, u32),
    Text(&'r str),
}

impl<'r> PollLine<'r> {
    pub(super) const COLUMNS: [Column<PollLine<'r>>; 28] = [
        ("poll", |line| line.poll.poll.0.into()),
        ("session", |line| line.poll.session.0.into()),
        ("session_ar", |line| line.poll.session_title.ar.as_str().into()),
        ("session_en", |line| line.poll.session_title.en.as_str().into()),
        ("title_ar", |line| line.poll.title.ar.as_str().into()),
        ("title_en", |line| line.poll.title.en.as_str().into()),
        ("kind", |line| kind(line.poll)),
        ("secret", |line| Cell::yes(line.poll.settings.secret)),
        ("phase", |line| Cell::named(&line.poll.phase)),
        ("revealed", |line| Cell::yes(line.poll.revealed)),
        ("round", |line| number(line.round.map(|round| round.round))),
        ("opened", |line| moment(line.round.and_then(|round| round.opened.as_deref()))),
        ("closed", |line| moment(line.round.and_then(|round| round.closed.as_deref()))),
        ("voters", |line| number(line.round.map(|round| round.voters))),
        ("assisted", |line| number(line.round.map(|round| round.assisted))),
        ("ushers", |line| number(line.round.map(|round| round.ushers))),
        ("kiosks", |line| number(line.round.map(|round| round.kiosks))),
        ("here", |line| number(line.round.and_then(|round| round.here))),
        (
            "option",
            |line| if let Counted::Option(place, ..) = line.counted { place.into() } else { Cell::Empty },
        ),
        ("option_ar", |line| line.option().map_or(Cell::Empty, |title| title.ar.as_str().into())),
        ("option_en", |line| line.option().map_or(Cell::Empty, |title| title.en.as_str().into())),
        ("word", |line| if let Counted::Word(word, _) = line.counted { word.into() } else { Cell::Empty }),
        ("count", |line| match line.counted {
            Counted::Option(_, one) => one.count.into(),
            Counted::Word(_, count) => count.into(),
            Counted::Nothing | Counted::Text(_) => Cell::Empty,
        }),
        ("method", |line| method(line.poll)),
        ("step", |line| number(line.of().and_then(|one| one.step).map(u32::from))),
        ("backers", |line| number(line.of().and_then(|one| one.backers))),
        ("place", |line| number(line.of().and_then(|one| one.place))),
        ("text", |line| if let Counted::Text(text) = line.counted { text.into() } else { Cell::Empty }),
    ];

    fn option(&self) -> Option<&'r Title> {
        self.of().map(|one| &one.option)
    }

    fn of(&self) -> Option<&'r CountRecord> {
        if let Counted::Option(_, one) = self.counted { Some(one) } else { None }
    }
}

/// The lines of a poll.
pub(super) fn of(poll: &PollRecord) -> Vec<PollLine<'_>> {
    let line = |round, counted| PollLine { poll, round, counted };
    match poll.rounds.as_slice() {
        [] => vec![line(None, Counted::Nothing)],
        rounds => {
            let lines = rounds
                .iter()
                .flat_map(|round| counted(round).into_iter().map(move |counted| line(Some(round), counted)));
            lines.collect()
        }
    }
}

fn counted(round: &RoundRecord) -> Vec<Counted<'_>> {
    // The steps of a statement are lines of one option.
    let steps = round.counts.iter().filter_map(|one| one.step).max().map_or(1, u32::from);
    let options = (0..).zip(&round.counts).map(|(at, one)| Counted::Option(at / steps + 1, one));
    let words = round.words.iter().map(|one| Counted::Word(&one.word, one.people));
    let texts = round.texts.iter().map(|text| Counted::Text(text));
    let counted: Vec<_> = options.chain(words).chain(texts).collect();
    if counted.is_empty() { vec![Counted::Nothing] } else { counted }
}

/// The kind's name, without its numbers.
fn kind(poll: &PollRecord) -> Cell {
    let answer = serde_json::to_value(poll.answer).unwrap_or_default();
    answer.get("kind").map_or(Cell::Empty, Cell::named)
}

/// How a ranking is counted.
fn method(poll: &PollRecord) -> Cell {
    match poll.answer {
        PollKind::Ranking { method } => Cell::named(&method),
        _ => Cell::Empty,
    }
}

fn moment(told: Option<&str>) -> Cell {
    told.map_or(Cell::Empty, Cell::moment)
}
