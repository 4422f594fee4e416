//! Server frames by the types that the server encodes.

use majlis::domain::board::Counts;
use majlis::domain::idea::{BoardDiff, BoardView, IdeasDiff, IdeasView, ResultsDiff, ResultsView};
use majlis::domain::recommendation::{RecommendationsDiff, RecommendationsView};
use majlis::domain::record::RecordHead;
use majlis::domain::show::{NextCueView, ShowDiff, ShowView};
use majlis::domain::speaking::{SpeakersView, SpeakingView};
use majlis::domain::stand::{InterestDiff, InterestView, RemarksDiff, RemarksView, StandsDiff, StandsView};
use majlis::domain::statement::{OpinionsView, StatementsDiff, StatementsView};
use majlis::domain::view::shape::{
    ActsView, AgendaView, FeedbackView, LeadersView, LinksView, PollView, ScreenView, SessionView, StageView,
    TallyView, WindowDiff, WindowView,
};
use majlis::protocol::codec;
use majlis::protocol::server::{NoView, ServerFrame};
use majlis::protocol::topic::Topic;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

/// Reads a frame by its types and says it as the server would: the same text, where it is one of the server's.
pub fn said_again(text: &str) -> Result<String, String> {
    let frame: Value = serde_json::from_str(text).map_err(|why| why.to_string())?;
    let topic = frame["topic"].as_u64().map(|topic| Topic(topic as u32));
    match (frame["t"].as_str(), topic) {
        (Some("state" | "change"), Some(topic)) => of_topic(topic, text),
        _ => again::<NoView, NoView>(text),
    }
}

fn of_topic(topic: Topic, text: &str) -> Result<String, String> {
    match topic {
        Topic::AGENDA => again::<AgendaView, NoView>(text),
        Topic::SESSION => again::<SessionView, NoView>(text),
        Topic::QUESTIONS | Topic::WAITING => again::<WindowView, WindowDiff>(text),
        Topic::STAGE => again::<StageView, NoView>(text),
        Topic::COUNTS => again::<Counts, NoView>(text),
        Topic::ACTS => again::<ActsView, NoView>(text),
        Topic::LEADERS => again::<LeadersView, NoView>(text),
        Topic::FEEDBACK => again::<FeedbackView, NoView>(text),
        Topic::SCREEN => again::<ScreenView, NoView>(text),
        Topic::STATEMENTS => again::<StatementsView, StatementsDiff>(text),
        Topic::OPINIONS => again::<OpinionsView, NoView>(text),
        Topic::LINKS => again::<LinksView, NoView>(text),
        Topic::IDEAS => again::<IdeasView, IdeasDiff>(text),
        Topic::BOARD => again::<BoardView, BoardDiff>(text),
        Topic::RESULTS => again::<ResultsView, ResultsDiff>(text),
        Topic::STANDS => again::<StandsView, StandsDiff>(text),
        Topic::REMARKS => again::<RemarksView, RemarksDiff>(text),
        Topic::INTEREST => again::<InterestView, InterestDiff>(text),
        Topic::RECORD => again::<RecordHead, NoView>(text),
        Topic::SHOW => again::<ShowView, ShowDiff>(text),
        Topic::NEXT_CUE => again::<NextCueView, NoView>(text),
        Topic::SPEAKING => again::<SpeakingView, NoView>(text),
        Topic::SPEAKERS => again::<SpeakersView, NoView>(text),
        Topic::RECOMMENDATIONS | Topic::DRAFTS => again::<RecommendationsView, RecommendationsDiff>(text),
        poll if poll.as_poll().is_some() => again::<PollView, TallyView>(text),
        Topic(other) => Err(format!("there is no topic {other}")),
    }
}

fn again<V: Serialize + DeserializeOwned, D: Serialize + DeserializeOwned>(
    text: &str,
) -> Result<String, String> {
    let frame: ServerFrame<V, D> = serde_json::from_str(text).map_err(|why| why.to_string())?;
    Ok(codec::encode(&frame).to_string())
}
