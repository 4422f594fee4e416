import { beforeAll, beforeEach, expect, it } from 'vitest';
import { Passing } from '$lib/net/storage';
import { UsherPage } from '../../src/pages/usher/usher-page.svelte';
import { AssistingLive, badgeCode, slipCode, vote } from '../support/assisted.svelte';
import { speak } from '../support/language';

let live: AssistingLive;
let storage: Passing;
let page: UsherPage;

const opened = () => new UsherPage(live.asLive, storage);

beforeAll(() => speak('ar'));
beforeEach(() => {
  live = new AssistingLive();
  live.holds(vote());
  storage = new Passing();
  page = opened();
});

it('a question is sent, and the next one can be written at once', async () => {
  page.text = '  متى يبدأ البناء؟ ';
  expect(page.canAsk).toBe(true);
  page.ask();
  expect(live.given).toEqual([{ do: 'ask', session: live.session?.session, text: 'متى يبدأ البناء؟' }]);
  expect([page.text, page.canAsk]).toEqual(['', false]);
  expect(page.underway).toEqual([{ id: '0', what: 'ask' }]);
  await live.decide({ done: true, rev: 3, no: 9 });
  expect(page.came).toMatchObject([{ what: 'ask' }]);
  expect(page.underway).toEqual([]);
});

it('what is being written outlives a reload, and so does what was refused', async () => {
  page.text = 'نصف سؤال';
  expect(opened().text).toBe('نصف سؤال');
  page.ask();
  page.text = 'السؤال التالي';
  await live.decide({ done: false, code: 'asking_closed' });
  const again = opened();
  expect(again.returned).toMatchObject([{ text: 'نصف سؤال', code: 'asking_closed' }]);
  expect(again.text).toBe('السؤال التالي');
  const [one] = again.returned;
  if (one) again.again(one);
  expect([again.text, again.returned.length, opened().returned.length]).toEqual(['نصف سؤال', 0, 0]);
});

it('the only vote is chosen, a ballot goes by a badge or a slip, and nothing of it stays', async () => {
  expect(page.poll?.poll).toBe(7);
  for (const [typed, code] of [
    ['٠٠٠٠ ٠٧٩٩ ٢٧٣٩ ٨٧١٣', badgeCode],
    ['000 000 079 927 398 713', slipCode],
  ]) {
    page.typed = typed ?? '';
    page.choice = { options: [1] };
    expect(page.isWhole).toBe(true);
    page.vote();
    expect(live.given.at(-1)).toEqual({ do: 'vote', poll: 7, round: 1, choice: { options: [1] }, seq: 1, badge: code });
    expect([page.typed, page.choice, page.isWhole]).toEqual(['', undefined, false]);
    page.part = 'vote';
    await live.decide({ done: true, rev: 4 });
    expect(page.came).toMatchObject([{ what: 'vote', tail: '713' }]);
  }
  expect(JSON.stringify([...Array(storage.length).keys()].map((at) => storage.key(at)))).not.toContain('choice');
  expect(storage.length).toBe(0);
});

it('a badge that has voted is asked about before its ballot is replaced, and a refused one is given back to be mended', async () => {
  const cast = () => {
    page.typed = badgeCode;
    page.choice = { options: [0] };
    page.vote();
  };
  cast();
  await live.decide({ done: false, code: 'stale', limit: 41 });
  expect(live.given).toHaveLength(1);
  expect(page.twice).toMatchObject([{ tail: '713' }]);
  const [one] = page.twice;
  if (one) page.settle(one, true);
  expect([live.given.at(-1), page.twice]).toMatchObject([{ seq: 42 }, []]);
  await live.decide({ done: false, code: 'not_your_group' });
  expect(page.came.at(0)?.why).toContain('لفئات أخرى');
  expect([page.typed.replaceAll(' ', ''), page.choice]).toEqual([badgeCode, { options: [0] }]);
  // The next person's code is not written over.
  cast();
  page.typed = '1234';
  await live.decide({ done: false, code: 'unknown_badge' });
  expect(page.typed).toBe('1234');
});

it('whether a ballot replaces one is asked again after a reload, and nothing of it stays once that is said', async () => {
  page.typed = badgeCode;
  page.choice = { options: [1] };
  page.vote();
  await live.decide({ done: false, code: 'stale', limit: 41 });
  const again = opened();
  expect(again.twice).toMatchObject([{ tail: '713', again: { badge: badgeCode, seq: 42 } }]);
  const [one] = again.twice;
  if (one) again.settle(one, false);
  expect([again.twice, opened().twice, storage.length]).toEqual([[], [], 0]);
});

it('each ballot that was refused is told after a reload too, without code or choice, until it is put away', async () => {
  for (const badge of [badgeCode, slipCode]) {
    page.typed = badge;
    page.choice = { options: [1] };
    page.vote();
    page.typed = '1';
  }
  await live.decide({ done: false, code: 'poll_closed' });
  await live.decide({ done: false, code: 'not_your_group' });
  const again = opened();
  expect(again.came.map(({ tail, why }) => [tail, why?.slice(0, 3) !== ''])).toEqual([
    ['713', true],
    ['713', true],
  ]);
  expect(again.came[0]?.why).toContain('لفئات أخرى');
  const lies = JSON.stringify([...Array(storage.length).keys()].map((at) => storage.getItem(storage.key(at) ?? '')));
  expect([lies.includes(badgeCode), lies.includes('options')]).toEqual([false, false]);
  for (const { id } of again.came) again.putAway(id);
  expect([again.came, opened().came, storage.length]).toEqual([[], [], 0]);
});

it('that a question arrived is told where questions are written', async () => {
  page.text = 'متى؟';
  page.ask();
  await live.decide({ done: true, rev: 3, no: 9 });
  expect(page.came).toHaveLength(1);
  page.part = 'vote';
  expect(page.came).toEqual([]);
});

it('of several votes one is chosen, and those that take no ballot for others are none', () => {
  const { electors: _, ...forAll } = vote(9);
  live.holds(vote(7), vote(8), forAll, vote(10, { phase: 'closed' }));
  expect(page.assisting?.polls.map(({ poll }) => poll)).toEqual([7, 8]);
  expect(page.poll).toBeUndefined();
  page.choosePoll(8);
  page.choice = { options: [0] };
  expect(page.poll?.poll).toBe(8);
  page.choosePoll(7);
  expect(page.choice).toBeUndefined();
  live.holds(vote(7, { settings: { ...vote().settings, blind: true } }));
  expect(page.poll).toBeUndefined();
});

it('where names are by badge a question goes with that of whoever asks, which is kept nowhere', async () => {
  if (live.session) live.session = { ...live.session, names: 'badge' };
  page.text = 'متى يبدأ البناء؟';
  page.name = 'اسم';
  expect(page.canAsk).toBe(false);
  page.asker = slipCode;
  expect(page.canAsk, 'a slip is for a ballot').toBe(false);
  page.asker = badgeCode;
  page.ask();
  const said = { do: 'ask', session: live.session?.session, text: 'متى يبدأ البناء؟', badge: badgeCode };
  expect(live.given.at(-1)).toEqual(said);
  await live.decide({ done: false, code: 'badge_ended' });
  expect(page.returned).toMatchObject([{ text: 'متى يبدأ البناء؟', code: 'badge_ended' }]);
  const left = Array.from({ length: storage.length }, (_, at) => storage.getItem(storage.key(at) ?? '')).join();
  expect([page.asker, left.includes(badgeCode)]).toEqual(['', false]);
});

it('a hall that was chosen is one as long as it is on the agenda', () => {
  const { agenda } = live;
  const { assisting } = page;
  if (!agenda || !assisting) throw new Error('the agenda is there');
  assisting.hall = 2;
  const second = { hall: 2, name: { ar: 'قاعة الورش' }, code: '471236', version: 1 };
  live.agenda = { ...agenda, halls: [...agenda.halls, second] };
  expect(assisting.hall).toBe(2);
  live.agenda = agenda;
  expect(assisting.hall, 'was taken away').toBeUndefined();
});
