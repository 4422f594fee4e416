//! The join codes: those that the entries say, and where each leads.

use crate::domain::id::HallNo;
use crate::domain::state::State;
use crate::journal::{Destination, JoinCode};

use super::report::ForumReport;

/// Compares the codes of the state with those that lead into the forum.
pub(super) fn compare(state: &State, there: &[(JoinCode, Destination)], report: &mut ForumReport) {
    let said: Vec<_> = state.codes().collect();
    let there: Vec<_> = there.iter().map(|(code, leads)| (leads.hall, code.to_string())).collect();
    for (hall, code) in &said {
        if !there.iter().any(|(leads, known)| leads == hall && known == code) {
            report.note(named(*hall), format!("its code {code} does not lead there"));
        }
    }
    for (hall, code) in &there {
        // One that is drawn for the next hall leads there before an entry says so.
        let is_drawn = hall.is_some_and(|hall| hall > state.last.hall);
        if !is_drawn && !said.contains(&(*hall, code.as_str())) {
            report
                .note(format!("code {code}"), format!("it leads to {}, and no entry says so", named(*hall)));
        }
    }
}

fn named(hall: Option<HallNo>) -> String {
    hall.map_or_else(|| "the forum".to_owned(), |hall| format!("hall {hall}"))
}
