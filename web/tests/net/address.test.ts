import { expect, it } from 'vitest';
import { behindHash, decoded } from '$lib/net/address';

it('a part of an address is read as it was written', () => {
  expect(decoded('%D9%A4%D9%A7 12')).toBe('٤٧ 12');
});

it('a part that is not well encoded stands as it is', () => {
  expect(decoded('%E0')).toBe('%E0');
  expect(decoded('100%')).toBe('100%');
});

it('what lies behind the # is read without it', () => {
  expect(behindHash(new URL('https://majlis.example.org/desk#c1.forum%2Ea'))).toBe('c1.forum.a');
  expect(behindHash(new URL('https://majlis.example.org/desk#%E0'))).toBe('%E0');
  expect(behindHash(new URL('https://majlis.example.org/desk'))).toBe('');
});
