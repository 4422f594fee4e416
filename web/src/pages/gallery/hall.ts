import type { AgendaView, PollView, QuestionItem } from '$lib/protocol/generated/protocol';
import { texts } from './texts';

const minute = 60_000;

/** When it is in the gallery: a Thursday in Riyadh, at twenty-five past noon. */
export const now = Date.UTC(2026, 10, 26, 9, 25);

export const agenda: AgendaView = {
  name: { ar: 'ملتقى التجربة', en: 'Trial forum' },
  languages: ['ar', 'en'],
  zone: 'Asia/Riyadh',
  code: '300200',
  rehearsal: false,
  version: 0,
  halls: [{ hall: 1, name: { ar: 'القاعة الرئيسة', en: 'Main hall' }, code: '471234', version: 1 }],
  sessions: [
    {
      session: 1,
      edition: 1,
      hall: 1,
      kind: 'panel',
      title: { ar: texts.mixed, en: texts.german },
      about: {},
      starts: now - 25 * minute,
      ends: now + 35 * minute,
      phase: 'open',
    },
  ],
};

/** A poll that is over, with its result shown. */
export const result: PollView = {
  poll: 1,
  version: 1,
  session: 1,
  title: { ar: texts.mixed, en: texts.english },
  answer: { kind: 'single' },
  options: [{ ar: texts.arabic, en: texts.english }, { ar: texts.german }, { ar: texts.families.slice(0, 44) }],
  settings: { changeable: true, hidden: true, secret: false },
  phase: 'closed',
  round: 1,
  revealed: true,
  tally: { v: 301, n: [97, 12, 192], here: 342 },
};

/** A question as it stands on a wall. */
export function question(q: number, text: string): QuestionItem {
  return { q, v: 1, text, dir: 'auto', at: now - q * minute, n: 214, status: 'listed' };
}
