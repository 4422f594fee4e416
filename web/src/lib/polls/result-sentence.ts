import { isolated } from '$lib/i18n/isolated';
import { counted, language, m } from '$lib/i18n/language.svelte';
import type { PollView } from '$lib/protocol/generated/protocol';
import { average, rowsOf } from './results';

/** A result in a sentence or two, for those who listen: how many voted, and what stands first where that is known. */
export function resultSentence(poll: PollView): string {
  const { answer, tally } = poll;
  const voters = counted(m.voters_sentence, tally.v);
  if (answer.kind === 'rating') return sentences(voters, averageOf(tally.n ?? []));
  if (answer.kind === 'likert') return sentences(voters);
  const rows = rowsOf(poll);
  const places = tally.ranked?.places;
  if (places && places.length > 0) {
    const first = rows.filter((_, option) => places[option] === 1).map(({ label }) => isolated(label));
    return sentences(voters, m.first_place({ options: language.formats.list(first) }));
  }
  const most = Math.max(0, ...rows.map(({ count }) => count));
  const first = rows.filter(({ count }) => count === most);
  if (most === 0) return sentences(voters);
  const options = language.formats.list(first.map(({ label }) => isolated(label)));
  const [{ share = 0 } = {}] = first;
  const leading =
    answer.kind === 'ranking' || answer.kind === 'points'
      ? m.most_points({ options })
      : m.most_chosen({ options, share: language.formats.percent(share) });
  return sentences(voters, leading);
}

/** The stars of a session in the same way; of how many gave one to five. */
export function ratingSentence(stars: readonly number[]): string {
  const people = stars.reduce((sum, count) => sum + count, 0);
  return sentences(counted(m.raters_sentence, people), averageOf(stars));
}

function averageOf(stars: readonly number[]): string | undefined {
  const mean = average(stars);
  return mean === undefined ? undefined : m.average_sentence({ n: language.formats.decimal(mean) });
}

function sentences(...parts: readonly (string | undefined)[]): string {
  return parts
    .filter((part) => part !== undefined)
    .map((part) => `${part}.`)
    .join(' ');
}
