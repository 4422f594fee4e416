import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { joinCode } from '$lib/i18n/digits';
import { graphemes } from '$lib/i18n/graphemes';
import { HttpRefusal } from '$lib/net/http';
import { Identities, type Joined } from '$lib/net/join';
import { Passing } from '$lib/net/storage';
import { JoinPage } from '../../../src/pages/join/join.svelte';

let gone: string[];
let page: JoinPage;
let answer: () => Promise<Joined>;

beforeEach(() => {
  gone = [];
  answer = async () => ({ token: 'p1.f.p.1.s', forum: 'f', name: { ar: 'ملتقى' } }) as Joined;
  page = new JoinPage(new Identities(new Passing(), () => answer()), (address) => gone.push(address));
});

it.each([
  ['471234', '471234'],
  ['٤٧١ ٢٣٤', '471234'],
  ['۴۷۱-۲۳۴', '471234'],
  ['４７１２３４', '471234'],
  [' 4 7 1–2 3 4 ', '471234'],
  ['47123', undefined],
  ['4712345', undefined],
  ['47123a', undefined],
  ['', undefined],
])('a code typed as %j is %s', (typed, code) => {
  expect(joinCode(typed)).toBe(code);
});

it('a good code leads on, in Latin digits', async () => {
  page.code = '٤٧١٢٣٤';
  await page.join();
  expect(gone).toEqual(['/j/471234']);
  expect(page.latest).toMatchObject({ code: '471234', name: { ar: 'ملتقى' } });
});

it('what is no code is told without asking', async () => {
  page.code = '47';
  await page.join();
  expect([page.refusal, gone]).toEqual(['not_six_digits', []]);
});

it('a code that leads nowhere is told', async () => {
  answer = async () => {
    throw new HttpRefusal('unknown_code');
  };
  page.code = '000000';
  await page.join();
  expect([page.refusal, page.busy, gone]).toEqual(['unknown_code', false, []]);
});

describe('where all places are taken', () => {
  const full = async () => {
    throw new HttpRefusal('full', [], 5_000);
  };

  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it('it asks again by itself when the server says, as it is told', async () => {
    const there = answer;
    answer = full;
    page.code = '471234';
    await page.join();
    expect([page.refusal, page.busy]).toEqual(['full', false]);
    answer = there;
    await vi.advanceTimersByTimeAsync(4_999);
    expect(gone).toEqual([]);
    await vi.advanceTimersByTimeAsync(2_501);
    expect(gone).toEqual(['/j/471234']);
  });

  it('and another code is being typed, it waits for that one', async () => {
    const there = answer;
    answer = full;
    page.code = '471234';
    await page.join();
    answer = there;
    page.code = '4712';
    await vi.advanceTimersByTimeAsync(60_000);
    expect([gone, page.refusal]).toEqual([[], 'full']);
  });
});

it('lengths are counted in graphemes, as the server does', () => {
  expect(['مُشَارَكَةٌ', ' a  b ', '👨‍👩‍👧', ''].map(graphemes)).toEqual([6, 3, 1, 0]);
});

it('opened from the home screen it leads to the last forum, and elsewhere nowhere', async () => {
  expect(page.homeOf(new URL('https://majlis.example/?home'))).toBeUndefined();
  page.code = '471234';
  await page.join();
  expect(page.homeOf(new URL('https://majlis.example/?home'))).toBe('/j/471234');
  expect(page.homeOf(new URL('https://majlis.example/'))).toBeUndefined();
});
