//! SVG that is a picture and nothing else.
//!
//! It is shown as an image alone, in which browsers run no script and load nothing; and it is sent with a policy that
//! forbids both. What could do either is refused all the same, so that nobody depends on that.

use roxmltree::{Attribute, Document, Node, ParsingOptions};

use super::drawn;
use super::picture::BadPicture;

const NAMESPACE: &str = "http://www.w3.org/2000/svg";
/// That of web pages, whose elements load and lead elsewhere in more ways than are listed here.
const PAGES: &str = "http://www.w3.org/1999/xhtml";

/// Elements that run, load or change something.
const ACTIVE: [&str; 16] = [
    "script",
    "foreignobject",
    "iframe",
    "object",
    "embed",
    "audio",
    "video",
    "canvas",
    "handler",
    "listener",
    "animate",
    "animatecolor",
    "animatemotion",
    "animatetransform",
    "discard",
    "set",
];

/// Pictures within the picture.
const INLINE: [&str; 3] = ["data:image/png;", "data:image/jpeg;", "data:image/webp;"];

/// Width and height of an SVG, in pixels or in its own units.
pub(super) fn read(bytes: &[u8]) -> Result<(u32, u32), BadPicture> {
    let text = std::str::from_utf8(bytes).map_err(|_| BadPicture::Kind)?;
    let text = text.trim_start_matches('\u{feff}').trim_start();
    if !text.starts_with('<') {
        return Err(BadPicture::Kind);
    }
    if declares(text) {
        return Err(BadPicture::Unsafe);
    }
    let options = ParsingOptions { allow_dtd: true, ..ParsingOptions::default() };
    let document = Document::parse_with_options(text, options).map_err(|_| BadPicture::Broken)?;
    let root = document.root_element();
    if !root.has_tag_name((NAMESPACE, "svg")) {
        return Err(BadPicture::Kind);
    }
    if document.descendants().any(|node| is_active(&node)) {
        return Err(BadPicture::Unsafe);
    }
    if !drawn::is_bounded(&document) {
        return Err(BadPicture::Unsafe);
    }
    size(&root).ok_or(BadPicture::Broken)
}

/// Whether something is declared beside the document's type, which drawing programs name and which is harmless: an entity
/// stands for anything, and an attribute that an element has by default is on none that is looked at.
fn declares(text: &str) -> bool {
    let harmless = |rest: &str| ["DOCTYPE", "--", "[CDATA["].iter().any(|kind| rest.starts_with(kind));
    !text.split("<!").skip(1).all(harmless)
}

fn is_active(node: &Node) -> bool {
    if node.is_pi() || node.tag_name().namespace() == Some(PAGES) {
        return true;
    }
    let name = node.tag_name().name().to_ascii_lowercase();
    let styles = name == "style" && reaches_out(&texts_in(node));
    ACTIVE.contains(&name.as_str()) || styles || node.attributes().any(|attribute| acts(&attribute))
}

/// What is written in an element, whatever stands between its pieces: a style is read as one text.
pub(super) fn texts_in(node: &Node) -> String {
    node.descendants().filter(Node::is_text).filter_map(|piece| piece.text()).collect()
}

fn acts(attribute: &Attribute) -> bool {
    let name = attribute.name().to_ascii_lowercase();
    let value = attribute.value();
    if matches!(name.as_str(), "href" | "src") {
        return !is_inside(value);
    }
    name.starts_with("on") || reaches_out(value)
}

/// Whether a reference stays within the file.
fn is_inside(reference: &str) -> bool {
    let reference = reference.trim().to_ascii_lowercase();
    reference.starts_with('#') || INLINE.iter().any(|kind| reference.starts_with(kind))
}

/// Whether a style or a value of one refers to something outside. An escape could hide anything, and no drawing needs one.
fn reaches_out(style: &str) -> bool {
    let style = style.to_ascii_lowercase();
    let references = style.split("url(").skip(1);
    let outside = |at: &str| !is_inside(at.trim_start_matches(['"', '\'', ' ']));
    style.contains('\\')
        || style.contains("@import")
        || style.contains("javascript:")
        || style.contains("image-set(")
        || references.into_iter().any(outside)
}

fn size(root: &Node) -> Option<(u32, u32)> {
    let side = |name| root.attribute(name).and_then(pixels);
    let sides = side("width").zip(side("height"));
    let own = || {
        let numbers =
            root.attribute("viewBox")?.split([' ', ',', '\n', '\t']).filter(|part| !part.is_empty());
        let numbers: Vec<u32> = numbers.skip(2).filter_map(pixels).collect();
        if let [width, height] = numbers[..] { Some((width, height)) } else { None }
    };
    sides.or_else(own)
}

/// A length in pixels, at least one; nothing of another unit.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "it is cut to what is between")]
fn pixels(length: &str) -> Option<u32> {
    let number = length.trim().trim_end_matches("px").parse::<f64>().ok().filter(|number| *number > 0.0)?;
    Some(number.ceil().min(f64::from(u32::MAX)) as u32)
}
