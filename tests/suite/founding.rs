//! Founding one forum many times at once, and the codes that its people type.

use std::sync::Arc;

use futures_util::future::join_all;
use majlis::domain::forum::Title;
use majlis::domain::id::{ForumId, HallNo};
use majlis::forum_file::ForumFile;
use majlis::forum_file::templates::{Answers, one_day};
use majlis::founding::{Founder, Outcome};
use majlis::journal::{Destination, JoinCode};
use majlis::pulse::local::LocalPulse;

use crate::support::house::House;
use crate::support::store::{Node, Store};

/// So many callers found the forum at once, every other one on the second node.
const CALLERS: usize = 16;
/// So many forums one after the other: who is first differs.
const FORUMS: usize = 8;
const HALLS: usize = 3;

fn file(slug: String) -> ForumFile {
    let name = Title { en: "Volunteers' Day".into(), ..Title::default() };
    let answers = Answers {
        slug,
        first_day: "2026-12-05".parse().unwrap(),
        halls: vec![name.clone(); HALLS],
        name,
        languages: vec!["en".into()],
        zone: "Asia/Riyadh".into(),
    };
    one_day(answers).unwrap()
}

fn founder(node: &Node, name: &str) -> Founder {
    let rooms = House::over(Arc::clone(&node.journal), Arc::new(LocalPulse::default()), name).rooms;
    Founder { rooms, journal: Arc::clone(&node.journal), registry: Arc::clone(&node.registry) }
}

/// The codes that the forum's state names, with where each is to lead.
async fn named(founder: &Founder, forum: ForumId) -> Vec<(JoinCode, Destination)> {
    let standing = founder.rooms.enter(forum).await.unwrap().now_state();
    let state = &standing.state;
    let halls = state.halls.iter().map(|(no, hall)| (hall.code.parse().unwrap(), Some(*no)));
    std::iter::once((state.forum.code.parse().unwrap(), None))
        .chain(halls)
        .map(|(code, hall)| (code, Destination { forum, hall }))
        .collect()
}

async fn each_code_leads_to_the_forum_that_names_it(store: Store) {
    let founders = [founder(&store.near, "a"), founder(&store.other, "b")];
    for number in 0..FORUMS {
        let file = file(format!("day-{number}"));
        let callers = founders.iter().cycle().take(CALLERS);
        let outcomes = join_all(callers.map(|founder| founder.found(&file))).await;
        let founded: Vec<_> = outcomes
            .into_iter()
            .filter_map(|outcome| match outcome.unwrap() {
                Outcome::Founded(founded) => Some(founded),
                Outcome::Kept(_) => None,
            })
            .collect();
        let [founded] = &founded[..] else { panic!("{} of {CALLERS} founded it", founded.len()) };
        let named = named(&founders[0], founded.forum).await;
        assert_eq!((named[0].0, named.len()), (founded.code, 1 + HALLS));
        assert_eq!(store.near.registry.codes(founded.forum).await, Ok(named), "and no other code does");
    }
}

async fn a_code_that_was_lost_is_claimed_again(store: Store) {
    let founder = founder(&store.near, "a");
    let file = file("day".into());
    let Outcome::Founded(made) = founder.found(&file).await.unwrap() else { panic!("it is new") };
    let (first, second) = (made.halls[0].code, made.halls[1].code);
    let elsewhere = Destination { forum: ForumId(7), hall: None };
    for code in [made.code, first, second] {
        founder.registry.release_code(code).await.unwrap();
    }
    founder.registry.claim_code(second, elsewhere).await.unwrap();
    assert!(matches!(founder.found(&file).await.unwrap(), Outcome::Kept(forum) if forum == made.forum));
    let leads = async |code| founder.registry.lookup(code).await.unwrap();
    assert_eq!(leads(made.code).await, Some(Destination { forum: made.forum, hall: None }));
    assert_eq!(leads(first).await, Some(Destination { forum: made.forum, hall: Some(HallNo(1)) }));
    assert_eq!(leads(second).await, Some(elsewhere), "what leads to another is another's");
}

macro_rules! over {
    ($($store:ident),+) => {$(
        mod $store {
            use crate::support::store::Store;

            #[tokio::test]
            async fn of_many_foundings_at_once_one_founds_and_its_codes_lead_there() {
                super::each_code_leads_to_the_forum_that_names_it(Store::$store().await).await;
            }

            #[tokio::test]
            async fn a_code_that_was_lost_is_claimed_again_when_the_forum_is_kept() {
                super::a_code_that_was_lost_is_claimed_again(Store::$store().await).await;
            }
        }
    )+};
}

over!(embedded, redis);
