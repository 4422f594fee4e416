//! An exhibition: each stand with how many came, and the questions that its team published with their answers.

use crate::record::shape::RecordStand;

use super::content::{Content, Style};
use super::language::Language;

pub fn write(stands: &[RecordStand], language: &Language, to: &mut Content) {
    to.own(Style::Heading(3), language.say("الأجنحة", "The stands"));
    for stand in stands {
        one(stand, language, to);
    }
}

fn one(stand: &RecordStand, language: &Language, to: &mut Content) {
    to.own(Style::Heading(4), language.title(&stand.title));
    let counted = [
        (language.say("الزوار على الأقل", "Visitors at least"), stand.n.filter(|_| stand.visits.is_none())),
        (language.say("الزوار", "Visitors"), stand.visits),
        (language.say("التقييمات", "Ratings"), stand.rated),
        (language.say("تعليقات لفريقه", "Comments for its team"), stand.comments),
    ];
    let counted =
        counted.into_iter().filter_map(|(name, n)| Some(format!("{name}: {}", language.number(n?))));
    let mean = stand.mean.map(|tenths| {
        format!("{}: {}", language.say("المتوسط من ٥", "Mean out of 5"), language.hundredths(tenths * 10))
    });
    let named = [&stand.by, &stand.topic].map(|title| language.title(title).to_owned());
    let line = named.into_iter().filter(|name| !name.is_empty()).chain(counted).chain(mean);
    let line = line.collect::<Vec<_>>().join(language.between());
    if !line.is_empty() {
        to.own(Style::Note, &line);
    }
    for line in language.title(&stand.about).lines() {
        to.said(Style::Text, line);
    }
    for asked in &stand.questions {
        to.said(Style::Text, &asked.text);
        to.said(Style::Answer, &asked.answer);
    }
    if stand.more > 0 {
        let label = language.say("أسئلة أخرى أُجيب عنها", "Further questions answered");
        to.own(Style::Note, &format!("{label}: {}", language.number(stand.more)));
    }
}
