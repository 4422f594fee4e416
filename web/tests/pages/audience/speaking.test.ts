import { createRawSnippet, flushSync } from 'svelte';
import { beforeEach, expect, it, vi } from 'vitest';
import { Badge } from '$lib/badges/held.svelte';
import { notices } from '$lib/components/notices.svelte';
import { topics } from '$lib/protocol/generated/protocol';
import { Drafts } from '$lib/state/drafts';
import { OwnSpeaking } from '../../../src/pages/audience/speaking/own-speaking.svelte';
import Speaking from '../../../src/pages/audience/speaking/Speaking.svelte';
import { PlayedPhone, session } from '../../support/audience';
import { speak } from '../../support/language';
import { mounted } from '../../support/mounted';
import { empty, speaking } from '../../support/speaking';

let phone: PlayedPhone;
let own: OwnSpeaking;
let texts: string[];

const badgeOf = () => new Badge(phone.device.storage, 'f');
const ownOf = () => new OwnSpeaking(phone.live, new Drafts(phone.device.storage, 'f.p'), badgeOf());
const acts = createRawSnippet(() => ({ render: () => '<i>acts</i>' }));

beforeEach(async () => {
  await speak('ar');
  phone = new PlayedPhone();
  phone.state(topics.session, 2, session({ names: 'optional' }));
  phone.state(topics.speaking, 3, empty());
  phone.mine(3, {});
  own = ownOf();
  phone.live.onDecided((kept, outcome) => own.decided(kept, outcome));
  texts = [];
  vi.spyOn(notices, 'show').mockImplementation((text) => {
    texts.push(text);
    return () => undefined;
  });
});

it('asks with what was typed, which outlives the page, and waits without a gap until the own part tells of it', () => {
  own.begin();
  own.topic = 'ساعات الطلاب';
  own.name = 'مرشدة';
  own = ownOf();
  expect([own.topic, own.name, own.mayAsk]).toEqual(['ساعات الطلاب', 'مرشدة', true]);
  own.send();
  const { seq, ...command } = phone.commands.at(-1) ?? {};
  expect(command).toEqual({ do: 'speaking', act: 'ask', session: 1, topic: 'ساعات الطلاب', name: 'مرشدة' });
  expect(seq).toBeGreaterThan(0);
  expect([own.writing, own.topic, own.isUnderway]).toEqual([false, '', true]);
  phone.done(5);
  expect(own.isUnderway, 'it is acknowledged, and not told yet').toBe(true);
  phone.mine(5, { speaking: { n: 9, status: 'waiting', place: 3 }, seq });
  expect([own.isUnderway, own.isIn, own.own?.place]).toEqual([false, true, 3]);
});

it('takes a request back at once, and asks above what was said before', () => {
  phone.mine(4, { speaking: { n: 9, status: 'waiting', place: 1 }, seq: 9_000_000_000_000 });
  own.withdraw();
  expect(phone.commands.at(-1)).toEqual({ do: 'speaking', act: 'withdraw', session: 1, seq: 9_000_000_000_001 });
  expect([own.own, own.isIn, own.mayAsk]).toEqual([undefined, false, true]);
  phone.done(6);
  expect(own.own, 'the own part has not caught up').toBeUndefined();
});

it('says the badge where names are by badge, and nothing without one', () => {
  phone.state(topics.session, 4, session({ names: 'badge' }));
  own.begin();
  own.name = 'مرشدة';
  own.topic = 'ساعات الطلاب';
  expect([own.takesNames, own.canSend]).toEqual([false, false]);
  badgeOf().hold({ code: '0000079927398713', name: 'عضو' });
  own = ownOf();
  expect([own.topic, own.canSend]).toEqual(['ساعات الطلاب', true]);
  own.send();
  const { seq: _, ...command } = phone.commands.at(-1) ?? {};
  const said = { topic: 'ساعات الطلاب', badge: '0000079927398713' };
  expect(command).toEqual({ do: 'speaking', act: 'ask', session: 1, ...said });
});

it('says no name where names are off, and sends nothing that is too long or not taken', () => {
  own.name = 'اسم أطول من العشرة';
  expect([own.nameIsTooLong, own.canSend]).toEqual([true, false]);
  own.name = 'مرشدة';
  own.topic = 'ا'.repeat(141);
  expect(own.canSend).toBe(false);
  own.topic = '';
  expect(own.canSend, 'both may be left out').toBe(true);
  phone.state(topics.session, 4, session({ names: 'off' }));
  own.send();
  expect(phone.commands.at(-1)).not.toHaveProperty('name');
  phone.state(topics.session, 5, session({ paused: true }));
  expect(own.mayAsk).toBe(false);
  phone.state(topics.session, 6, session());
  phone.mine(7, { speaking: { n: 9, status: 'dismissed' } });
  expect(own.mayAsk, 'the desk has taken this person off').toBe(false);
  phone.mine(8, { speaking: { n: 9, status: 'cleared' } });
  expect(own.mayAsk).toBe(true);
  phone.state(topics.speaking, 9, speaking({ open: false }));
  expect(own.mayAsk).toBe(false);
});

it('keeps what a refused request was about', () => {
  own.topic = 'ساعات الطلاب';
  own.send();
  phone.refused('too_soon');
  expect([own.topic, own.isUnderway]).toEqual(['ساعات الطلاب', false]);
});

it('says that it is this person’s turn, also when the page comes late, and of nothing else that was before it', () => {
  own.tell();
  phone.mine(4, { speaking: { n: 9, status: 'waiting', place: 2 } });
  own.tell();
  expect(texts).toEqual([]);
  phone.mine(5, { speaking: { n: 9, status: 'speaking' } });
  own.tell();
  own.tell();
  expect(texts).toEqual(['حان دورك: الكلمة لك']);
  phone.mine(6, { speaking: { n: 9, status: 'absent' } });
  own.tell();
  expect(texts).toHaveLength(2);
  own = ownOf();
  own.tell();
  expect(texts, 'that was told before the page came').toHaveLength(2);
});

it('reads out the own place whenever it has moved', () => {
  const mention = vi.spyOn(notices, 'mention');
  phone.mine(4, { speaking: { n: 9, status: 'waiting', place: 20 } });
  own.tell();
  phone.mine(5, { speaking: { n: 9, status: 'waiting', place: 1 } });
  own.tell();
  phone.mine(6, { speaking: { n: 9, status: 'speaking' } });
  own.tell();
  expect(mention.mock.calls).toEqual([
    ['speaking', 'ضمن ٢٠ التالين'],
    ['speaking', 'الدور التالي لك'],
    ['speaking', undefined],
  ]);
});

it('shows who speaks and comes next, the own place, and what else the own request came to', () => {
  const part = mounted(Speaking, { speaking: own, acts });
  const text = () => {
    flushSync();
    return part.textContent?.replace(/\s+/g, ' ');
  };
  expect(text()).toContain('طلب الميكروفون');
  phone.state(topics.speaking, 4, speaking({ waiting: 20 }));
  expect(text()).toContain('متطوعة من حي النخيل');
  expect(text()).toContain('في الدور: حتى ٢٠');
  phone.mine(5, { speaking: { n: 9, status: 'waiting', place: 4, topic: 'ساعات الطلاب', held: true } });
  expect(text()).toContain('الترتيب في الدور: ٤');
  expect(text()).toContain('الاسم والموضوع لدى فريق الأسئلة فقط');
  expect(text()).not.toContain('طلب الميكروفون');
  phone.mine(6, { speaking: { n: 9, status: 'speaking' } });
  expect(text()).toContain('حان دورك: الكلمة لك');
  expect(text(), 'this person is the one who speaks').not.toContain('متطوعة من حي النخيل');
  phone.mine(7, { speaking: { n: 9, status: 'done' } });
  expect(text()).toContain('طلب الميكروفون مرة أخرى');
  phone.state(topics.speaking, 8, empty(false));
  expect(text(), 'nothing goes on any more').toBe('');
});
