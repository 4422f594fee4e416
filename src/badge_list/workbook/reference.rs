//! How a workbook names cells: `B3`, `A2:A11`.

use super::Unreadable;

/// The last line of a sheet.
pub(super) const LINES: u32 = 1_048_576;
/// The last column of a sheet, XFD.
pub(super) const COLUMNS: u32 = 16_384;

/// Line and column of a cell, both from 1.
pub(super) fn cell(reference: &str) -> Result<(u32, u32), Unreadable> {
    let letters = reference.bytes().take_while(u8::is_ascii_alphabetic).count();
    let (letters, digits) = reference.split_at(letters);
    let column = letters.bytes().try_fold(0_u32, |column, letter| {
        let next = column.checked_mul(26)?.checked_add(u32::from(letter.to_ascii_uppercase() - b'A') + 1)?;
        (next <= COLUMNS).then_some(next)
    });
    let line = digits.parse().ok().filter(|line| (1..=LINES).contains(line));
    line.zip(column.filter(|column| *column > 0)).ok_or(Unreadable::Damaged)
}

/// The first and the last line of a range.
pub(super) fn lines(range: &str) -> Result<(u32, u32), Unreadable> {
    let (from, to) = range.split_once(':').unwrap_or((range, range));
    Ok((cell(from)?.0, cell(to)?.0))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_and_ranges_are_read() {
        assert_eq!(cell("A1").unwrap(), (1, 1));
        assert_eq!(cell("XFD1048576").unwrap(), (LINES, COLUMNS));
        assert_eq!(lines("AA2:AB11").unwrap(), (2, 11));
        for wrong in ["", "A", "1", "A0", "XFE1", "A1048577", "A-1", "ZZZZZZZZZZ1", "A1:", "ض1"] {
            assert!(lines(wrong).is_err(), "{wrong}");
        }
    }
}
