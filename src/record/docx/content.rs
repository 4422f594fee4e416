//! Paragraphs and tables, each with its direction.

use crate::domain::text::direction::{self, Direction};

/// How a paragraph looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Style {
    Title,
    Heading(u8),
    Text,
    Note,
    Answer,
}

/// The body of a document, as it is written.
#[derive(Debug)]
pub struct Content {
    body: String,
    arabic: bool,
}

impl Content {
    pub fn new(arabic: bool) -> Self {
        Self { body: String::new(), arabic }
    }

    pub fn finish(self) -> String {
        self.body
    }

    /// A paragraph in the document's own words, or titles.
    pub fn own(&mut self, style: Style, text: &str) {
        let paragraph = paragraph(style, text, self.arabic, false);
        self.body += &paragraph;
    }

    /// A heading on a new page.
    pub fn on_new_page(&mut self, style: Style, text: &str) {
        let paragraph = paragraph(style, text, self.arabic, true);
        self.body += &paragraph;
    }

    /// A paragraph of somebody's words, in the direction of most of its letters.
    pub fn said(&mut self, style: Style, text: &str) {
        let paragraph = paragraph(style, text, is_rtl(text, self.arabic), false);
        self.body += &paragraph;
    }

    /// A table with a line of headings. Its first column is on the side where lines begin.
    pub fn table<const N: usize>(
        &mut self,
        headings: [&str; N],
        lines: impl IntoIterator<Item = [String; N]>,
    ) {
        let visual = if self.arabic { "<w:bidiVisual/>" } else { "" };
        let columns = format!(r#"<w:gridCol w:w="{}"/>"#, 9_600 / N.max(1)).repeat(N);
        let opening = format!(
            r#"<w:tbl><w:tblPr><w:tblStyle w:val="Grid"/>{visual}<w:tblW w:w="5000" w:type="pct"/></w:tblPr><w:tblGrid>{columns}</w:tblGrid>"#
        );
        self.body += &opening;
        self.line(&headings, true);
        for line in lines {
            self.line(&line.each_ref().map(String::as_str), false);
        }
        // Two tables with nothing between them would be one.
        self.body += "</w:tbl><w:p/>";
    }

    fn line(&mut self, cells: &[&str], heading: bool) {
        // Without `cantSplit`: where a heading is repeated LibreOffice loses the rows behind a page's end by it.
        self.body += if heading { "<w:tr><w:trPr><w:tblHeader/></w:trPr>" } else { "<w:tr>" };
        for cell in cells {
            let (rtl, bold) = (is_rtl(cell, self.arabic), if heading { "<w:b/><w:bCs/>" } else { "" });
            let run = run(cell, rtl, bold);
            // The cell begins where the table's lines do, whatever direction its letters have.
            let direction = if self.arabic { "<w:bidi/>" } else { "" };
            let cell = format!(
                r#"<w:tc><w:p><w:pPr>{direction}<w:spacing w:before="40" w:after="40"/></w:pPr>{run}</w:p></w:tc>"#
            );
            self.body += &cell;
        }
        self.body += "</w:tr>";
    }
}

fn is_rtl(text: &str, otherwise: bool) -> bool {
    match direction::of(text) {
        Direction::Rtl => true,
        Direction::Ltr => false,
        Direction::Auto => otherwise,
    }
}

fn paragraph(style: Style, text: &str, rtl: bool, new_page: bool) -> String {
    let named = match style {
        Style::Title => r#"<w:pStyle w:val="Title"/>"#.to_owned(),
        Style::Heading(no) => format!(r#"<w:pStyle w:val="Heading{no}"/>"#),
        Style::Text => String::new(),
        Style::Note => r#"<w:pStyle w:val="Note"/>"#.to_owned(),
        Style::Answer => r#"<w:pStyle w:val="Answer"/>"#.to_owned(),
    };
    let page = if new_page { "<w:pageBreakBefore/>" } else { "" };
    let direction = if rtl { "<w:bidi/>" } else { "" };
    format!("<w:p><w:pPr>{named}{page}{direction}</w:pPr>{}</w:p>", run(text, rtl, ""))
}

fn run(text: &str, rtl: bool, look: &str) -> String {
    let direction = if rtl { "<w:rtl/>" } else { "" };
    format!(r#"<w:r><w:rPr>{look}{direction}</w:rPr><w:t xml:space="preserve">{}</w:t></w:r>"#, escaped(text))
}

/// The text as XML has it, without what XML 1.0 has no room for.
pub fn escaped(text: &str) -> String {
    let plain: String =
        text.chars().filter(|c| !c.is_control() && !matches!(c, '\u{fffe}' | '\u{ffff}')).collect();
    quick_xml::escape::escape(&plain).into_owned()
}
