import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { endingText } from '$lib/i18n/endings';
import { refusalText, wordedRefusals } from '$lib/i18n/refusals';
import { requestText, wordedRequests } from '$lib/i18n/requests';
import { tooLarge } from '$lib/net/outbox';
import { byeCodes, ruleCodes, wayCodes } from '$lib/protocol/generated/protocol';
import { speak } from '../support/language';

beforeEach(() => speak('ar'));

/** The codes of the protocol's table of HTTP errors. */
function documentedRequests(): string[] {
  const protocol = readFileSync(join(import.meta.dirname, '../../../PROTOCOL.md'), 'utf8');
  const table = protocol.slice(protocol.indexOf('**J4.**'), protocol.indexOf('**J5.**'));
  const cells = table.split('\n').flatMap((line) => line.match(/^\| (`.*?) \| \d+ \|/)?.[1] ?? []);
  return cells.flatMap((cell) => [...cell.matchAll(/`(\w+)`/g)].map(([, code = '']) => code));
}

describe('a refused command', () => {
  it('has words for exactly the codes that there are', () => {
    expect([...wordedRefusals].sort()).toEqual([...ruleCodes, ...wayCodes, tooLarge].sort());
  });

  it('has words of its own for every code', () => {
    const texts = wordedRefusals.map((code) => refusalText(code));
    expect(new Set(texts).size).toBe(wordedRefusals.length);
    expect(texts).not.toContain(refusalText('no_such_code'));
  });

  it('tells its bound with the digits of the language', () => {
    expect(refusalText('text_too_long', 280)).toContain('٢٨٠');
    expect(refusalText('too_soon', 12_000)).toContain('٠:١٢');
  });

  it('with a code of a newer server is told in general words', () => {
    expect(refusalText('no_such_code')).toBe('لم يُقبل هذا الطلب');
  });
});

describe('the end of a connection', () => {
  it('has words of its own for every code', () => {
    expect(new Set(byeCodes.map(endingText)).size).toBe(byeCodes.length);
  });
});

describe('a refused request', () => {
  it('has words for exactly the codes of the protocol, and for no answer at all', () => {
    expect(documentedRequests().length).toBeGreaterThan(10);
    expect([...wordedRequests].sort()).toEqual([...documentedRequests(), 'unreachable'].sort());
  });

  it('with a code of a newer server is told in general words', () => {
    expect(wordedRequests.map(requestText)).not.toContain(requestText('no_such_code'));
  });
});
