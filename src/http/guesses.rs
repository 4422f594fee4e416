//! Who may try a join code, and what is told of one.
//!
//! A code has six digits, so that whoever may try without a bound tries them all. What it opens is a seat in the audience,
//! which everyone in the hall has. Three rules hold:
//!
//! - Wrong codes are counted: of a network, and, where the device is known in a forum, of that person too. When they are spent a
//!   code is refused unseen, right or wrong: an answer would tell. Being known, in however many forums, makes no more guesses.
//! - But a forum in which somebody of that network is, be it its desk or its wall, has no secret there: whoever came in was told all its codes, and
//!   in the hall they stand on the wall. Its codes are answered however many wrong ones come from that network, so that one
//!   who guesses in a hall keeps nobody out of it.
//! - To a device that shows a token of a forum, that forum's codes are answered always, and of others' no more than is counted:
//!   how often it tries is bounded by nothing else.
//!
//! **How long guessing takes.** From a network 300 wrong ones at once and then one every 2
//! seconds. Of a million codes a right one comes after 1,000,000 / (codes in use) tries on average: with the 3 codes of a
//! forum of two halls after 333,333, which takes 7.7 days; on a node with 100 codes in use after 10,000, which takes 5 and a
//! half hours. A thousand networks together are a thousand times as fast, and then have a seat in the audience.
//! Where the guesser shares a network with the audience, as behind one carrier's address, the tries are bounded by how many
//! devices may join there ([`Limits`](super::Limits)): 50 a second, so 1.7 hours for one of those 3.

use std::time::{Duration, Instant};

use crate::domain::id::{ForumId, PersonId};
use crate::journal::{Destination, JournalError};

use super::error::{ApiCode, ApiError};
use super::limiter::{Limiter, Moments, Quota, limited};
use super::network::Network;

/// What the operator reads of codes that were not answered.
const GUESSES: &str = "guesses";
/// Of a network. Of 20,000 people a quarter types, and one in twenty of them
/// wrongly: 250.
const OF_MANY: Quota = Quota { name: GUESSES, burst: 300, every: Duration::from_secs(2) };
/// Of one person.
const OF_ONE: Quota = Quota { name: GUESSES, burst: 10, every: Duration::from_secs(30) };
/// A network is at home in a forum for so long after somebody came in from it.
const AT_HOME: Duration = Duration::from_secs(12 * 60 * 60);

/// Who tries a code.
#[derive(Debug, Clone, Copy)]
pub struct Guesser {
    /// From where.
    pub network: Network,
    /// Whom a good token says that it is, and in which forum.
    pub known: Option<(ForumId, PersonId)>,
}

/// The wrong codes that were tried, and where which forum is no secret.
#[derive(Debug)]
pub struct Guesses {
    of_networks: Limiter<Network>,
    of_people: Limiter<PersonId>,
    at_home: Moments<(Network, ForumId)>,
}

impl Default for Guesses {
    fn default() -> Self {
        Self {
            of_networks: Limiter::new(OF_MANY),
            of_people: Limiter::new(OF_ONE),
            at_home: Moments::default(),
        }
    }
}

impl Guesses {
    /// Tells where a code leads, which may be nowhere, or says that it is not told now. What the store says of it comes second: a failure
    /// that is of wrong codes alone, or of right ones, would tell them apart.
    pub fn tell(
        &self,
        who: Guesser,
        looked: Result<Option<Destination>, JournalError>,
        now: Instant,
    ) -> Result<Destination, ApiError> {
        let open = matches!(&looked, Ok(Some(place)) if self.knows(who, place.forum, now));
        if let Some(wait) = self.wait(who, now).filter(|_| !open) {
            limited(GUESSES, 1);
            return Err(ApiError::after(ApiCode::TooManyTries, wait));
        }
        if let Ok(None) | Err(JournalError::MayCome) = looked {
            self.spend(who, now);
        }
        let place = looked?.ok_or(ApiCode::UnknownCode)?;
        self.settle(who.network, place.forum, now);
        Ok(place)
    }

    /// Somebody of that network is in that forum: came in by a code, or showed a good token.
    pub fn settle(&self, network: Network, forum: ForumId, now: Instant) {
        self.at_home.set((network, forum), now, |_| now + AT_HOME);
    }

    fn knows(&self, who: Guesser, forum: ForumId, now: Instant) -> bool {
        match who.known {
            Some((own, _)) => own == forum,
            None => self.at_home.after(&(who.network, forum), now).is_some(),
        }
    }

    fn wait(&self, who: Guesser, now: Instant) -> Option<Duration> {
        let own = who.known.and_then(|(_, person)| self.of_people.wait(&person, now));
        own.max(self.of_networks.wait(&who.network, now))
    }

    fn spend(&self, who: Guesser, now: Instant) {
        if let Some((_, person)) = who.known {
            self.of_people.spend(person, now);
        }
        self.of_networks.spend(who.network, now);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const OWN: ForumId = ForumId(1);
    const OTHER: ForumId = ForumId(2);

    fn stranger(address: &str) -> Guesser {
        Guesser { network: Network::of(address.parse().unwrap()), known: None }
    }

    fn known(person: u8) -> Guesser {
        Guesser { known: Some((OWN, PersonId([person; 16]))), ..stranger("192.0.2.1") }
    }

    /// Tries so many wrong codes, and counts those that were answered.
    fn guess(guesses: &Guesses, who: Guesser, times: usize, now: Instant) -> usize {
        let codes = (0..times).map(|_| guesses.tell(who, Ok(None), now).unwrap_err().code());
        codes.filter(|code| *code == ApiCode::UnknownCode).count()
    }

    fn is_told(guesses: &Guesses, who: Guesser, forum: ForumId, now: Instant) -> bool {
        match guesses.tell(who, Ok(Some(Destination { forum, hall: None })), now) {
            Ok(_) => true,
            Err(why) => {
                assert_eq!(why.code(), ApiCode::TooManyTries, "a right code looks like a wrong one");
                false
            }
        }
    }

    #[test]
    fn whoever_guesses_in_a_hall_keeps_nobody_out_of_it() {
        let (guesses, now) = (Guesses::default(), Instant::now());
        let hall = stranger("192.0.2.1");
        assert!(is_told(&guesses, hall, OWN, now));
        assert_eq!(guess(&guesses, hall, 1_000, now), 300);
        assert!(is_told(&guesses, hall, OWN, now), "its codes stand on the wall there");
        assert!(!is_told(&guesses, hall, OTHER, now), "another forum's would be found by guessing");
        let another_day = now + AT_HOME;
        assert_eq!(guess(&guesses, hall, 1_000, another_day), 300);
        assert!(!is_told(&guesses, hall, OWN, another_day), "it is a secret again");
        assert!(is_told(&guesses, stranger("192.0.2.2"), OTHER, now), "elsewhere nobody is affected");
    }

    #[test]
    fn what_the_store_says_of_a_code_tells_nobody_more_than_is_counted() {
        let (guesses, now) = (Guesses::default(), Instant::now());
        let told =
            |looked| guesses.tell(stranger("192.0.2.1"), looked, now).map(drop).map_err(|why| why.code());
        let away = || Err(JournalError::Unavailable("nobody answers".into()));
        assert_eq!(told(away()), Err(ApiCode::Unavailable));
        let asks = || told(Err(JournalError::MayCome)) == Err(ApiCode::Unavailable);
        assert_eq!(
            (0..1_000).take_while(|_| asks()).count(),
            300,
            "where it may come a wrong one is counted too"
        );
        let right = Some(Destination { forum: OTHER, hall: None });
        for looked in [away(), Err(JournalError::MayCome), Ok(None), Ok(right)] {
            assert_eq!(told(looked), Err(ApiCode::TooManyTries));
        }
    }

    #[test]
    fn guessing_goes_no_faster_than_one_code_in_two_seconds() {
        let (guesses, start) = (Guesses::default(), Instant::now());
        let who = stranger("192.0.2.1");
        let hours = (0..3_600).map(|second| guess(&guesses, who, 5, start + Duration::from_secs(second)));
        assert!(hours.sum::<usize>() <= 300 + 1_800);
    }

    #[test]
    fn somebody_known_is_counted_alone_and_with_all_of_the_network() {
        let (guesses, now) = (Guesses::default(), Instant::now());
        assert_eq!(guess(&guesses, known(1), 100, now), 10);
        assert!(is_told(&guesses, known(1), OWN, now), "the own forum opens always");
        assert!(!is_told(&guesses, known(1), OTHER, now));
        assert!(is_told(&guesses, known(2), OTHER, now), "and nobody else for it");
        let of_forum = |person: u8| Some((ForumId(u64::from(person % 4)), PersonId([person; 16])));
        let as_many = (3..=200).map(|person| Guesser { known: of_forum(person), ..stranger("192.0.2.1") });
        let many: usize = as_many.map(|who| guess(&guesses, who, 100, now)).sum();
        assert_eq!(many, 300 - 10, "making up people, of however many forums, makes no more guesses");
        assert_eq!(guess(&guesses, stranger("192.0.2.1"), 100, now), 0);
        assert!(is_told(&guesses, known(201), OWN, now));
        assert!(
            is_told(&guesses, Guesser { network: stranger("192.0.2.2").network, ..known(202) }, OTHER, now),
            "elsewhere nobody is affected"
        );
    }
}
