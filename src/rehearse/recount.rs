//! What the servers show, beside what the votes come to.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;

use reqwest::Url;

use super::RehearseError;
use super::conversation::Conversation;
use super::phone::{Phone, Ticket};
use super::report::Mismatch;
use super::tallies::Tallies;
use crate::domain::id::QuestionNo;

/// How long a node may take until it is at the revision of the last acknowledgement.
const CATCH_UP: Duration = Duration::from_secs(120);
/// Until a page is asked for again that the server put off, or all of them because it was behind.
const LATER: Duration = Duration::from_millis(500);

/// Every published question's supports as a server shows them, read page by page, at that revision or above.
pub async fn read_counts(ticket: Ticket, at_least: u64) -> Result<BTreeMap<QuestionNo, u32>, RehearseError> {
    let url = ticket.url.clone();
    let phone = Phone::start(ticket, Arc::new(Tallies::default()), None);
    let read = async {
        loop {
            let counts = read_all(&phone).await?;
            match counts {
                (rev, counts) if rev >= at_least => return Some(counts),
                _ => tokio::time::sleep(LATER).await,
            }
        }
    };
    let read = tokio::time::timeout(CATCH_UP, read).await;
    read.ok().flatten().ok_or(RehearseError::Gone(url))
}

/// All pages, and the lowest revision that one of them was read at.
async fn read_all(phone: &Phone) -> Option<(u64, BTreeMap<QuestionNo, u32>)> {
    let (mut counts, mut rev, mut after) = (BTreeMap::new(), u64::MAX, QuestionNo(0));
    loop {
        let page = phone.page(after).await?;
        rev = rev.min(page.rev);
        counts.extend(page.questions);
        match page.next {
            Some(next) if next == after => tokio::time::sleep(LATER).await,
            Some(next) => after = next,
            None => return Some((rev, counts)),
        }
    }
}

/// Where a server shows something else than the votes come to.
pub fn compare(
    conversation: &Conversation,
    questions: &BTreeMap<String, QuestionNo>,
    shown: &BTreeMap<QuestionNo, u32>,
    url: &Url,
) -> Vec<Mismatch> {
    let recount = conversation.recount();
    let accepted = questions.iter().map(|(contribution, no)| {
        let expected = recount.get(contribution.as_str()).copied().unwrap_or(0);
        (contribution, expected, shown.get(no).copied())
    });
    accepted
        .filter(|(_, expected, shown)| *shown != Some(*expected))
        .map(|(contribution, expected, shown)| Mismatch {
            contribution: contribution.clone(),
            expected,
            shown,
            url: url.to_string(),
        })
        .collect()
}
