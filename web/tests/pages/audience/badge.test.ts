import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Badge } from '$lib/badges/held.svelte';
import { notices } from '$lib/components/notices.svelte';
import { Passing } from '$lib/net/storage';
import { CodeEntry } from '../../../src/pages/audience/badge/code-entry.svelte';
import { badgeText, greetBadge } from '../../../src/pages/audience/badge/held-badge';
import { speak } from '../../support/language';

const code = '0000079927398713';
const joined = { forum: 'f', person: 'p', token: 'p1.f.p.1.s' } as never;
let badge: Badge;

/** The server answers each request with the next of these. */
function answering(...answers: [status: number, body: unknown][]) {
  const asked = vi.fn(async (_path: string, _request?: RequestInit) => {
    const [status, body] = answers.shift() ?? [500, {}];
    return Response.json(body, { status });
  });
  vi.stubGlobal('fetch', asked);
  return () => asked.mock.calls.map(([path, request]) => [path, JSON.parse(String(request?.body))]);
}

const shown = () => notices.shown.map(({ text }) => text);

beforeEach(async () => {
  await speak('ar');
  vi.useFakeTimers();
  badge = new Badge(new Passing(), 'f');
});
afterEach(() => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

describe('a badge that an address brought', () => {
  it('is looked up by its code alone, and said to be there', async () => {
    badge.hold({ code });
    const asked = answering([200, { label: 'A-104', group: { ar: 'الأعضاء' } }]);
    await greetBadge({ badge, joined });
    expect(asked()).toEqual([['/v1/badge', { badge: code }]]);
    expect(badge.held).toEqual({ code, label: 'A-104', group: { ar: 'الأعضاء' } });
    expect(shown().join()).toMatch(/بطاقتك هنا: .?A-104.?، .?الأعضاء/);
  });

  it.each([
    [404, 'unknown_badge', 'لا توجد بطاقة بهذا الرمز'],
    [410, 'badge_ended', 'لم تعد هذه البطاقة سارية'],
  ])('that is refused with %i %s is let go, in words', async (status, refused, words) => {
    badge.hold({ code });
    answering([status, { code: refused }]);
    await greetBadge({ badge, joined });
    expect([badge.held, shown().join().includes(words)]).toEqual([undefined, true]);
  });

  it('stays where the server is out of reach, and is looked up again', async () => {
    badge.hold({ code });
    answering([503, { code: 'unavailable' }], [200, { label: 'A-104', group: null }]);
    await greetBadge({ badge, joined });
    expect([badge.held, shown()]).toEqual([{ code }, []]);
    await vi.advanceTimersByTimeAsync(6_000);
    expect(badge.held?.label).toBe('A-104');
  });

  it('says nothing of one that was changed meanwhile', async () => {
    badge.hold({ code });
    answering([404, { code: 'unknown_badge' }]);
    const greeting = greetBadge({ badge, joined });
    badge.hold({ code: '1', label: 'B-2' });
    await greeting;
    expect([badge.held?.label, shown()]).toEqual(['B-2', []]);
  });
});

describe('a code that is typed', () => {
  it('is held once the server knows it, and not asked about while it is mistyped', async () => {
    const asked = answering([200, { label: 'A-104', group: null }]);
    const entry = new CodeEntry(badge, 't');
    entry.typed = `${code.slice(0, -1)}4`;
    expect([entry.isWhole, await entry.send(), asked().length]).toEqual([false, false, 0]);
    entry.typed = code;
    expect([entry.isWhole, await entry.send(), badge.held?.label]).toEqual([true, true, 'A-104']);
  });

  it('stays to be corrected where no badge has it, and the badge before is held on', async () => {
    badge.hold({ code: '1' });
    answering([404, { code: 'unknown_badge' }]);
    const entry = new CodeEntry(badge, 't');
    entry.typed = code;
    expect([await entry.send(), entry.typed, badge.held?.code]).toEqual([false, code, '1']);
    expect(entry.refusal).toContain('لا توجد بطاقة');
  });
});

it('a badge without number and group is told by the end of its code', () => {
  expect(badgeText({ code })).toContain('8713');
  expect(badgeText({ code, group: { en: 'Members' } })).toContain('Members');
});
