//! A ballot by chance.

use crate::domain::ballot::Choice;
use crate::domain::poll::PollKind;
use crate::domain::view::shape::{AnswerView, PollView};
use crate::domain::words::Text;

/// A choice that fits the poll; none where it has nothing to choose.
pub fn choose(poll: &PollView) -> Option<Choice> {
    let options = u8::try_from(poll.options.len()).ok()?;
    let chosen = match poll.answer {
        AnswerView::Single | AnswerView::Quiz => some_of(options, 1)?,
        AnswerView::Multiple { min, max } => some_of(options, fastrand::u8(min.min(max)..=max))?,
        AnswerView::YesNoAbstain => some_of(3, 1)?,
        AnswerView::Ranking { .. } => some_of(options, options)?,
        AnswerView::Rating { max } => Choice::Stars(step(max)),
        AnswerView::Points => shared_out(options)?,
        AnswerView::Likert { steps } => Choice::Steps((0..options).map(|_| step(steps)).collect()),
        AnswerView::Cloud { .. } => {
            Choice::Words(vec![Text::new(fastrand::choice(["مشاركة", "تطوع", "استدامة", "شراكة"])?)])
        }
        AnswerView::Open => Choice::Text(Text::new(&format!("رأي تجريبي رقم {}", fastrand::u16(..)))),
    };
    Some(chosen)
}

/// So many different places, in any order.
fn some_of(places: u8, wanted: u8) -> Option<Choice> {
    let mut order: Vec<u8> = (0..places).collect();
    fastrand::shuffle(&mut order);
    order.truncate(wanted.into());
    (!order.is_empty()).then_some(Choice::Options(order))
}

/// One to that.
fn step(last: u8) -> u8 {
    fastrand::u8(1..=last.max(1))
}

/// All points on two options that are beside each other.
fn shared_out(options: u8) -> Option<Choice> {
    let mut given = vec![0; options.into()];
    let most = fastrand::u8(..=PollKind::POINTS as u8);
    let at = fastrand::usize(..given.len().checked_sub(1).filter(|last| *last > 0)?);
    (given[at], given[at + 1]) = (most, PollKind::POINTS as u8 - most);
    Some(Choice::Points(given))
}
