import { expect, it } from 'vitest';
import { codeIn, grouped, readEither } from '$lib/badges/code';
import { badgeCode, slipCode } from '../support/assisted.svelte';

it('either code is read as it is typed, in any digits and spacing', () => {
  expect(readEither('٠٠٠٠ ٠٧٩٩ ٢٧٣٩ ٨٧١٣')).toEqual({ is: 'whole', code: badgeCode });
  expect(readEither('000 000 079 927 398 713')).toEqual({ is: 'whole', code: slipCode });
  expect(readEither('000 000 079 927 398 714').is).toBe('mistyped');
  expect(readEither('0000 0799 2739 8714').is).toBe('mistyped');
  expect(readEither('0000 0799 2739 8714 1').is).toBe('begun');
  expect(readEither(`${slipCode}1`).is).toBe('none');
});

it('a badge is grouped by fours and a slip by threes, as they are printed', () => {
  expect(grouped(badgeCode)).toBe('0000 0799 2739 8713');
  expect(grouped(slipCode)).toBe('000 000 079 927 398 713');
});

it('a camera reads the address on a badge or a slip, and nothing else', () => {
  expect(codeIn(`https://majlis.example/j/471231#b${badgeCode}`)).toBe(badgeCode);
  expect(codeIn(`HTTPS://MAJLIS.EXAMPLE/J/471231#S${slipCode}`)).toBe(slipCode);
  expect(codeIn(slipCode)).toBe(slipCode);
  expect(codeIn('https://majlis.example/j/471231')).toBeUndefined();
  expect(codeIn('https://elsewhere.example/#b1234567812345671')).toBeUndefined();
});
