//! Whatever people, desks and organisers wrote, no column of any table holds a formula.

use majlis::domain::agenda::{Phase, SessionKind};
use majlis::domain::award::{Normalise, Stage, TrackKind};
use majlis::domain::board::Counts;
use majlis::domain::forum::Title;
use majlis::domain::id::{
    ActNo, ClusterNo, CueNo, HallNo, IdeaNo, PollNo, QuestionNo, RecommendationNo, RemarkNo, SessionNo,
    SpeakerNo, StandNo, StatementNo, VoteNo,
};
use majlis::domain::idea::{IdeaBy, IdeaState};
use majlis::domain::ledger::DeedKind;
use majlis::domain::poll::{PollKind, PollSettings};
use majlis::domain::question::{Reason, Source};
use majlis::domain::recommendation::{Day, FollowUp, RecommendationStage};
use majlis::domain::show::{CueAct, Moment};
use majlis::domain::speaking::SpeakerStatus;
use majlis::domain::split::{GroupRowView, GroupsView, ShiftView};
use majlis::domain::stand::{RemarkKind, RemarkState};
use majlis::domain::statement::StatementStatus;
use majlis::export::record::{
    ActRecord, AwardRecord, CountRecord, CueRecord, GroupRecord, IdeaRecord, NomineeRecord, PollRecord,
    QuestionRecord, RatingRecord, RecommendationRecord, Record, RemarkRecord, RoundRecord, SessionRecord,
    SpeakerRecord, StandRecord, StatementRecord, StepRecord, TableRecord, TrackRecord, WordRecord,
};
use majlis::export::{self, Table};

const SESSION: SessionNo = SessionNo(1);
const WHEN: &str = "2026-11-02T09:30:00+03:00";
/// What a spreadsheet takes for the beginning of a formula.
const FORMULA: [char; 4] = ['=', '+', '-', '@'];

/// A text that a spreadsheet would calculate, told by what it is.
fn formula(what: &str) -> String {
    format!("=HYPERLINK(\"{what}\")")
}

fn title(what: &str) -> Title {
    Title { ar: formula(&format!("{what} ar")), en: formula(&format!("{what} en")) }
}

/// A forum in which everybody wrote nothing but formulas.
fn record() -> Record {
    Record {
        form: 1,
        revision: 1,
        name: title("forum"),
        languages: vec!["ar".into()],
        code: "471231".into(),
        zone: "Asia/Riyadh".into(),
        rehearsal: false,
        look: None,
        sessions: vec![session()],
        questions: vec![question()],
        polls: vec![poll()],
        feedback: vec![RatingRecord {
            session: SESSION,
            session_title: title("rated"),
            stars: 5,
            comment: Some(formula("comment")),
        }],
        ledger: vec![act()],
        awards: vec![award()],
        statements: vec![statement()],
        opinions: Vec::new(),
        ideas: vec![idea()],
        groups: vec![group()],
        tables: vec![table()],
        stands: vec![stand()],
        stand_questions: vec![remark()],
        speakers: vec![speaker()],
        recommendations: vec![recommendation()],
        cues: vec![cue()],
    }
}

fn recommendation() -> RecommendationRecord {
    let evidence = serde_json::from_value(
        serde_json::json!({"kind": "question", "question": 105, "on": 1, "text": formula("quoted"), "n": 52}),
    )
    .expect("it is evidence");
    RecommendationRecord {
        recommendation: RecommendationNo(1),
        stage: RecommendationStage::Published,
        into: Some(RecommendationNo(2)),
        title: Some(formula("recommended")),
        text: Some(formula("advice")),
        label: title("topic"),
        owner: title("office"),
        due: Day::new(2027, 3, 1),
        impact: Some(425),
        feasibility: Some(350),
        markers: 1,
        vote: Some(VoteNo(1)),
        agree: Some(1),
        disagree: Some(1),
        abstain: Some(1),
        agreed: Some(true),
        published: Some(WHEN.into()),
        anyway: false,
        reason: Some(formula("reason")),
        steps: vec![StepRecord {
            status: FollowUp::UnderWay,
            note: Some(formula("begun")),
            time: WHEN.into(),
        }],
        evidence: vec![evidence],
        drafted: WHEN.into(),
    }
}

fn idea() -> IdeaRecord {
    IdeaRecord {
        idea: IdeaNo(1),
        session: SESSION,
        session_title: title("thought"),
        status: IdeaState::Listed,
        reason: None,
        source: IdeaBy::Phone,
        table: Some(title("table")),
        cluster: Some(ClusterNo(1)),
        cluster_title: title("group"),
        dots: None,
        text: Some(formula("idea")),
        original: Some(formula("before")),
        came: WHEN.into(),
    }
}

fn group() -> GroupRecord {
    GroupRecord {
        cluster: ClusterNo(1),
        session: SESSION,
        session_title: title("gathered"),
        title: title("bundle"),
        ideas: vec![IdeaNo(1)],
        dots: 0,
    }
}

fn table() -> TableRecord {
    TableRecord {
        session: SESSION,
        session_title: title("harvested"),
        table: title("corner"),
        done: true,
        title: Some(formula("heading")),
        text: Some(formula("result")),
        ideas: vec![IdeaNo(1)],
        clusters: vec![ClusterNo(1)],
    }
}

fn stand() -> StandRecord {
    StandRecord {
        stand: StandNo(1),
        session: SESSION,
        session_title: title("exhibited"),
        title: title("booth"),
        by: title("body"),
        topic: title("theme"),
        closed: true,
        visits: 1,
        stars: [1; 5],
        questions: 1,
        answered: 1,
        comments: 1,
    }
}

fn remark() -> RemarkRecord {
    RemarkRecord {
        remark: RemarkNo(1),
        stand: StandNo(1),
        title: title("booth"),
        session: SESSION,
        kind: RemarkKind::Question,
        status: RemarkState::Open,
        reason: None,
        published: true,
        mark: None,
        text: Some(formula("left")),
        answer: Some(formula("told")),
        came: "2026-10-28T12:34:00+03:00".into(),
    }
}

fn cue() -> CueRecord {
    CueRecord {
        cue: CueNo(1),
        hall: HallNo(1),
        hall_name: title("hall"),
        name: title("cue"),
        at: Moment::Start { session: SESSION, seconds: 0 },
        does: CueAct::Remind,
        due: Some(WHEN.into()),
        came: None,
        when: None,
        code: None,
        by: Some(formula("desk")),
    }
}

fn speaker() -> SpeakerRecord {
    SpeakerRecord {
        speaker: SpeakerNo(1),
        session: SESSION,
        session_title: title("floor"),
        status: SpeakerStatus::Done,
        turns: 1,
        name: Some(formula("called")),
        topic: Some(formula("spoken")),
        decided: WHEN.into(),
    }
}

fn session() -> SessionRecord {
    SessionRecord {
        session: SESSION,
        hall: HallNo(1),
        hall_name: title("hall"),
        kind: SessionKind::Panel,
        title: title("session"),
        starts: WHEN.into(),
        ends: WHEN.into(),
        phase: Phase::Open,
        counts: Counts::default(),
        seeds: 0,
        supports: 0,
        stars: [0, 0, 0, 0, 1],
        comments: 1,
        polls: vec![PollNo(1)],
    }
}

fn question() -> QuestionRecord {
    QuestionRecord {
        question: QuestionNo(1),
        session: SESSION,
        session_title: title("asked"),
        moved_from: vec![SessionNo(2)],
        status: "dismissed",
        reason: Some(Reason::OffTopic),
        merged_into: None,
        source: Source::Phone,
        supports: 0,
        labels: vec![title("label"), title("other label")],
        name: Some(formula("name")),
        text: Some(formula("text")),
        original: Some(formula("original")),
        reply: Some(formula("reply")),
        asked: WHEN.into(),
        decided: Some(WHEN.into()),
    }
}

fn poll() -> PollRecord {
    PollRecord {
        poll: PollNo(1),
        session: SESSION,
        session_title: title("polled"),
        title: title("poll"),
        answer: PollKind::Single,
        settings: PollSettings::default(),
        phase: "closed",
        revealed: true,
        rounds: vec![RoundRecord {
            round: 1,
            opened: Some(WHEN.into()),
            closed: Some(WHEN.into()),
            voters: 1,
            assisted: 0,
            ushers: 0,
            kiosks: 0,
            here: Some(1),
            ranked: None,
            groups: Some(GroupsView {
                v: 5,
                rows: vec![GroupRowView { names: vec![title("group")], v: 5, n: vec![None] }],
            }),
            shift: Some(ShiftView {
                poll: PollNo(1),
                round: 1,
                before: vec![5],
                v: 5,
                now: vec![5],
                both: None,
                moved: None,
            }),
            counts: vec![CountRecord {
                option: title("option"),
                step: None,
                count: 1,
                backers: None,
                place: None,
            }],
            words: vec![WordRecord { word: formula("word"), people: 1 }],
            texts: vec![formula("answer")],
        }],
    }
}

fn act() -> ActRecord {
    ActRecord {
        act: ActNo(1),
        time: WHEN.into(),
        desk: formula("desk"),
        session: SESSION,
        session_title: title("ruled"),
        question: QuestionNo(1),
        deed: DeedKind::Edit,
        reason: None,
        into: None,
        to: None,
        text: Some(formula("edit")),
        undone: false,
    }
}

fn award() -> AwardRecord {
    let nominee = NomineeRecord { title: title("nominee"), team: title("team"), result: None };
    AwardRecord {
        session: SESSION,
        session_title: title("award"),
        stage: Stage::Scoring,
        criteria: Vec::new(),
        scale: 10,
        normalise: Normalise::None,
        quorum_jury: 1,
        people: None,
        ties: Vec::new(),
        lot_hash: None,
        lot: None,
        tracks: vec![TrackRecord {
            title: title("track"),
            kind: TrackKind::Scored,
            jury_quorum: None,
            people_quorum: None,
            ballots: None,
            nominees: vec![nominee],
        }],
    }
}

fn statement() -> StatementRecord {
    StatementRecord {
        statement: StatementNo(1),
        session: SESSION,
        session_title: title("said"),
        status: StatementStatus::Published,
        reason: None,
        source: Source::Phone,
        agree: Some(1),
        disagree: Some(0),
        pass: Some(0),
        text: Some(formula("statement")),
        submitted: WHEN.into(),
    }
}

/// How many of such texts each table has: those of both languages are two.
const TEXTS: [(Table, usize); Table::ALL.len()] = [
    (Table::Sessions, 4),
    // Labels stand in one column for each language.
    (Table::Questions, 2 + 2 + 4),
    // A line for the option, one for the word, one for the answer; each names the session and the poll.
    (Table::Polls, 3 * 4 + 2 + 1 + 1),
    // The session, the poll, the group and the option.
    (Table::PollGroups, 4 * 2),
    // For each two places the session and the poll, and the option for two of four before and for two after.
    (Table::PollShifts, 4 * 4 + 2 * 2 + 2 * 2),
    (Table::Feedback, 2 + 1),
    (Table::Ledger, 1 + 2 + 1),
    // The session, the track, the nominee and its team.
    (Table::Awards, 4 * 2),
    (Table::Statements, 2 + 1),
    (Table::Ideas, 3 * 2 + 2),
    (Table::Groups, 2 * 2),
    (Table::Tables, 2 * 2 + 2),
    // Heading, text and note; topic and office.
    (Table::Recommendations, 3 + 2 * 2),
    // The session, the stand, who carries it and its topic.
    (Table::Stands, 4 * 2),
    (Table::StandQuestions, 2 + 2),
    (Table::Speakers, 2 + 2),
    // The hall and the cue; whose hand it was.
    (Table::Cues, 2 * 2 + 1),
];

#[test]
fn no_column_of_any_table_holds_a_formula_whatever_people_and_organisers_wrote() {
    for (table, texts) in TEXTS {
        let mut bytes = Vec::new();
        export::csv(&record(), table, &mut bytes).unwrap();
        let text = bytes.strip_prefix("\u{feff}".as_bytes()).expect("a byte order mark");
        let mut reader = csv::Reader::from_reader(text);
        let headings = reader.headers().unwrap().clone();
        let mut defused = 0;
        for line in reader.records() {
            for (heading, cell) in headings.iter().zip(&line.unwrap()) {
                assert!(!cell.starts_with(FORMULA), "{} {heading}: {cell}", table.name());
                assert!(!cell.contains("; ="), "{} {heading}: {cell}", table.name());
                defused += usize::from(cell.starts_with("'=HYPERLINK"));
            }
        }
        assert_eq!(defused, texts, "every text of {} is there, with its apostrophe", table.name());
    }
}
