import type { BarRow } from '$lib/components/bar-row';
import { language, m } from '$lib/i18n/language.svelte';
import { titleIn } from '$lib/i18n/title';
import type { PollView } from '$lib/protocol/generated/protocol';

/** The results of a poll with options or stars as rows of bars, in the order of its options. */
export function resultRows(poll: PollView): BarRow[] {
  const counts = poll.tally.n ?? [];
  const whole = wholeOf(poll, counts);
  const most = Math.max(0, ...counts);
  return labelsOf(poll).map((label, place) => {
    const count = counts[place] ?? 0;
    const winning = poll.phase === 'closed' && count > 0 && count === most;
    return { ...label, count, share: whole > 0 ? count / whole : 0, winning };
  });
}

/** Ballots name one option, or several: shares are of the voters, or of all points where a ranking gives points. */
function wholeOf({ answer, tally }: PollView, counts: readonly number[]): number {
  return answer.kind === 'ranking' ? counts.reduce((sum, count) => sum + count, 0) : tally.v;
}

/** The options as the page says them: stars are numbers, and yes, no and abstain are the page's own words. */
function labelsOf({ answer, options }: PollView): Pick<BarRow, 'label' | 'dir'>[] {
  if (answer.kind === 'yes_no_abstain') {
    return [m.poll_yes(), m.poll_no(), m.poll_abstain()].map((label) => ({ label }));
  }
  if (answer.kind === 'rating') {
    return Array.from({ length: answer.max }, (_, at) => ({ label: language.formats.number(at + 1) }));
  }
  return options.map((option) => {
    const { text, dir } = titleIn(option, language.locale);
    return { label: text, dir };
  });
}
