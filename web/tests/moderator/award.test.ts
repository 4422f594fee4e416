import { beforeAll, expect, it } from 'vitest';
import { award, told } from '../support/award';
import { speak } from '../support/language';
import { desk } from './desk';

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

it('knows what the next press tells, and which track comes to the walls', () => {
  const { page, live } = desk();
  expect(page.award.inHand).toBeUndefined();
  live.award = award({ stage: 'opened', tracks: told(3) });
  expect([page.award.next(0), page.award.next(1), page.award.inHand]).toEqual([undefined, 1, 1]);
  live.screen = { hall: 1, version: 2, scene: 'award', track: 0, hidden: false };
  expect(page.award.inHand).toBe(0);
  live.award = award({ stage: 'preparing' });
  expect(page.award.award, 'a plan is nothing to show').toBeUndefined();
});
