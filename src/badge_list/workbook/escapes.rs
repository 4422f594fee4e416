//! Characters that a workbook writes by their number, `_x000D_`, as XML has no way to.

use std::borrow::Cow;

/// The text with each such character itself.
pub(super) fn resolve(text: &str) -> Cow<'_, str> {
    if !text.contains("_x") {
        return Cow::Borrowed(text);
    }
    let mut resolved = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find("_x") {
        resolved.push_str(&rest[..at]);
        rest = &rest[at..];
        let (piece, length) = escaped(rest).map_or(('_', 1), |c| (c, "_x0000_".len()));
        resolved.push(piece);
        rest = &rest[length..];
    }
    resolved.push_str(rest);
    Cow::Owned(resolved)
}

fn escaped(text: &str) -> Option<char> {
    let number = text.get("_x".len().."_x0000".len())?;
    let is_one =
        text.get("_x0000".len()..)?.starts_with('_') && number.bytes().all(|b| b.is_ascii_hexdigit());
    let number = is_one.then(|| u32::from_str_radix(number, 16).ok())??;
    char::from_u32(number)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn characters_by_their_number_are_resolved_and_what_only_looks_so_stays() {
        for (text, resolved) in [
            ("a_x000D_b", "a\rb"),
            ("_x005F_x000D_", "_x000D_"),
            ("snake_xylophone", "snake_xylophone"),
            ("_x00ض_", "_x00ض_"),
            ("_xD800_", "_xD800_"),
            ("_x+00D_", "_x+00D_"),
            ("_x", "_x"),
        ] {
            assert_eq!(resolve(text), resolved, "{text}");
        }
    }
}
