//! XML piece by piece. Namespaces are passed over, as the names of a workbook are clear without them; entities of a file's own
//! are none.

use std::borrow::Cow;

use quick_xml::XmlVersion;
use quick_xml::escape::resolve_predefined_entity;
use quick_xml::events::{BytesEnd, BytesRef, BytesStart, Event};
use quick_xml::reader::Reader;

use super::Unreadable;

/// A piece of a text in XML.
pub(super) enum Piece<'t> {
    /// An element begins.
    Opens(Element<'t>),
    /// An element ends; this is its name.
    Closes(Closing<'t>),
    /// Some of an element's text.
    Text(Cow<'t, str>),
}

/// The beginning of an element.
pub(super) struct Element<'t>(BytesStart<'t>);

/// The end of an element.
pub(super) struct Closing<'t>(BytesEnd<'t>);

/// A text in XML, read from its beginning to its end.
pub(super) struct Markup<'t> {
    reader: Reader<&'t [u8]>,
    /// How many elements are open.
    depth: usize,
}

impl<'t> Markup<'t> {
    pub fn of(text: &'t str) -> Self {
        let mut reader = Reader::from_str(text);
        reader.config_mut().expand_empty_elements = true;
        Self { reader, depth: 0 }
    }

    /// The next piece; none at the end. Fails where it is no XML.
    pub fn next(&mut self) -> Result<Option<Piece<'t>>, Unreadable> {
        loop {
            let piece = match self.reader.read_event().map_err(|_| Unreadable::Damaged)? {
                Event::Start(start) => {
                    self.depth += 1;
                    Piece::Opens(Element(start))
                }
                Event::End(end) => {
                    self.depth = self.depth.checked_sub(1).ok_or(Unreadable::Damaged)?;
                    Piece::Closes(Closing(end))
                }
                Event::Text(text) => Piece::Text(text.xml10_content()),
                Event::CData(text) => Piece::Text(text.xml10_content()),
                Event::GeneralRef(reference) => Piece::Text(resolve(&reference)?),
                Event::Eof if self.depth == 0 => return Ok(None),
                Event::Eof => return Err(Unreadable::Damaged),
                _ => continue,
            };
            return Ok(Some(piece));
        }
    }
}

fn resolve<'t>(reference: &BytesRef) -> Result<Cow<'t, str>, Unreadable> {
    let character = reference.resolve_char_ref().map_err(|_| Unreadable::Damaged)?;
    let named = || resolve_predefined_entity(reference).map(Cow::Borrowed);
    character.map(|c| Cow::Owned(c.to_string())).or_else(named).ok_or(Unreadable::Damaged)
}

impl Element<'_> {
    pub fn name(&self) -> &str {
        local(self.0.name().into_inner())
    }

    /// The value of the attribute of that name, whatever its namespace.
    pub fn attribute(&self, name: &str) -> Result<Option<String>, Unreadable> {
        for attribute in self.0.attributes().with_checks(false) {
            let attribute = attribute.map_err(|_| Unreadable::Damaged)?;
            if local(attribute.key.into_inner()) == name {
                let value = attribute.normalized_value(XmlVersion::Implicit1_0);
                return value.map(|value| Some(value.into_owned())).map_err(|_| Unreadable::Damaged);
            }
        }
        Ok(None)
    }

    /// The number that the attribute of that name is, if it is there.
    pub fn number(&self, name: &str) -> Result<Option<u32>, Unreadable> {
        let value = self.attribute(name)?;
        value.map(|value| value.parse().map_err(|_| Unreadable::Damaged)).transpose()
    }
}

impl Closing<'_> {
    pub fn name(&self) -> &str {
        local(self.0.name().into_inner())
    }
}

fn local(name: &str) -> &str {
    name.rsplit(':').next().unwrap_or(name)
}
