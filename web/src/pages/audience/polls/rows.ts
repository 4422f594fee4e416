import type { BarRow } from '$lib/components/bar-row';
import type { SpokenText } from '$lib/i18n/title';
import type { Choice, PollView } from '$lib/protocol/generated/protocol';

/**
 * The bars of a result, in the order of the options. A bar is the share of the voters; of a ranking, which counts
 * points, the share of all points. `stars` names the bars of a rating.
 */
export function rowsOf(
  poll: PollView,
  options: readonly SpokenText[],
  stars: (stars: number) => string,
  own: Choice | undefined,
): BarRow[] {
  const counts = poll.tally.n ?? [];
  const most = Math.max(0, ...counts);
  const whole = wholeOf(poll, counts);
  const isOver = poll.phase === 'closed';
  return counts.map((count, place) => ({
    ...labelOf(poll, options, stars, place),
    share: whole > 0 ? count / whole : 0,
    count,
    own: isOwn(own, place),
    winning: isOver && (poll.right === undefined ? count === most && most > 0 : poll.right === place),
  }));
}

function wholeOf({ answer, tally }: PollView, counts: readonly number[]): number {
  return answer.kind === 'ranking' ? counts.reduce((sum, count) => sum + count, 0) : tally.v;
}

function labelOf(
  { answer }: PollView,
  options: readonly SpokenText[],
  stars: (stars: number) => string,
  place: number,
): Pick<BarRow, 'label' | 'dir'> {
  if (answer.kind === 'rating') return { label: stars(place + 1), dir: 'auto' };
  const option = options[place];
  return { label: option?.text ?? '', dir: option?.dir ?? 'auto' };
}

function isOwn(own: Choice | undefined, place: number): boolean {
  if (!own) return false;
  if ('stars' in own) return own.stars === place + 1;
  // In a ranking every option is the voter's; the first one is the choice.
  return 'options' in own && own.options.includes(place) && (own.options.length === 1 || own.options[0] === place);
}

/** The mean of a rating; none where nobody rated. */
export function meanOf({ tally }: PollView): number | undefined {
  const counts = tally.n ?? [];
  const people = counts.reduce((sum, count) => sum + count, 0);
  const stars = counts.reduce((sum, count, place) => sum + count * (place + 1), 0);
  return people > 0 ? stars / people : undefined;
}
