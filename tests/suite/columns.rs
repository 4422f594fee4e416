//! Below each heading of each table stands what it says: of a record in which nothing is like anything else.

use majlis::domain::agenda::{Phase, SessionKind};
use majlis::domain::award::{Criterion, NomineeResult, Normalise, Stage, Tie, TrackKind};
use majlis::domain::board::Counts;
use majlis::domain::forum::Title;
use majlis::domain::id::{
    ActNo, ClusterNo, CueNo, HallNo, IdeaNo, PollNo, QuestionNo, RecommendationNo, RemarkNo, SessionNo,
    SpeakerNo, StandNo, StatementNo, VoteNo,
};
use majlis::domain::idea::{IdeaBy, IdeaState};
use majlis::domain::ledger::DeedKind;
use majlis::domain::poll::{Method, PollKind, PollSettings};
use majlis::domain::question::{Reason, Source};
use majlis::domain::recommendation::{Day, FollowUp, RecommendationStage};
use majlis::domain::refusal::Code;
use majlis::domain::show::{CameView, CueAct, Moment};
use majlis::domain::speaking::SpeakerStatus;
use majlis::domain::split::{GroupRowView, GroupsView, ShiftView};
use majlis::domain::stand::{Mark, RemarkKind, RemarkState};
use majlis::domain::statement::StatementStatus;
use majlis::export::record::{
    ActRecord, AwardRecord, CountRecord, CueRecord, GroupRecord, IdeaRecord, NomineeRecord, PollRecord,
    QuestionRecord, RatingRecord, RecommendationRecord, Record, RemarkRecord, RoundRecord, SessionRecord,
    SpeakerRecord, StandRecord, StatementRecord, StepRecord, TableRecord, TrackRecord, WordRecord,
};
use majlis::export::{self, Table};

/// What stands below each heading of a line.
type Line = Vec<(&'static str, &'static str)>;

fn title(ar: &str, en: &str) -> Title {
    Title { ar: ar.into(), en: en.into() }
}

/// The moment of that minute.
fn at(minute: u32) -> String {
    format!("2026-11-02T09:{minute}:00+03:00")
}

fn record() -> Record {
    Record {
        form: 1,
        revision: 1,
        name: title("ملتقى", "Forum"),
        languages: vec!["ar".into()],
        code: "471231".into(),
        zone: "Asia/Riyadh".into(),
        rehearsal: false,
        look: None,
        sessions: vec![session()],
        questions: vec![question()],
        polls: vec![poll()],
        feedback: vec![RatingRecord {
            session: SessionNo(71),
            session_title: title("مقيّمة", "Rated"),
            stars: 4,
            comment: Some("comment".into()),
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
        serde_json::json!({"kind": "question", "question": 105, "on": 1, "text": "quoted", "n": 52}),
    )
    .expect("it is evidence");
    RecommendationRecord {
        recommendation: RecommendationNo(101),
        stage: RecommendationStage::Published,
        into: Some(RecommendationNo(102)),
        title: Some("recommended".into()),
        text: Some("advice".into()),
        label: title("موضوع", "Topic"),
        owner: title("جهة", "Office"),
        due: Day::new(2027, 3, 1),
        impact: Some(425),
        feasibility: Some(350),
        markers: 103,
        vote: Some(VoteNo(1)),
        agree: Some(106),
        disagree: Some(107),
        abstain: Some(108),
        agreed: Some(true),
        published: Some(at(18)),
        anyway: false,
        reason: Some("reason".into()),
        steps: vec![StepRecord { status: FollowUp::UnderWay, note: Some("begun".into()), time: at(18) }],
        evidence: vec![evidence],
        drafted: at(17),
    }
}

fn award() -> AwardRecord {
    let result = NomineeResult {
        sheets: 84,
        recused: 85,
        jury: Some(86_500),
        criteria: vec![87_000],
        firsts: 88,
        votes: 89,
        people: Some(90_250),
        total: Some(-1_500),
        place: Some(2),
        tie: Some(Tie::Lot),
        people_place: Some(3),
    };
    let nominee = |name: &str, result| NomineeRecord {
        title: title(name, "Nominee"),
        team: title("فريق", "Team"),
        result,
    };
    AwardRecord {
        session: SessionNo(81),
        session_title: title("جائزة", "Award"),
        stage: Stage::Opened,
        criteria: vec![Criterion { title: title("أثر", "Impact"), weight: 1 }],
        scale: 10,
        normalise: Normalise::None,
        quorum_jury: 1,
        people: None,
        ties: vec![Tie::Lot],
        lot_hash: None,
        lot: None,
        tracks: vec![TrackRecord {
            title: title("مسار", "Track"),
            kind: TrackKind::Scored,
            jury_quorum: Some(true),
            people_quorum: Some(false),
            ballots: Some(91),
            nominees: vec![nominee("معدود", Some(result)), nominee("مكتوم", None)],
        }],
    }
}

fn idea() -> IdeaRecord {
    IdeaRecord {
        idea: IdeaNo(81),
        session: SessionNo(82),
        session_title: title("مفكّرة", "Thought"),
        status: IdeaState::Dismissed,
        reason: Some(Reason::Promotion),
        source: IdeaBy::Table,
        table: Some(title("طاولة", "Table")),
        cluster: Some(ClusterNo(83)),
        cluster_title: title("مجموعة", "Group"),
        dots: Some(84),
        text: Some("idea".into()),
        original: Some("before".into()),
        came: at(17),
    }
}

fn group() -> GroupRecord {
    GroupRecord {
        cluster: ClusterNo(85),
        session: SessionNo(86),
        session_title: title("مجمّعة", "Gathered"),
        title: title("حزمة", "Bundle"),
        ideas: vec![IdeaNo(87), IdeaNo(88)],
        dots: 89,
    }
}

fn table() -> TableRecord {
    TableRecord {
        session: SessionNo(91),
        session_title: title("محصودة", "Harvested"),
        table: title("ركن", "Corner"),
        done: true,
        title: Some("heading".into()),
        text: Some("result".into()),
        ideas: vec![IdeaNo(92), IdeaNo(93)],
        clusters: vec![ClusterNo(94)],
    }
}

fn stand() -> StandRecord {
    StandRecord {
        stand: StandNo(101),
        session: SessionNo(102),
        session_title: title("معروضة", "Exhibited"),
        title: title("جناح", "Booth"),
        by: title("جهة", "Body"),
        topic: title("موضوع", "Theme"),
        closed: true,
        visits: 103,
        stars: [104, 105, 106, 107, 108],
        questions: 109,
        answered: 110,
        comments: 111,
    }
}

fn remark() -> RemarkRecord {
    RemarkRecord {
        remark: RemarkNo(112),
        stand: StandNo(113),
        title: title("ركنهم", "Their booth"),
        session: SessionNo(114),
        kind: RemarkKind::Comment,
        status: RemarkState::Dismissed,
        reason: Some(Reason::Unclear),
        published: true,
        mark: Some(Mark::Thanked),
        text: Some("left".into()),
        answer: Some("told".into()),
        came: "2026-10-28T12:34:00+03:00".into(),
    }
}

fn cue() -> CueRecord {
    CueRecord {
        cue: CueNo(141),
        hall: HallNo(142),
        hall_name: title("قاعة العرض", "Hall of the show"),
        name: title("إشارة", "Cue"),
        at: Moment::Start { session: SessionNo(143), seconds: 144 },
        does: CueAct::OpenPoll { poll: PollNo(145), seconds: None },
        due: Some(at(41)),
        came: Some(CameView::Failed),
        when: Some(at(42)),
        code: Some(Code::PollNotOpen),
        by: Some("a desk's hand".into()),
    }
}

fn speaker() -> SpeakerRecord {
    SpeakerRecord {
        speaker: SpeakerNo(121),
        session: SessionNo(122),
        session_title: title("محاورة", "Floor"),
        status: SpeakerStatus::Done,
        turns: 123,
        name: Some("called".into()),
        topic: Some("spoken of".into()),
        decided: "2026-10-28T12:41:00+03:00".into(),
    }
}

fn session() -> SessionRecord {
    SessionRecord {
        session: SessionNo(11),
        hall: HallNo(12),
        hall_name: title("قاعة", "Hall"),
        kind: SessionKind::Workshop,
        title: title("ورشة", "Workshop"),
        starts: at(10),
        ends: at(11),
        phase: Phase::Ended,
        counts: Counts {
            received: 13,
            pending: 14,
            listed: 15,
            answered: 16,
            merged: 17,
            moved: 18,
            withdrawn: 19,
            dismissed: [21, 22, 23, 24, 25, 26],
            assisted: 20,
        },
        seeds: 27,
        supports: 28,
        stars: [31, 32, 33, 34, 35],
        comments: 36,
        polls: vec![PollNo(1), PollNo(2)],
    }
}

fn question() -> QuestionRecord {
    QuestionRecord {
        question: QuestionNo(41),
        session: SessionNo(42),
        session_title: title("مسؤولة", "Asked"),
        moved_from: vec![SessionNo(43), SessionNo(44)],
        status: "merged",
        reason: Some(Reason::Unclear),
        merged_into: Some(QuestionNo(45)),
        source: Source::Floor,
        supports: 46,
        labels: vec![title("أ", "A"), title("ب", "B")],
        name: Some("name".into()),
        text: Some("text".into()),
        original: Some("original".into()),
        reply: Some("reply".into()),
        asked: at(12),
        decided: Some(at(13)),
    }
}

fn poll() -> PollRecord {
    PollRecord {
        poll: PollNo(51),
        session: SessionNo(52),
        session_title: title("مصوّتة", "Polled"),
        title: title("أيهما؟", "Which?"),
        answer: PollKind::Ranking { method: Method::Schulze },
        settings: PollSettings { secret: true, ..PollSettings::default() },
        phase: "closed",
        revealed: false,
        rounds: vec![RoundRecord {
            round: 53,
            opened: Some(at(14)),
            closed: Some(at(15)),
            voters: 54,
            assisted: 58,
            ushers: 31,
            kiosks: 12,
            here: Some(55),
            ranked: None,
            groups: Some(GroupsView {
                v: 59,
                rows: vec![GroupRowView {
                    names: vec![title("جهات", "Bodies"), Title::default(), title("ضيوف", "Guests")],
                    v: 60,
                    n: vec![Some(61)],
                }],
            }),
            shift: Some(ShiftView {
                poll: PollNo(62),
                round: 63,
                before: vec![64],
                v: 65,
                now: vec![66],
                both: Some(67),
                moved: Some(vec![vec![Some(68), Some(69)], vec![None, Some(0)]]),
            }),
            counts: vec![CountRecord {
                option: title("هذا", "This"),
                step: Some(4),
                count: 56,
                backers: Some(7),
                place: Some(2),
            }],
            words: vec![WordRecord { word: "word".into(), people: 57 }],
            texts: vec!["answer".into()],
        }],
    }
}

fn act() -> ActRecord {
    ActRecord {
        act: ActNo(61),
        time: at(16),
        desk: "desk".into(),
        session: SessionNo(62),
        session_title: title("مدارة", "Ruled"),
        question: QuestionNo(63),
        deed: DeedKind::Dismiss,
        reason: Some(Reason::Personal),
        into: Some(QuestionNo(64)),
        to: Some(SessionNo(65)),
        text: Some("written".into()),
        undone: true,
    }
}

fn statement() -> StatementRecord {
    StatementRecord {
        statement: StatementNo(81),
        session: SessionNo(82),
        session_title: title("قائلة", "Said"),
        status: StatementStatus::Dismissed,
        reason: Some(Reason::Promotion),
        source: Source::Seed,
        agree: Some(83),
        disagree: Some(84),
        pass: Some(85),
        text: Some("statement".into()),
        submitted: at(17),
    }
}

const SESSION: &[(&str, &str)] = &[
    ("session", "11"),
    ("hall", "12"),
    ("hall_ar", "قاعة"),
    ("hall_en", "Hall"),
    ("kind", "workshop"),
    ("title_ar", "ورشة"),
    ("title_en", "Workshop"),
    ("starts", "2026-11-02 09:10:00"),
    ("ends", "2026-11-02 09:11:00"),
    ("phase", "ended"),
    ("received", "13"),
    ("pending", "14"),
    ("listed", "15"),
    ("answered", "16"),
    ("merged", "17"),
    ("moved", "18"),
    ("withdrawn", "19"),
    ("dismissed_off_topic", "21"),
    ("dismissed_answered_before", "22"),
    ("dismissed_personal", "23"),
    ("dismissed_unclear", "24"),
    ("dismissed_promotion", "25"),
    ("dismissed_other", "26"),
    ("assisted", "20"),
    ("seeds", "27"),
    ("supports", "28"),
    ("polls", "2"),
    ("ratings", "165"),
    ("stars_1", "31"),
    ("stars_2", "32"),
    ("stars_3", "33"),
    ("stars_4", "34"),
    ("stars_5", "35"),
    ("average_stars", "3.06"),
    ("comments", "36"),
];

const QUESTION: &[(&str, &str)] = &[
    ("question", "41"),
    ("session", "42"),
    ("session_ar", "مسؤولة"),
    ("session_en", "Asked"),
    ("status", "merged"),
    ("reason", "unclear"),
    ("merged_into", "45"),
    ("moved_from", "43; 44"),
    ("source", "floor"),
    ("supports", "46"),
    ("labels_ar", "أ; ب"),
    ("labels_en", "A; B"),
    ("name", "name"),
    ("text", "text"),
    ("original", "original"),
    ("reply", "reply"),
    ("asked", "2026-11-02 09:12:00"),
    ("decided", "2026-11-02 09:13:00"),
];

/// Of each line of the poll.
const POLL: &[(&str, &str)] = &[
    ("poll", "51"),
    ("session", "52"),
    ("session_ar", "مصوّتة"),
    ("session_en", "Polled"),
    ("title_ar", "أيهما؟"),
    ("title_en", "Which?"),
    ("kind", "ranking"),
    ("secret", "yes"),
    ("phase", "closed"),
    ("revealed", "no"),
    ("round", "53"),
    ("opened", "2026-11-02 09:14:00"),
    ("closed", "2026-11-02 09:15:00"),
    ("voters", "54"),
    ("assisted", "58"),
    ("ushers", "31"),
    ("kiosks", "12"),
    ("here", "55"),
];

const COUNTED: [&str; 10] =
    ["option", "option_ar", "option_en", "word", "count", "method", "step", "backers", "place", "text"];

const RATING: &[(&str, &str)] = &[
    ("session", "71"),
    ("session_ar", "مقيّمة"),
    ("session_en", "Rated"),
    ("stars", "4"),
    ("comment", "comment"),
];

const ACT: &[(&str, &str)] = &[
    ("act", "61"),
    ("time", "2026-11-02 09:16:00"),
    ("desk", "desk"),
    ("session", "62"),
    ("session_ar", "مدارة"),
    ("session_en", "Ruled"),
    ("question", "63"),
    ("deed", "dismiss"),
    ("reason", "personal"),
    ("into_question", "64"),
    ("to_session", "65"),
    ("text", "written"),
    ("undone", "yes"),
];

const NOMINEE: &[(&str, &str)] = &[
    ("session", "81"),
    ("session_ar", "جائزة"),
    ("session_en", "Award"),
    ("track", "1"),
    ("track_ar", "مسار"),
    ("track_en", "Track"),
    ("kind", "scored"),
    ("nominee", "1"),
    ("nominee_ar", "معدود"),
    ("nominee_en", "Nominee"),
    ("team_ar", "فريق"),
    ("team_en", "Team"),
    ("place", "2"),
    ("points", "-1.50"),
    ("jury_points", "86.50"),
    ("jurors", "84"),
    ("recused", "85"),
    ("firsts", "88"),
    ("jury_quorum", "yes"),
    ("votes", "89"),
    ("people_points", "90.25"),
    ("people_quorum", "no"),
    ("people_place", "3"),
    ("tie", "lot"),
];

/// The line of a nominee of whom nothing is told.
fn untold() -> Line {
    let of = |(heading, told): &(&'static str, &'static str)| match *heading {
        "nominee" => (*heading, "2"),
        "nominee_ar" => (*heading, "مكتوم"),
        "place" | "points" | "jury_points" | "jurors" | "recused" | "firsts" | "votes" | "people_points"
        | "people_place" | "tie" => (*heading, ""),
        _ => (*heading, *told),
    };
    NOMINEE.iter().map(of).collect()
}

const STATEMENT: &[(&str, &str)] = &[
    ("statement", "81"),
    ("session", "82"),
    ("session_ar", "قائلة"),
    ("session_en", "Said"),
    ("status", "dismissed"),
    ("reason", "promotion"),
    ("source", "seed"),
    ("agree", "83"),
    ("disagree", "84"),
    ("pass", "85"),
    ("text", "statement"),
    ("submitted", "2026-11-02 09:17:00"),
];

const IDEA: &[(&str, &str)] = &[
    ("idea", "81"),
    ("session", "82"),
    ("session_ar", "مفكّرة"),
    ("session_en", "Thought"),
    ("status", "dismissed"),
    ("reason", "promotion"),
    ("source", "table"),
    ("table_ar", "طاولة"),
    ("table_en", "Table"),
    ("group", "83"),
    ("group_ar", "مجموعة"),
    ("group_en", "Group"),
    ("dots", "84"),
    ("text", "idea"),
    ("original", "before"),
    ("time", "2026-11-02 09:17:00"),
];

const GROUP: &[(&str, &str)] = &[
    ("group", "85"),
    ("session", "86"),
    ("session_ar", "مجمّعة"),
    ("session_en", "Gathered"),
    ("group_ar", "حزمة"),
    ("group_en", "Bundle"),
    ("ideas", "87; 88"),
    ("dots", "89"),
];

const RESULT: &[(&str, &str)] = &[
    ("session", "91"),
    ("session_ar", "محصودة"),
    ("session_en", "Harvested"),
    ("table_ar", "ركن"),
    ("table_en", "Corner"),
    ("done", "yes"),
    ("result", "heading"),
    ("text", "result"),
    ("ideas", "92; 93"),
    ("groups", "94"),
];

const STAND: &[(&str, &str)] = &[
    ("stand", "101"),
    ("session", "102"),
    ("session_ar", "معروضة"),
    ("session_en", "Exhibited"),
    ("stand_ar", "جناح"),
    ("stand_en", "Booth"),
    ("by_ar", "جهة"),
    ("by_en", "Body"),
    ("topic_ar", "موضوع"),
    ("topic_en", "Theme"),
    ("is_closed", "yes"),
    ("visits", "103"),
    ("stars_1", "104"),
    ("stars_2", "105"),
    ("stars_3", "106"),
    ("stars_4", "107"),
    ("stars_5", "108"),
    ("average_stars", "3.02"),
    ("questions", "109"),
    ("answered", "110"),
    ("comments", "111"),
];

const REMARK: &[(&str, &str)] = &[
    ("remark", "112"),
    ("session", "114"),
    ("stand", "113"),
    ("stand_ar", "ركنهم"),
    ("stand_en", "Their booth"),
    ("kind", "comment"),
    ("status", "dismissed"),
    ("reason", "unclear"),
    ("published", "yes"),
    ("mark", "thanked"),
    ("text", "left"),
    ("answer", "told"),
    ("time", "2026-10-28 12:34:00"),
];

const CUE: &[(&str, &str)] = &[
    ("cue", "141"),
    ("hall", "142"),
    ("hall_ar", "قاعة العرض"),
    ("hall_en", "Hall of the show"),
    ("cue_ar", "إشارة"),
    ("cue_en", "Cue"),
    ("does", "open_poll"),
    ("due", "2026-11-02 09:41:00"),
    ("status", "failed"),
    ("reason", "poll_not_open"),
    ("time", "2026-11-02 09:42:00"),
    ("desk", "a desk's hand"),
];

const SPEAKER: &[(&str, &str)] = &[
    ("ticket", "121"),
    ("session", "122"),
    ("session_ar", "محاورة"),
    ("session_en", "Floor"),
    ("status", "done"),
    ("turns_before", "123"),
    ("name", "called"),
    ("topic", "spoken of"),
    ("decided", "2026-10-28 12:41:00"),
];

const RECOMMENDATION: &[(&str, &str)] = &[
    ("recommendation", "101"),
    ("status", "published"),
    ("into", "102"),
    ("title", "recommended"),
    ("text", "advice"),
    ("label_ar", "موضوع"),
    ("label_en", "Topic"),
    ("owner_ar", "جهة"),
    ("owner_en", "Office"),
    ("due", "2027-03-01"),
    ("impact", "4.25"),
    ("feasibility", "3.50"),
    ("markers", "103"),
    ("agree", "106"),
    ("disagree", "107"),
    ("abstain", "108"),
    ("agreed", "yes"),
    ("published_at", "2026-11-02 09:18:00"),
    ("anyway", "no"),
    ("follow_up", "under_way"),
    ("note", "begun"),
    ("evidence", "question 105 (52)"),
    ("time", "2026-11-02 09:17:00"),
];

const GROUPED: &[(&str, &str)] = &[
    ("poll", "51"),
    ("session", "52"),
    ("session_ar", "مصوّتة"),
    ("session_en", "Polled"),
    ("title_ar", "أيهما؟"),
    ("title_en", "Which?"),
    ("round", "53"),
    ("group_ar", "جهات + ضيوف"),
    ("group_en", "Bodies + Guests"),
    ("voters", "60"),
    ("option", "1"),
    ("option_ar", "هذا"),
    ("option_en", "This"),
    ("count", "61"),
];

const SHIFTED: [(&str, &str); 10] = [
    ("poll", "51"),
    ("session", "52"),
    ("session_ar", "مصوّتة"),
    ("session_en", "Polled"),
    ("title_ar", "أيهما؟"),
    ("title_en", "Which?"),
    ("round", "53"),
    ("earlier_poll", "62"),
    ("earlier_round", "63"),
    ("both", "67"),
];

const MOVED: [&str; 8] =
    ["before", "before_ar", "before_en", "before_count", "after", "after_ar", "after_en", "count"];

/// A line of the poll for who moved from one option to another.
fn shifted(moved: [&'static str; 8]) -> Line {
    SHIFTED.into_iter().chain(MOVED.into_iter().zip(moved)).collect()
}

/// A line of the poll for something that was counted.
fn polled(counted: [&'static str; 10]) -> Line {
    POLL.iter().copied().chain(COUNTED.into_iter().zip(counted)).collect()
}

fn lines(table: Table) -> Vec<Line> {
    match table {
        Table::Sessions => vec![SESSION.to_vec()],
        Table::Questions => vec![QUESTION.to_vec()],
        Table::Polls => vec![
            polled(["1", "هذا", "This", "", "56", "schulze", "4", "7", "2", ""]),
            polled(["", "", "", "word", "57", "schulze", "", "", "", ""]),
            polled(["", "", "", "", "", "schulze", "", "", "", "answer"]),
        ],
        Table::PollGroups => vec![GROUPED.to_vec()],
        Table::PollShifts => vec![
            shifted(["1", "هذا", "This", "64", "1", "هذا", "This", "68"]),
            shifted(["1", "هذا", "This", "64", "", "", "", "69"]),
            shifted(["", "", "", "", "1", "هذا", "This", ""]),
            shifted(["", "", "", "", "", "", "", "0"]),
        ],
        Table::Feedback => vec![RATING.to_vec()],
        Table::Ledger => vec![ACT.to_vec()],
        Table::Awards => vec![NOMINEE.to_vec(), untold()],
        Table::Statements => vec![STATEMENT.to_vec()],
        Table::Ideas => vec![IDEA.to_vec()],
        Table::Groups => vec![GROUP.to_vec()],
        Table::Tables => vec![RESULT.to_vec()],
        Table::Stands => vec![STAND.to_vec()],
        Table::StandQuestions => vec![REMARK.to_vec()],
        Table::Speakers => vec![SPEAKER.to_vec()],
        Table::Recommendations => vec![RECOMMENDATION.to_vec()],
        Table::Cues => vec![CUE.to_vec()],
    }
}

#[test]
fn below_each_heading_of_each_table_stands_what_it_says() {
    for table in Table::ALL {
        let mut bytes = Vec::new();
        export::csv(&record(), table, &mut bytes).unwrap();
        let text = bytes.strip_prefix("\u{feff}".as_bytes()).expect("a byte order mark");
        let mut reader = csv::Reader::from_reader(text);
        let headings = reader.headers().unwrap().clone();
        let told: Vec<_> = reader.records().map(Result::unwrap).collect();
        let told: Vec<Vec<_>> = told.iter().map(|line| headings.iter().zip(line).collect()).collect();
        assert_eq!(told, lines(table), "{}", table.name());
    }
}
