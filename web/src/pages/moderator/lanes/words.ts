import { folded } from '$lib/i18n/folded';

/**
 * The words of a question, reduced so far that two people who ask the same thing meet in most of them.
 *
 * A cheap cousin of the server's matching key: it decides nothing, it only folds rows together on a desk, so what it
 * gets wrong costs a glance. The server cannot do it for the whole lane: it answers one search at a time.
 */
export function stems(text: string): ReadonlySet<string> {
  const known = remembered.get(text);
  if (known) return known;
  if (remembered.size >= rememberedAtMost) remembered.clear();
  const found = new Set(
    folded(text)
      .split(/[^\p{L}\p{N}]+/u)
      .map(stem)
      .filter((word) => word !== '' && !hollow.has(word)),
  );
  remembered.set(text, found);
  return found;
}

/** The numbers among the words of a question: who asks about another year, or another street, asks something else. */
export function numbersIn(words: ReadonlySet<string>): string {
  const known = numbers.get(words);
  if (known !== undefined) return known;
  const found = [...words]
    .filter((word) => /^\d/.test(word))
    .sort()
    .join(' ');
  numbers.set(words, found);
  return found;
}

const numbers = new WeakMap<ReadonlySet<string>, string>();
const remembered = new Map<string, ReadonlySet<string>>();
/** More than wait in any lane: whoever folds it goes through all of them each time. */
const rememberedAtMost = 5_000;

/** Articles and the letters written onto the next word; then the endings of plurals and possession. */
const before = /^(?:وال|بال|كال|فال|ال|لل|و)(?=.{3})/;
const behind = /(?<=.{3})(?:ات|ين|ون|ها|هم|نا|كم|ه|ي|s)$/;

function stem(word: string): string {
  return word.replace(before, '').replace(behind, '');
}

/** Words that nearly every question has; stemmed as the others are. */
const hollow = new Set(
  `ما ماذا هل كيف متي اين لماذا من في علي الي عن مع هذا هذه ذلك التي الذي ان او ثم كم هو هي لا قد كل لكم
   the a an is are what how when where why who which of in on to for and or do does will can you we it this that be with`
    .split(/\s+/)
    .map(stem),
);
