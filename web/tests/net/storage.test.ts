import { beforeEach, expect, it } from 'vitest';
import { keepHere, keptHere } from '$lib/net/storage';

beforeEach(() => {
  localStorage.clear();
  sessionStorage.clear();
});

it("a tab keeps its own beside another tab's, and a later one begins with what was kept last", () => {
  keepHere('scale', 1.2);
  localStorage.setItem('scale', '0.9');
  expect(keptHere('scale')).toBe(1.2);
  sessionStorage.clear();
  expect(keptHere('scale')).toBe(0.9);
  localStorage.clear();
  expect(keptHere('scale')).toBeUndefined();
});
