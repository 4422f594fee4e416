import type {
  AtStand,
  Command,
  Dots,
  IdeaItem,
  PollDraft,
  PollView,
  QuestionItem,
  RecommendationItem,
  RefusalCode,
  Scene,
  Spot,
  StatementItem,
} from '$lib/protocol/generated/protocol';
import type { Views } from '$lib/protocol/views';

/** What commands name by numbers. */
interface Named {
  readonly do: Command['do'];
  readonly session?: number;
  readonly question?: number | null;
  readonly into?: number;
  /** A poll that is made has none yet. */
  readonly poll?: number | PollDraft;
  readonly polls?: readonly number[];
  readonly scene?: Scene;
  readonly statement?: number;
  readonly idea?: number;
  readonly dots?: readonly Dots[];
  /** One that is merged names another. */
  readonly recommendation?: number;
  /** A link that is made has the stand of its team. */
  readonly stand?: number | AtStand;
  readonly remark?: number;
}

/** These name what is not compared: whoever decided it looks again. */
const unlike: readonly Command['do'][] = ['undo', 'rule_word', 'rule_name', 'set_profile', 'revoke_link'];

/**
 * Whether a command means in one history what it meant in another that went before it. Numbers that were given after the
 * copy was made are given anew, so a number alone says nothing: what stands under it must be what stood there.
 */
export function meansTheSame(command: Command, before: Views | undefined, after: Views): boolean {
  return whatIsNotThere(command, before, after) === undefined;
}

/** Why a command would mean another thing in a later history, in the server's words; nothing where it means the same. */
export function whatIsNotThere(command: Command, before: Views | undefined, after: Views): RefusalCode | undefined {
  const {
    session,
    question,
    into,
    poll,
    polls = [],
    scene,
    statement,
    idea,
    dots = [],
    recommendation,
    stand,
    remark,
  }: Named = command;
  const numbers = [poll, ...polls, scene?.scene === 'poll' ? scene.poll : undefined].filter(
    (of) => typeof of === 'number',
  );
  if (unlike.includes(command.do)) return 'changed';
  if (session !== undefined && !isSameSession(session, before, after)) return 'unknown_session';
  const questions = command.do === 'recommendations' ? [] : [question, into];
  if (questions.some((q) => q != null && !isSameQuestion(q, before, after))) return 'unknown_question';
  if (statement !== undefined && !isSameStatement(statement, before, after)) return 'unknown_statement';
  if (typeof stand === 'number' && !isSameStand(stand, before, after)) return 'unknown_stand';
  if (remark !== undefined && !isSameRemark(remark, before, after)) return 'unknown_remark';
  const spots = [...(idea === undefined ? [] : [{ idea }]), ...dots.map(({ on }) => on)];
  if (!spots.every((spot) => isSameSpot(spot, before, after))) return 'unknown_idea';
  if (recommendation !== undefined && !isSameRecommendation(recommendation, before, after)) {
    return 'unknown_recommendation';
  }
  return numbers.every((no) => isSamePoll(before?.polls.get(no), after.polls.get(no))) ? undefined : 'unknown_poll';
}

/** The same thing is asked in the same way; how far a poll has come, and what was counted, is another matter. */
export function isSamePoll(one: PollView | undefined, other: PollView | undefined): boolean {
  const asked = ({ session, title, answer, options, settings }: PollView) =>
    JSON.stringify([session, title, answer, options, settings]);
  return one !== undefined && other !== undefined && asked(one) === asked(other);
}

/** No two questions of a person's are asked in the same millisecond, and hardly two of a forum's. */
function isSameQuestion(q: number, before: Views | undefined, after: Views): boolean {
  const [one, other] = [before && questionOf(before, q), questionOf(after, q)];
  return one !== undefined && one.at === other?.at;
}

/** What it says tells a statement from others: no two that are published say the same. */
function isSameStatement(s: number, before: Views | undefined, after: Views): boolean {
  const [one, other] = [before && statementOf(before, s), statementOf(after, s)];
  return one !== undefined && one.text !== '' && one.text === other?.text;
}

function statementOf({ statements, mine }: Views, s: number): StatementItem | undefined {
  return statements?.items.get(s) ?? mine.statements?.find((own) => own.s === s);
}

/** A stand is told by its name; what is near it may have been changed. */
function isSameStand(s: number, before: Views | undefined, after: Views): boolean {
  const [one, other] = [before?.stands?.items.get(s), after.stands?.items.get(s)];
  return one !== undefined && JSON.stringify(one.title) === JSON.stringify(other?.title);
}

/** No two things are said by a person in the same millisecond. */
function isSameRemark(i: number, before: Views | undefined, after: Views): boolean {
  const find = ({ remarks, mine }: Views) => remarks?.items.get(i) ?? mine.stands?.remarks?.find((own) => own.i === i);
  const [one, other] = [before && find(before), find(after)];
  return one !== undefined && one.at === other?.at;
}

/** What it says tells an idea from others; a group is told by the first idea in it. */
function isSameSpot(spot: Spot, before: Views | undefined, after: Views): boolean {
  const [one, other] = [before && ideaAt(before, spot), ideaAt(after, spot)];
  return one !== undefined && one.text !== '' && one.text === other?.text;
}

function ideaAt({ ideas, board, mine }: Views, spot: Spot): IdeaItem | undefined {
  const no = 'idea' in spot ? spot.idea : board?.clusters.find(({ c }) => c === spot.cluster)?.ideas[0];
  return no === undefined ? undefined : (ideas?.items.get(no) ?? mine.ideas?.items.find(({ i }) => i === no));
}

/** What it is called tells a recommendation from others. */
function isSameRecommendation(r: number, before: Views | undefined, after: Views): boolean {
  const [one, other] = [before && recommendationOf(before, r), recommendationOf(after, r)];
  return one !== undefined && one.title !== '' && one.title === other?.title;
}

function recommendationOf({ recommendations, drafts }: Views, r: number): RecommendationItem | undefined {
  return drafts?.items.get(r) ?? recommendations?.items.get(r);
}

function questionOf({ questions, waiting, mine }: Views, q: number): QuestionItem | undefined {
  return questions.items.get(q) ?? waiting.items.get(q) ?? mine.questions.find((own) => own.q === q);
}

/** A session that was reworded or moved meanwhile is the same one. Where nothing is known of before, its number has to do. */
function isSameSession(session: number, before: Views | undefined, after: Views): boolean {
  const entryOf = (views: Views | undefined) => views?.agenda?.sessions.find((entry) => entry.session === session);
  const [one, other] = [entryOf(before), entryOf(after)];
  if (!one || !other) return other !== undefined;
  const isNamedSo = JSON.stringify(one.title) === JSON.stringify(other.title);
  return isNamedSo || (one.hall === other.hall && one.starts === other.starts);
}
