import { expect, it } from 'vitest';
import { folded } from '$lib/net/receipts/folded';
import type { Receipt } from '$lib/net/receipts/receipt';
import type { Command } from '$lib/protocol/generated/protocol';

let last = 0;

function receipt(command: Command, no?: number, epoch = 1): Receipt {
  last += 1;
  return { id: `${last}`, at: last, command, epoch, no };
}

const ask = (text = 'متى النتائج؟', no = 14) => receipt({ do: 'ask', session: 4, text }, no);
const support = (question: number, on: boolean, epoch = 1) =>
  receipt({ do: 'support', question, on, seq: last + 1 }, undefined, epoch);
const commands = (receipts: Receipt[]) => receipts.map(({ command }) => command);

it('a question goes again in its newest words, and under its old id', () => {
  const asked = ask();
  const [kept] = folded([asked], receipt({ do: 'edit', question: 14, version: 1, text: 'متى تُعلن؟' }));
  expect(kept).toEqual({ ...asked, command: { do: 'ask', session: 4, text: 'متى تُعلن؟' } });
});

it.each<Command>([
  { do: 'withdraw', question: 14, version: 1 },
  { do: 'erase', question: 14 },
  { do: 'merge', question: 14, version: 1, into: 3 },
])('a question that is not there any more does not come back: $do', (later) => {
  expect(folded([ask()], receipt(later))).toEqual([]);
});

it('a poll and a session that were made here go again as they were changed, unless they were taken away', () => {
  const draft = { title: { ar: 'بم نبدأ؟' }, answer: { kind: 'open' }, options: [] } as const;
  const poll = receipt({ do: 'create_poll', session: 4, poll: draft } as unknown as Command, 7);
  const other = { ...draft, title: { ar: 'بماذا نبدأ؟' } };
  const edited = folded([poll], receipt({ do: 'edit_poll', poll: 7, version: 1, draft: other } as unknown as Command));
  expect(commands(edited)).toEqual([{ do: 'create_poll', session: 4, poll: other }]);
  expect(folded([poll], receipt({ do: 'drop_poll', poll: 7, version: 1 }))).toEqual([]);
  expect(folded([poll], receipt({ do: 'drop_poll', poll: 8, version: 1 }))).toEqual([poll]);
});

it('a hall that was added here goes again under its newest name, unless it was taken away', () => {
  const hall = receipt({ do: 'add_hall', name: { ar: 'قاعة' } }, 3);
  const [kept] = folded([hall], receipt({ do: 'name_hall', hall: 3, version: 1, name: { ar: 'القبة' } }));
  expect(kept?.command).toEqual({ do: 'add_hall', name: { ar: 'القبة' } });
  expect(folded([hall], receipt({ do: 'drop_hall', hall: 3, version: 1 }))).toEqual([]);
});

it('of a register the latest setting stays, of that one alone and in that history', () => {
  const [first, other, before] = [support(12, true), support(13, true), support(12, true, 0)];
  expect(folded([before, first, other], support(12, false))).toEqual([before, other]);
});

it('what names a question does nothing to one of that number in another history', () => {
  const asked = ask();
  expect(folded([asked], { ...receipt({ do: 'withdraw', question: 14, version: 1 }), epoch: 2 })).toEqual([asked]);
});

it('an erasure takes every word that was given before it, and leaves what counts', () => {
  const vote = (choice: object) => receipt({ do: 'vote', poll: 7, round: 1, choice, seq: 1 } as Command);
  const kept = [
    ask(),
    receipt({ do: 'edit', question: 3, version: 1, text: 'كلام' }),
    receipt({ do: 'name', session: 4, name: 'سارة', seq: 1 }),
    receipt({ do: 'rate', session: 4, stars: 5, comment: 'شكرًا', seq: 2 }),
    vote({ options: [1] }),
    vote({ words: ['أمل'] }),
    vote({ text: 'حديقة' }),
    support(12, true),
  ];
  const erasing = receipt({ do: 'erase_mine', upto: 9 });
  const after = ask('بعد المحو', 15);
  expect(commands(folded([...kept, after], erasing))).toEqual([
    { do: 'rate', session: 4, stars: 5, seq: 2 },
    expect.objectContaining({ do: 'vote', choice: { options: [1] } }),
    expect.objectContaining({ do: 'support' }),
    after.command,
  ]);
});

const said = (statement: number, vote: 'agree' | 'disagree' | null) =>
  receipt({ do: 'statements', act: 'vote', session: 4, statement, vote, seq: last + 1 });

it('of what was said of a statement the latest stays', () => {
  const [first, other] = [said(7, 'agree'), said(8, 'agree')];
  expect(folded([first, other], said(7, null))).toEqual([other]);
});

it('a statement that its author took back does not come back, and none whose author had all words erased', () => {
  const wrote = receipt({ do: 'statements', act: 'submit', session: 4, text: 'التدريب أولًا' }, 7);
  const withdraw = (statement: number) =>
    receipt({ do: 'statements', act: 'withdraw', session: 4, statement, version: 1 });
  expect(folded([wrote], withdraw(7))).toEqual([]);
  expect(folded([wrote], withdraw(8))).toEqual([wrote]);
  expect(folded([wrote], receipt({ do: 'erase_mine', upto: 9 }))).toEqual([]);
});
