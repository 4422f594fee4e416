import { beforeEach, expect, it } from 'vitest';
import { Look } from '$lib/look/look.svelte';
import { palette } from '$lib/look/palette';
import { wearRemembered } from '$lib/look/worn';

const accent = { hue: 262, chroma: 120 };
const { style } = document.documentElement;
const day = () => style.getPropertyValue('--accent-day');

beforeEach(() => {
  localStorage.clear();
  new Look().adopt(undefined, 'f');
});

it('gives the page the accent of its forum, and takes it back', () => {
  const look = new Look();
  look.adopt({ version: 2, accent, hijri: false }, 'f');
  expect(day()).toBe(palette(accent)['--accent-day']);
  look.adopt({ version: 3, hijri: false }, 'f');
  expect(day()).toBe('');
});

it('begins the next visit of the same page with it', () => {
  new Look().adopt({ version: 2, accent, hijri: false }, 'f');
  style.removeProperty('--accent-day');
  wearRemembered();
  expect(day()).toBe(palette(accent)['--accent-day']);
});

it("leaves another page's accent to that page", () => {
  localStorage.setItem('majlis.look', JSON.stringify({ page: '/elsewhere', accent }));
  wearRemembered();
  expect(day()).toBe('');
});

it('names the logo by its forum and its bytes', () => {
  const look = new Look();
  look.adopt({ version: 2, hijri: false, logo: { hash: 'ab', width: 4, height: 2 } }, '00c0ffee');
  expect(look.logo).toEqual({ hash: 'ab', width: 4, height: 2, address: '/v1/logos/00c0ffee/ab' });
  look.adopt({ version: 3, hijri: false }, '00c0ffee');
  expect(look.logo).toBeUndefined();
});
