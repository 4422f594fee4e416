//! A poll: what was counted, by group and beside an earlier one where that was told.

use super::Writer;
use crate::domain::forum::Title;
use crate::domain::ranking::Ranked;
use crate::domain::split::{GroupsView, ShiftView};
use crate::domain::view::shape::AnswerView;
use crate::record::docx::content::Style;
use crate::record::shape::{RecordOption, RecordPoll, RecordRow};

impl Writer<'_> {
    pub(super) fn poll(&mut self, poll: &RecordPoll) {
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
}
