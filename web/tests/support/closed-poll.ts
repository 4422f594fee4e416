import type { PollView, TallyView } from '$lib/protocol/generated/protocol';

/** The options of a closed poll. */
export const options = ['Shade', 'Light', 'Benches'].map((en) => ({ en }));

/** A closed poll whose results are seen. */
export function poll(no: number, tally: TallyView, of: Partial<PollView> = {}): PollView {
  const settings = { changeable: true, hidden: false, secret: false };
  const standing = { version: 1, session: 1, phase: 'closed', round: 1, revealed: true } as const;
  return {
    poll: no,
    title: { en: `Poll ${no}` },
    answer: { kind: 'single' },
    options,
    settings,
    ...standing,
    tally,
    ...of,
  };
}
