//! Every table in one workbook: a sheet for each, from right to left where the forum's first language is Arabic.
//!
//! Columns and values with a name of their own, such as a status, are told in that language. Texts are written as texts, so that a spreadsheet calculates none of them; moments and averages are values that it
//! can sort and count with.

mod words;

use std::io::{self, Write};

use rust_xlsxwriter::{ExcelDateTime, Format, Workbook, Worksheet, XlsxError};

use super::record::Record;
use super::sheet::{Cell, Sheet, Table, Thing};

/// The widest a column becomes, in pixels: a question is then read in a few lines.
const WIDEST: u32 = 420;

/// Writes all tables of the record.
pub fn write(record: &Record, mut to: impl Write) -> io::Result<()> {
    to.write_all(&workbook(record).map_err(io::Error::other)?)
}

fn workbook(record: &Record) -> Result<Vec<u8>, XlsxError> {
    let arabic = record.languages.first().is_none_or(|first| first == "ar");
    let writer = Writer { arabic, looks: Looks::new() };
    let mut workbook = Workbook::new();
    for table in Table::ALL {
        let sheet = workbook.add_worksheet();
        sheet.set_name(title(table, arabic))?.set_right_to_left(arabic);
        writer.fill(sheet, &Sheet::of(record, table))?;
    }
    workbook.save_to_buffer()
}

/// What the table is called on its sheet.
fn title(table: Table, arabic: bool) -> &'static str {
    let (ar, en) = match table {
        Table::Sessions => ("الجلسات", "Sessions"),
        Table::Questions => ("الأسئلة", "Questions"),
        Table::Polls => ("التصويتات", "Polls"),
        Table::PollGroups => ("التصويت حسب المجموعات", "Polls by group"),
        Table::PollShifts => ("قبل وبعد", "Before and after"),
        Table::Feedback => ("التقييمات", "Feedback"),
        Table::Ledger => ("سجل القرارات", "Ledger"),
        Table::Awards => ("الجوائز", "Awards"),
        Table::Statements => ("العبارات", "Statements"),
        Table::Ideas => ("الأفكار", "Ideas"),
        Table::Groups => ("مجموعات الأفكار", "Idea groups"),
        Table::Tables => ("خلاصات الطاولات", "Tables"),
        Table::Stands => ("الأجنحة", "Stands"),
        Table::StandQuestions => ("أسئلة الأجنحة", "Stand questions"),
        Table::Speakers => ("طلبات الكلمة", "Speakers"),
        Table::Recommendations => ("التوصيات", "Recommendations"),
        Table::Cues => ("إشارات سير القاعات", "Cues"),
    };
    if arabic { ar } else { en }
}

/// How cells are shown.
struct Looks {
    heading: Format,
    text: Format,
    moment: Format,
    average: Format,
}

impl Looks {
    fn new() -> Self {
        Self {
            heading: Format::new().set_bold(),
            text: Format::new().set_text_wrap(),
            moment: Format::new().set_num_format("yyyy-mm-dd hh:mm:ss"),
            average: Format::new().set_num_format("0.00"),
        }
    }
}

/// Writes sheets in a language.
struct Writer {
    arabic: bool,
    looks: Looks,
}

impl Writer {
    /// The headings stay in sight and sift the lines below them.
    fn fill(&self, sheet: &mut Worksheet, table: &Sheet) -> Result<(), XlsxError> {
        for (column, name) in (0..).zip(&table.headings) {
            let heading = words::heading(name, self.arabic);
            sheet.write_string_with_format(0, column, heading, &self.looks.heading)?;
        }
        for (row, line) in (1..).zip(&table.lines) {
            for ((column, name), cell) in (0..).zip(&table.headings).zip(line) {
                self.put(sheet, (row, column), (name, cell))?;
            }
        }
        let (last_row, last_column) =
            (table.lines.len() as u32, table.headings.len().saturating_sub(1) as u16);
        sheet.set_freeze_panes(1, 0)?.autofilter(0, 0, last_row, last_column)?;
        sheet.set_autofit_max_width(WIDEST).autofit();
        Ok(())
    }

    fn put(
        &self,
        sheet: &mut Worksheet,
        at: (u32, u16),
        (heading, cell): (&str, &Cell),
    ) -> Result<(), XlsxError> {
        let (row, column) = at;
        match cell {
            Cell::Empty => {}
            #[expect(
                clippy::cast_precision_loss,
                reason = "a sheet's numbers are floats, and a count is far below 2^53"
            )]
            Cell::Number(number) => {
                sheet.write_number(row, column, *number as f64)?;
            }
            Cell::Average(average) => {
                sheet.write_number_with_format(row, column, *average, &self.looks.average)?;
            }
            Cell::Moment(moment) => {
                let moment = ExcelDateTime::parse_from_str(moment)?;
                sheet.write_datetime_with_format(row, column, &moment, &self.looks.moment)?;
            }
            Cell::Name(name) => {
                sheet.write_string(row, column, words::value(heading, name, self.arabic))?;
            }
            Cell::Things(things) => {
                let word = |kind| words::value(heading, kind, self.arabic);
                let told = Thing::told(things, word, if self.arabic { "، " } else { ", " });
                sheet.write_string_with_format(row, column, told, &self.looks.text)?;
            }
            Cell::Text(text) => {
                sheet.write_string_with_format(row, column, text, &self.looks.text)?;
            }
        }
        Ok(())
    }
}
