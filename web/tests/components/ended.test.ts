import { beforeEach, expect, it } from 'vitest';
import Ended from '$lib/components/Ended.svelte';
import { ownerOf } from '$lib/net/owner';
import type { ByeCode } from '$lib/protocol/generated/protocol';
import Gone from '../../src/pages/moderator/components/Gone.svelte';
import { speak } from '../support/language';
import { mounted } from '../support/mounted';

beforeEach(() => speak('en'));

const textOf = (element: HTMLElement) => [...element.querySelectorAll('h1, p')].map(({ textContent }) => textContent);

it.each<[ByeCode, string[]]>([
  ['revoked', ['The page', 'This link was revoked or has run out', 'The help']],
  ['bad_token', ['The page', 'This link or device is not known here', 'The help']],
  ['malformed', ['The page', 'The server did not understand this page. Reload the page']],
  ['unknown_forum', ['The page', 'This forum is not here any more', 'Nothing of it is left on this device.']],
])('a page whose connection ended says why, and how it is opened again: %s', (code, said) => {
  expect(textOf(mounted(Ended, { title: 'The page', code, help: 'The help', token: 'c1.f.secret' }))).toEqual(said);
});

it('what a link left on this device goes with its forum, and stays when the link alone has ended', () => {
  const key = `majlis.outbox.${ownerOf('c1.f.secret')}.1`;
  localStorage.setItem(key, '{}');
  mounted(Ended, { title: 'The page', code: 'revoked', help: 'The help', token: 'c1.f.secret' });
  expect(localStorage.getItem(key)).toBe('{}');
  mounted(Ended, { title: 'The page', code: 'unknown_forum', help: 'The help', token: 'c1.f.secret' });
  expect(localStorage.getItem(key)).toBeNull();
});

it('a desk that no link opened says where one comes from', () => {
  expect(textOf(mounted(Gone, { code: undefined, token: '' }))).toContain('Ask the organiser for a new link');
});
