//! What came of a session's exhibition, from the views that everyone was sent of it.

use std::collections::BTreeMap;

use crate::domain::agenda::Session;
use crate::domain::id::{SessionNo, StandNo};
use crate::domain::role::Role;
use crate::domain::stand::{self, AtStand, InterestItem, StandItem};

use super::QUESTIONS_OF_STAND;
use super::shape::{RecordAnswer, RecordPart, RecordStand};
use super::tell::{Audience, Teller};

/// The stands in their order, as everyone was shown them; to organisers with how they were visited and rated.
pub(super) fn exhibition(teller: &Teller, no: SessionNo, _: &Session) -> Vec<RecordPart> {
    let state = teller.state;
    let Some(view) = stand::stands(state, no, Role::Participant) else { return Vec::new() };
    let mut items: BTreeMap<StandNo, StandItem> = view.items.into_iter().map(|item| (item.s, item)).collect();
    let interest = match teller.audience {
        Audience::Public => Vec::new(),
        Audience::Organisers => stand::interest(state, no).items,
    };
    let interest: BTreeMap<StandNo, InterestItem> = interest.into_iter().map(|item| (item.s, item)).collect();
    let stands = view.head.order.iter().filter_map(|s| items.remove(s));
    let stands: Vec<_> = stands.map(|item| told(teller, no, item, &interest)).collect();
    if stands.is_empty() { Vec::new() } else { vec![RecordPart::Exhibition { stands }] }
}

fn told(
    teller: &Teller,
    session: SessionNo,
    item: StandItem,
    interest: &BTreeMap<StandNo, InterestItem>,
) -> RecordStand {
    let at = AtStand { session, stand: item.s };
    let page = stand::page(teller.state, at, Role::Participant);
    let (about, asked) = page.map(|page| (page.about, page.items)).unwrap_or_default();
    let about = if teller.takes(&about.ar) && teller.takes(&about.en) { about } else { <_>::default() };
    let fits = asked.into_iter().take(QUESTIONS_OF_STAND);
    let fits = fits.take_while(|one| teller.takes(&one.text) && teller.takes(&one.answer));
    let questions: Vec<RecordAnswer> = fits.map(RecordAnswer::from).collect();
    let came = interest.get(&item.s);
    RecordStand {
        s: item.s,
        title: item.title,
        by: item.by,
        topic: item.topic,
        about,
        n: item.n,
        visits: came.map(|came| came.visits),
        rated: came.map(|came| came.rated),
        mean: came.and_then(|came| came.mean),
        comments: came.and_then(|_| teller.state.stand(session, item.s)).map(|stand| stand.comments),
        more: item.q.saturating_sub(questions.len() as u32),
        questions,
    }
}
