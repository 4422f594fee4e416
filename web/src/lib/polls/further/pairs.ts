import type { PollDraft, PollKind, PollView } from '$lib/protocol/generated/protocol';

/** Kinds of which each ballot counts for one option or star. */
const ofOne: readonly PollKind['kind'][] = ['single', 'yes_no_abstain', 'rating'];

/** Whether results of the kind may be shown by group, or beside those of another time. */
export function takesGroups(kind: PollKind['kind'], secret: boolean): boolean {
  return ofOne.includes(kind) && !secret;
}

/** The polls of a session that another one may ask again: none that is half of a pair already. `editing` is the other one, where it is there. */
export function earlierOf(polls: readonly PollView[], editing?: PollView): readonly PollView[] {
  const taken = polls.filter(({ poll }) => poll !== editing?.poll).map(({ settings }) => settings.after);
  return polls.filter(({ poll, answer, settings }) => {
    const isFree = settings.after === undefined && !taken.includes(poll) && poll !== editing?.poll;
    return isFree && !settings.by_group && !settings.sealed && takesGroups(answer.kind, settings.secret);
  });
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
