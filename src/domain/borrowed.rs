//! Reading texts without a copy.

use std::borrow::Cow;

use serde::Deserialize;

/// A text where it lies in what is read; a copy only where it has escapes. (serde copies into a plain `Cow` always.)
#[derive(Debug, Deserialize)]
#[serde(transparent)]
pub struct Borrowed<'t>(#[serde(borrow)] pub Cow<'t, str>);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_borrowed_unless_it_has_escapes() {
        let read = |json| serde_json::from_str::<Borrowed>(json).unwrap().0;
        assert!(matches!(read(r#""سؤال""#), Cow::Borrowed("سؤال")));
        assert_eq!(read(r#""a\nb""#), Cow::<str>::Owned("a\nb".into()));
    }
}
