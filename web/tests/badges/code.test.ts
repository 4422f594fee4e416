import { expect, it } from 'vitest';
import { grouped, readCode } from '$lib/badges/code';

// 7992739871 with its check digit 3 is the example of most texts about Luhn's rule.
const code = '0000079927398713';
const arabic = [...code].map((digit) => String.fromCodePoint(0x660 + Number(digit))).join('');

it.each([
  code,
  '0000 0799 2739 8713',
  ' 0000-0799–2739-8713 ',
  arabic,
  `\u2066${code}\u2069`,
  '0000\u00a00799 2739\t8713',
])('a code is read as it is printed, typed or pasted: %s', (typed) =>
  expect(readCode(typed)).toEqual({ is: 'whole', code }),
);

it('each wrong digit is told once all are there', () => {
  for (let at = 0; at < code.length; at += 1) {
    for (const digit of '0123456789') {
      const typed = code.slice(0, at) + digit + code.slice(at + 1);
      expect(readCode(typed).is, typed).toBe(typed === code ? 'whole' : 'mistyped');
    }
  }
});

it('digits that are missing are no mistake yet, and anything but digits is none', () => {
  expect(readCode('0000 0799')).toEqual({ is: 'begun', digits: '00000799' });
  expect(readCode('')).toEqual({ is: 'begun', digits: '' });
  for (const typed of [`${code}1`, 'b000', '12.34']) expect(readCode(typed).is, typed).toBe('none');
});

it('digits stand in groups of four, also while they are typed', () => {
  expect([grouped(code), grouped('12345'), grouped('')]).toEqual(['0000 0799 2739 8713', '1234 5', '']);
});
