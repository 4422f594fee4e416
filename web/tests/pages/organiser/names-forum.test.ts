import { expect, it } from 'vitest';
import { namesForum } from '../../../src/pages/organiser/names-forum';

const forum = { name: { ar: 'ملتقى التطوع', en: 'The Volunteers' }, code: '471234' };

it.each(['ملتقى التطوع', ' ملتقى  التطوع ', 'the volunteers', '471234', '٤٧١ ٢٣٤'])('%s names the forum', (written) => {
  expect(namesForum(forum, written)).toBe(true);
});

it.each(['', '  ', 'ملتقى', '471235', 'The Volunteers 2'])('“%s” does not', (written) => {
  expect(namesForum(forum, written)).toBe(false);
});

it('a forum without a name in one language is not named by nothing', () => {
  expect(namesForum({ ...forum, name: { ar: 'ملتقى' } }, '')).toBe(false);
});
