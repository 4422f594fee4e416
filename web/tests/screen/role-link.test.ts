import { beforeEach, expect, it } from 'vitest';
import { forgetToken, rememberToken, takeToken } from '$lib/state/role-link';

function opened(hash: string) {
  history.replaceState(null, '', `/screen?lang=ar${hash}`);
}

beforeEach(() => {
  localStorage.clear();
  sessionStorage.clear();
  opened('');
});

it('the token of the link is taken out of the address and outlives a reload', () => {
  opened('#c1.forum.one');
  expect(takeToken('screen')).toBe('c1.forum.one');
  expect(location.href).not.toContain('one');
  expect(location.search).toBe('?lang=ar');
  expect(takeToken('screen')).toBe('c1.forum.one');
});

it('each page has its own', () => {
  rememberToken('stage', 'c1.forum.stage');
  expect(takeToken('screen')).toBeUndefined();
});

it("a tab keeps its own wall beside another tab's", () => {
  rememberToken('screen', 'c1.forum.one');
  localStorage.setItem('majlis.token.screen', 'c1.forum.two');
  expect(takeToken('screen')).toBe('c1.forum.one');
  sessionStorage.clear();
  expect(takeToken('screen')).toBe('c1.forum.two');
});

it("what opens nothing any more is forgotten; another tab's token stays", () => {
  rememberToken('screen', 'c1.forum.one');
  localStorage.setItem('majlis.token.screen', 'c1.forum.two');
  forgetToken('screen', 'c1.forum.one');
  expect(takeToken('screen')).toBe('c1.forum.two');
  forgetToken('screen', 'c1.forum.two');
  expect(takeToken('screen')).toBeUndefined();
});
