//! What the demo's audience says. Topics only: nobody in it is made to be somebody.

/// Questions that the desk has let through, each with how many support it.
pub(super) const LISTED: [(&str, usize); 7] = [
    ("كيف نعرف أن رأينا وصل إلى من يقرر؟", 23),
    ("هل يمكن أن تُعرض نتائج المبادرات في كل حي كل ثلاثة أشهر؟", 18),
    ("ما أبسط طريقة لبدء مبادرة تشجير مع الجيران؟", 14),
    ("كيف يُشرك كبار السن وذوو الإعاقة في تصميم الحدائق؟", 11),
    ("How can newcomers to a neighbourhood take part when they know nobody yet?", 8),
    ("هل تُحتسب ساعات التطوع في المبادرات الصغيرة؟", 5),
    ("من يتابع المبادرة بعد أن ينتهي حماس البداية؟", 3),
];

/// Questions that wait for the desk.
pub(super) const WAITING: [&str; 3] = [
    "ما دور المدارس في مبادرات الأحياء؟",
    "أين نقترح مكانًا للقاء أهل الحي؟",
    "Could results be shown by neighbourhood, not for the whole city?",
];

/// What comes up in a word cloud, the more often the nearer to the beginning.
pub(super) const WORDS: [&str; 8] = ["انتماء", "تعاون", "مسؤولية", "عطاء", "أثر", "ثقة", "مبادرة", "جيرة"];
