import { expect, it } from 'vitest';
import { topics } from '$lib/protocol/generated/protocol';
import { notArrived } from '../../../src/pages/audience/arrived';
import { Drafts } from '../../../src/pages/audience/drafts';
import { OwnBoard } from '../../../src/pages/audience/ideas/own-board.svelte';
import { OwnStatements } from '../../../src/pages/audience/statements/own-statements.svelte';
import { PlayedPhone, session } from '../../support/audience';
import { board, idea } from '../../support/ideas';
import { head, statement } from '../../support/opinions';

const given = (text: string, at: number) => ({ text, at });

it('a text that the server tells of is on its way no more, one for one', () => {
  const texts = [given('أ', 10_000), given('ب', 10_001), given('أ', 10_002)];
  expect(notArrived(texts, [{ text: 'أ', at: 10_500 }], 0)).toEqual(texts.slice(1));
  expect(notArrived(texts, [], 0)).toEqual(texts);
});

it('what came in before it was given is another text, by whichever clock', () => {
  const texts = [given('أ', 10_000)];
  expect(notArrived(texts, [{ text: 'أ', at: 7_000 }], 0)).toEqual(texts);
  expect(notArrived(texts, [{ text: 'أ', at: 7_000 }], -5_000)).toEqual([]);
  expect(notArrived(texts, [{ text: 'أ' }], 0)).toEqual(texts);
  const refused = [{ text: 'أ' }];
  expect(notArrived(refused, [{ text: 'أ', at: 7_000 }], 0), 'it is not on its way').toEqual(refused);
});

it('a text is compared as the server keeps it', () => {
  expect(notArrived([given('ا\u0653ب', 1)], [{ text: 'آب', at: 1 }], 0)).toEqual([]);
});

it('of what is given to a session a line that was lost tells before it answers, and each stands there once', () => {
  const phone = new PlayedPhone();
  const drafts = new Drafts(phone.device.storage, 'f.p');
  phone.state(topics.session, 2, session());
  phone.state(topics.board, 2, board());
  phone.state(topics.statements, 2, { head: head(), items: [] });
  phone.mine(2, {});
  const [ideas, statements] = [new OwnBoard(phone.live, drafts), new OwnStatements(phone.live, drafts)];
  ideas.text = 'فكرة';
  ideas.send();
  statements.text = 'عبارة';
  statements.send();
  const underway = () => [ideas.underway, statements.underway].map((all) => all.map(({ text }) => text));
  expect(underway()).toEqual([['فكرة'], ['عبارة']]);
  const at = phone.live.now();
  phone.mine(3, {
    ideas: { items: [idea(1, { text: 'فكرة', at })] },
    statements: [statement(1, { text: 'عبارة', at })],
  });
  expect(underway()).toEqual([[], []]);
  expect(ideas.room, 'it is counted once').toBe(1);
});
