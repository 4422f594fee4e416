//! How much was given in each quarter of an hour.

use super::Writer;
use crate::record::docx::content::Style;
use crate::record::shape::RecordQuarter;

impl Writer<'_> {
    pub(super) fn participation(&mut self, quarters: &[RecordQuarter]) {
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
