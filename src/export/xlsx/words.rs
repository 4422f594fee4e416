//! What a reader of a workbook sees for the names of columns and of values, in Arabic and in English.

/// The name, in Arabic, in English.
type Words = (&'static str, &'static str, &'static str);

/// The heading of a column.
pub(super) fn heading(name: &'static str, arabic: bool) -> &'static str {
    told(HEADINGS.iter(), name, arabic).unwrap_or(name)
}

/// What a value of a column is called that has a name of its own: a status, a reason, a kind. One without words keeps its name.
pub(super) fn value<'n>(column: &str, name: &'n str, arabic: bool) -> &'n str {
    let own = OF_COLUMN.iter().filter(|(of, _)| *of == column).map(|(_, words)| words);
    told(own.chain(&VALUES), name, arabic).unwrap_or(name)
}

fn told<'w>(mut words: impl Iterator<Item = &'w Words>, name: &str, arabic: bool) -> Option<&'static str> {
    let (_, ar, en) = words.find(|(known, ..)| *known == name)?;
    Some(if arabic { ar } else { en })
}

const HEADINGS: [Words; 163] = [
    ("session", "رقم الجلسة", "Session no."),
    ("session_ar", "الجلسة", "Session (Arabic)"),
    ("session_en", "الجلسة (بالإنجليزية)", "Session"),
    ("hall", "رقم القاعة", "Hall no."),
    ("hall_ar", "القاعة", "Hall (Arabic)"),
    ("hall_en", "القاعة (بالإنجليزية)", "Hall"),
    ("kind", "النوع", "Kind"),
    ("title_ar", "العنوان", "Title (Arabic)"),
    ("title_en", "العنوان (بالإنجليزية)", "Title"),
    ("starts", "البداية", "Starts"),
    ("ends", "النهاية", "Ends"),
    ("phase", "المرحلة", "Phase"),
    ("received", "الأسئلة الواردة", "Received"),
    ("pending", "لدى فريق الأسئلة", "Waiting"),
    ("listed", "في القائمة", "On the list"),
    ("answered", "أُجيب عنها", "Answered"),
    ("merged", "مدموجة", "Merged"),
    ("moved", "منقولة إلى جلسة أخرى", "Moved"),
    ("withdrawn", "مسحوبة", "Withdrawn"),
    ("dismissed_off_topic", "لم تُنشر: خارج الموضوع", "Not published: off topic"),
    ("dismissed_answered_before", "لم تُنشر: سبقت الإجابة", "Not published: answered before"),
    ("dismissed_personal", "لم تُنشر: تمسّ شخصًا", "Not published: about a person"),
    ("dismissed_unclear", "لم تُنشر: غير واضحة", "Not published: unclear"),
    ("dismissed_promotion", "لم تُنشر: ترويج", "Not published: promotion"),
    ("dismissed_other", "لم تُنشر: سبب آخر", "Not published: other"),
    ("seeds", "أسئلة المنظمين", "Organisers' own"),
    ("supports", "التأييد", "Supports"),
    ("polls", "التصويتات", "Polls"),
    ("ratings", "التقييمات", "Ratings"),
    ("stars_1", "نجمة واحدة", "1 star"),
    ("stars_2", "نجمتان", "2 stars"),
    ("stars_3", "٣ نجوم", "3 stars"),
    ("stars_4", "٤ نجوم", "4 stars"),
    ("stars_5", "٥ نجوم", "5 stars"),
    ("average_stars", "متوسط النجوم", "Average stars"),
    ("comments", "التعليقات", "Comments"),
    ("question", "رقم السؤال", "Question no."),
    ("status", "الحالة", "Status"),
    ("reason", "السبب", "Reason"),
    ("merged_into", "دُمج في السؤال رقم", "Merged into no."),
    ("moved_from", "نُقل من الجلسة رقم", "Moved from session no."),
    ("source", "المصدر", "Source"),
    ("labels_ar", "الوسوم", "Labels (Arabic)"),
    ("labels_en", "الوسوم (بالإنجليزية)", "Labels"),
    ("name", "الاسم", "Name"),
    ("text", "النص", "Text"),
    ("original", "النص قبل التعديل", "Text before editing"),
    ("reply", "الرد المكتوب", "Written reply"),
    ("asked", "وقت السؤال", "Asked"),
    ("decided", "وقت القرار", "Decided"),
    ("stars", "النجوم", "Stars"),
    ("comment", "التعليق", "Comment"),
    ("act", "رقم القرار", "Decision no."),
    ("time", "الوقت", "Time"),
    ("desk", "المكتب", "Desk"),
    ("deed", "القرار", "Decision"),
    ("into_question", "في السؤال رقم", "Into question no."),
    ("to_session", "إلى الجلسة رقم", "To session no."),
    ("undone", "تُراجع عنه", "Undone"),
    ("poll", "رقم التصويت", "Poll no."),
    ("secret", "سري", "Secret"),
    ("revealed", "أُعلنت النتيجة", "Revealed"),
    ("round", "الجولة", "Round"),
    ("opened", "وقت الفتح", "Opened"),
    ("closed", "وقت الإغلاق", "Closed"),
    ("voters", "المصوّتون", "Voters"),
    ("assisted", "منهم بإدخال غيرهم", "Of which entered for others"),
    ("ushers", "منهم عبر المرشدين", "Of these by ushers"),
    ("kiosks", "منهم عبر الألواح", "Of these at kiosks"),
    ("here", "الحاضرون", "Here"),
    ("option", "رقم الخيار", "Option no."),
    ("option_ar", "الخيار", "Option (Arabic)"),
    ("option_en", "الخيار (بالإنجليزية)", "Option"),
    ("word", "الكلمة", "Word"),
    ("count", "العدد", "Count"),
    ("method", "طريقة العد", "Method"),
    ("step", "الدرجة", "Step"),
    ("backers", "الداعمون", "Backers"),
    ("earlier_poll", "رقم التصويت السابق", "Earlier poll no."),
    ("earlier_round", "جولة التصويت السابق", "Earlier round"),
    ("both", "أجابوا في المرتين", "Answered both"),
    ("before", "رقم الخيار قبل", "Option no. before"),
    ("before_ar", "الخيار قبل", "Option before (Arabic)"),
    ("before_en", "الخيار قبل (بالإنجليزية)", "Option before"),
    ("before_count", "العدد قبل", "Number before"),
    ("after", "رقم الخيار بعد", "Option no. after"),
    ("after_ar", "الخيار بعد", "Option after (Arabic)"),
    ("after_en", "الخيار بعد (بالإنجليزية)", "Option after"),
    ("track", "رقم المسار", "Track no."),
    ("track_ar", "المسار", "Track (Arabic)"),
    ("track_en", "المسار (بالإنجليزية)", "Track"),
    ("nominee", "رقم المرشح", "Nominee no."),
    ("nominee_ar", "المرشح", "Nominee (Arabic)"),
    ("nominee_en", "المرشح (بالإنجليزية)", "Nominee"),
    ("team_ar", "الفريق", "Team (Arabic)"),
    ("team_en", "الفريق (بالإنجليزية)", "Team"),
    ("place", "المركز", "Place"),
    ("points", "النقاط من ١٠٠", "Points of 100"),
    ("jury_points", "نقاط لجنة التحكيم", "The jury's points"),
    ("jurors", "المحكّمون", "Jurors"),
    ("recused", "المتنحّون", "Jurors who stepped back"),
    ("firsts", "من قدّمه أولًا", "Jurors who put it first"),
    ("jury_quorum", "اكتمل نصاب اللجنة", "Jury's quorum"),
    ("votes", "أصوات الجمهور", "The people's votes"),
    ("people_points", "نقاط الجمهور", "The people's points"),
    ("people_quorum", "اكتمل نصاب الجمهور", "People's quorum"),
    ("people_place", "المركز لدى الجمهور", "Place by votes"),
    ("tie", "ما حسم التعادل", "What decided a tie"),
    ("statement", "رقم العبارة", "Statement no."),
    ("agree", "أوافق", "Agree"),
    ("disagree", "لا أوافق", "Disagree"),
    ("pass", "تجاوز", "Pass"),
    ("submitted", "وقت الورود", "Came in"),
    ("idea", "رقم الفكرة", "Idea no."),
    ("table_ar", "الطاولة", "Table (Arabic)"),
    ("table_en", "الطاولة (بالإنجليزية)", "Table"),
    ("group", "رقم المجموعة", "Group no."),
    ("group_ar", "المجموعة", "Group (Arabic)"),
    ("group_en", "المجموعة (بالإنجليزية)", "Group"),
    ("dots", "النقاط", "Dots"),
    ("done", "أنهت عملها", "Done"),
    ("result", "عنوان الخلاصة", "Heading"),
    ("ideas", "أرقام الأفكار", "Ideas no."),
    ("groups", "أرقام المجموعات", "Groups no."),
    ("stand", "رقم الجناح", "Stand no."),
    ("stand_ar", "الجناح", "Stand (Arabic)"),
    ("stand_en", "الجناح (بالإنجليزية)", "Stand"),
    ("by_ar", "الجهة", "Carried by (Arabic)"),
    ("by_en", "الجهة (بالإنجليزية)", "Carried by"),
    ("topic_ar", "الموضوع", "Topic (Arabic)"),
    ("topic_en", "الموضوع (بالإنجليزية)", "Topic"),
    ("ticket", "رقم الطلب", "Request no."),
    ("turns_before", "مداخلات سابقة", "Turns before"),
    ("topic", "الموضوع", "Topic"),
    ("is_closed", "مغلق", "Closed"),
    ("visits", "الزيارات", "Visits"),
    ("questions", "الأسئلة", "Questions"),
    ("remark", "الرقم", "No."),
    ("published", "على صفحة الجناح", "On its page"),
    ("mark", "قراءة الفريق", "Read by the team"),
    ("answer", "الجواب", "Answer"),
    ("recommendation", "رقم التوصية", "Recommendation no."),
    ("into", "دُمجت في", "Merged into"),
    ("title", "العنوان", "Title"),
    ("label_ar", "الموضوع", "Topic (Arabic)"),
    ("label_en", "الموضوع (بالإنجليزية)", "Topic"),
    ("owner_ar", "الجهة المعنية", "Office (Arabic)"),
    ("owner_en", "الجهة المعنية (بالإنجليزية)", "Office"),
    ("due", "الموعد", "Due"),
    ("impact", "الأثر", "Impact"),
    ("feasibility", "قابلية التنفيذ", "Feasibility"),
    ("markers", "عدد المقيّمين", "Marked by"),
    ("abstain", "امتناع", "Abstain"),
    ("agreed", "وافقت القاعة", "Agreed by the room"),
    ("published_at", "وقت النشر", "Published at"),
    ("anyway", "نُشرت من دون موافقة القاعة", "Published without the room's agreement"),
    ("follow_up", "المتابعة", "Follow-up"),
    ("note", "ملاحظة", "Note"),
    ("evidence", "الأدلة", "Evidence"),
    ("cue", "رقم الإشارة", "Cue no."),
    ("cue_ar", "الإشارة", "Cue (Arabic)"),
    ("cue_en", "الإشارة (بالإنجليزية)", "Cue"),
    ("does", "ما تفعله", "Does"),
];

/// Values of a column whose name means something else in others.
const OF_COLUMN: [(&str, Words); 11] = [
    ("kind", ("open", "نص حر", "free text")),
    ("does", ("speaking", "طلبات الكلمة", "speaking queue")),
    ("evidence", ("question", "سؤال", "question")),
    ("evidence", ("idea", "فكرة", "idea")),
    ("evidence", ("group", "مجموعة", "group")),
    ("evidence", ("table", "طاولة", "table")),
    ("evidence", ("session", "جلسة", "session")),
    ("evidence", ("statement", "عبارة", "statement")),
    ("evidence", ("poll", "تصويت", "poll")),
    ("evidence", ("round", "جولة", "round")),
    ("evidence", ("stand", "جناح", "stand")),
];

const VALUES: [Words; 97] = [
    ("yes", "نعم", "yes"),
    ("no", "لا", "no"),
    ("upcoming", "لم تبدأ", "upcoming"),
    ("ended", "انتهت", "ended"),
    ("draft", "مُعدّ", "prepared"),
    ("open", "مفتوح", "open"),
    ("closed", "مغلق", "closed"),
    ("panel", "جلسة حوارية", "panel"),
    ("talk", "كلمة", "talk"),
    ("workshop", "ورشة", "workshop"),
    ("exhibition", "معرض", "exhibition"),
    ("award", "جائزة", "award"),
    ("break", "استراحة", "break"),
    ("pending", "لدى فريق الأسئلة", "waiting"),
    ("waiting", "بالانتظار", "waiting"),
    ("speaking", "يتكلم", "speaking"),
    ("absent", "لم يحضر", "absent"),
    ("published", "منشورة", "published"),
    ("listed", "في القائمة", "on the list"),
    ("answered", "أُجيب عنه", "answered"),
    ("merged", "دُمج", "merged"),
    ("dismissed", "لم يُنشر", "not published"),
    ("withdrawn", "سُحب", "withdrawn"),
    ("off_topic", "خارج الموضوع", "off topic"),
    ("answered_before", "سبقت الإجابة", "answered before"),
    ("personal", "يمسّ شخصًا", "about a person"),
    ("unclear", "غير واضح", "unclear"),
    ("promotion", "ترويج", "promotion"),
    ("other", "سبب آخر", "other"),
    ("phone", "هاتف", "phone"),
    ("floor", "من القاعة", "from the floor"),
    ("seed", "من المنظمين", "organisers' own"),
    ("usher", "عبر مرشد", "by an usher"),
    ("kiosk", "عبر لوح القاعة", "at a kiosk"),
    ("approve", "قبول", "approved"),
    ("dismiss", "استبعاد", "dismissed"),
    ("restore", "إعادة", "restored"),
    ("merge", "دمج", "merged"),
    ("move", "نقل إلى جلسة أخرى", "moved"),
    ("label", "وسم", "labelled"),
    ("edit", "تعديل النص", "edited"),
    ("shorten", "نص للشاشة", "wall text"),
    ("queue", "إضافة إلى الدور", "queued"),
    ("unqueue", "إخراج من الدور", "taken off the queue"),
    ("stage", "عرض على الشاشة", "put on stage"),
    ("answer", "أُجيب عنه", "answered"),
    ("reply", "رد مكتوب", "replied"),
    ("single", "اختيار واحد", "single choice"),
    ("multiple", "اختيارات عدة", "several choices"),
    ("yes_no_abstain", "نعم، لا، امتناع", "yes, no, abstain"),
    ("rating", "تقييم", "rating"),
    ("ranking", "ترتيب", "ranking"),
    ("borda", "بوردا", "Borda"),
    ("instant_runoff", "الجولة الفورية", "instant runoff"),
    ("schulze", "شولتسه", "Schulze"),
    ("points", "توزيع نقاط", "points"),
    ("likert", "مقياس لعبارات", "grid"),
    ("cloud", "سحابة كلمات", "word cloud"),
    ("quiz", "مسابقة", "quiz"),
    ("scored", "بالتحكيم", "judged"),
    ("honorary", "تكريم", "honorary"),
    ("criterion", "المعيار الأثقل", "heaviest criterion"),
    ("people", "أصوات الجمهور", "the people's votes"),
    ("firsts", "من قدّمه أولًا", "jurors who put it first"),
    ("lot", "القرعة", "the lot"),
    ("table", "من طاولة", "from a table"),
    ("desk", "من المكتب", "from the desk"),
    ("question", "سؤال", "question"),
    ("comment", "تعليق", "comment"),
    ("read", "قُرئ", "read"),
    ("thanked", "قُرئ مع الشكر", "read with thanks"),
    ("proposed", "مطروحة للتصويت", "put to the vote"),
    ("unpublished", "سُحب نشرها", "published no more"),
    ("planned", "مخطط لها", "planned"),
    ("under_way", "قيد التنفيذ", "under way"),
    ("done", "أُنجزت", "done"),
    ("not_pursued", "لن تُنفذ", "not pursued"),
    ("to_come", "لم يحن وقتها", "to come"),
    ("left", "تُركت ليد المكتب", "left to the desk"),
    ("failed", "تعذّرت", "failed"),
    ("missed", "فاتت", "missed"),
    ("skipped", "تُخطّيت", "skipped"),
    ("remind", "تذكير", "reminder"),
    ("scene", "مشهد الشاشات", "the walls' scene"),
    ("hide", "إخلاء الشاشات", "empty walls"),
    ("announce", "إعلان", "announcement"),
    ("phase", "بدء جلسة أو إنهاؤها", "a session's start or end"),
    ("asking", "استقبال الأسئلة", "taking questions"),
    ("pause", "إيقاف المشاركة", "pause"),
    ("note", "ملاحظة للمنصة", "a note for the stage"),
    ("feedback", "التقييم", "feedback"),
    ("open_poll", "فتح تصويت", "opens a poll"),
    ("close_poll", "إغلاق تصويت", "closes a poll"),
    ("reveal_poll", "إعلان نتيجة", "reveals a poll"),
    ("statements", "العبارات", "statements"),
    ("board", "لوحة الأفكار", "idea board"),
    ("results", "نتائج اللوحة", "the board's results"),
];

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::domain::poll::{Method, PollKind};
    use crate::domain::speaking::SpeakerStatus;
    use crate::domain::state::State;
    use crate::export::record::Record;
    use crate::export::sheet::columns::referred;
    use crate::export::sheet::{Sheet, Table, Thing};

    #[test]
    fn every_column_has_a_heading_in_both_languages() {
        let record = Record::of(&State::default());
        for table in Table::ALL {
            for name in Sheet::of(&record, table).headings {
                assert!(told(HEADINGS.iter(), name, true).is_some(), "{name}");
            }
        }
    }

    #[test]
    fn kinds_methods_and_statuses_have_words_in_both_languages() {
        let name = |value: serde_json::Value| value.as_str().map(str::to_owned).expect("it has a name");
        let kinds = [
            PollKind::Single,
            PollKind::Multiple { min: 1, max: 2 },
            PollKind::YesNoAbstain,
            PollKind::Rating { max: 5 },
            PollKind::Ranking { method: Method::Borda },
            PollKind::Points,
            PollKind::Likert { steps: 5 },
            PollKind::Cloud { words: 3 },
            PollKind::Open,
            PollKind::Quiz { answer: 0 },
        ];
        let kinds = kinds.map(|kind| ("kind", name(serde_json::to_value(kind).unwrap()["kind"].clone())));
        let methods = [Method::Borda, Method::InstantRunoff, Method::Schulze];
        let methods = methods.map(|method| ("method", name(serde_json::to_value(method).unwrap())));
        let speakers = [
            SpeakerStatus::Waiting,
            SpeakerStatus::Speaking,
            SpeakerStatus::Done,
            SpeakerStatus::Absent,
            SpeakerStatus::Dismissed,
        ];
        let speakers = speakers.map(|status| ("status", name(serde_json::to_value(status).unwrap())));
        for (column, name) in kinds.into_iter().chain(methods).chain(speakers) {
            assert_ne!(value(column, &name, true), name, "{column} {name}");
        }
        assert_eq!((value("kind", "open", false), value("phase", "open", false)), ("free text", "open"));
    }

    #[test]
    fn what_recommendations_rest_on_is_told_in_the_sheets_language() {
        let things = [
            json!({"kind": "question", "question": 7, "n": 52}),
            json!({"kind": "idea", "session": 3, "idea": 2}),
            json!({"kind": "cluster", "session": 3, "cluster": 1}),
            json!({"kind": "table", "session": 3, "table": 1}),
            json!({"kind": "statement", "session": 4, "statement": 5, "votes": [9, 2, 1]}),
            json!({"kind": "poll", "poll": 6, "round": 2}),
            json!({"kind": "remark", "session": 5, "stand": 8, "remark": 4}),
            json!({"kind": "stand", "session": 5, "stand": 8}),
        ];
        let things = things.map(|view| referred(&serde_json::from_value(view).unwrap()));
        let told = |arabic, comma| Thing::told(&things, |kind| value("evidence", kind, arabic), comma);
        assert_eq!(
            told(true, "، "),
            "سؤال 7 (52); فكرة 2; مجموعة 1; طاولة 2، جلسة 3; عبارة 5 (9/2/1); تصويت 6، جولة 2; سؤال 4، جناح 8; جناح 8"
        );
        assert!(told(false, ", ").contains("table 2, session 3; statement 5 (9/2/1)"));
    }
}
