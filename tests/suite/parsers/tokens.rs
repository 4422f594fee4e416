//! Tokens, identifiers and addresses.

use majlis::domain::id::{CommandId, ForumId, LineId, PersonId};
use majlis::domain::look::Accent;
use majlis::domain::time::Time;
use majlis::http::address::PublicUrl;
use majlis::http::token::Tokens;
use majlis::journal::{Hash, JoinCode};
use proptest::prelude::*;

use super::damage::damaged_text;

const NOW: Time = Time(1_000);

fn tokens() -> Tokens {
    Tokens::new([7; 32])
}

fn participants() -> String {
    tokens().participant(ForumId(5), PersonId([9; 16]), Time(2_000))
}

/// Where a text is read, it is the one that the thing is written as.
fn is_one_text<T: std::str::FromStr + ToString>(text: &str) -> bool {
    text.parse::<T>().map_or(true, |read| read.to_string() == text)
}

proptest! {
    #[test]
    fn a_participants_token_is_good_as_it_is_and_in_no_other_form(text in damaged_text(&participants())) {
        prop_assert_eq!(tokens().read(&text, NOW).is_ok(), text == participants());
    }

    #[test]
    fn no_text_is_a_participants_or_a_setup_links_token(text in "(p1|s1|c1)?[.0-9a-zA-Z_-]{0,120}|.{0,40}") {
        let read = tokens().read(&text, NOW);
        prop_assert!(read.is_err() || text.starts_with("c1."));
        prop_assert_eq!(tokens().read_setup(&text), None);
    }

    #[test]
    fn an_identifier_has_one_text(text in "[0-9a-fA-F]{0,40}|[0-9a-f]{16}|[0-9a-f]{32}|[0-9a-f]{64}|[0-9]{6}|.{0,40}") {
        prop_assert!(is_one_text::<ForumId>(&text) && is_one_text::<PersonId>(&text));
        prop_assert!(is_one_text::<CommandId>(&text) && is_one_text::<LineId>(&text));
        prop_assert!(is_one_text::<JoinCode>(&text));
        prop_assert!(text.parse::<Hash>().map_or(true, |hash| hash.to_string() == text.to_ascii_lowercase()));
        let _ = Accent::of_hex(&text);
    }

    #[test]
    fn an_address_is_a_scheme_and_a_host_and_nothing_after(text in "(https?|ws|file)://[a-zA-Z0-9.:\\[\\]@/?#%-]{0,40}|.{0,40}") {
        if let Ok(read) = text.parse::<PublicUrl>() {
            let written = read.to_string();
            prop_assert_eq!(written.parse::<PublicUrl>(), Ok(read));
            let (_, host) = written.split_once("://").unwrap();
            prop_assert!(!host.is_empty() && !host.contains(['/', '@', '?', '#']), "{}", written);
        }
    }
}
