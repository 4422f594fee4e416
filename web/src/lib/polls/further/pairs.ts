import type { PollDraft, PollKind, PollNo, PollView } from '$lib/protocol/generated/protocol';

/** Kinds of which each ballot counts for one option or star. */
const ofOne: readonly PollKind['kind'][] = ['single', 'yes_no_abstain', 'rating'];

/** Whether results of the kind may be shown by group, or beside those of another time. */
export function takesGroups(kind: PollKind['kind'], secret: boolean): boolean {
  return ofOne.includes(kind) && !secret;
}

/** The polls of a session that another one may ask again: none that is half of a pair already. `editing` is the other one, where it is there. */
export function earlierOf(polls: readonly PollView[], editing?: PollView): readonly PollView[] {
  if (editing?.asked_again !== undefined) return [];
  return polls.filter((one) => {
    const isFree = one.settings.after === undefined && [undefined, editing?.poll].includes(one.asked_again);
    return isFree && one.poll !== editing?.poll && isComparable(one);
  });
}

/** Whether what people answered may be set beside what they answer later: openly, one thing each, and not by group too. */
function isComparable({ answer, settings }: PollView): boolean {
  return !settings.by_group && !settings.sealed && !settings.blind && takesGroups(answer.kind, settings.secret);
}

/** The poll that one asks again, and the one that asks it again. */
export function pairOf(
  { settings, asked_again }: PollView,
  polls: ReadonlyMap<PollNo, PollView>,
): { earlier: PollView | undefined; later: PollView | undefined } {
  const known = (poll: PollNo | undefined) => (poll === undefined ? undefined : polls.get(poll));
  return { earlier: known(settings.after), later: known(asked_again) };
}

/** Whether two drafts ask for the same of the same people. */
export function fitsPair(one: PollDraft, other: PollDraft): boolean {
  return asked(one) === asked(other) && !one.settings.secret;
}

function asked({ answer, options, settings: { voters } }: PollDraft): string {
  const titles = options.map(({ ar = '', en = '' }) => [ar, en]);
  const stars = answer.kind === 'rating' ? answer.max : 0;
  return JSON.stringify([answer.kind, stars, titles, voters ?? null]);
}
