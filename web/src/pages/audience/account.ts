import { m } from '$lib/i18n/language.svelte';
import { dismissalText } from '$lib/i18n/reasons';
import { type Counts, reasons } from '$lib/protocol/generated/protocol';

/** A line of the public account. */
export interface AccountLine {
  readonly label: string;
  readonly count: number;
}

/** What became of the questions that were received, line by line; what happened to none is left out. */
export function accountLines(counts: Counts): AccountLine[] {
  const fates = [
    { label: m.with_the_team(), count: counts.pending },
    { label: m.on_the_list(), count: counts.listed },
    { label: m.account_answered(), count: counts.answered },
    { label: m.account_merged(), count: counts.merged },
    { label: m.account_moved(), count: counts.moved },
    { label: m.account_withdrawn(), count: counts.withdrawn },
  ];
  const dismissed = reasons.map((reason, place) => ({
    label: dismissalText(reason),
    count: counts.dismissed[place] ?? 0,
  }));
  return [...fates, ...dismissed].filter(({ count }) => count > 0);
}
