import { beforeEach, describe, expect, it } from 'vitest';
import { topics } from '$lib/protocol/generated/protocol';
import { Drafts } from '$lib/state/drafts';
import { OwnStands } from '../../../src/pages/audience/stands/own-stands.svelte';
import { PlayedPhone, session } from '../../support/audience';
import { head, remark, stand } from '../../support/stands';

const key = 'abcDEF_-0123456789abcd';
let phone: PlayedPhone;
let own: OwnStands;
let drafts: Drafts;

const entry = { session: 1, edition: 1, hall: 1, kind: 'exhibition', title: {}, about: {}, phase: 'open' };
const agenda = (starts: number, more = {}) => ({
  name: {},
  languages: ['ar'],
  zone: 'Asia/Riyadh',
  code: '471234',
  rehearsal: false,
  version: 0,
  halls: [],
  sessions: [{ ...entry, starts, ends: starts + 3_600_000, ...more }],
});

beforeEach(() => {
  phone = new PlayedPhone();
  phone.state(topics.agenda, 2, agenda(phone.live.now() - 60_000));
  phone.state(topics.session, 2, session());
  phone.state(topics.stands, 2, { ...head([3, 4]), items: [stand(3), stand(4)] });
  phone.mine(2, {});
  drafts = new Drafts(phone.device.storage, 'f.p');
  own = new OwnStands(phone.live, drafts);
  phone.live.onDecided((kept, outcome) => own.decided(kept, outcome));
});

const visit = () => void phone.live.do({ do: 'stands', act: 'visit', key });

describe('a visit', () => {
  it('is known by its stand as soon as the server says so, and stays until the own part has it', () => {
    visit();
    expect([own.visitsUnderway, own.visitOf(3)]).toEqual([1, undefined]);
    phone.answers({ t: 'done', rev: 5, no: 3 });
    expect([own.visitsUnderway, own.visitOf(3)?.s]).toEqual([0, 3]);
    phone.mine(5, { stands: { visits: [{ s: 3, at: 7 }] } });
    expect(own.visits).toEqual([{ s: 3, at: 7 }]);
  });

  it('is not held up by a question that came too soon, nor are stars', () => {
    own.write(3, 'كم تكلف؟');
    own.send(3);
    phone.answers({ t: 'refused', code: 'too_soon', limit: 60_000 });
    visit();
    own.rate(3, 4);
    expect(phone.commands.map(({ act }) => act)).toEqual(['ask', 'visit', 'rate']);
    own.write(3, 'ومن يديرها؟');
    own.send(3);
    expect(phone.commands).toHaveLength(3);
  });
});

describe('stars', () => {
  it('are shown as they were given, and do not jump back before the own part has them', () => {
    phone.mine(3, { stands: { visits: [{ s: 3, at: 7, stars: 2 }] } });
    expect(own.starsOf(3)).toBe(2);
    own.rate(3, 5);
    expect([own.starsOf(3), own.starsWait(3)]).toEqual([5, true]);
    expect(phone.commands.at(-1)).toMatchObject({ do: 'stands', act: 'rate', session: 1, stand: 3, stars: 5 });
    phone.done(6);
    expect([own.starsOf(3), own.starsWait(3)]).toEqual([5, false]);
  });

  it('are taken in a pause and half an hour after the end, when words are not', () => {
    const now = phone.live.now();
    const takes = (at = now) => [own.takes('words', 3, at), own.takes('stars', 3, at)];
    expect(takes()).toEqual([true, true]);
    phone.state(topics.session, 3, session({ paused: true }));
    expect(takes()).toEqual([false, true]);
    phone.state(topics.session, 4, session({ phase: 'ended' }));
    phone.state(topics.agenda, 4, agenda(now - 60_000, { phase: 'ended', ended: now }));
    expect([takes(now + 29 * 60_000), takes(now + 31 * 60_000)]).toEqual([
      [false, true],
      [false, false],
    ]);
  });

  it('are taken from the planned start on, and never at a stand that is closed or from who is blocked', () => {
    const now = phone.live.now();
    phone.state(topics.session, 3, session({ phase: 'upcoming' }));
    expect(own.takes('stars', 3, now)).toBe(true);
    phone.state(topics.agenda, 3, agenda(now + 60_000, { phase: 'upcoming' }));
    expect([own.takes('stars', 3, now), own.takes('stars', 3, now + 60_000)]).toEqual([false, true]);
    phone.state(topics.session, 4, session());
    phone.state(topics.stands, 4, { ...head([3, 4]), items: [stand(3, { closed: true }), stand(4)] });
    expect([own.takes('words', 3, now), own.takes('words', 4, now)]).toEqual([false, true]);
    phone.mine(4, { blocked: true });
    expect(own.takes('words', 4, now)).toBe(false);
  });
});

describe('what is written to a team', () => {
  it('is a draft of its stand and kind over a reload, and goes as what it says', () => {
    own.write(3, '  كم تكلف؟ ');
    own.kind = 'comment';
    own.write(3, 'شكرًا');
    own.write(4, 'أحسنتم');
    const again = new OwnStands(phone.live, drafts);
    expect([again.textOf(3), again.textOf(4)]).toEqual(['  كم تكلف؟ ', '']);
    again.send(3);
    expect(phone.commands.at(-1)).toEqual({ do: 'stands', act: 'ask', session: 1, stand: 3, text: 'كم تكلف؟' });
    own.send(3);
    expect(phone.commands.at(-1)).toMatchObject({ act: 'comment', stand: 3, text: 'شكرًا' });
    expect(own.at(3).underway.map(({ text }) => text)).toEqual(['شكرًا', 'كم تكلف؟']);
    expect(own.textOf(4)).toBe('أحسنتم');
  });

  it('stays at its stand with the reason where it is refused, and is taken up again as what it was', () => {
    own.kind = 'comment';
    own.write(3, 'شكرًا');
    own.send(3);
    phone.refused('too_many_remarks');
    const [refused] = own.at(3).refused;
    expect(refused).toMatchObject({ text: 'شكرًا', code: 'too_many_remarks' });
    expect(own.at(4).refused).toEqual([]);
    own.kind = 'question';
    if (refused) own.again(3, refused);
    expect([own.kind, own.textOf(3), own.at(3).refused]).toEqual(['comment', 'شكرًا', []]);
  });

  it('is its author’s until it was taken back or not passed on', () => {
    phone.mine(3, { stands: { visits: [], remarks: [remark(1), remark(2, { s: 4 }), remark(5)] } });
    expect(own.at(3).sent.map(({ i }) => i)).toEqual([5, 1]);
    own.takeBack(remark(1, { v: 2 }));
    expect(phone.commands.at(-1)).toMatchObject({ act: 'take_back', stand: 3, remark: 1, version: 2 });
    const mine = [remark(1), remark(1, { answer: 'نعم' }), remark(1, { status: 'dismissed' })].map((one) =>
      own.isMine(one),
    );
    expect(mine).toEqual([true, true, false]);
  });

  it('is not sent while it is empty or too long', () => {
    const can = (text: string) => {
      own.write(3, text);
      return own.canSend(3);
    };
    expect([can(' '), can('كم؟'), can('ك'.repeat(21))]).toEqual([false, true, false]);
  });
});
