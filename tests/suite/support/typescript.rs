//! The protocol's types in TypeScript, and the lists of its names, made from the Rust ones.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::ops::RangeInclusive;

use majlis::domain::agenda::{Hall, LONGEST_SHIFT, NIGHT, Session};
use majlis::domain::award::{AwardPlanView, AwardView, JuryView, PaperView, PapersView};
use majlis::domain::badge::{self, BadgesView};
use majlis::domain::board::Counts;
use majlis::domain::command::Command;
use majlis::domain::forum::{Forum, Wifi};
use majlis::domain::idea::{self, BoardDiff, BoardView, IdeasDiff, IdeasView, ResultsDiff, ResultsView};
use majlis::domain::look::{Accent, Picture};
use majlis::domain::poll::PollKind;
use majlis::domain::profile::Measures;
use majlis::domain::question::Reason;
use majlis::domain::recommendation::{self, RecommendationsDiff, RecommendationsView};
use majlis::domain::record::{INTRO_LENGTH, RecordHead};
use majlis::domain::refusal::Code;
use majlis::domain::role::{Link, Role};
use majlis::domain::rules;
use majlis::domain::show::{NextCueView, ShowDiff, ShowView};
use majlis::domain::speaking::{self, SpeakersView, SpeakingView};
use majlis::domain::stand::{InterestDiff, InterestView, RemarksDiff, RemarksView, StandsDiff, StandsView};
use majlis::domain::statement::{self, OpinionsView, StatementsDiff, StatementsView};
use majlis::domain::time::Millis;
use majlis::domain::view::poll::PEOPLE;
use majlis::domain::view::shape::{
    ActsView, AgendaView, FeedbackView, GivenView, LeadersView, LinksView, MineView, PollView, ScreenView,
    SessionView, StageView, TallyView, WindowDiff, WindowView,
};
use majlis::http::badges::{BadgeAsked, BadgeHeld, BadgeList, Badges, ListTaken, Slips};
use majlis::http::ballots::{BallotCast, BallotKept, BallotRefusal, PaperAsked, PaperGiven};
use majlis::http::checklist::Checklist;
use majlis::http::error::{ApiCode, RequestRefusal};
use majlis::http::forums::{ForumEntry, ForumWish, MadeForum};
use majlis::http::join::{Join, Joined};
use majlis::http::qr::QrWish;
use majlis::http::screens::{Paired, Pairing, ScreenCode, ScreenSecret, ScreenToken};
use majlis::http::stands::StandSheets;
use majlis::http::whoami::Whoami;
use majlis::http::{TimelineView, WallMoment};
use majlis::protocol::client::{ClientFrame, Reaction};
use majlis::protocol::close::ByeCode;
use majlis::protocol::server::{ServerFrame, ServerPulse, WayCode};
use majlis::protocol::topic::Topic;
use majlis::record::RecordView;
use ts_rs::{Config, TS, TypeVisitor};

/// The frames, the views and differences that they carry, and what is asked and answered over HTTP.
fn roots(types: &mut Types) {
    types.visit::<(ClientFrame, ServerFrame, Command)>();
    types.visit::<(AgendaView, SessionView, WindowView, WindowDiff, StageView, Counts, ActsView)>();
    types.visit::<(FeedbackView, ScreenView, PollView, TallyView, LinksView, LeadersView, MineView, GivenView)>();
    types.visit::<(AwardView, AwardPlanView, JuryView, PaperView, PapersView)>();
    types.visit::<(PaperAsked, PaperGiven, BallotCast, BallotKept, BallotRefusal)>();
    types.visit::<(StatementsView, StatementsDiff, OpinionsView)>();
    types.visit::<(RecommendationsView, RecommendationsDiff)>();
    types.visit::<(IdeasView, IdeasDiff, BoardView, BoardDiff, ResultsView, ResultsDiff)>();
    types
        .visit::<(StandsView, StandsDiff, RemarksView, RemarksDiff, InterestView, InterestDiff, StandSheets)>(
        );
    types.visit::<(SpeakingView, SpeakersView)>();
    types.visit::<(ShowView, ShowDiff, NextCueView, Checklist)>();
    types.visit::<(RecordHead, RecordView, TimelineView, WallMoment)>();
    types.visit::<(ApiCode, Join, Joined, Whoami, QrWish, ForumEntry, ForumWish, MadeForum)>();
    types.visit::<(BadgesView, BadgeList, ListTaken, Badges, BadgeAsked, BadgeHeld, Slips)>();
    types.visit::<(RequestRefusal<'static>, ScreenSecret, ScreenCode, Pairing, Paired, ScreenToken)>();
}

const HEAD: &str = "\
// The types of `majlis.v1`, made from the Rust ones. Don't edit: change those, then run
//   UPDATE_TYPES=1 cargo test --test suite types_are_those
// What each of them means, and when it is sent, is in PROTOCOL.md.
";

const BOUNDS_HEAD: &str = "\
// The bounds of the server that pages keep to beforehand. Don't edit: change those, then run
//   UPDATE_TYPES=1 cargo test --test suite types_are_those
";

/// The whole generated file of the types.
pub fn types() -> String {
    let mut types = Types::default();
    roots(&mut types);
    let declared = types.0.values().map(String::as_str).collect::<Vec<_>>().join("\n");
    format!("{HEAD}\n{}\n{declared}", lists())
}

/// The whole generated file of the bounds, apart so that a phone loads what it needs of it alone.
pub fn bounds() -> String {
    let lines = fixed_bounds().map(|(name, bound)| format!("  {name}: {bound},\n")).concat();
    let rules = rule_bounds().map(|(name, (least, most))| format!("  {name}: [{least}, {most}],\n")).concat();
    format!(
        "{BOUNDS_HEAD}\n/** Lengths of texts in graphemes; `Ms` milliseconds, `Cm` centimetres, rows in heights of a wall. */\nexport const bounds = {{\n{lines}}} as const;\n\n/** The least and the most of each rule of a forum, and of its word list. */\nexport const ruleBounds = {{\n{rules}}} as const;\n"
    )
}

/// The topics with a number of their own, by name.
pub const TOPICS: [(&str, Topic); 32] = [
    ("agenda", Topic::AGENDA),
    ("session", Topic::SESSION),
    ("questions", Topic::QUESTIONS),
    ("waiting", Topic::WAITING),
    ("stage", Topic::STAGE),
    ("counts", Topic::COUNTS),
    ("acts", Topic::ACTS),
    ("feedback", Topic::FEEDBACK),
    ("screen", Topic::SCREEN),
    ("links", Topic::LINKS),
    ("aside", Topic::ASIDE),
    ("leaders", Topic::LEADERS),
    ("badges", Topic::BADGES),
    ("award", Topic::AWARD),
    ("jury", Topic::JURY),
    ("papers", Topic::PAPERS),
    ("award_plan", Topic::AWARD_PLAN),
    ("statements", Topic::STATEMENTS),
    ("opinions", Topic::OPINIONS),
    ("ideas", Topic::IDEAS),
    ("board", Topic::BOARD),
    ("results", Topic::RESULTS),
    ("stands", Topic::STANDS),
    ("remarks", Topic::REMARKS),
    ("interest", Topic::INTEREST),
    ("record", Topic::RECORD),
    ("show", Topic::SHOW),
    ("next_cue", Topic::NEXT_CUE),
    ("speaking", Topic::SPEAKING),
    ("speakers", Topic::SPEAKERS),
    ("recommendations", Topic::RECOMMENDATIONS),
    ("drafts", Topic::DRAFTS),
];

/// The bounds that pages keep to beforehand, and that no forum sets.
fn fixed_bounds() -> [(&'static str, u64); 50] {
    let wide = |count: usize| u64::try_from(count).expect("it fits");
    [
        ("forumName", wide(Forum::NAME_LENGTH)),
        ("hallName", wide(Hall::NAME_LENGTH)),
        ("sessionTitle", wide(Session::TITLE_LENGTH)),
        ("sessionAbout", wide(Session::ABOUT_LENGTH)),
        ("linkName", wide(Link::NAME_LENGTH)),
        ("networkName", wide(Wifi::NAME)),
        ("networkPassword", wide(Wifi::PASSWORD)),
        ("cloudEntry", wide(PollKind::ENTRY_LENGTH)),
        ("fewestOptions", wide(*PollKind::OPTIONS.start())),
        ("mostOptions", wide(*PollKind::OPTIONS.end())),
        ("fewestStars", u64::from(*PollKind::STARS.start())),
        ("mostStars", u64::from(*PollKind::STARS.end())),
        ("fewestSteps", u64::from(*PollKind::STEPS.start())),
        ("mostSteps", u64::from(*PollKind::STEPS.end())),
        ("points", u64::from(PollKind::POINTS)),
        ("mostEntries", u64::from(*PollKind::ENTRIES.end())),
        ("peopleOfWord", u64::from(PEOPLE)),
        ("hereFrom", u64::from(ServerPulse::HERE_FROM)),
        ("longestShiftMinutes", LONGEST_SHIFT.unsigned_abs().into()),
        ("nightMs", NIGHT.0.unsigned_abs()),
        ("logoBytes", wide(Picture::LONGEST)),
        ("largestHue", Accent::HUE.into()),
        ("largestChroma", Accent::CHROMA.into()),
        ("badgeLabel", wide(badge::LABEL_LENGTH)),
        ("badgeName", wide(badge::NAME_LENGTH)),
        ("badgeGroup", wide(badge::GROUP_LENGTH)),
        ("badgeDigits", wide(badge::code::DIGITS)),
        ("speakingTopic", wide(speaking::TOPIC_LENGTH)),
        ("statement", wide(statement::LENGTH)),
        ("statementsTitle", wide(statement::TITLE_LENGTH)),
        ("statementsPublished", wide(statement::PUBLISHED)),
        ("mostIdeasEach", idea::EACH.into()),
        ("mostDots", idea::DOTS.into()),
        ("mostTables", wide(idea::TABLES)),
        ("clusterName", wide(idea::NAME_LENGTH)),
        ("resultTitle", wide(idea::RESULT_TITLE_LENGTH)),
        ("resultText", wide(idea::RESULT_LENGTH)),
        ("recordIntro", wide(INTRO_LENGTH)),
        ("recommendationTitle", wide(recommendation::TITLE_LENGTH)),
        ("recommendationText", wide(recommendation::TEXT_LENGTH)),
        ("recommendationOwner", wide(recommendation::OWNER_LENGTH)),
        ("recommendationLabel", wide(recommendation::LABEL_LENGTH)),
        ("recommendationNote", wide(recommendation::NOTE_LENGTH)),
        ("mostRecommendations", wide(recommendation::STANDING)),
        ("mostPublicRecommendations", wide(recommendation::PUBLIC)),
        ("mostEvidence", wide(recommendation::EVIDENCE)),
        ("mostFollowUpSteps", wide(recommendation::STEPS)),
        ("lowestWallCm", Measures::LOWEST.into()),
        ("nearestRow", u64::from(*Measures::ROWS.start())),
        ("farthestRow", u64::from(*Measures::ROWS.end())),
    ]
}

/// The bounds of a forum's rules.
fn rule_bounds() -> [(&'static str, (u64, u64)); 12] {
    let wide = |count: usize| u64::try_from(count).expect("it fits");
    let lengths = |of: &RangeInclusive<usize>| (wide(*of.start()), wide(*of.end()));
    let counts = |of: &RangeInclusive<u32>| (u64::from(*of.start()), u64::from(*of.end()));
    let times = |of: &RangeInclusive<Millis>| (of.start().0.unsigned_abs(), of.end().0.unsigned_abs());
    [
        ("question_length", lengths(&rules::QUESTION_LENGTH)),
        ("option_length", lengths(&rules::OPTION_LENGTH)),
        ("name_length", lengths(&rules::NAME_LENGTH)),
        ("comment_length", lengths(&rules::COMMENT_LENGTH)),
        ("waiting_per_person", counts(&rules::WAITING_PER_PERSON)),
        ("between_questions", times(&rules::BETWEEN_QUESTIONS)),
        ("early_questions", times(&rules::EARLY_QUESTIONS)),
        ("words_kept_days", counts(&rules::WORDS_KEPT_DAYS)),
        ("questions_per_session", counts(&rules::QUESTIONS_PER_SESSION)),
        ("supports_per_person", counts(&rules::SUPPORTS_PER_PERSON)),
        ("words", (0, wide(rules::WORDS))),
        ("word", (1, wide(rules::WORD))),
    ]
}

/// The names of a type's variants: those of an enum without fields, or of one that is tagged with `tag`.
pub fn names<T: TS>(tag: Option<&str>) -> Vec<String> {
    let inline = T::inline(&Config::new());
    let opening = tag.map_or("\"".to_owned(), |tag| format!("\"{tag}\": \""));
    let name = |rest: &str| rest.split('"').next().map(str::to_owned);
    match tag {
        None => inline.split(" | ").filter_map(|quoted| name(quoted.strip_prefix('"')?)).collect(),
        Some(_) => inline.split(&opening).skip(1).filter_map(name).collect(),
    }
}

/// The bye codes.
pub fn bye_codes() -> Vec<(String, ByeCode)> {
    let read = |name: &String| serde_json::from_value(name.clone().into()).expect("its own name");
    names::<ByeCode>(None).into_iter().map(|name| (name.clone(), read(&name))).collect()
}

fn lists() -> String {
    let topics = TOPICS.map(|(name, topic)| format!("  {name}: {},\n", topic.0)).concat();
    let close = bye_codes().iter().fold(String::new(), |mut lines, (name, code)| {
        writeln!(lines, "  {name}: {},", code.close_code()).expect("memory takes it");
        lines
    });
    [
        format!(
            "/** The numbers of topics; poll 7 is `topics.polls + 7`. */\nexport const topics = {{\n{topics}  polls: {},\n}} as const;\n",
            Topic::POLLS.0
        ),
        list("commands", "What a command can do.", &names::<Command>(Some("do"))),
        list("ruleCodes", "Why the forum's rules refuse a command.", &names::<Code>(None)),
        list("wayCodes", "Why a command does not get as far as the forum's rules.", &names::<WayCode>(None)),
        list("byeCodes", "Why a connection ends.", &names::<ByeCode>(None)),
        format!(
            "/** The WebSocket close code of each; from 4100 on, coming back makes no sense. */\nexport const closeCodes = {{\n{close}}} as const;\n"
        ),
        list("reasons", "Why a question is dismissed: keys 1 to 6 of the desk.", &names::<Reason>(None)),
        list("roles", "The roles of a forum.", &names::<Role>(None)),
        list("reactions", "The reactions of an audience.", &names::<Reaction>(None)),
    ]
    .join("\n")
}

fn list(name: &str, about: &str, entries: &[String]) -> String {
    let entries = entries.iter().fold(String::new(), |mut lines, entry| {
        writeln!(lines, "  '{entry}',").expect("memory takes it");
        lines
    });
    format!("/** {about} */\nexport const {name} = [\n{entries}] as const;\n")
}

/// Declarations by name, with those of everything they refer to.
#[derive(Default)]
struct Types(BTreeMap<String, String>);

impl TypeVisitor for Types {
    fn visit<T: TS + 'static + ?Sized>(&mut self) {
        let config = Config::new();
        if T::output_path().is_some() {
            let docs = T::docs().unwrap_or_default();
            let declared = tidy(&format!("{docs}export {}", T::decl(&config)));
            if self.0.insert(T::ident(&config), declared).is_some() {
                return;
            }
        }
        T::visit_dependencies(self);
        T::visit_generics(self);
    }
}

/// One field a line, its comment in the line before.
fn tidy(declaration: &str) -> String {
    let mut lines = Vec::new();
    let mut source = declaration.lines();
    while let Some(line) = source.next() {
        let line = line.trim_end().replace(", }", ",\n}");
        let depth = if line.starts_with("export") || lines.is_empty() { "" } else { "  " };
        if line != "/**" {
            lines.push(format!("{depth}{line}"));
            continue;
        }
        let said =
            source.by_ref().map(|line| line.trim_start_matches(" * ")).take_while(|line| *line != " */");
        let said: Vec<&str> = said.filter(|line| *line != " *").collect();
        lines.push(format!("{depth}/** {} */", without_links(&said.join(" "))));
    }
    lines.join("\n") + "\n"
}

/// A comment without the links that only Rust's documentation follows.
fn without_links(said: &str) -> String {
    let mut parts = said.split("](");
    let first = parts.next().unwrap_or_default().to_owned();
    let rest = parts.map(|part| part.split_once(')').map_or(part, |(_, after)| after));
    rest.fold(first, |text, part| text + part).replace("[`", "`").replace("`]", "`")
}
