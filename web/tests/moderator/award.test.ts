import { flushSync } from 'svelte';
import { beforeAll, expect, it } from 'vitest';
import AwardPart from '../../src/pages/moderator/award/AwardPart.svelte';
import TrackRow from '../../src/pages/moderator/award/TrackRow.svelte';
import { award, jury, plan, told } from '../support/award';
import { speak } from '../support/language';
import { mounted } from '../support/mounted';
import { desk } from './desk';
import WithDesk from './WithDesk.svelte';

beforeAll(() => speak('ar'));

it('has a part for the award in a session that is one alone', () => {
  const { page, live } = desk();
  expect(page.drawerTabs).not.toContain('award');
  const { agenda } = live;
  if (agenda) live.agenda = { ...agenda, sessions: agenda.sessions.map((one) => ({ ...one, kind: 'award' })) };
  expect(page.drawerTabs).toContain('award');
});

it('tells one place at a time: a second press waits for the first', async () => {
  const { page, live } = desk();
  live.award = award({ stage: 'opened', version: 9, tracks: told(1) });
  void page.award.reveal(0);
  void page.award.reveal(0);
  expect(live.given).toEqual([{ do: 'award', act: 'reveal', session: 1, version: 9, track: 0 }]);
  await live.answer();
  void page.award.reveal(0);
  expect(live.given).toHaveLength(2);
});

it('says of the next press what the server says that it tells, and nothing where all was told', () => {
  const { page, live } = desk();
  live.award = award({
    stage: 'opened',
    plan: plan({ people: { groups: [], weight: 0, quorum: 9 } }),
    tracks: told(0),
  });
  expect(page.award.next(0), 'not before it is known').toBeUndefined();
  live.jury = jury({ next: ['nobody', { place: 1 }] });
  expect([page.award.next(0), page.award.next(1)]).toEqual(['nobody', { place: 1 }]);
  live.jury = jury({ next: [null, { place: 1 }] });
  expect(page.award.next(0)).toBeUndefined();
});

it('warns at the button where the walls would not show what it tells for good', () => {
  const { page, live } = desk();
  const asks = () => {
    const row = mounted(WithDesk, { page, part: TrackRow, parts: { track: plan().tracks[0], at: 0 } });
    const [button] = row.querySelectorAll<HTMLButtonElement>('button');
    button?.click();
    flushSync();
    return button?.textContent?.trim();
  };
  live.award = award({ stage: 'opened', tracks: told(0) });
  live.jury = jury({ next: [{ place: 3 }, { place: 1 }] });
  const screen = { hall: 1, version: 2, hidden: false };
  live.screen = { ...screen, scene: 'auto' };
  expect(asks()).toBe('تأكيد الإعلان');
  live.screen = { ...screen, scene: 'award', track: 0 };
  expect(asks()).toBe('تأكيد الإعلان');
  live.screen = { ...screen, scene: 'award', track: 1 };
  expect(asks()).toBe('تأكيد الإعلان والشاشة تعرض غير هذا المسار');
  live.screen = { ...screen, scene: 'auto', hidden: true };
  expect(asks()).toBe('تأكيد الإعلان والشاشة تعرض غير هذا المسار');
  const { agenda } = live;
  const halls = (agenda?.halls ?? []).map((hall) => ({ ...hall, focus: [{ session: 2 }] }));
  const [entry] = agenda?.sessions ?? [];
  if (agenda && entry) live.agenda = { ...agenda, halls, sessions: [entry, { ...entry, session: 2 }] };
  expect(asks()).toBe('تأكيد الإعلان والشاشة على جلسة أخرى');
});

it('knows which track comes to the walls', () => {
  const { page, live } = desk();
  expect(page.award.inHand).toBeUndefined();
  live.award = award({ stage: 'opened', tracks: told(3) });
  expect(page.award.inHand).toBe(1);
  live.screen = { hall: 1, version: 2, scene: 'award', track: 0, hidden: false };
  expect(page.award.inHand).toBe(0);
  live.award = award({ stage: 'preparing' });
  expect(page.award.award, 'a plan is nothing to show').toBeUndefined();
});

it('tells how many papers of blind ballots were given, and how many badges have two', () => {
  const { page, live } = desk();
  const part = mounted(WithDesk, { page, part: AwardPart, parts: {} });
  live.award = award();
  live.papers = { session: 1, papers: 214, twice: 1 };
  flushSync();
  expect(part.textContent, 'its ballots are not blind').not.toContain('٢١٤');
  live.award = award({ paper: { award: 3, key: 'MIIB' } });
  flushSync();
  expect(part.textContent).toContain('أوراق التصويت المعطاة: ٢١٤');
  expect(part.textContent).toContain('بطاقات لها ورقتان: ١');
  live.papers = { session: 1, papers: 214 };
  flushSync();
  expect(part.textContent).not.toContain('ورقتان');
  live.papers = { session: 2, papers: 9 };
  flushSync();
  expect(part.textContent, 'of another session').not.toContain('المعطاة');
});
