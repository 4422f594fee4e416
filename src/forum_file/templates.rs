//! Forums to begin with: a few answers, and the agenda is there to be altered.

use jiff::civil;
use jiff::tz::TimeZone;

use crate::domain::agenda::{HALLS, Hall, SessionKind};
use crate::domain::change::Plan;
use crate::domain::forum::{Forum, LANGUAGES, Rules, Title};
use crate::domain::id::HallNo;
use crate::domain::idea::IdeaPlan;
use crate::domain::poll::{PollKind, PollPlan, PollSettings};
use crate::domain::time::Time;

use super::{ForumFile, PlannedLook, PlannedSession, link};

/// What an organiser answers.
#[derive(Debug, Clone)]
pub struct Answers {
    /// The forum's name in addresses and files.
    pub slug: String,
    /// Its name.
    pub name: Title,
    /// Its first day.
    pub first_day: civil::Date,
    /// The names of its halls, 1 to [`HALLS`].
    pub halls: Vec<Title>,
    /// Languages of its pages, the first one first.
    pub languages: Vec<String>,
    /// IANA name of its zone.
    pub zone: String,
}

/// The answers do not make a forum.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum BadAnswers {
    /// No name was given.
    #[error("the forum has no name; give it one in Arabic, in English or in both")]
    NoName,
    /// No hall was named.
    #[error("no hall is named; name at least one")]
    NoHall,
    /// More halls are named than a forum takes.
    #[error("there are {0} halls; name {HALLS} at most")]
    TooManyHalls(usize),
    /// A name is longer than a screen takes.
    #[error(
        "a name is too long; a forum's has {} characters at most, a hall's {}",
        Forum::NAME_LENGTH,
        Hall::NAME_LENGTH
    )]
    LongName,
    /// A language is none of the pages'
    #[error("there are no pages in \"{0}\"; choose ar, en or both")]
    Language(String),
    /// The zone is unknown.
    #[error("there is no zone \"{0}\"; use an IANA name such as Asia/Riyadh")]
    Zone(String),
}

/// One hour on stage in the first hall.
pub fn one_panel(answers: Answers) -> Result<ForumFile, BadAnswers> {
    Ok(Draft::new(answers)?.with(0, 0, "10:00-11:00", panel()).file())
}

/// A day: opening, panels, prayer, workshops in every further hall, closing.
pub fn one_day(answers: Answers) -> Result<ForumFile, BadAnswers> {
    let draft = Draft::new(answers)?;
    let halls = draft.halls();
    Ok(draft.working_day(0, halls).with(0, 0, "15:15-16:00", closing()).file())
}

/// Two days with an exhibition in the last hall, an award, and recommendations at the end. Where there is one hall, the
/// exhibition is in it when the first day's sessions are over.
pub fn two_days(answers: Answers) -> Result<ForumFile, BadAnswers> {
    let draft = Draft::new(answers)?;
    let last = draft.halls().saturating_sub(1);
    let draft = draft.working_day(0, last.max(1)).working_day(1, last.max(1));
    let draft = draft.with(1, 0, "15:15-16:00", award()).with(1, 0, "16:00-16:45", closing());
    // One exhibition over both days: two would be two, each with its own stands and visits.
    let exhibition = exhibition();
    Ok(match last {
        0 => draft.with(0, 0, "15:15-17:00", exhibition),
        _ => draft.between((0, "09:00"), (1, "16:00"), last, exhibition),
    }
    .file())
}

/// What a session of a template is, whenever and wherever it takes place.
struct Item {
    kind: SessionKind,
    title: Title,
    polls: Vec<PollPlan>,
    board: Option<IdeaPlan>,
}

fn item(kind: SessionKind, ar: &str, en: &str, polls: Vec<PollPlan>) -> Item {
    Item { kind, title: title(ar, en), polls, board: None }
}

fn opening() -> Item {
    let cloud = poll(
        PollKind::Cloud { words: 3 },
        "بكلمة واحدة: ما الذي تنتظره من هذا اللقاء؟",
        "In one word: what do you hope for?",
    );
    item(SessionKind::Talk, "الافتتاح", "Opening", vec![cloud])
}

fn panel() -> Item {
    let agree =
        poll(PollKind::YesNoAbstain, "هل توافق على ما طُرح في الجلسة؟", "Do you agree with what was said?");
    item(SessionKind::Panel, "جلسة حوارية", "Panel", vec![agree])
}

fn workshop() -> Item {
    let asked = title("ما الفكرة التي تقترح تنفيذها أولًا؟", "Which idea should come first?");
    let board = IdeaPlan { title: asked, ..IdeaPlan::default() };
    Item { board: Some(board), ..item(SessionKind::Workshop, "ورشة عمل", "Workshop", Vec::new()) }
}

fn exhibition() -> Item {
    item(SessionKind::Exhibition, "المعرض", "Exhibition", Vec::new())
}

fn award() -> Item {
    item(SessionKind::Award, "الجائزة", "Award", Vec::new())
}

fn closing() -> Item {
    let rating = poll(
        PollKind::Rating { max: 5 },
        "ما مدى قابلية هذه التوصيات للتنفيذ؟",
        "How feasible are these recommendations?",
    );
    item(SessionKind::Panel, "التوصيات والختام", "Recommendations and closing", vec![rating])
}

fn pause(ar: &str, en: &str) -> Item {
    item(SessionKind::Break, ar, en, Vec::new())
}

fn poll(kind: PollKind, ar: &str, en: &str) -> PollPlan {
    PollPlan {
        title: title(ar, en),
        kind,
        options: Vec::new(),
        labels: Vec::new(),
        settings: PollSettings::default(),
    }
}

fn title(ar: &str, en: &str) -> Title {
    Title { ar: ar.to_owned(), en: en.to_owned() }
}

/// A forum that is being put together.
struct Draft {
    file: ForumFile,
    first_day: civil::Date,
    zone: TimeZone,
}

impl Draft {
    fn new(answers: Answers) -> Result<Self, BadAnswers> {
        let Answers { slug, name, first_day, halls, languages, zone: zone_name } = answers;
        if name == Title::default() {
            return Err(BadAnswers::NoName);
        }
        if halls.is_empty() {
            return Err(BadAnswers::NoHall);
        }
        if halls.len() > HALLS {
            return Err(BadAnswers::TooManyHalls(halls.len()));
        }
        if !name.fits(Forum::NAME_LENGTH) || !halls.iter().all(|hall| hall.fits(Hall::NAME_LENGTH)) {
            return Err(BadAnswers::LongName);
        }
        if let Some(other) = languages.iter().find(|language| !LANGUAGES.contains(&language.as_str())) {
            return Err(BadAnswers::Language(other.clone()));
        }
        let Some(first) = languages.first() else { return Err(BadAnswers::Language(String::new())) };
        let zone = TimeZone::get(&zone_name).map_err(|_| BadAnswers::Zone(zone_name.clone()))?;
        let links = link::usual((1..).map(HallNo).zip(&halls), first);
        let file = ForumFile {
            slug,
            name,
            languages,
            zone: zone_name,
            rehearsal: false,
            rules: Rules::default(),
            halls,
            sessions: Vec::new(),
            links,
            wifi: None,
            look: PlannedLook::default(),
        };
        Ok(Self { file, first_day, zone })
    }

    fn halls(&self) -> usize {
        self.file.halls.len()
    }

    /// A day with two panels, and a workshop in each of the first halls at the same time.
    fn working_day(self, day: i32, workshops: usize) -> Self {
        let mut draft = if day == 0 { self.with(day, 0, "09:00-09:30", opening()) } else { self };
        draft = draft
            .with(day, 0, "09:30-10:30", panel())
            .with(day, 0, "10:30-11:00", pause("استراحة", "Break"))
            .with(day, 0, "11:00-12:00", panel())
            .with(day, 0, "12:00-13:00", pause("الصلاة والغداء", "Prayer and lunch"))
            .with(day, 0, "14:30-15:15", pause("استراحة وصلاة العصر", "Break and prayer"));
        for hall in 0..workshops {
            draft = draft.with(day, hall, "13:00-14:30", workshop());
        }
        draft
    }

    fn with(self, day: i32, hall: usize, time: &str, item: Item) -> Self {
        match time.split_once('-') {
            Some((start, end)) => self.between((day, start), (day, end), hall, item),
            None => self,
        }
    }

    fn between(mut self, start: (i32, &str), end: (i32, &str), hall: usize, item: Item) -> Self {
        if let (Some(starts), Some(ends)) = (self.moment(start), self.moment(end)) {
            let Item { kind, title, polls, board } = item;
            let hall = HallNo(u32::try_from(hall + 1).unwrap_or(u32::MAX));
            let moderation = self.file.rules.moderation;
            let about = Title::default();
            let plan = Plan { hall, kind, title, about, starts, ends, moderation, labels: Vec::new() };
            self.file.sessions.push(PlannedSession {
                plan,
                asking: None,
                polls,
                seeds: Vec::new(),
                award: None,
                exhibition: None,
                statements: None,
                board,
                cues: Vec::new(),
            });
        }
        self
    }

    fn moment(&self, (day, time): (i32, &str)) -> Option<Time> {
        let date = self.first_day.checked_add(jiff::Span::new().days(day)).ok()?;
        let local = date.to_datetime(time.parse().ok()?);
        let zoned = local.to_zoned_datetime(self.zone.clone()).ok()?;
        Some(Time(zoned.timestamp().as_millisecond()))
    }

    fn file(mut self) -> ForumFile {
        self.file.sessions.sort_by_key(|session| (session.plan.starts, session.plan.hall));
        self.file
    }
}
