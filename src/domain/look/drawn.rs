//! How much there is to draw in an SVG.
//!
//! Few bytes can stand for very many shapes: what refers to a thing draws it once more, and that may refer to others. A
//! browser draws all of them, and nothing of the page answers meanwhile.

use std::collections::HashMap;

use roxmltree::{Document, Node};

use super::picture::Picture;
use super::svg::texts_in;

/// The most that is drawn, in bytes. Whatever refers to nothing stays below it, and so does what is drawn a few times.
const MOST: usize = 2 * Picture::LONGEST;
/// The most references. Each is looked at as often as they go deep.
const MOST_REFERENCES: usize = Picture::LONGEST / 4;
/// How often it is added up, each time one reference deeper. What refers to itself never comes to an end.
const DEEPEST: usize = 8;

/// What a thing takes by itself, and what it draws besides.
struct Drawn {
    parent: Option<usize>,
    own: usize,
    /// Once more each.
    more: Vec<usize>,
    /// With each shape within it.
    each: Vec<usize>,
}

/// Whether a drawing stays within what a browser draws at once.
pub(super) fn is_bounded(document: &Document) -> bool {
    drawn(document).is_some_and(|things| settles(&things))
}

/// Adds up what is drawn, from the last thing to the first, so that what stands within a thing is known before it; what it
/// refers to may not be, and is in the next round.
fn settles(things: &[Drawn]) -> bool {
    let mut known = vec![0; things.len()];
    for _ in 0..DEEPEST {
        let mut sums = vec![0_usize; things.len()];
        let of =
            |others: &[usize]| others.iter().fold(0_usize, |sum, other| sum.saturating_add(known[*other]));
        for (at, thing) in things.iter().enumerate().rev() {
            let once = sums[at].saturating_add(thing.own).saturating_add(of(&thing.more));
            let sum = once.saturating_mul(of(&thing.each).saturating_add(1));
            if sum > MOST {
                return false;
            }
            sums[at] = sum;
            if let Some(parent) = thing.parent {
                sums[parent] = sums[parent].saturating_add(sum);
            }
        }
        if sums == known {
            return true;
        }
        known = sums;
    }
    false
}

/// The things of a document in its order; nothing where it refers to more than there may be, or hides to what.
fn drawn(document: &Document) -> Option<Vec<Drawn>> {
    let nodes: Vec<_> = document.descendants().filter(Node::is_element).collect();
    let styles: Vec<_> = nodes.iter().filter(|node| is_named(node, "style")).map(texts_in).collect();
    let (rules, targets) = (Rules::of(&styles)?, Targets::of(&nodes, &styles));
    let places: HashMap<_, _> = nodes.iter().enumerate().map(|(at, node)| (node.id(), at)).collect();
    let mut left = MOST_REFERENCES;
    let mut things = Vec::with_capacity(nodes.len());
    for node in &nodes {
        let names = named_by(node, &rules, left)?;
        left = left.checked_sub(names.len())?;
        let parent = node.parent().and_then(|parent| places.get(&parent.id()).copied());
        let (each, more) = targets.meant_by(&names).partition(|at| targets.is_with_each_shape(*at));
        things.push(Drawn { parent, own: length(node), more, each });
    }
    Some(things)
}

/// What an element refers to, by its attributes and by what the rules say of it; nothing where that is more than `most`, or
/// hidden.
fn named_by<'a>(node: &Node<'a, '_>, rules: &Rules<'a>, most: usize) -> Option<Vec<&'a str>> {
    let mut names = rules.meant(node, most);
    for attribute in node.attributes() {
        match attribute.name() {
            "href" => names.extend(fragment(attribute.value())?),
            _ => names.extend(references(attribute.value())?),
        }
        if names.len() > most {
            return None;
        }
    }
    Some(names)
}

/// What may be referred to, by its name.
struct Targets<'a> {
    nodes: &'a [Node<'a, 'a>],
    ids: HashMap<&'a str, usize>,
    /// Whoever takes over what its surroundings refer to refers to it again.
    inherits: bool,
}

impl<'a> Targets<'a> {
    fn of(nodes: &'a [Node<'a, 'a>], styles: &[String]) -> Self {
        let mut ids = HashMap::new();
        for (at, node) in nodes.iter().enumerate() {
            if let Some(id) = node.attribute("id") {
                ids.entry(id).or_insert(at);
            }
        }
        let says_inherit = |text: &str| text.to_ascii_lowercase().contains("inherit");
        let mut values = nodes.iter().flat_map(Node::attributes).map(|attribute| attribute.value());
        let inherits = styles.iter().any(|style| says_inherit(style)) || values.any(says_inherit);
        Self { nodes, ids, inherits }
    }

    /// The things of these names, but for gradients: they have no shapes.
    fn meant_by<'s>(&'s self, names: &'s [&'s str]) -> impl Iterator<Item = usize> + 's {
        let there = names.iter().filter_map(|name| self.ids.get(name)).copied();
        there.filter(|at| !self.nodes[*at].tag_name().name().ends_with("Gradient"))
    }

    /// Whether it is drawn with each shape within what refers to it, and not once.
    fn is_with_each_shape(&self, at: usize) -> bool {
        self.inherits || ["pattern", "marker"].iter().any(|kind| is_named(&self.nodes[at], kind))
    }
}

fn is_named(node: &Node, name: &str) -> bool {
    node.tag_name().name().eq_ignore_ascii_case(name)
}

/// What an element takes, in bytes: no more than it has in the file, so that all that stand there come to the file at most.
fn length(node: &Node) -> usize {
    let outlines = ["d", "points"].iter().filter_map(|name| node.attribute(*name));
    let texts = node.children().filter(Node::is_text).filter_map(|piece| piece.text());
    outlines.chain(texts).fold("<g/>".len(), |sum, written| sum + written.len())
}

/// The thing of the file that an address names, if any. One that is written in a hidden way could name any.
#[expect(clippy::option_option, reason = "whether it is understood, and whether it names anything")]
fn fragment(address: &str) -> Option<Option<&str>> {
    let name = address.trim().strip_prefix('#');
    if name.is_some_and(|name| name.contains('%')) { None } else { Some(name) }
}

/// The things of the file that a value refers to.
fn references(value: &str) -> Option<Vec<&str>> {
    let places = value.to_ascii_lowercase();
    let mut found = Vec::new();
    for (at, url) in places.match_indices("url(") {
        // A name for a reference could be used anywhere.
        if places[..at].rsplit([';', '{']).next().is_some_and(|declared| declared.contains("--")) {
            return None;
        }
        let address = value[at + url.len()..].trim_start_matches(['"', '\'', ' ', '\t', '\n', '\r']);
        let end = address.find(['"', '\'', ')']).unwrap_or(address.len());
        found.extend(fragment(&address[..end])?);
    }
    Some(found)
}

/// What the rules of styles refer to, by each word of their selectors: for more elements than they are about, but for none
/// less.
#[derive(Default)]
struct Rules<'a> {
    by_word: HashMap<&'a str, Vec<&'a str>>,
    of_all: Vec<&'a str>,
}

impl<'a> Rules<'a> {
    fn of(styles: &'a [String]) -> Option<Self> {
        let mut rules = Self::default();
        for piece in styles.iter().flat_map(|style| style.split('}')) {
            let (selectors, body) = piece.rsplit_once('{').unwrap_or(("*", piece));
            let names = references(body)?;
            if names.is_empty() {
                continue;
            }
            if selectors.contains(['*', ':', '[']) {
                rules.of_all.extend(names);
                continue;
            }
            let is_of_word =
                |sign: char| sign.is_ascii_alphanumeric() || matches!(sign, '-' | '_') || !sign.is_ascii();
            for word in selectors.split(|sign| !is_of_word(sign)).filter(|word| !word.is_empty()) {
                rules.by_word.entry(word).or_default().extend(&names);
            }
        }
        Some(rules)
    }

    /// What they refer to for an element; of more than `most` one too many.
    fn meant(&self, node: &Node, most: usize) -> Vec<&'a str> {
        let classes = node.attribute("class").unwrap_or_default().split_ascii_whitespace();
        let words = classes.chain(node.attribute("id")).chain([node.tag_name().name()]);
        let by_word = words.filter_map(|word| self.by_word.get(word)).flatten();
        self.of_all.iter().chain(by_word).copied().take(most + 1).collect()
    }
}
