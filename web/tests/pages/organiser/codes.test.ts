import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import Codes from '../../../src/pages/organiser/parts/Codes.svelte';
import OutOfReach from '../../../src/pages/organiser/parts/OutOfReach.svelte';
import { isUnreachable } from '../../../src/pages/organiser/reach';
import { speak } from '../../support/language';
import { mounted } from '../../support/mounted';

beforeEach(() => speak('en'));
afterEach(() => vi.restoreAllMocks());

it.each([
  ['127.0.0.1:8080', true],
  ['127.8.0.1', true],
  ['localhost:8080', true],
  ['hall.localhost', true],
  ['[::1]:8080', true],
  ['0.0.0.0:8080', true],
  ['192.0.2.10:8080', false],
  ['majlis.example', false],
  ['localhost.example', false],
])('%s is out of the reach of phones: %s', (address, out) => {
  expect(isUnreachable(address)).toBe(out);
});

it('an address that no phone reaches is told with what mends it', () => {
  const told = (props: { address: string; made?: string }) => mounted(OutOfReach, props).textContent ?? '';
  expect(told({ address: '127.0.0.1:8080' })).toContain('--public-url');
  expect(told({ address: 'majlis.example', made: 'localhost:8080' })).toContain('majlis.example');
  expect(told({ address: 'majlis.example' }).trim()).toBe('');
});

it('the codes stand with the address that people type, and each can be copied', async () => {
  const written: string[] = [];
  vi.spyOn(navigator.clipboard, 'writeText').mockImplementation(async (text) => void written.push(text));
  const page = mounted(Codes, {
    address: 'majlis.example',
    code: '629770',
    halls: [{ hall: 1, name: { en: 'Main hall' }, code: '606928' }],
  });
  expect(page.querySelector('.address')?.textContent).toContain('majlis.example');
  const buttons = [...page.querySelectorAll('button')];
  expect(buttons.map((button) => button.getAttribute('aria-label'))).toEqual([
    'Copy: Address to type',
    'Copy: Main hall',
    expect.stringContaining('Copy: '),
  ]);
  for (const button of buttons) button.click();
  await vi.waitFor(() => expect(written).toEqual(['majlis.example', '606928', '629770']));
});
