//! The chapters of a record, one after the other.

mod board;
mod participation;
mod poll;

use crate::domain::board::Counts;
use crate::domain::question::Reason;
use crate::record::docx::content::{Content, Style};
use crate::record::docx::language::Language;
use crate::record::docx::{exhibited, recommended};
use crate::record::shape::{
    RecordAwardTrack, RecordChapter, RecordPart, RecordQuestion, RecordSession, RecordSummary, RecordView,
};

pub fn write(record: &RecordView, language: &Language, to: &mut Content) {
    Writer { language, to }.record(record);
}

struct Writer<'a> {
    language: &'a Language,
    to: &'a mut Content,
}

impl Writer<'_> {
    fn record(&mut self, record: &RecordView) {
        let language = self.language;
        self.to.own(Style::Title, language.title(&record.name));
        self.to.own(Style::Note, language.say("سجل الملتقى", "The forum's record"));
        if record.rehearsal {
            self.to.own(Style::Note, language.say("تجربة", "A rehearsal"));
        }
        for paragraph in language.title(&record.intro).lines() {
            self.to.said(Style::Text, paragraph);
        }
        for chapter in &record.chapters {
            match chapter {
                RecordChapter::Summary(summary) => self.summary(summary),
                RecordChapter::Recommendations { list } => recommended::write(list, language, self.to),
                RecordChapter::Day { from, sessions } => {
                    self.to.on_new_page(Style::Heading(1), &language.day(*from));
                    for session in sessions {
                        self.session(session);
                    }
                }
                RecordChapter::Participation { quarters, .. } => self.participation(quarters),
            }
        }
    }

    fn summary(&mut self, summary: &RecordSummary) {
        let language = self.language;
        self.to.own(Style::Heading(1), language.say("الملتقى بالأرقام", "The forum in figures"));
        let lines = [
            (language.say("الأيام", "Days"), summary.days),
            (language.say("الجلسات المنعقدة", "Sessions held"), summary.sessions),
            (language.say("الأجهزة المشاركة", "Devices that took part"), summary.people),
            (language.say("الأسئلة الواردة", "Questions received"), summary.account.received),
            (language.say("منها ما أُدخل عن أصحابه", "Of which entered for others"), summary.account.assisted),
            (language.say("الأسئلة المجاب عنها", "Questions answered"), summary.account.answered),
            (language.say("التأييدات", "Supports"), summary.supports),
            (language.say("الأصوات", "Votes"), summary.ballots),
            (language.say("الأفكار", "Ideas"), summary.ideas),
            (language.say("الآراء في العبارات", "Opinions on statements"), summary.votes),
            (language.say("تقييمات الجلسات", "Ratings of sessions"), summary.ratings),
        ];
        let told = lines.into_iter().filter(|(_, n)| *n > 0);
        let lines = told.map(|(name, n)| [name.to_owned(), language.number(n)]);
        self.to.table([language.say("البيان", "What"), language.say("العدد", "Number")], lines);
        self.account(&summary.account);
    }

    /// What became of the questions: the sum is what was received.
    fn account(&mut self, counts: &Counts) {
        let language = self.language;
        if counts.received == 0 {
            return;
        }
        let reason = |reason: Reason| match reason {
            Reason::OffTopic => language.say("لم تُنشر: خارج الموضوع", "Not published: off topic"),
            Reason::AnsweredBefore => language.say("لم تُنشر: سبقت الإجابة", "Not published: answered before"),
            Reason::Personal => language.say("لم تُنشر: يمسّ شخصًا", "Not published: about a person"),
            Reason::Unclear => language.say("لم تُنشر: غير واضح", "Not published: unclear"),
            Reason::Promotion => language.say("لم تُنشر: ترويج", "Not published: promotion"),
            Reason::Other => language.say("لم تُنشر: سبب آخر", "Not published: another reason"),
        };
        let fates = [
            (language.say("أُجيب عنها", "Answered"), counts.answered),
            (language.say("في القائمة", "On the list"), counts.listed),
            (language.say("لدى فريق الأسئلة", "With the questions team"), counts.pending),
            (language.say("دُمجت مع سؤال مشابه", "Merged with a similar one"), counts.merged),
            (language.say("نُقلت إلى جلسة أخرى", "Moved to another session"), counts.moved),
            (language.say("سحبها أصحابها", "Taken back by their authors"), counts.withdrawn),
        ];
        let dismissed = Reason::ALL.map(|why| (reason(why), counts.dismissed[why.place()]));
        let told = fates.into_iter().chain(dismissed).filter(|(_, n)| *n > 0);
        let lines = told.map(|(name, n)| [name.to_owned(), language.number(n)]);
        let heading = language.say("مصير الأسئلة", "What became of the questions");
        self.to.table([heading, &language.number(counts.received)], lines);
    }

    fn session(&mut self, session: &RecordSession) {
        let language = self.language;
        self.to.own(Style::Heading(2), language.title(&session.title));
        let (from, to) = (language.clock(session.starts), language.clock(session.ends));
        let hall = language.title(&session.hall);
        let (beside, between) = (language.between(), language.say("إلى", "to"));
        self.to.own(Style::Note, &format!("{hall}{beside}{from} {between} {to}"));
        for line in language.title(&session.about).lines() {
            self.to.said(Style::Text, line);
        }
        for part in &session.parts {
            self.part(part);
        }
    }

    fn part(&mut self, part: &RecordPart) {
        let language = self.language;
        match part {
            RecordPart::Questions { counts, answered, open, more } => {
                self.to.own(Style::Heading(3), language.say("الأسئلة", "Questions"));
                self.account(counts);
                self.questions(language.say("أسئلة أُجيب عنها", "Questions that were answered"), answered);
                if *more > 0 {
                    let label = language.say("أسئلة أخرى أُجيب عنها", "Further questions answered");
                    self.to.own(Style::Note, &format!("{label}: {}", language.number(*more)));
                }
                self.questions(
                    language.say("الأكثر تأييدًا مما لم يُجب عنه", "Most supported without an answer"),
                    open,
                );
            }
            RecordPart::Poll(poll) => self.poll(poll),
            RecordPart::Opinions { title, picture, texts } => {
                self.to.own(Style::Heading(3), language.title(title));
                self.opinions(picture, texts);
            }
            RecordPart::Ideas { title, total, voters, groups, tables } => {
                self.to.own(Style::Heading(3), language.title(title));
                let (ideas, gave) =
                    (language.say("الأفكار", "Ideas"), language.say("وزّعوا نقاطًا", "Gave dots"));
                let line = [
                    format!("{ideas}: {}", language.number(*total)),
                    format!("{gave}: {}", language.number(*voters)),
                ];
                self.to.own(Style::Note, &line.join(language.between()));
                for group in groups {
                    self.group(group);
                }
                for table in tables {
                    self.table_result(table);
                }
            }
            RecordPart::Ratings { n, mean, stars, comments } => self.ratings(*n, *mean, *stars, comments),
            RecordPart::Exhibition { stands } => exhibited::write(stands, language, self.to),
            RecordPart::Speaking { turns, speakers } => {
                self.to.own(Style::Heading(3), language.say("المداخلات", "From the floor"));
                let (spoke, people) =
                    (language.say("المداخلات", "Turns"), language.say("المتحدثون", "Speakers"));
                let line = [
                    format!("{spoke}: {}", language.number(*turns)),
                    format!("{people}: {}", language.number(*speakers)),
                ];
                self.to.own(Style::Note, &line.join(language.between()));
            }
            RecordPart::Award { tracks } => tracks.iter().for_each(|track| self.track(track)),
        }
    }

    fn questions(&mut self, heading: &str, questions: &[RecordQuestion]) {
        let language = self.language;
        if questions.is_empty() {
            return;
        }
        self.to.own(Style::Note, heading);
        for question in questions {
            self.to.said(Style::Text, &question.text);
            let supports =
                format!("{}: {}", language.say("التأييد", "Supports"), language.number(question.n));
            let line: Vec<_> = question.name.iter().cloned().chain([supports]).collect();
            self.to.own(Style::Note, &line.join(language.between()));
            if let Some(reply) = &question.reply {
                self.to.said(Style::Answer, reply);
            }
        }
    }

    fn ratings(&mut self, n: u32, mean: Option<u32>, stars: Option<[u32; 5]>, comments: &[String]) {
        let language = self.language;
        self.to.own(Style::Heading(3), language.say("تقييم الجلسة", "How the session was rated"));
        let people = format!("{}: {}", language.say("المقيّمون", "Ratings"), language.number(n));
        let mean = mean.map(|mean| {
            format!("{}: {}", language.say("المتوسط من ٥", "Mean out of 5"), language.hundredths(mean))
        });
        let line: Vec<_> = [Some(people), mean].into_iter().flatten().collect();
        self.to.own(Style::Note, &line.join(language.between()));
        if let Some(stars) = stars {
            let lines = (1_u8..=5).zip(stars).rev();
            let lines =
                lines.map(|(star, people)| [format!("{} ★", language.number(star)), language.figure(people)]);
            let lines: Vec<_> = lines.collect();
            self.to.table([language.say("النجوم", "Stars"), language.say("العدد", "Number")], lines);
        }
        for comment in comments {
            self.to.said(Style::Text, comment);
        }
    }

    fn track(&mut self, track: &RecordAwardTrack) {
        let language = self.language;
        self.to.own(Style::Heading(3), language.title(&track.title));
        let place = |place: Option<u8>| match place {
            Some(place) => language.number(place),
            None => language.say("اختيار الجمهور", "The people's choice").to_owned(),
        };
        let lines = track.places.iter().flat_map(|told| {
            told.nominees.iter().map(move |nominee| {
                let (name, team) = (language.title(&nominee.title), language.title(&nominee.team));
                [place(told.place), name.to_owned(), team.to_owned()]
            })
        });
        let lines: Vec<_> = lines.collect();
        let headings = [
            language.say("المركز", "Place"),
            language.say("الفائز", "Winner"),
            language.say("الفريق", "Team"),
        ];
        self.to.table(headings, lines);
    }
}
