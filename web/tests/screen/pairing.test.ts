import { describe, expect, it } from 'vitest';
import { HttpRefusal } from '$lib/net/http';
import { Pairing } from '../../src/pages/screen/pairing.svelte';

/** A server whose answers a test gives, and a clock that it moves. */
function surroundings() {
  const asked: { path: string; body: unknown }[] = [];
  const answers: Record<string, () => unknown> = {
    '/v1/screens': () => ({ code: '314159', lasts_ms: 600_000 }),
    '/v1/screens/collect': () => undefined,
  };
  const clock = { now: 0 };
  let due: (() => void) | undefined;
  const around = {
    post: async <Answer>(path: string, body: unknown) => {
      asked.push({ path, body });
      return answers[path]?.() as Answer;
    },
    now: () => clock.now,
    later: (run: () => void) => {
      due = run;
      return () => {
        due = undefined;
      };
    },
  };
  /** Lets what was promised happen, and then the next step. */
  const settle = () => new Promise((resolve) => setTimeout(resolve));
  const next = async () => {
    const run = due;
    due = undefined;
    run?.();
    await settle();
  };
  return { around, asked, answers, clock, settle, next, isDue: () => due !== undefined };
}

const refusing = (code: string) => () => {
  throw new HttpRefusal(code);
};

describe('a screen that nobody knows', () => {
  it('shows a code and asks until somebody typed it', async () => {
    const { around, asked, answers, settle, next, isDue } = surroundings();
    const tokens: string[] = [];
    const pairing = new Pairing((token) => tokens.push(token), around);
    pairing.start();
    await settle();
    expect(pairing.code).toBe('314159');
    answers['/v1/screens/collect'] = () => ({ token: 'c1.forum.secret' });
    await next();
    expect(tokens).toEqual(['c1.forum.secret']);
    expect(isDue()).toBe(false);
    expect(asked.map(({ path }) => path)).toEqual(['/v1/screens', '/v1/screens/collect', '/v1/screens/collect']);
    expect(new Set(asked.map(({ body }) => JSON.stringify(body))).size).toBe(1);
    expect(asked[0]?.body).toMatchObject({ secret: expect.stringMatching(/^[0-9a-f]{48}$/) });
  });

  it('asks for a new code when the old one has run out', async () => {
    const { around, answers, clock, settle, next } = surroundings();
    const pairing = new Pairing(() => undefined, around);
    pairing.start();
    await settle();
    answers['/v1/screens'] = () => ({ code: '271828', lasts_ms: 600_000 });
    await next();
    expect(pairing.code).toBe('314159');
    clock.now = 600_000;
    await next();
    expect(pairing.code).toBe('271828');
  });

  it('says that the server does not answer, and tries again', async () => {
    const { around, answers, settle, next } = surroundings();
    answers['/v1/screens'] = refusing('unreachable');
    const pairing = new Pairing(() => undefined, around);
    pairing.start();
    await settle();
    expect(pairing.isAlone).toBe(true);
    answers['/v1/screens'] = () => ({ code: '314159', lasts_ms: 600_000 });
    await next();
    expect(pairing).toMatchObject({ isAlone: false, code: '314159' });
  });

  it('asks no more when it is stopped', async () => {
    const { around, settle, isDue } = surroundings();
    const pairing = new Pairing(() => undefined, around);
    pairing.start();
    await settle();
    pairing.stop();
    expect(isDue()).toBe(false);
  });
});
