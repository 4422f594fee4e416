import { graphemes } from '$lib/i18n/graphemes';
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
  if (answer.kind === 'multiple') return choice.options.length >= answer.min && choice.options.length <= answer.max;
  return choice.options.length === (answer.kind === 'ranking' ? options.length : 1);
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
