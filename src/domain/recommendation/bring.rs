//! Lost changes of recommendations on their way home.
//!
//! Drafts, marks and votes always come home, each in the vote in which it was given: one that the present history does not know comes
//! home beside its own, closed where another one is open. What was decided of a recommendation comes home where it stands as it
//! stood for whoever decided it.

use std::sync::Arc;

use super::{Evidence, PUBLIC, Recommendation, RecommendationChange, STEPS, Stage, Step};
use crate::domain::change::Change;
use crate::domain::id::{CommandId, LinkNo, RecommendationNo, VoteNo, WordsNo};
use crate::domain::rebase::Bringing;
use crate::domain::state::Made;
use crate::domain::time::Time;

impl Bringing<'_> {
    /// Brings a change of recommendations, and tells whether it stands now.
    pub(in crate::domain) fn about_recommendations(&mut self, change: &RecommendationChange) -> bool {
        let came = match change {
            RecommendationChange::Drafted { .. } => self.drafted(change),
            RecommendationChange::Edited { .. } => self.recommendation_edited(change),
            RecommendationChange::Assigned { recommendation, owner, due, after_vote } => {
                let is = |held: &Recommendation| held.owner == *owner && held.due == *due;
                let same = |stood: &Recommendation, stands: &Recommendation| {
                    (&stood.owner, stood.due) == (&stands.owner, stands.due)
                };
                let (owner, due, after_vote) = (owner.clone(), *due, *after_vote);
                let assigned = |recommendation| RecommendationChange::Assigned {
                    recommendation,
                    owner,
                    due,
                    after_vote,
                };
                self.set_again(*recommendation, is, same, assigned)
            }
            RecommendationChange::Cited { recommendation, evidence } => {
                self.cited(*recommendation, *evidence)
            }
            RecommendationChange::Founded { recommendation, evidence } => {
                self.founded(*recommendation, evidence)
            }
            RecommendationChange::Merged { recommendation, into } => {
                self.recommendations_merged(*recommendation, *into)
            }
            RecommendationChange::Unmerged { recommendation } => {
                let is = |held: &Recommendation| !matches!(held.stage, Stage::Merged(_));
                let same =
                    |_: &Recommendation, stands: &Recommendation| matches!(stands.stage, Stage::Merged(_));
                let unmerged = |recommendation| RecommendationChange::Unmerged { recommendation };
                self.set_again(*recommendation, is, same, unmerged)
            }
            RecommendationChange::Marked { .. } => self.marked(change),
            RecommendationChange::Arranged { order } => Some(self.recommendations_arranged(order)),
            RecommendationChange::Proposed { recommendation, on } => {
                let (on, becomes) = (*on, if *on { Stage::Proposed } else { Stage::Draft });
                self.staged(*recommendation, becomes, |recommendation| RecommendationChange::Proposed {
                    recommendation,
                    on,
                })
            }
            RecommendationChange::Withdrawn { recommendation } => {
                self.staged(*recommendation, Stage::Withdrawn, |recommendation| {
                    RecommendationChange::Withdrawn { recommendation }
                })
            }
            RecommendationChange::Restored { recommendation } => {
                self.staged(*recommendation, Stage::Draft, |recommendation| RecommendationChange::Restored {
                    recommendation,
                })
            }
            RecommendationChange::VoteOpened { .. } => self.vote_opened(change),
            RecommendationChange::VoteTimed { round, until, by, id } => {
                self.vote_timed(*round, *until, (*by, *id))
            }
            RecommendationChange::VoteClosed { round, time } => self.vote_closed(*round, *time),
            RecommendationChange::Voted { .. } => self.recommendation_voted(change),
            RecommendationChange::Published { recommendation, anyway, time } => {
                self.published(*recommendation, *anyway, *time)
            }
            RecommendationChange::Unpublished { recommendation, reason } => {
                self.unpublished(*recommendation, *reason)
            }
            RecommendationChange::Followed { .. } => self.followed(change),
        };
        came.unwrap_or(false)
    }

    fn of_recommendations(&mut self, change: RecommendationChange) {
        self.emit(Change::Recommendations(change));
    }

    /// A recommendation as it stood in the lost history and as it stands.
    fn recommendations(
        &self,
        lost: RecommendationNo,
    ) -> Option<(RecommendationNo, Arc<Recommendation>, Arc<Recommendation>)> {
        let no = self.numbering.recommendation(lost)?;
        let (stood, stands) = (self.lost.recommendation(lost)?, self.now.recommendation(no)?);
        Some((no, Arc::clone(stood), Arc::clone(stands)))
    }

    /// Sets again what is set as a whole, where it is as it was; nothing is done about what everyone votes on just now.
    fn set_again(
        &mut self,
        lost: RecommendationNo,
        is: impl Fn(&Recommendation) -> bool,
        same: impl Fn(&Recommendation, &Recommendation) -> bool,
        change: impl FnOnce(RecommendationNo) -> RecommendationChange,
    ) -> Option<bool> {
        let (no, stood, stands) = self.recommendations(lost)?;
        let is_so = is(&stands);
        let comes = !is_so && same(&stood, &stands) && !self.now.recommendations.is_voted_on(no);
        if comes {
            self.of_recommendations(change(no));
        }
        Some(is_so || comes)
    }

    /// Whether it says what it said: nothing is decided of other words than those that were read.
    fn says_the_same(&self, stood: &Recommendation, stands: &Recommendation) -> bool {
        self.alike(Some(stood.title), Some(stands.title))
            && self.alike(stood.text, stands.text)
            && stood.label == stands.label
    }

    /// Brings it to another stage, where it is in the one that it was in and says the same.
    fn staged(
        &mut self,
        lost: RecommendationNo,
        becomes: Stage,
        change: impl FnOnce(RecommendationNo) -> RecommendationChange,
    ) -> Option<bool> {
        let (_, stood, stands) = self.recommendations(lost)?;
        let says_the_same = self.says_the_same(&stood, &stands);
        let public = self.now.recommendations.count(Stage::is_public);
        let has_room = stood.stage.is_public() || !becomes.is_public() || public < PUBLIC;
        let is = |held: &Recommendation| held.stage == becomes;
        let same = |stood: &Recommendation, stands: &Recommendation| {
            has_room && says_the_same && stood.stage == stands.stage
        };
        self.set_again(lost, is, same, change)
    }

    /// Whether it can be published in the present history: nothing is that rests on nothing, or that everyone did not agree with unless an
    /// organiser said so.
    fn can_be_published(&self, lost: RecommendationNo, anyway: bool) -> Option<()> {
        let (no, _, stands) = self.recommendations(lost)?;
        let of = &self.now.recommendations;
        let is_said = self.now.words.get(stands.title).is_some();
        let can_be = is_said && of.standing(&self.now, no) > 0 && (anyway || !of.lacks_agreement(no));
        (can_be || stands.stage == Stage::Published).then_some(())
    }

    /// The things by their numbers of now; those that the present history does not know are left out.
    fn evidence(&self, lost: &[Evidence]) -> Vec<Evidence> {
        lost.iter().filter_map(|thing| self.thing(*thing)).collect()
    }

    fn thing(&self, lost: Evidence) -> Option<Evidence> {
        let of = &self.numbering;
        Some(match lost {
            Evidence::Question { question } => Evidence::Question { question: of.question(question)? },
            Evidence::Idea { session, idea } => {
                Evidence::Idea { session: of.session(session)?, idea: of.idea(idea)? }
            }
            Evidence::Cluster { session, cluster } => {
                Evidence::Cluster { session: of.session(session)?, cluster: of.cluster(cluster)? }
            }
            Evidence::Table { session, table } => Evidence::Table { session: of.session(session)?, table },
            Evidence::Statement { session, statement } => {
                Evidence::Statement { session: of.session(session)?, statement: of.statement(statement)? }
            }
            Evidence::Poll { poll, round } => {
                let (poll, round) = of.round(poll, round)?;
                Evidence::Poll { poll, round }
            }
            Evidence::Remark { session, stand, remark } => {
                let (stand, remark) = (of.stand(stand)?, of.remark(remark)?);
                Evidence::Remark { session: of.session(session)?, stand, remark }
            }
            Evidence::Stand { session, stand } => {
                Evidence::Stand { session: of.session(session)?, stand: of.stand(stand)? }
            }
        })
    }

    /// One that was drafted again, by the same command, is the same one.
    fn drafted(&mut self, change: &RecommendationChange) -> Option<bool> {
        let RecommendationChange::Drafted { recommendation: lost, author, id, title, text, evidence, time } =
            change
        else {
            return None;
        };
        let author = self.author(*author)?;
        if let Some(made) = self.now.made.get(&(author, *id)) {
            let Made::Recommendation(no) = *made else { return None };
            let held = self.now.recommendation(no)?;
            let (now, text_now) = (held.title, held.text);
            self.note(|known| {
                known.recommendations.insert(*lost, no);
                known.words.insert(*title, now);
                known.words.extend(text.zip(text_now));
            });
            return Some(true);
        }
        let recommendation = self.now.last.recommendation.next();
        let (title, text) = (self.refile(*title), text.map(|no| self.refile(no)));
        self.note(|known| known.recommendations.insert(*lost, recommendation));
        let (id, time, evidence) = (*id, *time, self.evidence(evidence));
        let drafted =
            RecommendationChange::Drafted { recommendation, author, id, title, text, evidence, time };
        self.of_recommendations(drafted);
        Some(true)
    }

    fn recommendation_edited(&mut self, change: &RecommendationChange) -> Option<bool> {
        let RecommendationChange::Edited { recommendation: lost, title, text, label, corrected } = change
        else {
            return None;
        };
        let (no, stood, stands) = self.recommendations(*lost)?;
        let says = |title: WordsNo, text: Option<WordsNo>| {
            self.alike(Some(title), Some(stands.title)) && self.alike(text, stands.text)
        };
        let is_so = says(*title, *text) && stands.label == *label;
        // What was replaced since is gone from the lost history too.
        let is_forgotten =
            self.now.words.get(stands.title).is_none() && self.lost.words.get(stood.title).is_some();
        let is_same = says(stood.title, stood.text)
            && stood.label == stands.label
            && stands.stage == if corrected.is_some() { Stage::Published } else { Stage::Draft }
            && !is_forgotten;
        if is_same && !is_so {
            self.replace(Some(stands.title));
            self.replace(stands.text);
            let (title, text) = (self.refile(*title), text.map(|no| self.refile(no)));
            let (label, corrected) = (label.clone(), *corrected);
            let edited = RecommendationChange::Edited { recommendation: no, title, text, label, corrected };
            self.of_recommendations(edited);
        }
        Some(is_so || is_same)
    }

    fn cited(&mut self, lost: RecommendationNo, thing: Evidence) -> Option<bool> {
        let (no, thing) = (self.numbering.recommendation(lost)?, self.thing(thing)?);
        let stands = self.now.recommendation(no)?;
        let is_so = self.now.recommendations.evidence(&self.now, no).contains(&thing.resolved(&self.now));
        let takes = matches!(stands.stage, Stage::Draft | Stage::Published)
            && stands.evidence.len() < super::EVIDENCE
            && !self.now.recommendations.is_voted_on(no);
        if takes && !is_so {
            self.of_recommendations(RecommendationChange::Cited { recommendation: no, evidence: thing });
        }
        Some(is_so || takes)
    }

    fn founded(&mut self, lost: RecommendationNo, evidence: &[Evidence]) -> Option<bool> {
        let (_, stood, _) = self.recommendations(lost)?;
        let (before, evidence) = (self.evidence(&stood.evidence), self.evidence(evidence));
        let is = |held: &Recommendation| held.evidence == evidence;
        let same = |_: &Recommendation, stands: &Recommendation| {
            matches!(stands.stage, Stage::Draft | Stage::Published) && stands.evidence == before
        };
        let founded = evidence.clone();
        self.set_again(lost, is, same, |recommendation| RecommendationChange::Founded {
            recommendation,
            evidence: founded,
        })
    }

    /// Two are united where both are drafts still.
    fn recommendations_merged(&mut self, lost: RecommendationNo, into: RecommendationNo) -> Option<bool> {
        let into = self.numbering.recommendation(into)?;
        let (_, stood, stands) = self.recommendations(lost)?;
        let says_the_same = self.says_the_same(&stood, &stands);
        let stays = self.now.recommendation(into)?.stage == Stage::Draft;
        let is = |held: &Recommendation| held.stage == Stage::Merged(into);
        let same = |_: &Recommendation, stands: &Recommendation| {
            stays && says_the_same && stands.stage == Stage::Draft
        };
        self.set_again(lost, is, same, |recommendation| RecommendationChange::Merged { recommendation, into })
    }

    fn marked(&mut self, change: &RecommendationChange) -> Option<bool> {
        let RecommendationChange::Marked { recommendation, by, marks, seq, id } = change else { return None };
        let (recommendation, by) = (self.numbering.recommendation(*recommendation)?, self.link(*by)?);
        let stands = self.now.recommendation(recommendation)?.marks.get(&by);
        if stands.is_none_or(|stands| (stands.seq, stands.id) < (*seq, *id)) {
            let (marks, seq, id) = (*marks, *seq, *id);
            self.of_recommendations(RecommendationChange::Marked { recommendation, by, marks, seq, id });
        }
        Some(true)
    }

    fn recommendations_arranged(&mut self, order: &[RecommendationNo]) -> bool {
        let read = |order: &[RecommendationNo]| -> Vec<RecommendationNo> {
            order.iter().filter_map(|no| self.numbering.recommendation(*no)).collect()
        };
        let (stood, order) = (read(&self.lost.recommendations.by_hand), read(order));
        let stands = &self.now.recommendations.by_hand;
        let (is_so, is_same) = (*stands == order, *stands == stood);
        if is_same && !is_so {
            self.of_recommendations(RecommendationChange::Arranged { order });
        }
        is_so || is_same
    }

    /// A vote that the present history does not know has a number of its own in it. It is over, and says nothing of how its
    /// recommendations stand, where another one is open or one of them is not proposed as it was.
    fn vote_opened(&mut self, change: &RecommendationChange) -> Option<bool> {
        let RecommendationChange::VoteOpened { round: named, list, rule, until, time, by, id, .. } = change
        else {
            return None;
        };
        let by = self.link(*by)?;
        let rounds = self.now.recommendations.rounds.values();
        let there =
            rounds.map(|round| (round.no, (round.by, round.id))).find(|(_, opened)| *opened == (by, *id));
        if let Some((there, _)) = there {
            self.note(|known| known.votes.insert(*named, there));
            return Some(true);
        }
        let as_it_was = |no: &RecommendationNo| {
            self.recommendations(*no).is_some_and(|(_, stood, stands)| {
                stands.stage == Stage::Proposed && self.says_the_same(&stood, &stands)
            })
        };
        let apart = self.now.recommendations.open_round().is_some() || !list.iter().all(as_it_was);
        let round = self.now.last.vote.next();
        self.note(|known| known.votes.insert(*named, round));
        let list: Vec<_> = list.iter().filter_map(|no| self.numbering.recommendation(*no)).collect();
        let (rule, until, time, id) = (*rule, *until, *time, *id);
        let opened = RecommendationChange::VoteOpened { round, list, rule, until, time, by, id, apart };
        self.of_recommendations(opened);
        if apart {
            self.of_recommendations(RecommendationChange::VoteClosed { round, time });
        }
        Some(true)
    }

    /// A vote in the lost history, and by its number of now.
    fn round(&self, lost: VoteNo) -> Option<VoteNo> {
        self.numbering.vote(lost).filter(|no| self.now.recommendations.rounds.contains_key(no))
    }

    fn vote_timed(
        &mut self,
        lost: VoteNo,
        until: Option<Time>,
        (by, id): (LinkNo, CommandId),
    ) -> Option<bool> {
        let by = self.link(by)?;
        if self.is_done(by, id) {
            return Some(true);
        }
        let round = self.round(lost)?;
        let stood = self.lost.recommendations.rounds.get(&lost)?.until;
        let stands = self.now.recommendations.rounds.get(&round)?;
        let comes = stands.closed.is_none() && stands.until == stood;
        if comes {
            self.of_recommendations(RecommendationChange::VoteTimed { round, until, by, id });
        }
        Some(comes)
    }

    fn vote_closed(&mut self, lost: VoteNo, time: Time) -> Option<bool> {
        let round = self.round(lost)?;
        let stood = self.lost.recommendations.rounds.get(&lost)?.until;
        let stands = self.now.recommendations.rounds.get(&round)?;
        let (is_so, comes) = (stands.closed.is_some(), stands.until == stood);
        if comes && !is_so {
            self.of_recommendations(RecommendationChange::VoteClosed { round, time });
        }
        Some(is_so || comes)
    }

    fn recommendation_voted(&mut self, change: &RecommendationChange) -> Option<bool> {
        let RecommendationChange::Voted { round, recommendation, person, vote, seq, id } = change else {
            return None;
        };
        let (round, recommendation) = (self.round(*round)?, self.numbering.recommendation(*recommendation)?);
        let stands = self.now.recommendations.rounds.get(&round)?.cast(*person, recommendation);
        if stands.is_none_or(|cast| cast.order() < (*seq, *id)) {
            let (person, vote, seq, id) = (*person, *vote, *seq, *id);
            let voted = RecommendationChange::Voted { round, recommendation, person, vote, seq, id };
            self.of_recommendations(voted);
        }
        Some(true)
    }

    /// Why it was published no more is said no more; where it stays unpublished here it is, though the lost history let go of it.
    fn published(&mut self, lost: RecommendationNo, anyway: bool, time: Time) -> Option<bool> {
        let (_, stood, stands) = self.recommendations(lost)?;
        let came = self.can_be_published(lost, anyway).and_then(|()| {
            self.staged(lost, Stage::Published, |recommendation| RecommendationChange::Published {
                recommendation,
                anyway,
                time,
            })
        });
        if came == Some(true) {
            self.replace(stands.unpublished);
        } else {
            self.keep(stood.unpublished);
        }
        came
    }

    fn unpublished(&mut self, lost: RecommendationNo, reason: WordsNo) -> Option<bool> {
        let (no, stood, stands) = self.recommendations(lost)?;
        let is_so = stands.stage == Stage::Withdrawn && self.alike(Some(reason), stands.unpublished);
        let is_same = stood.stage == stands.stage;
        if is_same && !is_so {
            let reason = self.refile(reason);
            self.of_recommendations(RecommendationChange::Unpublished { recommendation: no, reason });
        }
        Some(is_so || is_same)
    }

    /// A step comes home behind those that are there, where it is the same published recommendation.
    fn followed(&mut self, change: &RecommendationChange) -> Option<bool> {
        let RecommendationChange::Followed { recommendation: lost, status, note, time } = change else {
            return None;
        };
        let (no, stood, stands) = self.recommendations(*lost)?;
        let is = |step: &Step| step.status == *status && self.alike(*note, step.note);
        let is_so = stands.steps.last().is_some_and(is);
        let latest = |held: &Recommendation| held.steps.last().map(|step| (step.status, step.at));
        let comes = stands.stage == Stage::Published
            && latest(&stood) == latest(&stands)
            && stands.steps.len() < STEPS;
        if comes && !is_so {
            let note = note.map(|no| self.refile(no));
            let (status, time) = (*status, *time);
            self.of_recommendations(RecommendationChange::Followed {
                recommendation: no,
                status,
                note,
                time,
            });
        }
        Some(is_so || comes)
    }
}
