import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A file of the fixtures that the server and the pages share. */
export function fixture<T>(name: string): T {
  return JSON.parse(readFileSync(join(import.meta.dirname, '../../../tests/fixtures', name), 'utf8')) as T;
}
