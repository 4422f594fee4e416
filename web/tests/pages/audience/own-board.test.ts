import { beforeEach, expect, it } from 'vitest';
import { topics } from '$lib/protocol/generated/protocol';
import { Drafts } from '$lib/state/drafts';
import { OwnBoard } from '../../../src/pages/audience/ideas/own-board.svelte';
import { PlayedPhone, session } from '../../support/audience';
import { board, idea } from '../../support/ideas';

let phone: PlayedPhone;
let own: OwnBoard;
let drafts: Drafts;

beforeEach(() => {
  phone = new PlayedPhone();
  phone.state(topics.session, 2, session());
  phone.state(topics.board, 2, board());
  phone.state(topics.ideas, 2, { total: 0, items: [] });
  phone.mine(2, {});
  drafts = new Drafts(phone.device.storage, 'f.p');
  own = new OwnBoard(phone.live, drafts);
  phone.live.onDecided((kept, outcome) => own.decided(kept, outcome));
});

it('an idea is a draft over a reload, and goes as what it says', () => {
  own.text = '  فكرة ';
  expect(new OwnBoard(phone.live, drafts).text).toBe('  فكرة ');
  own.send();
  expect(phone.commands.at(-1)).toEqual({ do: 'ideas', act: 'submit', session: 1, text: 'فكرة' });
  expect([own.text, own.underway.map(({ text }) => text)]).toEqual(['', ['فكرة']]);
});

it('as many ideas go as one may have, those on their way and those that wait among them', () => {
  phone.mine(3, { ideas: { items: [idea(1, { status: 'waiting' }), idea(2, { status: 'withdrawn' })] } });
  expect(own.room).toBe(1);
  own.text = 'فكرة';
  own.send();
  own.text = 'أخرى';
  expect([own.room, own.canSend]).toEqual([0, false]);
});

it('one that is refused stays with its reason, and is taken up again', () => {
  own.text = 'فكرة';
  own.send();
  phone.refused('ideas_closed');
  const [refused] = own.refused;
  expect(refused).toMatchObject({ text: 'فكرة', code: 'ideas_closed' });
  if (refused) own.again(refused);
  expect([own.text, own.refused]).toEqual(['فكرة', []]);
});

it('new words that are refused stay too, and change the idea again where it still is the person’s', () => {
  phone.mine(3, { ideas: { items: [idea(7, { v: 3 })] } });
  const reword = () => {
    own.edit(idea(7, { v: 3 }));
    own.text = 'أوضح';
    own.send();
  };
  reword();
  expect([own.underway.map(({ text }) => text), own.room]).toEqual([['أوضح'], 1]);
  phone.refused('changed');
  phone.mine(4, { ideas: { items: [idea(7, { v: 4, text: 'كما صحّحها المكتب' })] } });
  const [refused] = new OwnBoard(phone.live, drafts).refused;
  expect(refused).toMatchObject({ text: 'أوضح', code: 'changed' });
  if (refused) own.again(refused);
  expect([own.editing?.v, own.text, own.refused]).toEqual([4, 'أوضح', []]);
  own.leave();
  reword();
  phone.refused('wrong_state');
  phone.state(topics.board, 5, board({ clusters: [{ c: 1, v: 1, e: 1, title: {}, ideas: [7] }] }));
  const [late] = own.refused;
  if (late) own.again(late);
  expect([own.editing, own.text], 'it is one of a group now').toEqual([undefined, 'أوضح']);
});

it('one that is refused waits until the field is free', () => {
  own.text = 'فكرة';
  own.send();
  phone.refused('ideas_closed');
  own.text = 'أخرى';
  expect(own.isFree()).toBe(false);
  own.text = '';
  expect(own.isFree()).toBe(true);
});

it('an own idea is changed by its version, and what was being written stays a draft', () => {
  own.text = 'جديدة';
  own.edit(idea(7, { v: 3 }));
  own.text = 'أوضح';
  own.send();
  expect(phone.commands.at(-1)).toMatchObject({ act: 'reword', idea: 7, version: 3, text: 'أوضح' });
  expect(own.text).toBe('جديدة');
});

it('is no more its author’s once a desk has put it into a group, or read it where all are read', () => {
  const one = idea(1);
  expect(own.isMine(one)).toBe(true);
  phone.state(topics.board, 3, board({ clusters: [{ c: 1, v: 1, e: 1, title: {}, ideas: [1] }] }));
  expect(own.isMine(one)).toBe(false);
  phone.state(topics.board, 4, board({ plan: { ...board().plan, moderation: 'before' } }));
  expect([own.isMine(one), own.isMine(idea(2, { status: 'waiting' }))]).toEqual([false, true]);
});

it('nothing is taken once the time is over, while paused, or in another phase', () => {
  const now = phone.live.now();
  expect([own.takes('collecting', now), own.takes('voting', now)]).toEqual([true, false]);
  phone.state(topics.board, 3, board({ until: now + 10 }));
  expect([own.takes('collecting', now), own.takes('collecting', now + 10)]).toEqual([true, false]);
  phone.state(topics.session, 4, session({ paused: true }));
  expect(own.takes('collecting', now)).toBe(false);
});

it('dots go all at once, no more of them than one has, and as many on one spot as may lie there', () => {
  phone.state(topics.board, 3, board({ phase: 'voting' }));
  own.dot({ idea: 1 }, 1);
  own.dot({ idea: 1 }, 1);
  own.dot({ idea: 1 }, 1);
  expect([own.dotsOn({ idea: 1 }), own.free, own.canAdd({ idea: 1 })]).toEqual([2, 1, false]);
  own.dot({ cluster: 1 }, 1);
  expect([own.free, own.canAdd({ idea: 9 })]).toEqual([0, false]);
  const dots = [
    { on: { idea: 1 }, n: 2 },
    { on: { cluster: 1 }, n: 1 },
  ];
  expect(phone.commands.at(-1)).toMatchObject({ act: 'dot', dots });
  own.clearDots();
  expect([own.dots, own.free]).toEqual([[], 3]);
});

it('dots stand as the server has them, and do not jump back between its answer and its view', () => {
  phone.state(topics.board, 3, board({ phase: 'voting' }));
  phone.mine(3, { ideas: { items: [], dots: [{ on: { idea: 1 }, n: 1 }] } });
  expect(own.free).toBe(2);
  own.dot({ idea: 2 }, 1);
  phone.done(5);
  expect([own.dotsWait, own.free]).toEqual([false, 1]);
  phone.mine(6, { ideas: { items: [], dots: [{ on: { idea: 2 }, n: 1 }] } });
  expect(own.free).toBe(2);
});

it('a table is chosen, and left', () => {
  own.sit(0);
  expect(own.table).toBe(0);
  phone.done(5);
  expect(own.table).toBe(0);
  own.sit(null);
  expect(own.table).toBeUndefined();
});

it('a table that the board has no more is none', () => {
  phone.mine(3, { ideas: { items: [], table: 1 } });
  expect(own.table).toBeUndefined();
  phone.state(topics.board, 4, board({ plan: { ...board().plan, tables: [{ ar: 'الأولى' }, { ar: 'الثانية' }] } }));
  expect(own.table).toBe(1);
});
