import { beforeAll, expect, it } from 'vitest';
import type { StatementItem, StatementsHead } from '$lib/protocol/generated/protocol';
import { speak } from '../support/language';
import { head, statement } from '../support/opinions';
import { desk } from './desk';

beforeAll(() => speak('ar'));

function deskWith(of: Partial<StatementsHead>, ...items: StatementItem[]) {
  const made = desk();
  const tell = (...now: StatementItem[]) => {
    made.live.statements = { head: head(of), items: new Map(now.map((item) => [item.s, item])) };
  };
  tell(...items);
  return { ...made, tell, statements: made.page.statements };
}

const waiting = (s: number) => statement(s, { status: 'waiting', v: 3 });
const key = (code: string) => Object.assign(new KeyboardEvent('keydown', { code }), { code });

it('has a part for statements in every session but a break', () => {
  const { page, live } = desk();
  expect(page.drawerTabs).toContain('statements');
  const { agenda } = live;
  if (agenda) live.agenda = { ...agenda, sessions: agenda.sessions.map((one) => ({ ...one, kind: 'break' })) };
  expect(page.drawerTabs).not.toContain('statements');
});

it('is set up from nothing, and the form closes once the server has it', async () => {
  const { page, live } = desk();
  page.statements.prepare();
  const { form } = page.statements;
  if (form) form.title.ar = 'العمل التطوعي';
  void page.statements.save();
  expect(live.given.at(-1)).toMatchObject({
    act: 'plan',
    session: 1,
    version: 0,
    plan: { title: { ar: 'العمل التطوعي' } },
  });
  await live.answer();
  expect(page.statements.form).toBeUndefined();
});

it('lists what waits, the oldest first, and lets go of what was decided at once', async () => {
  const { statements, live } = deskWith({}, waiting(9), waiting(4), statement(2));
  expect(statements.waiting.map(({ s }) => s)).toEqual([4, 9]);
  expect(statements.published.map(({ s }) => s)).toEqual([2]);
  void statements.approve(waiting(4));
  expect(live.given).toEqual([{ do: 'statements', act: 'approve', session: 1, statement: 4, version: 3 }]);
  expect(statements.waiting.map(({ s }) => s)).toEqual([9]);
  await live.answer({ done: false, code: 'changed' });
  expect(
    statements.waiting.map(({ s }) => s),
    'it comes back where the server refuses',
  ).toEqual([4, 9]);
});

it('is read by keys: A publishes, D and a number say why not, any other key leaves that', () => {
  const { statements, live } = deskWith({}, waiting(4), waiting(9));
  statements.reading.current = 4;
  expect(statements.reading.press(key('KeyA'), true)).toBe(true);
  statements.reading.current = 9;
  statements.reading.press(key('KeyD'), true);
  expect(statements.reading.asking?.s).toBe(9);
  statements.reading.press(key('KeyZ'), true);
  expect(statements.reading.asking).toBeUndefined();
  statements.reading.press(key('KeyD'), true);
  statements.reading.press(key('Digit4'), true);
  expect(live.given.at(-1)).toMatchObject({ act: 'dismiss', statement: 9, reason: 'unclear' });
  expect(statements.reading.press(key('KeyA'), false), 'keys are switched off').toBe(false);
});

it('keeps a statement of the organisers in the field until the server has it', async () => {
  const { statements, live } = deskWith({});
  statements.seed = ' عبارة ';
  void statements.addSeed();
  expect(live.given).toEqual([{ do: 'statements', act: 'seed', session: 1, text: 'عبارة' }]);
  expect(statements.seed).toBe(' عبارة ');
  await live.answer();
  expect(statements.seed).toBe('');
});
