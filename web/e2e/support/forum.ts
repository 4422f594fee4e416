/** The two halls of a forum. */
export const twoHalls = `
[[halls]]
id = "main"
name = { ar = "القاعة الكبرى", en = "Main hall" }

[[halls]]
id = "workshop"
name = { ar = "قاعة الورش", en = "Workshop hall" }
`;

/** A forum of two halls, on whenever it is tried; whoever asks may ask again at once. */
export const usualForum = `
slug = "trial"
name = { ar = "ملتقى التجربة", en = "Trial forum" }
languages = ["ar", "en"]
zone = "Asia/Riyadh"

[rules]
between_questions = "0s"
${twoHalls}
[[sessions]]
hall = "main"
kind = "panel"
title = { ar = "من المبادرة إلى الأثر", en = "From initiative to impact" }
start = 2026-01-01T00:00
end = 2100-01-01T00:00

[[sessions]]
hall = "workshop"
kind = "workshop"
title = { ar = "تصميم المبادرات", en = "Designing initiatives" }
start = 2026-01-01T00:00
end = 2100-01-01T00:00
`;
