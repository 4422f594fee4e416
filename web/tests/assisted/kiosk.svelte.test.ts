import { beforeAll, beforeEach, expect, it } from 'vitest';
import { Passing } from '$lib/net/storage';
import { idleMs, KioskPage, missedMs, thanksMs } from '../../src/pages/kiosk/kiosk-page.svelte';
import { AssistingLive, badgeCode, vote } from '../support/assisted.svelte';
import { speak } from '../support/language';

let live: AssistingLive;
let page: KioskPage;
let waited: () => void;
let left: number;
let storage: Passing;

const opened = () =>
  new KioskPage(live.asLive, {
    rest: () => new Promise((resolve) => (waited = resolve)),
    forgotten: () => (left += 1),
    storage,
  });

/** All that a visitor may have left on the page. */
const traces = () => [page.text, page.name, page.typed, page.choice, page.refusal, page.thanks];
const nothing = ['', '', '', undefined, undefined, undefined];
/** What was given is decided, and the page has heard of it. */
const settled = () => new Promise((resolve) => setTimeout(resolve));

beforeAll(() => speak('ar'));
beforeEach(() => {
  live = new AssistingLive();
  live.holds(vote());
  left = 0;
  storage = new Passing();
  page = opened();
});

it('a question is thanked for, and forgotten soon after', async () => {
  page.begin('ask');
  page.text = 'متى يبدأ البناء؟';
  const asked = page.ask();
  expect(page.leftMs, 'whoever waits for the server is not sent away').toBeUndefined();
  await live.decide({ done: true, rev: 3 });
  await asked;
  expect([page.showing, page.thanks, page.text]).toEqual(['thanks', 'asked', '']);
  live.time += thanksMs;
  page.follow();
  expect([page.showing, left]).toEqual(['welcome', 1]);
  expect(traces()).toEqual(nothing);
});

it('whoever goes away without a word is forgotten after thirty seconds without a touch', () => {
  page.begin('vote');
  Object.assign(page, { typed: badgeCode, text: 'س', name: 'ع' });
  page.choice = { options: [1] };
  live.time += idleMs - 1_000;
  page.touch();
  live.time += idleMs - 1;
  page.follow();
  expect(page.showing).toBe('vote');
  live.time += 1;
  page.follow();
  expect(page.showing).toBe('welcome');
  expect(traces()).toEqual(nothing);
  expect(live.given).toEqual([]);
});

it('a badge that has voted elsewhere is told so, and a ballot that is refused can be mended', async () => {
  page.begin('vote');
  page.typed = badgeCode;
  page.choice = { options: [1] };
  const cast = page.vote();
  await live.decide({ done: false, code: 'stale', limit: 4 });
  await cast;
  expect(page.refusal).toContain('صوّتت من قبل');
  expect(live.given).toHaveLength(1);
  const other = page.vote();
  await live.decide({ done: false, code: 'not_your_group' });
  await other;
  expect([page.showing, page.typed, page.choice]).toEqual(['vote', badgeCode, { options: [1] }]);
  expect(page.refusal).toContain('لفئات أخرى');
  const again = page.vote();
  await live.decide({ done: true, rev: 8 });
  await again;
  expect([page.thanks, page.typed, page.choice]).toEqual(['counted', '', undefined]);
});

it('without a network it is kept, and what comes of it late is told to nobody but as a number', async () => {
  page.begin('ask');
  page.text = 'سؤال';
  const asked = page.ask();
  waited();
  await asked;
  expect([page.showing, page.thanks]).toEqual(['thanks', 'kept']);
  page.forget();
  page.begin('ask');
  page.text = 'سؤال من بعده';
  await live.decide({ done: false, code: 'asking_closed' });
  await settled();
  expect([page.text, page.refusal, page.missed]).toEqual(['سؤال من بعده', undefined, 1]);
});

it('whoever left while the server was waited for is not thanked in front of the next one', async () => {
  page.begin('ask');
  page.text = 'سؤال';
  const asked = page.ask();
  page.forget();
  page.begin('ask');
  await live.decide({ done: true, rev: 3 });
  await asked;
  expect([page.showing, page.thanks, page.missed]).toEqual(['ask', undefined, 0]);
});

it('how many were not taken outlives a reload, those of before it among them, and not the next morning', async () => {
  for (const text of ['سؤال', 'سؤال من بعده']) {
    page.begin('ask');
    page.text = text;
    void page.ask();
    waited();
    await settled();
    page.forget();
  }
  await live.decide({ done: false, code: 'asking_closed' });
  live.hearers = [];
  const again = opened();
  expect(again.missed).toBe(1);
  await live.decide({ done: false, code: 'asking_closed' });
  expect([again.missed, opened().missed]).toEqual([2, 2]);
  expect(JSON.stringify(storage.getItem(storage.key(0) ?? ''))).not.toContain('سؤال');
  live.time += missedMs;
  expect(opened().missed).toBe(0);
});

it('what is told to whoever waits for it is not counted too', async () => {
  page.begin('ask');
  page.text = 'سؤال';
  const asked = page.ask();
  await live.decide({ done: false, code: 'asking_closed' });
  await asked;
  expect([page.refusal !== undefined, page.missed]).toEqual([true, 0]);
});
