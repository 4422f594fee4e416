import { graphemes } from '$lib/i18n/graphemes';
import { leftOf } from '$lib/polls/further/points-left';
import { bounds } from '$lib/protocol/generated/bounds';
import type { Choice, PollView } from '$lib/protocol/generated/protocol';

/** Kinds that one press answers. */
const single = ['single', 'yes_no_abstain', 'quiz', 'rating'];

/** Whether a press is the ballot: where it can be taken back by the next press. Else a button sends it. */
export function goesAtOnce({ answer, settings }: PollView): boolean {
  return settings.changeable && single.includes(answer.kind);
}

/** Whether a choice is one that the poll takes. */
export function isWhole({ answer, options }: PollView, choice: Choice, textLength: number): boolean {
  if ('stars' in choice) return answer.kind === 'rating';
  if ('words' in choice) return areWords(choice.words);
  if ('text' in choice) return fits(choice.text, textLength);
  if ('steps' in choice) return choice.steps.length === options.length && choice.steps.some((step) => step > 0);
  if ('points' in choice) return choice.points.length === options.length && leftOf(choice.points) === 0;
  if (answer.kind === 'multiple') return choice.options.length >= answer.min && choice.options.length <= answer.max;
  const { length } = choice.options;
  if (answer.kind !== 'ranking') return length === 1;
  return takesSome(answer) ? length > 0 : length === options.length;
}

/** Whether a ranking need not name all options: by Borda it must. */
export function takesSome(answer: PollView['answer']): boolean {
  return answer.kind === 'ranking' && (answer.method ?? 'borda') !== 'borda';
}

function areWords(words: readonly string[]): boolean {
  const given = words.map((word) => word.trim());
  return (
    given.length > 0 && new Set(given).size === given.length && given.every((word) => fits(word, bounds.cloudEntry))
  );
}

function fits(text: string, most: number): boolean {
  const length = graphemes(text);
  return length > 0 && length <= most;
}
