import { flushSync } from 'svelte';
import { beforeEach, describe, expect, it } from 'vitest';
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

describe('what a link left on this device', () => {
  const ended = (code: ByeCode) => mounted(Ended, { title: 'The page', code, help: 'The help', token: 'c1.f.secret' });

  it('goes with its forum, and stays when the link alone has ended', () => {
    const key = `majlis.seq.${ownerOf('c1.f.secret')}`;
    localStorage.setItem(key, '5');
    ended('revoked');
    expect(localStorage.getItem(key)).toBe('5');
    ended('unknown_forum');
    expect(localStorage.getItem(key)).toBeNull();
  });

  it('and was not sent stays until its owner has it forgotten, for the forum may come back', () => {
    const key = `majlis.outbox.${ownerOf('c1.f.secret')}.1`;
    localStorage.setItem(key, '{}');
    const page = ended('unknown_forum');
    expect(textOf(page).at(-1)).toContain('is kept on it');
    expect(localStorage.getItem(key)).toBe('{}');
    const button = page.querySelector('button');
    button?.click();
    flushSync();
    expect(localStorage.getItem(key)).toBe('{}');
    button?.click();
    flushSync();
    expect(localStorage.getItem(key)).toBeNull();
    expect(textOf(page).at(-1)).toBe('Nothing of it is left on this device.');
  });
});

it('a desk that no link opened says where one comes from', () => {
  expect(textOf(mounted(Gone, { code: undefined, token: '' }))).toContain('Ask the organiser for a new link');
});
