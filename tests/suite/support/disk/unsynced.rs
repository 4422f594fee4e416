//! What a power cut may take: whatever was written since its file was last synced.
//!
//! Files hold what was written at once, as the system's cache shows it to everybody; beside them lies how each unsynced
//! write is undone. A cut takes all of them back and does some of them again: whole, not at all, or torn.
//!
//! A sync that fails is the last that is heard of what it was to make durable: the system takes the pages for written, and no
//! later sync writes them, unless something is written to them again.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

/// A disk writes a sector whole or not at all.
const SECTOR: usize = 512;
/// The system's cache holds files, and takes them for written, page by page.
const PAGE: usize = 4_096;

/// What happened to a file since its last sync.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Deed {
    /// Bytes were written where others lay, in a file of that size.
    Wrote { at: usize, old: Vec<u8>, new: Vec<u8>, size: usize },
    /// The file was cut off, and ended with these bytes.
    CutOff { to: usize, tail: Vec<u8> },
    /// The file was deleted.
    Deleted { old: Vec<u8> },
    /// Bytes were written, and the system took them for durable though the disk has those that lay there before.
    Dropped { at: usize, old: Vec<u8> },
}

/// What becomes of unsynced deeds when the power is cut.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Loses {
    /// All are lost.
    All,
    /// Each is lost, kept or torn, whatever becomes of the others.
    Any,
    /// The last ones are lost: a disk that keeps the order of what it is given.
    Last,
}

/// A file's content; none when there is no such file.
type Content = Option<Vec<u8>>;

/// The unsynced deeds of a folder, in their order over all its files.
#[derive(Debug, Default)]
pub struct Unsynced {
    deeds: Vec<(PathBuf, Deed)>,
    /// The pages that the system takes for written since a sync failed.
    dropped: BTreeSet<(PathBuf, usize)>,
}

impl Unsynced {
    pub fn add(&mut self, file: &Path, deed: Deed) {
        match deed {
            Deed::Wrote { at, old, new, size } => self.add_by_pages(file, at, (&old, &new), size),
            Deed::CutOff { to, .. } => {
                self.dropped.retain(|(of, page)| of != file || page * PAGE < to);
                self.deeds.push((file.to_owned(), deed));
            }
            _ => {
                self.dropped.retain(|(of, _)| of != file);
                self.deeds.push((file.to_owned(), deed));
            }
        }
    }

    /// A page that is written to is to be written by the next sync, with all that it holds.
    fn add_by_pages(&mut self, file: &Path, mut at: usize, (mut old, mut new): (&[u8], &[u8]), size: usize) {
        while !new.is_empty() {
            let length = (PAGE - at % PAGE).min(new.len());
            let (was, is);
            // Nothing lay beyond the end.
            ((was, old), (is, new)) = (old.split_at(length.min(old.len())), new.split_at(length));
            self.dropped.remove(&(file.to_owned(), at / PAGE));
            let deed = Deed::Wrote { at, old: was.into(), new: is.into(), size: size.max(at) };
            self.deeds.push((file.to_owned(), deed));
            at += length;
        }
    }

    /// What was done to a file is durable, but for the pages that the system takes for written and that were not.
    pub fn synced(&mut self, file: &Path) {
        let mut ends = usize::MAX;
        let mut left = Vec::with_capacity(self.deeds.len());
        for (of, deed) in std::mem::take(&mut self.deeds).into_iter().rev() {
            if of != file {
                left.push((of, deed));
                continue;
            }
            match deed {
                Deed::CutOff { to, .. } => ends = ends.min(to),
                Deed::Wrote { at, mut old, .. } | Deed::Dropped { at, mut old } => {
                    if at < ends && self.dropped.contains(&(of.clone(), at / PAGE)) {
                        old.truncate(ends - at);
                        left.push((of, Deed::Dropped { at, old }));
                    }
                }
                Deed::Deleted { .. } => {}
            }
        }
        left.reverse();
        self.deeds = left;
    }

    /// A sync of a file failed.
    pub fn not_synced(&mut self, file: &Path) {
        for (of, deed) in self.deeds.iter().filter(|(of, _)| of == file) {
            if let Deed::Wrote { at, .. } = deed {
                self.dropped.insert((of.clone(), at / PAGE));
            }
        }
    }

    /// The files that a cut changes, each with what it holds afterwards, given what each holds now. Nothing is unsynced then.
    pub fn cut(
        &mut self,
        loses: Loses,
        rng: &mut fastrand::Rng,
        now: impl Fn(&Path) -> Content,
    ) -> Vec<(PathBuf, Content)> {
        let deeds = std::mem::take(self).deeds;
        let kept = kept(&deeds, loses, rng);
        let files: BTreeSet<&PathBuf> = deeds.iter().map(|(file, _)| file).collect();
        let after = |file: &PathBuf| {
            let mut content = now(file);
            for (_, deed) in deeds.iter().rev().filter(|(of, _)| of == file) {
                undo(&mut content, deed);
            }
            for ((_, deed), sectors) in deeds.iter().zip(&kept).filter(|((of, _), _)| of == file) {
                redo(&mut content, deed, sectors);
            }
            (file.clone(), content)
        };
        files.into_iter().map(after).collect()
    }
}

/// Of each deed, which of its sectors are kept; of one without sectors, whether it is.
fn kept(deeds: &[(PathBuf, Deed)], loses: Loses, rng: &mut fastrand::Rng) -> Vec<Vec<bool>> {
    let first_lost = rng.usize(0..=deeds.len());
    let of = |(no, (_, deed)): (usize, &(PathBuf, Deed))| {
        let sectors = match deed {
            Deed::Wrote { new, .. } => new.len().div_ceil(SECTOR),
            _ => 1,
        };
        match loses {
            Loses::All => vec![false; sectors],
            Loses::Last => vec![no < first_lost; sectors],
            Loses::Any => match rng.u8(0..3) {
                0 => vec![false; sectors],
                1 => vec![true; sectors],
                _ => (0..sectors).map(|_| rng.bool()).collect(),
            },
        }
    };
    deeds.iter().enumerate().map(of).collect()
}

fn undo(content: &mut Content, deed: &Deed) {
    match deed {
        Deed::Wrote { at, old, size, .. } => {
            let content = content.get_or_insert_default();
            put(content, *at, old);
            content.resize(*size, 0);
        }
        Deed::CutOff { to, tail } => put(content.get_or_insert_default(), *to, tail),
        Deed::Deleted { old } => *content = Some(old.clone()),
        Deed::Dropped { at, old } => put(content.get_or_insert_default(), *at, old),
    }
}

fn redo(content: &mut Content, deed: &Deed, sectors: &[bool]) {
    match deed {
        Deed::Wrote { at, new, .. } => {
            for (no, sector) in new.chunks(SECTOR).enumerate().filter(|(no, _)| sectors[*no]) {
                put(content.get_or_insert_default(), at + no * SECTOR, sector);
            }
        }
        Deed::CutOff { to, .. } if sectors[0] => content.get_or_insert_default().resize(*to, 0),
        Deed::Deleted { .. } if sectors[0] => *content = None,
        Deed::CutOff { .. } | Deed::Deleted { .. } | Deed::Dropped { .. } => {}
    }
}

fn put(content: &mut Vec<u8>, at: usize, bytes: &[u8]) {
    let end = at + bytes.len();
    if content.len() < end {
        content.resize(end, 0);
    }
    content[at..end].copy_from_slice(bytes);
}

#[cfg(test)]
mod tests {
    use super::*;

    const FILE: &str = "a";

    fn written() -> Unsynced {
        let mut unsynced = Unsynced::default();
        unsynced.add(Path::new("b"), Deed::Deleted { old: vec![] });
        unsynced.synced(Path::new("b"));
        let wrote =
            |at, old: &[u8], new: &[u8], size| Deed::Wrote { at, old: old.into(), new: new.into(), size };
        unsynced.add(Path::new(FILE), wrote(1, b"ld", b"LD!", 3));
        unsynced.add(Path::new(FILE), Deed::CutOff { to: 1, tail: b"LD!".into() });
        unsynced.add(Path::new(FILE), wrote(1, b"", b"new", 1));
        unsynced
    }

    fn after(loses: Loses, seed: u64) -> Content {
        let mut rng = fastrand::Rng::with_seed(seed);
        let mut cut = written().cut(loses, &mut rng, |_| Some(b"onew".into()));
        assert_eq!(cut.len(), 1, "what was synced is not touched");
        cut.remove(0).1
    }

    #[test]
    fn a_cut_that_loses_all_leaves_what_was_synced() {
        assert_eq!(after(Loses::All, 1).unwrap(), b"old");
    }

    #[test]
    fn a_disk_that_keeps_the_order_holds_what_there_was_at_some_moment() {
        let held: BTreeSet<_> = (0..50).map(|seed| after(Loses::Last, seed).unwrap()).collect();
        let moments: [&[u8]; 4] = [b"o", b"oLD!", b"old", b"onew"];
        assert!(held.iter().map(Vec::as_slice).eq(moments), "{held:?}");
    }

    #[test]
    fn a_torn_write_keeps_whole_sectors() {
        let mut unsynced = Unsynced::default();
        let wrote = Deed::Wrote { at: 0, old: vec![0; 1024], new: vec![1; 1024], size: 1024 };
        unsynced.add(Path::new(FILE), wrote);
        let sectors = kept(&unsynced.deeds, Loses::Any, &mut fastrand::Rng::with_seed(3));
        let mut content = Some(vec![0; 1024]);
        redo(&mut content, &unsynced.deeds[0].1, &sectors[0]);
        for (sector, kept) in content.unwrap().chunks(SECTOR).zip(&sectors[0]) {
            assert_eq!(sector, vec![u8::from(*kept); SECTOR]);
        }
    }

    #[test]
    fn what_a_failed_sync_was_to_save_no_later_one_saves_unless_it_is_written_again() {
        let page = |byte: u8| vec![byte; PAGE];
        let wrote = |page_no: usize, old: u8, new: u8| Deed::Wrote {
            at: page_no * PAGE,
            old: page(old),
            new: page(new),
            size: 2 * PAGE,
        };
        let mut unsynced = Unsynced::default();
        unsynced.add(Path::new(FILE), wrote(0, 0, 1));
        unsynced.add(Path::new(FILE), wrote(1, 0, 1));
        unsynced.not_synced(Path::new(FILE));
        unsynced.add(Path::new(FILE), wrote(1, 1, 2));
        unsynced.synced(Path::new(FILE));
        let mut rng = fastrand::Rng::with_seed(1);
        let now = [page(1), page(2)].concat();
        let cut = unsynced.cut(Loses::All, &mut rng, |_| Some(now.clone()));
        assert!(cut[0].1.as_ref().unwrap() == &[page(0), page(2)].concat());
    }
}
