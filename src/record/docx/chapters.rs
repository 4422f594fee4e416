//! The chapters of a record, one after the other.

use crate::domain::board::Counts;
use crate::domain::forum::Title;
use crate::domain::question::Reason;
use crate::domain::ranking::Ranked;
use crate::domain::split::{GroupsView, ShiftView};
use crate::domain::statement::{Picture, Side};
use crate::domain::view::shape::AnswerView;
use crate::record::shape::{
    RecordAwardTrack, RecordChapter, RecordGroup, RecordOption, RecordPart, RecordPoll, RecordQuarter,
    RecordQuestion, RecordRow, RecordSession, RecordSummary, RecordTable, RecordText, RecordView,
};

use super::content::{Content, Style};
use super::language::Language;
use super::{exhibited, recommended};

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

    fn poll(&mut self, poll: &RecordPoll) {
        let language = self.language;
        self.to.own(Style::Heading(3), language.title(&poll.title));
        let voters = format!("{}: {}", language.say("المصوّتون", "Voters"), language.number(poll.voters));
        let counted = if poll.badges {
            language.say("البطاقات التي لها حق التصويت", "Badges that might vote")
        } else {
            language.say("الأجهزة الحاضرة", "Devices present")
        };
        let here = poll.here.map(|here| format!("{counted}: {}", language.number(here)));
        let secret = poll.secret.then(|| language.say("تصويت سري", "A secret poll").to_owned());
        let line: Vec<_> = [Some(voters), here, secret].into_iter().flatten().collect();
        self.to.own(Style::Note, &line.join(language.between()));
        if let (Some(options), Some(ranked)) = (&poll.options, &poll.ranked) {
            self.ranked(options, ranked);
        } else if let Some(options) = &poll.options {
            let places = 0_u8..;
            let all = options.iter().map(|option| option.n).sum();
            let (whole, ranks) = if matches!(poll.answer, AnswerView::Multiple { .. }) {
                (poll.voters, false)
            } else {
                (all, matches!(poll.answer, AnswerView::Ranking { .. } | AnswerView::Points))
            };
            let lines = places.zip(options).map(|(place, option)| {
                let mut name = self.option(poll.answer, place, language.title(&option.title));
                if poll.right == Some(place) {
                    name = format!("{name} ({})", language.say("الإجابة الصحيحة", "the right answer"));
                }
                [name, language.figure(option.n), language.share(option.n, whole)]
            });
            let counted = if ranks {
                language.say("النقاط", "Points")
            } else {
                language.say("الأصوات", "Votes")
            };
            let lines: Vec<_> = lines.collect();
            self.to
                .table([language.say("الخيار", "Option"), counted, language.say("النسبة", "Share")], lines);
        }
        if let Some(groups) = &poll.groups {
            self.groups(poll, groups);
        }
        if let Some(shift) = &poll.shift {
            self.shift(poll, shift);
        }
        if let Some(rows) = &poll.grid {
            self.grid(rows, &poll.labels);
        }
        if let Some(words) = &poll.words {
            let lines = words.iter().map(|word| [word.text.clone(), language.number(word.n)]);
            let lines: Vec<_> = lines.collect();
            self.to.table([language.say("الكلمة", "Word"), language.say("العدد", "Number")], lines);
        }
        for text in poll.texts.iter().flatten() {
            self.to.said(Style::Text, text);
        }
        if poll.options.is_none() && poll.grid.is_none() && poll.words.is_none() && poll.texts.is_none() {
            self.to.own(Style::Note, language.say("لم تُعلن النتائج", "The results were not announced"));
        }
    }

    /// What each group chose, in the order of the options; a dash where it is not told.
    fn groups(&mut self, poll: &RecordPoll, groups: &GroupsView) {
        let language = self.language;
        let untold = language.say("ما قلّ عن خمسة لا يُذكر", "Numbers below five are not told");
        self.to.own(Style::Note, untold);
        let lines = groups.rows.iter().map(|row| {
            let name = |title: &Title| match language.title(title) {
                "" => language.say("بلا مجموعة", "No group").to_owned(),
                name => name.to_owned(),
            };
            let names: Vec<_> = row.names.iter().map(name).collect();
            let options =
                (0_u8..).zip(poll.options.iter().flatten()).zip(&row.n).map(|((place, option), told)| {
                    let name = self.option(poll.answer, place, language.title(&option.title));
                    format!("{name}: {}", told.map_or_else(|| "–".to_owned(), |told| language.number(told)))
                });
            let options: Vec<_> = options.collect();
            [names.join(" + "), language.number(row.v), options.join(language.between())]
        });
        let lines: Vec<_> = lines.collect();
        let headings = [
            language.say("المجموعة", "Group"),
            language.say("المصوّتون", "Voters"),
            language.say("الأصوات", "Votes"),
        ];
        self.to.table(headings, lines);
    }

    /// What each option had before and has now, in order, and what of them those chose who chose it before.
    fn shift(&mut self, poll: &RecordPoll, shift: &ShiftView) {
        let language = self.language;
        let now: u32 = shift.now.iter().sum();
        let note = language
            .say("قبل وبعد: سُئل الحضور السؤال نفسه مرتين", "Before and after: the same was asked twice");
        self.to.own(Style::Note, note);
        let options: Vec<String> = (0_u8..)
            .zip(poll.options.iter().flatten())
            .map(|(place, option)| self.option(poll.answer, place, language.title(&option.title)))
            .collect();
        let counts = options.iter().zip(shift.before.iter().zip(&shift.now));
        let lines = counts.map(|(option, (before, count))| {
            let told = |count: u32, whole: u32| {
                format!("{} ({})", language.number(count), language.share(count, whole))
            };
            [option.clone(), told(*before, shift.v), told(*count, now)]
        });
        let lines: Vec<_> = lines.collect();
        let headings =
            [language.say("الخيار", "Option"), language.say("قبل", "Before"), language.say("بعد", "After")];
        self.to.table(headings, lines);
        if let Some(moved) = &shift.moved {
            self.moved(&options, moved);
        }
    }

    /// Who chose what before and now; a dash where it is not told.
    fn moved(&mut self, options: &[String], moved: &[Vec<Option<u32>>]) {
        let language = self.language;
        let untold = language.say("ما قلّ عن خمسة لا يُذكر", "Numbers below five are not told");
        self.to.own(Style::Note, untold);
        let named = |missing: &str| options.iter().cloned().chain([missing.to_owned()]).collect::<Vec<_>>();
        let before = named(language.say("لم يُجب قبل", "Did not answer before"));
        let after = named(language.say("لم يُجب بعد", "Did not answer after"));
        let lines = before.into_iter().zip(moved).map(|(name, row)| {
            let chose = after.iter().zip(row).map(|(name, told)| {
                format!("{name}: {}", told.map_or_else(|| "–".to_owned(), |told| language.number(told)))
            });
            let chose: Vec<_> = chose.collect();
            [name, chose.join(language.between())]
        });
        let lines: Vec<_> = lines.collect();
        self.to.table([language.say("قبل", "Before"), language.say("بعد", "After")], lines);
    }

    /// First choices, and the place that each option came to.
    fn ranked(&mut self, options: &[RecordOption], ranked: &Ranked) {
        let language = self.language;
        let lines = options.iter().enumerate().map(|(at, option)| {
            let place = ranked.places.get(at).map(|place| language.number(*place)).unwrap_or_default();
            [language.title(&option.title).to_owned(), language.figure(option.n), place]
        });
        let lines: Vec<_> = lines.collect();
        let first = language.say("اختيار أول", "First choices");
        self.to.table([language.say("الخيار", "Option"), first, language.say("المرتبة", "Place")], lines);
    }

    /// How many gave each step of each statement, from the first step on.
    fn grid(&mut self, rows: &[RecordRow], labels: &[Title]) {
        let language = self.language;
        let ends = labels.first().zip(labels.last());
        if let Some((first, last)) = ends {
            let line = format!("{} – {}", language.title(first), language.title(last));
            self.to.own(Style::Note, &line);
        }
        let lines = rows.iter().map(|row| {
            let steps: Vec<_> = row.steps.iter().map(|n| language.figure(*n)).collect();
            [language.title(&row.title).to_owned(), steps.join(language.between())]
        });
        let lines: Vec<_> = lines.collect();
        let counted = language.say("الأصوات من أول السلم إلى آخره", "Votes from the first step to the last");
        self.to.table([language.say("العبارة", "Statement"), counted], lines);
    }

    fn option(&self, answer: AnswerView, place: u8, title: &str) -> String {
        let language = self.language;
        match (answer, place) {
            (AnswerView::YesNoAbstain, 0) => language.say("نعم", "Yes").to_owned(),
            (AnswerView::YesNoAbstain, 1) => language.say("لا", "No").to_owned(),
            (AnswerView::YesNoAbstain, _) => language.say("امتناع", "Abstain").to_owned(),
            (AnswerView::Rating { .. }, _) => format!("{} ★", language.number(place + 1)),
            _ => title.to_owned(),
        }
    }

    fn opinions(&mut self, picture: &Picture, texts: &[RecordText]) {
        let language = self.language;
        let people = language.say("المشاركون", "People");
        let votes = language.say("الآراء", "Opinions");
        let line = [
            format!("{people}: {}", language.number(picture.people)),
            format!("{votes}: {}", language.number(picture.votes)),
        ];
        self.to.own(Style::Note, &line.join(language.between()));
        let letter = |group: u8| language.number(group + 1);
        let lines = picture.groups.iter().map(|group| [letter(group.group), language.number(group.people)]);
        if !picture.groups.is_empty() {
            let lines: Vec<_> = lines.collect();
            self.to.table([language.say("المجموعة", "Group"), people], lines);
        }
        let said = |s| texts.iter().find(|text| text.s == s).map(|text| text.text.as_str());
        let side = |side: Side| match side {
            Side::Agree => language.say("موافقة", "Agree"),
            Side::Disagree => language.say("مخالفة", "Disagree"),
        };
        let uniting = picture
            .uniting
            .iter()
            .filter_map(|told| Some([said(told.s)?.to_owned(), side(told.side).to_owned()]));
        let uniting: Vec<_> = uniting.collect();
        if !uniting.is_empty() {
            self.to.table([language.say("ما يجمع", "What unites"), language.say("الرأي", "Side")], uniting);
        }
        let dividing = picture
            .dividing
            .iter()
            .filter_map(|told| Some([said(told.s)?.to_owned(), letter(told.agree), letter(told.disagree)]));
        let dividing: Vec<_> = dividing.collect();
        if !dividing.is_empty() {
            let headings = [
                language.say("ما يفرّق", "What divides"),
                language.say("توافق المجموعة", "Agreeing group"),
                language.say("تخالف المجموعة", "Disagreeing group"),
            ];
            self.to.table(headings, dividing);
        }
    }

    fn group(&mut self, group: &RecordGroup) {
        let language = self.language;
        let title = language.title(&group.title);
        let title = if title.is_empty() {
            language.say("أفكار خارج المجموعات", "Ideas outside of groups")
        } else {
            title
        };
        let dots =
            group.dots.map(|dots| format!("{}: {}", language.say("النقاط", "Dots"), language.number(dots)));
        let line: Vec<_> = std::iter::once(title.to_owned()).chain(dots).collect();
        self.to.own(Style::Note, &line.join(language.between()));
        for idea in &group.ideas {
            self.to.said(Style::Text, idea);
        }
        if group.more > 0 {
            let label = language.say("أفكار أخرى", "Further ideas");
            self.to.own(Style::Note, &format!("{label}: {}", language.number(group.more)));
        }
    }

    fn table_result(&mut self, table: &RecordTable) {
        let name = self.language.title(&table.table).to_owned();
        let line: Vec<_> = std::iter::once(name).chain(table.title.iter().cloned()).collect();
        self.to.own(Style::Note, &line.join(self.language.between()));
        if let Some(text) = &table.text {
            self.to.said(Style::Answer, text);
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

    fn participation(&mut self, quarters: &[RecordQuarter]) {
        let language = self.language;
        self.to.on_new_page(Style::Heading(1), language.say("المشاركة والمزاج", "Participation and mood"));
        let note = language.say(
            "ما ورد في كل ربع ساعة، ومتوسط التقييمات حيث بلغت خمسة فأكثر.",
            "What was given in each quarter of an hour, and the mean of the ratings where there were five or more.",
        );
        self.to.own(Style::Note, note);
        let mut day = String::new();
        let mut lines: Vec<[String; 11]> = Vec::new();
        let headings = [
            language.say("من", "From"),
            language.say("أسئلة", "Questions"),
            language.say("تأييدات", "Supports"),
            language.say("أصوات", "Votes"),
            language.say("أفكار", "Ideas"),
            language.say("نقاط", "Dots"),
            language.say("آراء", "Opinions"),
            language.say("الأجنحة", "Stands"),
            language.say("طلبات الكلام", "To speak"),
            language.say("تقييمات", "Ratings"),
            language.say("المزاج", "Mood"),
        ];
        for quarter in quarters {
            let now = language.day(quarter.from);
            if now != day {
                self.quarters(&day, headings, std::mem::take(&mut lines));
                day = now;
            }
            let counts = [
                quarter.questions,
                quarter.supports,
                quarter.ballots,
                quarter.ideas,
                quarter.dots,
                quarter.votes,
                quarter.stands,
                quarter.speakers,
                quarter.ratings,
            ]
            .map(|n| language.figure(n));
            let [questions, supports, ballots, ideas, dots, votes, stands, speakers, ratings] = counts;
            let mood = quarter.mood.map(|mood| language.hundredths(mood)).unwrap_or_default();
            lines.push([
                language.clock(quarter.from),
                questions,
                supports,
                ballots,
                ideas,
                dots,
                votes,
                stands,
                speakers,
                ratings,
                mood,
            ]);
        }
        self.quarters(&day, headings, lines);
    }

    fn quarters(&mut self, day: &str, headings: [&str; 11], lines: Vec<[String; 11]>) {
        if !lines.is_empty() {
            self.to.own(Style::Heading(2), day);
            self.to.table(headings, lines);
        }
    }
}
