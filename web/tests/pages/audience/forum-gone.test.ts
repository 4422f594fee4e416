import { flushSync } from 'svelte';
import { beforeEach, expect, it, vi } from 'vitest';
import type { AudiencePage } from '../../../src/pages/audience/audience.svelte';
import ForumGone from '../../../src/pages/audience/parts/ForumGone.svelte';
import { speak } from '../../support/language';
import { mounted } from '../../support/mounted';

const token = 'majlis.token.f';

beforeEach(async () => {
  await speak('en');
  localStorage.clear();
  localStorage.setItem(token, '"p1.f.p.1.s"');
});

/** The page of a forum that the server says is none; `onjoin` is what looking again does. */
function gone(onjoin = async () => {}): HTMLElement {
  const joined = { token: 'p1.f.p.1.s', forum: 'f', person: 'p' };
  const page = { live: { stop: () => {} }, joined } as unknown as AudiencePage;
  return mounted(ForumGone, { page, onjoin });
}

const button = (page: HTMLElement, text: string) =>
  [...page.querySelectorAll('button')].find(({ textContent }) => textContent?.includes(text));

it('forgets who only looked', () => {
  const page = gone();
  expect(page.textContent).toContain('Nothing of it is left on this device.');
  expect(localStorage.getItem(token)).toBeNull();
});

it.each([
  ['what was not sent', 'outbox.f.p.1', '{"at":1,"command":{"do":"ask"}}'],
  ['what was acknowledged lately', 'done.f.p.1', JSON.stringify({ at: Date.now(), command: { do: 'ask' } })],
])('keeps who it is with %s, says so, and forgets it when it is told to', (_, key, value) => {
  localStorage.setItem(`majlis.${key}`, value);
  const page = gone();
  expect(page.textContent).toContain('is kept on it');
  expect(localStorage.getItem(token)).not.toBeNull();
  button(page, 'Forget me')?.click();
  flushSync();
  button(page, 'for good')?.click();
  flushSync();
  expect([localStorage.getItem(token), localStorage.getItem(`majlis.${key}`)]).toEqual([null, null]);
});

it('looks whether the forum is back, and says when it is not', async () => {
  const onjoin = vi.fn(async () => {});
  const page = gone(onjoin);
  button(page, 'whether it is back')?.click();
  await vi.waitFor(() => expect(page.textContent).toContain('It is not back yet'));
  expect(onjoin).toHaveBeenCalledOnce();
});
