//! What each part looks like to whoever may see it. On the wire exactly as here; fields that say nothing are left out.

mod agenda;
mod feedback;
mod given;
mod leaders;
mod ledger;
mod links;
mod look;
mod mine;
mod poll;
mod question;
mod screen;
mod session;
mod wifi;

pub use agenda::{AgendaView, FocusView, HallView, SessionEntry};
pub use feedback::FeedbackView;
pub use given::{GivenAnswer, GivenPart, GivenView};
pub use leaders::{Leader, LeadersView, Place};
pub use ledger::{ActItem, ActsView};
pub use links::{LinkItem, LinksView};
pub use look::{LogoView, LookView};
pub use mine::{MineView, OwnBallot, OwnPlayer, OwnRating};
pub use poll::{AnswerView, CloudItem, ElectorsView, PollPhaseView, PollView, TallyView};
pub use question::{QuestionItem, StagePlace, StageView, StatusView, WindowDiff, WindowView};
pub use screen::{CueView, ScreenView, WallProfile};
pub use session::SessionView;
pub use wifi::WifiView;
