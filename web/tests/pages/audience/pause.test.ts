import { beforeEach, expect, it } from 'vitest';
import type { SessionEntry } from '$lib/protocol/generated/protocol';
import { AudiencePage } from '../../../src/pages/audience/audience.svelte';
import SessionTab from '../../../src/pages/audience/parts/SessionTab.svelte';
import { joined, PlayedPhone, session } from '../../support/audience';
import { speak } from '../../support/language';
import { mounted } from '../../support/mounted';

const hour = 3_600_000;
const times = (starts: number) => ({ starts: Date.now() + starts * hour, ends: Date.now() + (starts + 1) * hour });
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

it('a phone in a break says when it goes on and with what, and nothing of questions that nobody can ask', () => {
  const phone = new PlayedPhone();
  const page = new AudiencePage(joined, phone.live);
  const halls = [{ hall: 1, name: {}, code: '471234', version: 1 }];
  const sessions = [pause, { ...workshop, ...times(0.5) }];
  phone.state(0, 2, { name: {}, languages: ['ar'], zone: 'Asia/Riyadh', code: '471200', halls, sessions });
  phone.state(1, 2, session());
  const shown = mounted(SessionTab, { page }).textContent;
  expect(shown).toContain('نستأنف بعد الصلاة، الساعة');
  expect(shown).toContain('ورشة');
  expect(shown).not.toContain('الأسئلة');
});
