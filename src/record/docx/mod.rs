//! A record as a document for word processors, by ECMA-376: from right to left in Arabic.
//!
//! The few parts that such a file needs are written here. Every paragraph, run and table says its direction: a word processor
//! takes none of it from the letters.

mod chapters;
mod content;
mod exhibited;
mod language;
mod recommended;

use std::io::{self, Cursor, Write};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

use super::shape::RecordView;
use content::{Content, escaped};
use language::Language;

pub use language::Tongue;

/// The media type of the document.
pub const MEDIA_TYPE: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";

const HEAD: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>"#;
const MAIN: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
const RELATIONS: &str = "http://schemas.openxmlformats.org/package/2006/relationships";
const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

/// Writes a record in a language.
///
/// # Errors
/// Where its bytes cannot be packed, which memory alone could prevent.
pub fn write(record: &RecordView, tongue: Tongue) -> io::Result<Vec<u8>> {
    let language = Language::of(tongue, &record.zone);
    let mut content = Content::new(language.is_arabic());
    chapters::write(record, &language, &mut content);
    let title = language.title(&record.name);
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
    for (name, text) in [
        ("[Content_Types].xml", content_types()),
        ("_rels/.rels", package_relations()),
        ("docProps/core.xml", core(title, &language)),
        ("word/_rels/document.xml.rels", document_relations()),
        ("word/styles.xml", styles(&language)),
        ("word/footer1.xml", footer(language.is_arabic())),
        ("word/document.xml", document(&content.finish(), language.is_arabic())),
    ] {
        zip.start_file(name, options)?;
        zip.write_all(text.as_bytes())?;
    }
    Ok(zip.finish()?.into_inner())
}

fn content_types() -> String {
    let part = |name: &str, kind: &str| {
        format!(r#"<Override PartName="{name}" ContentType="application/vnd.openxmlformats-{kind}+xml"/>"#)
    };
    [
        HEAD,
        r#"<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">"#,
        r#"<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>"#,
        r#"<Default Extension="xml" ContentType="application/xml"/>"#,
        &part("/word/document.xml", "officedocument.wordprocessingml.document.main"),
        &part("/word/styles.xml", "officedocument.wordprocessingml.styles"),
        &part("/word/footer1.xml", "officedocument.wordprocessingml.footer"),
        &part("/docProps/core.xml", "package.core-properties"),
        "</Types>",
    ]
    .concat()
}

fn relations(targets: &[(&str, &str)]) -> String {
    let all = targets.iter().enumerate().map(|(at, (kind, target))| {
        format!(r#"<Relationship Id="r{}" Type="{kind}" Target="{target}"/>"#, at + 1)
    });
    format!(r#"{HEAD}<Relationships xmlns="{RELATIONS}">{}</Relationships>"#, all.collect::<String>())
}

fn package_relations() -> String {
    let core = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties";
    relations(&[(&format!("{OFFICE}/officeDocument"), "word/document.xml"), (core, "docProps/core.xml")])
}

fn document_relations() -> String {
    relations(&[(&format!("{OFFICE}/styles"), "styles.xml"), (&format!("{OFFICE}/footer"), "footer1.xml")])
}

fn core(title: &str, language: &Language) -> String {
    let (title, tag) = (escaped(title), if language.is_arabic() { "ar" } else { "en" });
    [
        HEAD,
        r#"<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" "#,
        r#"xmlns:dc="http://purl.org/dc/elements/1.1/">"#,
        &format!("<dc:title>{title}</dc:title><dc:language>{tag}</dc:language></cp:coreProperties>"),
    ]
    .concat()
}

fn document(body: &str, arabic: bool) -> String {
    let direction = if arabic { "<w:bidi/>" } else { "" };
    format!(
        r#"{HEAD}<w:document xmlns:w="{MAIN}" xmlns:r="{OFFICE}"><w:body>{body}<w:sectPr><w:footerReference w:type="default" r:id="r2"/><w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1134" w:right="1134" w:bottom="1134" w:left="1134" w:header="567" w:footer="567" w:gutter="0"/>{direction}</w:sectPr></w:body></w:document>"#
    )
}

/// The number of the page, in the middle.
fn footer(arabic: bool) -> String {
    let (direction, run) = if arabic { ("<w:bidi/>", "<w:rPr><w:rtl/></w:rPr>") } else { ("", "") };
    format!(
        r#"{HEAD}<w:ftr xmlns:w="{MAIN}"><w:p><w:pPr>{direction}<w:jc w:val="center"/></w:pPr><w:fldSimple w:instr=" PAGE "><w:r>{run}<w:t>1</w:t></w:r></w:fldSimple></w:p></w:ftr>"#
    )
}

/// Sizes are half points; of Arabic letters, which are smaller at the same size, a little more.
fn styles(language: &Language) -> String {
    let tag = if language.is_arabic() { "ar-SA" } else { "en-GB" };
    let fonts = |name: &str| {
        format!(r#"<w:rFonts w:ascii="{name}" w:hAnsi="{name}" w:eastAsia="{name}" w:cs="{name} Arabic"/>"#)
    };
    let heading = |no: u8, size: u32, before: u32| {
        format!(
            r#"<w:style w:type="paragraph" w:styleId="Heading{no}"><w:name w:val="heading {no}"/><w:basedOn w:val="Normal"/><w:next w:val="Normal"/><w:qFormat/><w:pPr><w:keepNext/><w:spacing w:before="{before}" w:after="80"/><w:outlineLvl w:val="{}"/></w:pPr><w:rPr>{}<w:b/><w:bCs/><w:sz w:val="{size}"/><w:szCs w:val="{}"/></w:rPr></w:style>"#,
            no - 1,
            fonts("Noto Kufi"),
            size + 2
        )
    };
    let own = |id: &str, paragraph: &str, run: &str| {
        format!(
            r#"<w:style w:type="paragraph" w:styleId="{id}"><w:name w:val="{id}"/><w:basedOn w:val="Normal"/><w:qFormat/><w:pPr>{paragraph}</w:pPr><w:rPr>{run}</w:rPr></w:style>"#
        )
    };
    [
        HEAD,
        &format!(r#"<w:styles xmlns:w="{MAIN}"><w:docDefaults><w:rPrDefault><w:rPr>"#),
        &fonts("Noto Sans"),
        r#"<w:sz w:val="21"/><w:szCs w:val="23"/>"#,
        &format!(r#"<w:lang w:val="{tag}" w:bidi="ar-SA"/>"#),
        r#"</w:rPr></w:rPrDefault><w:pPrDefault><w:pPr><w:spacing w:after="100" w:line="276" w:lineRule="auto"/></w:pPr></w:pPrDefault></w:docDefaults>"#,
        r#"<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/></w:style>"#,
        &own(
            "Title",
            r#"<w:spacing w:before="240" w:after="160"/>"#,
            &format!(r#"{}<w:b/><w:bCs/><w:sz w:val="44"/><w:szCs w:val="48"/>"#, fonts("Noto Kufi")),
        ),
        &heading(1, 32, 360),
        &heading(2, 26, 280),
        &heading(3, 22, 200),
        &heading(4, 21, 160),
        &own("Note", "", r#"<w:color w:val="595959"/><w:sz w:val="19"/><w:szCs w:val="21"/>"#),
        &own(
            "Answer",
            r#"<w:pBdr><w:start w:val="single" w:sz="12" w:space="8" w:color="8A8A8A"/></w:pBdr><w:ind w:start="340"/>"#,
            "",
        ),
        r#"<w:style w:type="table" w:styleId="Grid"><w:name w:val="Table Grid"/><w:tblPr><w:tblBorders>"#,
        &["top", "left", "bottom", "right", "insideH", "insideV"]
            .map(|side| format!(r#"<w:{side} w:val="single" w:sz="4" w:space="0" w:color="B5B5B5"/>"#))
            .concat(),
        r#"</w:tblBorders><w:tblCellMar><w:left w:w="100" w:type="dxa"/><w:right w:w="100" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style></w:styles>"#,
    ]
    .concat()
}
