//! Opinions, ideas and what tables came to.

use super::Writer;
use crate::domain::statement::{Picture, Side};
use crate::record::docx::content::Style;
use crate::record::shape::{RecordGroup, RecordTable, RecordText};

impl Writer<'_> {
    pub(super) fn opinions(&mut self, picture: &Picture, texts: &[RecordText]) {
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

    pub(super) fn group(&mut self, group: &RecordGroup) {
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

    pub(super) fn table_result(&mut self, table: &RecordTable) {
        let name = self.language.title(&table.table).to_owned();
        let line: Vec<_> = std::iter::once(name).chain(table.title.iter().cloned()).collect();
        self.to.own(Style::Note, &line.join(self.language.between()));
        if let Some(text) = &table.text {
            self.to.said(Style::Answer, text);
        }
    }
}
