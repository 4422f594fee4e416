//! Words whose own letters look like what is written onto words.
//!
//! Folded words, as they are common in forums. A list can't be complete; a word that is missing here is stemmed the same
//! way wherever it stands, so that it still meets itself.

/// Whether the word's ال, وال, بال or the like is its own: التزام, العاب, والد, بالغ.
pub fn begins_like_article(word: &str) -> bool {
    const BEGINNINGS: &[&str] = &[
        "التزام",
        "التحاق",
        "التماس",
        "التهاب",
        "التباس",
        "التفات",
        "التفاف",
        "التقاط",
        "الغاء",
        "الزام",
        "الكترون",
        "الماني",
    ];
    const WHOLE: &[&str] = &[
        "الله",
        "العاب",
        "الوان",
        "القاب",
        "الحان",
        "الياف",
        "اليات",
        "اليه",
        "الاف",
        "الات",
        "الواح",
        "الهام",
        "الحاح",
        "القاء",
        "الفه",
        "الفين",
        "البوم",
        "التقاء",
        "الي",
        "التي",
        "الذي",
        "الذين",
        "الا",
        "الم",
        "الف",
        "والد",
        "والده",
        "والدي",
        "والدين",
        "والدان",
        "والديه",
        "والدينا",
        "والدتي",
        "والي",
        "بالغ",
        "بالغه",
        "بالغين",
        "بالغون",
        "بالون",
        "بالونات",
        "بالي",
        "كالسيوم",
        "فالح",
    ];
    WHOLE.contains(&word) || BEGINNINGS.iter().any(|own| word.starts_with(own))
}

/// Whether the ل that begins it is its own: لجنة, لقاء, لغة.
pub fn begins_with_lam(word: &str) -> bool {
    const OWN: &[&str] = &[
        "لجن",
        "لجان",
        "لقاء",
        "لغه",
        "لغات",
        "لغوي",
        "ليل",
        "لوح",
        "لون",
        "لحظ",
        "لاعب",
        "لايح",
        "لوايح",
        "لبنان",
        "لباس",
    ];
    OWN.iter().any(|own| word.starts_with(own))
}

/// Whether ات belongs to the word, or to a plural with a singular of its own: بنات, وقت's اوقات.
pub fn is_own_plural(word: &str) -> bool {
    const OWN: &[&str] = &[
        "بنات",
        "اخوات",
        "امهات",
        "نبات",
        "ثبات",
        "سبات",
        "حيات",
        "ذات",
        "اوقات",
        "اصوات",
        "ابيات",
        "اموات",
        "اثبات",
        "التفات",
        "صلات",
        "وفات",
        "فتات",
        "رفات",
        "شتات",
    ];
    OWN.contains(&word)
}

/// Whether ون, ين or ان at the end is the word's own. Told by forms, متفاعل, افتعال and استفعال of roots that end in ن (متعاون,
/// امتحان, استبيان), and a list: what is left of these would be another word, or not meet its own plural (مهرجانات).
pub fn is_own_ending(word: &str) -> bool {
    const OWN: &[&str] = &[
        "مهرجان",
        "برلمان",
        "ترجمان",
        "رياحين",
        "فلسطين",
        "تلفزيون",
        "ثلاثون",
        "ثلاثين",
        "اربعون",
        "اربعين",
        "ثمانون",
        "ثمانين",
    ];
    let letters: Vec<char> = word.chars().collect();
    let built = matches!(
        *letters.as_slice(),
        ['م', 'ت', _, 'ا', 'و' | 'ي', 'ن'] | ['ا', _, 'ت', _, 'ا', 'ن'] | ['ا', 'س', 'ت', _, _, 'ا', 'ن']
    );
    built || OWN.contains(&word)
}

/// Whether a plural in ات comes of a word without ة. Told by the forms that Arabic builds from its roots, and a list:
///
/// - افتعال, إفعال, استفعال: اجتماع, انجاز, استثمار (not استشارة, which is shorter);
/// - تفعيل, تفاعل, تفعّل: تحسين, تعاون, توقع (not توصية);
/// - مفتعل, متفعّل: مقترح, منتدى, متطلب.
pub fn is_masculine(stem: &str) -> bool {
    const LISTED: &[&str] = &[
        "قرار",
        "مجال",
        "قطاع",
        "خيار",
        "مسار",
        "حوار",
        "نطاق",
        "بيان",
        "شعار",
        "شباب",
        "نشاط",
        "بلاغ",
        "حساب",
        "كيان",
        "مخرج",
        "مشروع",
        "منتج",
        "معدل",
        "ملف",
        "منشور",
        "مهرجان",
        "برلمان",
        "حيوان",
        "مكان",
        "طلب",
        "رمز",
        "هدف",
        "تحدي",
        "معرض",
        "مطار",
        "باص",
        "جوال",
        "نظام",
        "معلم",
        "موظف",
        "مدرب",
        "شاب",
        "لقاء",
        "فضاء",
        "نداء",
        "نقاش",
        "سباق",
        "خزان",
        "عقار",
        "دوار",
        "مزاد",
        "نزاع",
        "خلاف",
        "خطاب",
        "نجاح",
        "طموح",
        "مزار",
        "ضمان",
        "سياق",
        "مخطط",
        "موشر",
        "مسطح",
        "مجسم",
        "مجمع",
        "ملحق",
        "مطب",
        "محل",
        "مقر",
        "ممر",
        "معسكر",
        "كرنفال",
        "تلفزيون",
    ];
    let letters: Vec<char> = stem.chars().collect();
    let built = match *letters.as_slice() {
        ['ا', 'س', 'ت', .., 'ا', _] => letters.len() >= 7,
        ['ا', _, _, .., 'ا', _] => letters.len() >= 5,
        ['ت', _, _, last] => last != 'ي',
        ['ت', _, _, 'ي', _] | ['ت', _, 'ا', _, _] | ['م', 'ت', _, _, _, ..] | ['م', _, 'ت', _, _, ..] => {
            true
        }
        _ => false,
    };
    built || LISTED.contains(&stem)
}
