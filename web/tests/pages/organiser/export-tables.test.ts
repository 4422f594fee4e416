import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { tables } from '../../../src/pages/organiser/export-file';

it('every table of an export that the protocol names is offered, in its order', () => {
  const protocol = readFileSync(join(import.meta.dirname, '../../../../PROTOCOL.md'), 'utf8');
  const [, named = ''] = /csv\/\{table\}` \(([^)]*)\)/.exec(protocol) ?? [];
  expect(tables).toEqual([...named.matchAll(/`(\w+)`/g)].map(([, table]) => table));
});
