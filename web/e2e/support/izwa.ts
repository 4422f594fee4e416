import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const file = fileURLToPath(new URL('../../../examples/izwa/forum.toml', import.meta.url));
const inDays = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);

/** The example forum on two days to come: nothing of it begins by the clock while it is tried, and desks open its sessions. */
export const izwa = readFileSync(file, 'utf8')
  .replaceAll('2026-10-28', inDays(2))
  .replaceAll('2026-10-29', inDays(3))
  .replace('between_questions = "30s"', 'between_questions = "0s"');
