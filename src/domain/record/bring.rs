//! A lost change of the record on its way home: it comes where what it was decided on stands.

use crate::domain::change::Change;
use crate::domain::forum::Title;
use crate::domain::rebase::Bringing;

impl Bringing<'_> {
    /// Brings it, and tells whether it stands now.
    pub(in crate::domain) fn record_set(&mut self, published: bool, intro: &Title) -> bool {
        let (stood, stands) = (&self.lost.publication, &self.now.publication);
        let is_same = (stood.published, &stood.intro) == (stands.published, &stands.intro);
        let is_so = (published, intro) == (stands.published, &stands.intro);
        if is_same && !is_so {
            self.emit(Change::RecordSet { published, intro: intro.clone() });
        }
        is_same || is_so
    }
}
