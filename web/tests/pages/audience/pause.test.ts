import { beforeEach, expect, it } from 'vitest';
import type { SessionEntry } from '$lib/protocol/generated/protocol';
import { AudiencePage } from '../../../src/pages/audience/audience.svelte';
import SessionTab from '../../../src/pages/audience/parts/SessionTab.svelte';
import { joined, PlayedPhone, session } from '../../support/audience';
import { speak } from '../../support/language';
import { mounted } from '../../support/mounted';

const hour = 3_600_000;
/** By the clock of the server that is played. */
const now = new PlayedPhone().live.now();
const times = (starts: number) => ({ starts: now + starts * hour, ends: now + (starts + 1) * hour });
const pause: SessionEntry = {
  session: 1,
  edition: 1,
  hall: 1,
  kind: 'break',
  title: { ar: 'استراحة صلاة الظهر' },
  about: {},
  phase: 'open',
  ...times(-0.5),
};
const workshop: SessionEntry = { ...pause, session: 2, kind: 'workshop', title: { ar: 'ورشة' }, phase: 'upcoming' };

beforeEach(() => speak('ar'));

/** What a phone shows of the first of these sessions. */
function shownOf(...sessions: SessionEntry[]): string {
  const phone = new PlayedPhone();
  const page = new AudiencePage(joined, phone.live);
  const halls = [{ hall: 1, name: {}, code: '471234', version: 1 }];
  phone.state(0, 2, { name: {}, languages: ['ar'], zone: 'Asia/Riyadh', code: '471200', halls, sessions });
  phone.state(1, 2, session({ phase: sessions[0]?.phase ?? 'open' }));
  return mounted(SessionTab, { page }).textContent;
}

it('a phone in a break says when it goes on and with what, and nothing of questions that nobody can ask', () => {
  const prayer = { ...pause, session: 3, title: { ar: 'صلاة العصر' }, phase: 'upcoming', ...times(0.5) } as const;
  const shown = shownOf(pause, prayer, { ...workshop, ...times(1.5) });
  expect(shown).toContain('نستأنف بعد الصلاة، الساعة');
  expect(shown).toContain('ورشة');
  expect(shown).not.toContain('العصر');
  expect(shown).not.toContain('الأسئلة');
});

it('a break that is to come is told by its beginning, and from then on by its end, also where nobody opens it', () => {
  const ahead = shownOf({ ...pause, phase: 'upcoming', ...times(0.5) }, { ...workshop, ...times(1.5) });
  expect(ahead).toContain('لم تبدأ هذه الاستراحة بعد');
  expect(ahead).toContain('البداية');
  expect(ahead).not.toContain('نستأنف');
  expect(ahead).not.toContain('الأسئلة');
  expect(shownOf({ ...pause, phase: 'upcoming', ...times(-0.5) })).toContain('نستأنف بعد الصلاة، الساعة');
});

it.each(['break', 'workshop'] as const)('after the last day a %s that was never opened is told as past', (kind) => {
  const shown = shownOf({ ...pause, kind, phase: 'upcoming', ...times(-30 * 24) });
  expect(shown).toContain('اختُتم الملتقى');
  expect(shown).toContain('كان موعدها');
  for (const ahead of ['لم تبدأ', 'البداية', 'نستأنف']) expect(shown).not.toContain(ahead);
});

it('after the last day a session that was held says that the forum is over', () => {
  expect(shownOf({ ...workshop, phase: 'ended', ...times(-30 * 24) })).toContain('اختُتم الملتقى');
});
