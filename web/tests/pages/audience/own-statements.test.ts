import { beforeEach, expect, it } from 'vitest';
import { topics } from '$lib/protocol/generated/protocol';
import { Drafts } from '$lib/state/drafts';
import { OwnStatements } from '../../../src/pages/audience/statements/own-statements.svelte';
import { PlayedPhone, session } from '../../support/audience';
import { head, statement } from '../../support/opinions';

let phone: PlayedPhone;
let own: OwnStatements;

const ownOf = () => new OwnStatements(phone.live, new Drafts(phone.device.storage, 'f.p'));

beforeEach(() => {
  phone = new PlayedPhone();
  phone.state(1, 2, session());
  phone.state(topics.statements, 3, { head: head(), items: [] });
  own = ownOf();
  phone.live.onDecided((kept, outcome) => own.decided(kept, outcome));
});

it('what is typed outlives the page, and is gone once it is sent', () => {
  own.text = 'التدريب أولًا';
  own = ownOf();
  expect([own.text, own.canSend]).toEqual(['التدريب أولًا', true]);
  own.send();
  expect(phone.commands.at(-1)).toMatchObject({ do: 'statements', act: 'submit', session: 1, text: 'التدريب أولًا' });
  expect([own.text, own.underway.map(({ text }) => text)]).toEqual(['', ['التدريب أولًا']]);
  phone.done(5);
  expect(own.underway).toEqual([]);
});

it('one that is refused stays, with why, until it is taken up or away', () => {
  own.text = 'التدريب أولًا';
  own.send();
  phone.refused('same_statement');
  own = ownOf();
  expect(own.refused).toMatchObject([{ text: 'التدريب أولًا', code: 'same_statement' }]);
  const [refused] = own.refused;
  if (refused) own.again(refused);
  expect([own.text, own.writing, own.refused]).toEqual(['التدريب أولًا', true, []]);
});

it('nothing is sent that is empty, too long, or not taken', () => {
  own.text = '  ';
  expect(own.canSend).toBe(false);
  own.text = 'ا'.repeat(141);
  expect(own.canSend).toBe(false);
  own.text = 'التدريب أولًا';
  expect(own.canSend).toBe(true);
  phone.state(topics.statements, 4, { head: head({ plan: { ...head().plan, submit: false } }), items: [] });
  expect([own.mayWrite, own.canSend]).toEqual([false, false]);
  phone.state(topics.statements, 5, { head: head({ stage: 'closed' }), items: [] });
  expect(own.mayWrite).toBe(false);
});

it('the newest of those that the server has stands first, and one that waits is taken back', () => {
  phone.mine(4, { statements: [statement(3, { status: 'published' }), statement(7, { v: 2, status: 'waiting' })] });
  expect(own.sent.map(({ s }) => s)).toEqual([7, 3]);
  const [waiting] = own.sent;
  if (waiting) own.withdraw(waiting);
  expect(phone.commands.at(-1)).toMatchObject({ act: 'withdraw', statement: 7, version: 2 });
});
