import type { Command, PollView, QuestionItem } from '$lib/protocol/generated/protocol';
import type { Views } from '$lib/protocol/views';

/**
 * Whether a command means in one history what it meant in another that went before it. Numbers that were given after the
 * copy was made are given anew, so a number alone says nothing: what stands under it must be what stood there.
 */
export function meansTheSame(command: Command, before: Views | undefined, after: Views): boolean {
  switch (command.do) {
    case 'ask':
    case 'rate':
    case 'name':
    case 'enter':
    case 'create_poll':
      return isSameSession(command.session, before, after);
    case 'edit':
    case 'withdraw':
    case 'support':
      return isSameQuestion(command.question, before, after);
    case 'vote':
      return isSamePoll(before?.polls.get(command.poll), after.polls.get(command.poll));
    default:
      return true;
  }
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

function questionOf({ questions, mine }: Views, q: number): QuestionItem | undefined {
  return questions.items.get(q) ?? mine.questions.find((own) => own.q === q);
}

/** A session that was reworded or moved meanwhile is the same one. Where nothing is known of before, its number has to do. */
function isSameSession(session: number, before: Views | undefined, after: Views): boolean {
  const entryOf = (views: Views | undefined) => views?.agenda?.sessions.find((entry) => entry.session === session);
  const [one, other] = [entryOf(before), entryOf(after)];
  if (!one || !other) return other !== undefined;
  const isNamedSo = JSON.stringify(one.title) === JSON.stringify(other.title);
  return isNamedSo || (one.hall === other.hall && one.starts === other.starts);
}
