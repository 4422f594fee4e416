import type { Component } from 'svelte';
import { beforeAll, expect, it } from 'vitest';
import { award } from '../../src/pages/gallery/award';
import { components } from '../../src/pages/gallery/components';
import { cues } from '../../src/pages/gallery/cues';
import type { Exhibit } from '../../src/pages/gallery/exhibit';
import { ideas } from '../../src/pages/gallery/ideas';
import { opinions } from '../../src/pages/gallery/opinions';
import { parts } from '../../src/pages/gallery/parts';
import { polls } from '../../src/pages/gallery/polls';
import { recommendations } from '../../src/pages/gallery/recommendations';
import { screens } from '../../src/pages/gallery/screens';
import { shownWithin, unseen } from '../../src/pages/gallery/shown-within';
import { speakingParts } from '../../src/pages/gallery/speaking';
import { stands } from '../../src/pages/gallery/stands';
import { wall } from '../../src/pages/gallery/wall';
import { speak } from '../support/language';

const pieces = import.meta.glob<Component>('../../src/lib/**/*.svelte', { eager: true, import: 'default' });
const paths = new Map(Object.entries(pieces).map(([path, Piece]) => [path.replace(/.*\/lib\/|\.svelte$/g, ''), Piece]));
const reasons = [...Object.keys(shownWithin), ...Object.keys(unseen)];
const isOf = (path: string, reason: string) => (reason.endsWith('/') ? path.startsWith(reason) : path === reason);

let exhibits: Exhibit[] = [];

beforeAll(async () => {
  await speak('ar');
  exhibits = [
    components(),
    parts(),
    polls(),
    screens(),
    award(),
    opinions(),
    ideas(),
    recommendations(),
    stands(),
    cues(),
    speakingParts(),
    wall(),
  ].flat();
});

it('every piece of the library has an exhibit, or stands in a list with its reason', () => {
  const shown = new Set(exhibits.flatMap(({ cases }) => cases.map(({ Piece }) => Piece as Component)));
  const without = [...paths].filter(([, Piece]) => !shown.has(Piece)).map(([path]) => path);
  expect(without.filter((path) => !reasons.some((reason) => isOf(path, reason)))).toEqual([]);
});

it('no reason is left of a piece that is gone, nor names an exhibit that is not there', () => {
  const names = exhibits.map(({ name }) => name);
  expect(reasons.filter((reason) => ![...paths.keys()].some((path) => isOf(path, reason)))).toEqual([]);
  expect(Object.values(shownWithin).filter((name) => !names.includes(name))).toEqual([]);
});

it('each exhibit has a name of its own', () => {
  const names = exhibits.map(({ name }) => name);
  expect(names).toEqual([...new Set(names)]);
});
