//! What people said of a session: to moderators, organisers and screens.

use crate::domain::id::SessionNo;
use crate::domain::role::Role;
use crate::domain::state::State;
use crate::domain::view::shape::FeedbackView;

/// Most comments in a view.
const COMMENTS: usize = 50;

/// The session's ratings; comments to moderators and organisers only. Phones and presenters see neither.
#[must_use]
pub fn feedback(state: &State, session: SessionNo, role: Role) -> FeedbackView {
    let nothing = FeedbackView { stars: [0; 5], comments: Vec::new() };
    let Some(session) = state.sessions.get(&session) else { return nothing };
    let feedback = &session.feedback;
    match role {
        Role::Participant
        | Role::Presenter
        | Role::Juror
        | Role::Facilitator
        | Role::Team
        | Role::Rapporteur
        | Role::Usher
        | Role::Kiosk => nothing,
        Role::Screen => FeedbackView { stars: feedback.stars, ..nothing },
        Role::Moderator | Role::Organiser => {
            let latest = feedback.comments.iter().rev().filter_map(|no| state.words.get(*no));
            let comments = latest.take(COMMENTS).map(ToString::to_string).collect();
            FeedbackView { stars: feedback.stars, comments }
        }
    }
}
