//! What the forum recommends: each with what it rests on, and what was done of it since.

use crate::domain::recommendation::{
    Evidence, EvidenceView, FollowUp, Gone, OutcomeView, RecommendationItem, StepView,
};

use super::content::{Content, Style};
use super::language::Language;

pub fn write(list: &[RecommendationItem], language: &Language, to: &mut Content) {
    to.on_new_page(Style::Heading(1), language.say("توصيات الملتقى", "The forum's recommendations"));
    for item in list {
        recommendation(item, language, to);
    }
}

fn recommendation(item: &RecommendationItem, language: &Language, to: &mut Content) {
    to.said(Style::Heading(2), if item.title.is_empty() { erased(language) } else { &item.title });
    for paragraph in item.text.iter().flat_map(|text| text.lines()) {
        to.said(Style::Text, paragraph);
    }
    let facts = facts(item, language);
    if !facts.is_empty() {
        to.table([language.say("البيان", "What"), language.say("التفصيل", "Details")], facts);
    }
    if !item.evidence.is_empty() {
        to.own(Style::Heading(3), language.say("ما تستند إليه", "What it rests on"));
    }
    for view in &item.evidence {
        evidence(view, language, to);
    }
    if !item.steps.is_empty() {
        to.own(Style::Heading(3), language.say("المتابعة", "What was done since"));
    }
    for step in &item.steps {
        followed(step, language, to);
    }
}

fn erased(language: &Language) -> &str {
    language.say("مُحي نص هذه التوصية", "The words of this recommendation were erased")
}

fn facts(item: &RecommendationItem, language: &Language) -> Vec<[String; 2]> {
    let title = |title: &Option<_>| title.as_ref().map(|title| language.title(title).to_owned());
    let facts = [
        (language.say("الموضوع", "Topic"), title(&item.label)),
        (language.say("الجهة المعنية", "Responsible body"), title(&item.owner)),
        (language.say("الموعد", "Due date"), item.due.map(|day| language.date(day))),
        (
            language.say("حُدّدت الجهة أو الموعد بعد التصويت", "Body or date set after the vote"),
            item.assigned.map(|at| language.day(at)),
        ),
        (language.say("تصويت القاعة", "The room's vote"), Some(agreement(item, language))),
    ];
    facts.into_iter().filter_map(|(name, told)| Some([name.to_owned(), told?])).collect()
}

fn agreement(item: &RecommendationItem, language: &Language) -> String {
    let came_to = item.outcome.map(|outcome| came_to(outcome, language));
    let anyway = language.say("نُشرت من دون إقرار القاعة", "Published without the room's agreement");
    let told: Vec<String> = came_to.into_iter().chain(item.anyway.then(|| anyway.to_owned())).collect();
    if told.is_empty() {
        return language.say("لم تُعرض على التصويت", "Not put to the vote").to_owned();
    }
    told.join(language.between())
}

fn came_to(outcome: OutcomeView, language: &Language) -> String {
    let reached = if outcome.agreed {
        language.say("أُقرّت", "Agreed")
    } else {
        language.say("لم تُقرّ", "Not agreed")
    };
    let counts = [
        (language.say("موافق", "For"), outcome.agree),
        (language.say("غير موافق", "Against"), outcome.disagree),
        (language.say("ممتنع", "Abstained"), outcome.abstain),
    ];
    let counts = counts.map(|(name, n)| format!("{name}: {}", language.number(n)));
    let line: Vec<_> = std::iter::once(reached.to_owned()).chain(counts).collect();
    line.join(language.between())
}

fn evidence(view: &EvidenceView, language: &Language, to: &mut Content) {
    let (kind, counted) = match view.of {
        Evidence::Question { .. } => {
            (language.say("سؤال", "Question"), language.say("المؤيدون", "Supporters"))
        }
        Evidence::Idea { .. } => (language.say("فكرة", "Idea"), language.say("النقاط", "Dots")),
        Evidence::Cluster { .. } => {
            (language.say("مجموعة أفكار", "Group of ideas"), language.say("النقاط", "Dots"))
        }
        Evidence::Table { .. } => (language.say("نتيجة طاولة", "A table's result"), ""),
        Evidence::Statement { .. } => (language.say("عبارة", "Statement"), ""),
        Evidence::Poll { .. } => (language.say("تصويت", "Poll"), language.say("المصوّتون", "Voters")),
        Evidence::Remark { .. } => (language.say("سؤال في جناح", "Question at a stand"), ""),
        Evidence::Stand { .. } => {
            (language.say("جناح", "Stand"), language.say("الزوار على الأقل", "Visitors at least"))
        }
    };
    let title = view.title.iter().map(|title| language.title(title).to_owned());
    let n = view.n.map(|n| format!("{counted}: {}", language.number(n)));
    let votes = view.votes.map(|votes| said_of(votes, language));
    let comments = view.comments.map(|n| {
        format!(
            "{}: {}",
            language.say("تعليقات لفريقه على الأقل", "Comments for its team at least"),
            language.number(n)
        )
    });
    let gone = language.say("مُحي نصه، وبقي ما حُسب منه", "Its words were erased; what was counted stays");
    let gone = (view.gone == Some(Gone::Erased)).then(|| gone.to_owned());
    let line =
        std::iter::once(kind.to_owned()).chain(title).chain(n).chain(votes).chain(comments).chain(gone);
    let line: Vec<_> = line.filter(|told| !told.is_empty()).collect();
    to.own(Style::Note, &line.join(language.between()));
    for text in view.heading.iter().chain(&view.text) {
        to.said(Style::Answer, text);
    }
    if let Some(answer) = &view.answer {
        to.own(Style::Note, language.say("جواب فريق الجناح", "The stand team's answer"));
        to.said(Style::Answer, answer);
    }
    if !view.options.is_empty() {
        let options = view.options.iter();
        let options =
            options.map(|option| [language.title(&option.title).to_owned(), language.figure(option.n)]);
        to.table([language.say("الخيار", "Option"), language.say("العدد", "Number")], options);
    }
}

fn said_of([agree, disagree, pass]: [u32; 3], language: &Language) -> String {
    let told = [
        (language.say("موافق", "Agree"), agree),
        (language.say("غير موافق", "Disagree"), disagree),
        (language.say("تجاوز", "Pass"), pass),
    ];
    told.map(|(name, n)| format!("{name}: {}", language.number(n))).join(language.between())
}

fn followed(step: &StepView, language: &Language, to: &mut Content) {
    let status = match step.status {
        FollowUp::Planned => language.say("مخطط لها", "Planned"),
        FollowUp::UnderWay => language.say("قيد التنفيذ", "Under way"),
        FollowUp::Done => language.say("أُنجزت", "Done"),
        FollowUp::NotPursued => language.say("لن تُنفَّذ", "Will not be pursued"),
    };
    to.own(Style::Note, &[status, &language.day(step.at)].join(language.between()));
    if let Some(note) = &step.note {
        to.said(Style::Text, note);
    }
}
