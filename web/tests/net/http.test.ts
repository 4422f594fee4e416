import { afterEach, expect, it, vi } from 'vitest';
import { ask, HttpRefusal } from '$lib/net/http';

afterEach(() => {
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

/** The refusal that becomes of an answer. */
async function refusedWith(answer: Response): Promise<HttpRefusal> {
  vi.stubGlobal('fetch', async () => answer);
  const cause = await ask('/v1/join').catch((cause: unknown) => cause);
  expect(cause).toBeInstanceOf(HttpRefusal);
  return cause as HttpRefusal;
}

it.each<[string, HeadersInit, number]>([
  ['5 seconds', { 'Retry-After': '5' }, 5_000],
  ['1 second', { 'Retry-After': '1' }, 3_000],
  ['nothing', {}, 3_000],
  ['a date', { 'Retry-After': 'Fri, 27 Nov 2026 16:00:00 GMT' }, 3_000],
])('a refusal tells when to ask again, of an answer that says %s', async (_, headers, soonest) => {
  const asked = [0, 0.5, 1].map(async (random) => {
    vi.spyOn(Math, 'random').mockReturnValueOnce(random);
    const refusal = await refusedWith(Response.json({ code: 'full' }, { status: 503, headers }));
    return [refusal.code, refusal.againMs];
  });
  expect(await Promise.all(asked)).toEqual([1, 1.25, 1.5].map((spread) => ['full', soonest * spread]));
});

it('an answer that is not of the server is as none, also when a proxy says when to come again', async () => {
  const refusal = await refusedWith(new Response('<html>', { status: 502, headers: { 'Retry-After': '20' } }));
  expect(refusal.code).toBe('unreachable');
  expect(refusal.againMs).toBeGreaterThanOrEqual(20_000);
});
