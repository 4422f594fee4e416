// @vitest-environment node
import { expect, it } from 'vitest';
import { misreadChains } from '../../build/plain-chains';

it.each(['a?.b(...all, 1)', 'a?.(...all, ...more)', 'a?.b.c(0, ...all, 1)'])('%s is misread', (chain) => {
  expect(misreadChains(`const is = ${chain};`)).toEqual([chain]);
});

it.each(['a?.b(...all)', 'a?.b(0, ...all)', 'a?.b(0, 1)', 'a.b(...all, 1)'])('%s is not', (chain) => {
  expect(misreadChains(`const is = ${chain};`)).toEqual([]);
});
