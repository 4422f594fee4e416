import { beforeEach, expect, it } from 'vitest';
import { Look } from '$lib/look/look.svelte';
import { palette } from '$lib/look/palette';
import { wearAccent, wearRemembered } from '$lib/look/worn';

const accent = { hue: 262, chroma: 120 };
const { style } = document.documentElement;
const day = () => style.getPropertyValue('--accent-day');

beforeEach(async () => {
  localStorage.clear();
  await wearAccent(undefined);
});

it('gives the page the accent of its forum, and takes it back', async () => {
  await wearAccent(accent);
  expect(day()).toBe(palette(accent)['--accent-day']);
  await wearAccent(undefined);
  expect(day()).toBe('');
});

it('shows the accent that was set last, whichever was ready first', async () => {
  await Promise.all([wearAccent(accent), wearAccent(undefined)]);
  expect(day()).toBe('');
});

it('begins the next visit of the same page with it', async () => {
  await wearAccent(accent);
  style.removeProperty('--accent-day');
  wearRemembered();
  expect(day()).toBe(palette(accent)['--accent-day']);
});

it("leaves another page's accent to that page", () => {
  localStorage.setItem('majlis.look', JSON.stringify({ page: '/elsewhere', colours: palette(accent) }));
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
