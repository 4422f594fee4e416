//! Opinion groups: who votes alike on a set of statements, what is typical of each group, what unites and what divides them.
//!
//! The method is the one that Polis published: C. Small, M. Bjorkegren, T. Erkkilä, L. Shaw, C. Megill, "Polis: Scaling deliberation by
//! mapping high dimensional opinion spaces", Recerca 26(2), 2021, and the source of its `math` service for what the paper leaves open
//! (thresholds, pseudo-counts, what is done with statements that a moderator took back).
//!
//! 1. `matrix`: votes as 1, -1 and 0; what is unseen takes the mean of its statement.
//! 2. `grouped`: who has said enough to be grouped.
//! 3. `components`, `map`: the two principal components, and where everyone stands on them.
//! 4. `lloyd`, `seeds`, `silhouette`, `grouping`: k-means for 2 to 5 groups, and how well each fits.
//! 5. `number`, `identity`: how many groups are shown, and which is which of those before.
//! 6. `proportion`, `counts`, `leaning`, `representative`, `ranking`: what the groups say.
//!
//! [`opinions::Opinions`] holds it together, [`picture::Picture`] is what comes out. Nothing here reads a clock, draws anything or
//! knows what a statement says.

#![expect(clippy::cast_precision_loss, reason = "people and statements are counted, far below 2^52")]

pub mod components;
pub mod counts;
pub mod grouped;
pub mod grouping;
pub mod identity;
pub mod leaning;
pub mod lloyd;
pub mod map;
pub mod matrix;
pub mod number;
pub mod opinions;
pub mod picture;
pub mod plane;
pub mod proportion;
pub mod ranking;
pub mod representative;
pub mod seeds;
pub mod silhouette;
pub mod vote;

#[cfg(test)]
mod tests;
