import {
  type ActsView,
  type AgendaView,
  type AwardPlanView,
  type AwardView,
  type BadgesView,
  type BoardDiff,
  type BoardView,
  type ClusterView,
  type Counts,
  type CueItem,
  type FeedbackView,
  type IdeaItem,
  type IdeasDiff,
  type IdeasView,
  type InterestDiff,
  type InterestItem,
  type InterestView,
  type JuryView,
  type LeadersView,
  type LinksView,
  type NextCueView,
  type OpinionsView,
  type PapersView,
  type PollView,
  type QuestionItem,
  type RecommendationItem,
  type RecommendationsDiff,
  type RecommendationsView,
  type RecordHead,
  type RemarkItem,
  type RemarksDiff,
  type RemarksView,
  type ResultsDiff,
  type ResultsView,
  type ResultView,
  type ScreenView,
  type ServerFrame,
  type SessionView,
  type ShowDiff,
  type ShowView,
  type SpeakersView,
  type SpeakingView,
  type StageView,
  type StandItem,
  type StandsDiff,
  type StandsView,
  type StatementItem,
  type StatementsDiff,
  type StatementsView,
  type TallyView,
  type Topic,
  topics,
  type Welcome,
  type WindowDiff,
  type WindowView,
} from './generated/protocol';
import {
  type Ideas,
  nothing,
  type Recommendations,
  type Remarks,
  type Show,
  type Stands,
  type Statements,
  type Views,
  type Window,
} from './views';

/** A frame as it comes: of what type its view or its difference is, its topic says. */
export type WireFrame = ServerFrame<unknown, unknown>;
type Frame<T extends WireFrame['t']> = Extract<WireFrame, { t: T }>;

/** Topics whose differences say what came and what left since a revision: they fit on that one alone. */
const windows: readonly Topic[] = [
  topics.questions,
  topics.waiting,
  topics.statements,
  topics.ideas,
  topics.board,
  topics.results,
  topics.recommendations,
  topics.drafts,
  topics.stands,
  topics.remarks,
  topics.interest,
  topics.show,
];

/** Topics that are the same whichever session is looked at. */
const ofTheForum: readonly Topic[] = [
  topics.agenda,
  topics.links,
  topics.badges,
  topics.recommendations,
  topics.drafts,
  topics.record,
];

/**
 * What is known after a frame. Revisions only go forward: a frame that is older than what stands, or a difference that
 * does not fit on it, changes nothing.
 */
export function apply(views: Views, frame: WireFrame): Views {
  switch (frame.t) {
    case 'welcome':
      return welcomed(views, frame);
    case 'state':
      return stated(views, frame);
    case 'change':
      return changed(views, frame);
    case 'mine':
      return mine(views, frame);
    case 'pulse':
      return pulsed(views, frame);
    default:
      return views;
  }
}

/**
 * Whether a frame is a difference on something that never came, or one of a window from before what is known, in which what
 * came and went in between is missing: only asking anew helps.
 */
export function doesNotFit(views: Views, frame: WireFrame): boolean {
  if (frame.t !== 'change') return false;
  const { topic, from, rev } = frame;
  const known = views.revs.get(topic) ?? -1;
  return known < from || (windows.includes(topic) && from < known && known < rev);
}

/** The views with one topic's revision forgotten, so that it is sent whole at the next `hello`. */
export function forgetting(views: Views, topic: Topic): Views {
  return { ...views, revs: new Map([...views.revs].filter(([known]) => known !== topic)) };
}

/** What a `hello` says that its sender has already: (epoch, revision) by topic. */
export function have(views: Views): Record<Topic, [number, number]> {
  const { epoch, revs } = views;
  return epoch === undefined ? {} : Object.fromEntries([...revs].map(([topic, rev]) => [topic, [epoch, rev]]));
}

function welcomed(views: Views, { epoch, rev, session, topics: listed }: Welcome): Views {
  const watched = session ?? undefined;
  const kept = watched === views.watched ? views : elsewhere(views);
  const goesOn = epoch === views.epoch && rev >= newest(views);
  const revs = new Map(goesOn ? [...kept.revs].filter(([topic]) => listed.includes(topic)) : []);
  const mineRev = goesOn ? kept.mineRev : nothing.mineRev;
  const polls = new Map([...kept.polls].filter(([poll]) => listed.includes(topics.polls + poll)));
  return { ...kept, epoch, watched, revs, mineRev, polls };
}

/** The highest revision of what is known. A server below it has an older copy of the forum. */
function newest({ revs, mineRev }: Views): number {
  return Math.max(mineRev, ...revs.values());
}

/** What still holds when another session is looked at. */
function elsewhere({ revs, agenda, links, badges, recommendations, drafts, record }: Views): Views {
  const kept = new Map([...revs].filter(([topic]) => ofTheForum.includes(topic)));
  return { ...nothing, revs: kept, agenda, links, badges, recommendations, drafts, record };
}

function stated(views: Views, { topic, rev, view }: Frame<'state'>): Views {
  const part = rev <= (views.revs.get(topic) ?? -1) ? undefined : viewOf(views, topic, view, rev);
  if (!part) return views;
  const next = { ...views, ...part, revs: new Map(views.revs).set(topic, rev) };
  return topic === topics.session ? withPollsOfSession(next) : next;
}

/** Without the polls that the session does not have any more: a draft that was dropped is missing from its list. */
function withPollsOfSession(views: Views): Views {
  const has = (poll: number) => views.session?.polls.includes(poll) ?? true;
  return {
    ...views,
    polls: new Map([...views.polls].filter(([poll]) => has(poll))),
    revs: new Map([...views.revs].filter(([topic]) => topic <= topics.polls || has(topic - topics.polls))),
  };
}

function changed(views: Views, frame: Frame<'change'>): Views {
  const { topic, rev, diff } = frame;
  const isNews = (views.revs.get(topic) ?? -1) < rev && !doesNotFit(views, frame);
  const part = isNews ? differenceOf(views, topic, diff) : undefined;
  return part ? { ...views, ...part, revs: new Map(views.revs).set(topic, rev) } : views;
}

function mine(views: Views, { t: _, rev, ...mine }: Frame<'mine'>): Views {
  return rev <= views.mineRev ? views : { ...views, mine, mineRev: rev };
}

function pulsed(views: Views, { t: _, reactions: __, ...figures }: Frame<'pulse'>): Views {
  return { ...views, pulse: { ...views.pulse, ...figures } };
}

/** The part of the views that a whole topic replaces; nothing for a topic of a newer server. */
function viewOf(views: Views, topic: Topic, view: unknown, rev: number): Partial<Views> | undefined {
  switch (topic) {
    case topics.agenda:
      return { agenda: view as AgendaView };
    case topics.session:
      return { session: view as SessionView };
    case topics.questions:
      return { questions: windowOf(view as WindowView) };
    case topics.waiting:
      return { waiting: windowOf(view as WindowView) };
    case topics.stage:
      return { stage: view as StageView };
    case topics.counts:
      return { counts: view as Counts };
    case topics.acts:
      return { acts: view as ActsView };
    case topics.feedback:
      return { feedback: view as FeedbackView };
    case topics.leaders:
      return { leaders: view as LeadersView };
    case topics.screen:
      return { screen: view as ScreenView };
    case topics.links:
      return { links: view as LinksView };
    case topics.record:
      return { record: view as RecordHead };
    case topics.badges:
      return { badges: view as BadgesView };
    case topics.award:
      return { award: view as AwardView };
    case topics.award_plan:
      return { awardPlan: view as AwardPlanView };
    case topics.jury:
      return { jury: view as JuryView };
    case topics.papers:
      return { papers: view as PapersView };
    case topics.statements:
      return { statements: statementsOf(view as StatementsView) };
    case topics.opinions:
      return { opinions: view as OpinionsView };
    case topics.ideas:
      return { ideas: ideasOf(view as IdeasView, rev) };
    case topics.board:
      return { board: view as BoardView };
    case topics.results:
      return { results: byTable((view as ResultsView).items) };
    case topics.recommendations:
      return { recommendations: recommendationsOf(view as RecommendationsView) };
    case topics.drafts:
      return { drafts: recommendationsOf(view as RecommendationsView) };
    case topics.stands:
      return { stands: standsOf(view as StandsView) };
    case topics.remarks:
      return { remarks: remarksOf(view as RemarksView) };
    case topics.interest:
      return { interest: byStand((view as InterestView).items) };
    case topics.show:
      return { show: showOf(view as ShowView) };
    case topics.next_cue:
      return { nextCue: view as NextCueView };
    case topics.speaking:
      return { speaking: view as SpeakingView };
    case topics.speakers:
      return { speakers: view as SpeakersView };
    default:
      return topic > topics.polls ? pollOf(views, view as PollView) : undefined;
  }
}

/** The part of the views that a difference changes: windows, boards and the counts of polls have one, the rest goes whole. */
function differenceOf(views: Views, topic: Topic, diff: unknown): Partial<Views> | undefined {
  if (topic === topics.questions) return { questions: moved(views.questions, diff as WindowDiff) };
  if (topic === topics.waiting) return { waiting: moved(views.waiting, diff as WindowDiff) };
  if (topic === topics.statements) return { statements: altered(views.statements, diff as StatementsDiff) };
  if (topic === topics.ideas) return views.ideas && { ideas: withIdeas(views.ideas, diff as IdeasDiff) };
  if (topic === topics.board) return views.board && { board: rearranged(views.board, diff as BoardDiff) };
  if (topic === topics.results) return { results: withResults(views.results, diff as ResultsDiff) };
  if (topic === topics.recommendations) {
    return { recommendations: withRecommendations(views.recommendations, diff as RecommendationsDiff) };
  }
  if (topic === topics.drafts) return { drafts: withRecommendations(views.drafts, diff as RecommendationsDiff) };
  if (topic === topics.stands) return { stands: withStands(views.stands, diff as StandsDiff) };
  if (topic === topics.remarks) return { remarks: withRemarks(views.remarks, diff as RemarksDiff) };
  if (topic === topics.interest) return { interest: withInterest(views.interest, diff as InterestDiff) };
  if (topic === topics.show) return { show: withShow(views.show, diff as ShowDiff) };
  const poll = views.polls.get(topic - topics.polls);
  return poll && pollOf(views, { ...poll, tally: diff as TallyView });
}

function statementsOf({ head, items }: StatementsView): Statements {
  return { head, items: byStatement(items) };
}

function altered(before: Statements | undefined, { head, put = [], gone = [] }: StatementsDiff): Statements {
  const stayed = [...(before?.items ?? [])].filter(([statement]) => !gone.includes(statement));
  return { head, items: new Map([...stayed, ...byStatement(put)]) };
}

function byStatement(items: readonly StatementItem[]): Map<number, StatementItem> {
  return new Map(items.map((item) => [item.s, item]));
}

function ideasOf({ total, items }: IdeasView, since: number): Ideas {
  return { total, items: byIdea(items), gone: [], since };
}

function withIdeas(before: Ideas, { total, put = [], gone = [] }: IdeasDiff): Ideas {
  const came = byIdea(put);
  const stayed = [...before.items].filter(([idea]) => !gone.includes(idea));
  const left = new Set([...before.gone, ...gone]);
  return {
    ...before,
    total,
    items: new Map([...stayed, ...came]),
    gone: [...left].filter((idea) => !came.has(idea)),
  };
}

function byIdea(items: readonly IdeaItem[]): Map<number, IdeaItem> {
  return new Map(items.map((item) => [item.i, item]));
}

function rearranged(board: BoardView, diff: BoardDiff): BoardView {
  const { v, n, more, put = [], gone = [], order, arrangement = board.arrangement, done = board.done } = diff;
  const clusters = new Map([...board.clusters, ...put].map((cluster): [number, ClusterView] => [cluster.c, cluster]));
  for (const cluster of gone) clusters.delete(cluster);
  return {
    ...board,
    arrangement,
    done,
    clusters: (order ?? [...clusters.keys()]).flatMap((cluster) => clusters.get(cluster) ?? []),
    tally: { v, ...(n ? { n } : {}), ...(more ? { more } : {}) },
  };
}

function withResults(before: readonly ResultView[] = [], { put = [], gone = [] }: ResultsDiff): ResultView[] {
  const replaced = new Set([...gone, ...put.map(({ table }) => table)]);
  return byTable([...before.filter(({ table }) => !replaced.has(table)), ...put]);
}

function byTable(results: readonly ResultView[]): ResultView[] {
  return [...results].sort((a, b) => a.table - b.table);
}

function recommendationsOf({ head, items }: RecommendationsView): Recommendations {
  return { head, items: byRecommendation(items) };
}

function withRecommendations(
  before: Recommendations | undefined,
  { head, put = [], gone = [] }: RecommendationsDiff,
): Recommendations {
  const stayed = [...(before?.items ?? [])].filter(([no]) => !gone.includes(no));
  return { head, items: new Map([...stayed, ...byRecommendation(put)]) };
}

function byRecommendation(items: readonly RecommendationItem[]): Map<number, RecommendationItem> {
  return new Map(items.map((item) => [item.r, item]));
}

function standsOf({ items, ...head }: StandsView): Stands {
  return { head, items: byStand(items) };
}

function withStands(before: Stands | undefined, { head, put = [], gone = [] }: StandsDiff): Stands {
  return { head, items: replaced(before?.items, byStand<StandItem>(put), gone) };
}

function remarksOf({ total, items }: RemarksView): Remarks {
  return { total, items: byRemark(items) };
}

function withRemarks(before: Remarks | undefined, { total, put = [], gone = [] }: RemarksDiff): Remarks {
  return { total, items: replaced(before?.items, byRemark(put), gone) };
}

function withInterest(before: ReadonlyMap<number, InterestItem> | undefined, { put = [], gone = [] }: InterestDiff) {
  return replaced(before, byStand<InterestItem>(put), gone);
}

function showOf({ items, ...head }: ShowView): Show {
  return { head, items: byCue(items) };
}

function withShow(before: Show | undefined, { head, put = [], gone = [] }: ShowDiff): Show {
  return { head, items: replaced(before?.items, byCue(put), gone) };
}

function replaced<Item>(
  before: ReadonlyMap<number, Item> = new Map(),
  put: ReadonlyMap<number, Item>,
  gone: readonly number[],
): ReadonlyMap<number, Item> {
  return new Map([...[...before].filter(([no]) => !gone.includes(no)), ...put]);
}

function byStand<Item extends { readonly s: number }>(items: readonly Item[]): Map<number, Item> {
  return new Map(items.map((item) => [item.s, item]));
}

function byCue(items: readonly CueItem[]): Map<number, CueItem> {
  return new Map(items.map((item) => [item.c, item]));
}

function byRemark(items: readonly RemarkItem[]): Map<number, RemarkItem> {
  return new Map(items.map((item) => [item.i, item]));
}

function windowOf({ total, items }: WindowView): Window {
  return { total, items: byNumber(items) };
}

function moved(window: Window, { total, put = [], gone = [] }: WindowDiff): Window {
  const stayed = [...window.items].filter(([question]) => !gone.includes(question));
  return { total, items: new Map([...stayed, ...byNumber(put)]) };
}

function byNumber(items: readonly QuestionItem[]): Map<number, QuestionItem> {
  return new Map(items.map((item) => [item.q, item]));
}

function pollOf(views: Views, poll: PollView): Partial<Views> {
  return { polls: new Map(views.polls).set(poll.poll, poll) };
}
