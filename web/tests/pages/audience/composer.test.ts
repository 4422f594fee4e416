import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Badge } from '$lib/badges/held.svelte';
import { Drafts } from '$lib/state/drafts';
import { askText } from '../../../src/pages/audience/ask-text';
import { Composer } from '../../../src/pages/audience/composer.svelte';
import { NotSent } from '../../../src/pages/audience/not-sent.svelte';
import { PlayedPhone, question, session } from '../../support/audience';
import { speak } from '../../support/language';

let phone: PlayedPhone;
let composer: Composer;
let notSent: NotSent;
let badge: Badge;

function composerOf(): Composer {
  notSent = new NotSent(phone.device.storage, 'f.p');
  return new Composer(phone.live, new Drafts(phone.device.storage, 'f.p'), notSent, badge);
}

beforeEach(() => {
  vi.useFakeTimers();
  phone = new PlayedPhone();
  badge = new Badge(phone.device.storage, 'f');
  phone.state(1, 2, session());
  composer = composerOf();
  composer.begin();
});
afterEach(() => vi.useRealTimers());

it('what is typed survives a reload, and is gone once sent', () => {
  composer.text = 'كيف نشارك؟';
  composer = composerOf();
  composer.begin();
  expect(composer.text).toBe('كيف نشارك؟');
  composer.send();
  composer.begin();
  expect(composer.text).toBe('');
});

it('the way to ask says that a question was begun, also after a reload, until it is sent or taken back', async () => {
  await speak('en');
  expect(askText(composer)).toBe('Ask a question');
  composer.text = 'كيف نشارك؟';
  composer = composerOf();
  expect(askText(composer)).toBe('Continue your question');
  composer.begin();
  expect(askText(composer)).toBe('Ask a question');
  composer.text = '  ';
  composer.close();
  expect(askText(composer)).toBe('Ask a question');
  composer.begin();
  composer.text = 'كيف نشارك؟';
  composer.send();
  expect(askText(composer)).toBe('Ask a question');
});

describe('where names are by badge', () => {
  const code = '0000079927398713';
  beforeEach(() => phone.state(1, 3, session({ names: 'badge' })));

  it('nothing is sent before a badge is held, and what is typed stays', () => {
    composer.text = 'كيف نشارك؟';
    expect([composer.takesNames, composer.lacksBadge, composer.canSend]).toEqual([false, true, false]);
    composer.send();
    expect([composer.text, phone.commands]).toEqual(['كيف نشارك؟', []]);
    badge.hold({ code, name: 'عضو' });
    composer.name = 'نورة';
    expect(composer.canSend).toBe(true);
    composer.send();
    expect(phone.commands).toEqual([{ do: 'ask', session: 1, text: 'كيف نشارك؟', badge: code }]);
  });

  it('a refusal because of the badge is told where the question is written anew, and no other is', () => {
    const refused = { id: '1', at: 1, text: 'كيف؟', limit: undefined };
    composer.again({ ...refused, code: 'badge_nameless' });
    expect(composer.becauseOfBadge?.code).toBe('badge_nameless');
    composer.again({ ...refused, code: 'paused' });
    expect(composer.becauseOfBadge).toBeUndefined();
  });

  it('an own question is corrected without one', () => {
    composer.change(question(7, { text: 'قبل' }));
    composer.text = 'بعد';
    expect([composer.lacksBadge, composer.canSend]).toEqual([false, true]);
  });
});

it('sends the question, with the name that was given', () => {
  composer.text = ' كيف نشارك؟ ';
  composer.name = 'نورة';
  composer.send();
  expect(phone.commands).toEqual([{ do: 'ask', session: 1, text: 'كيف نشارك؟', name: 'نورة' }]);
  expect(composer.open).toBe(false);
});

it('sends no name where the forum takes none, though the device has one', () => {
  composer.name = 'نورة';
  phone.state(1, 3, session({ names: 'off' }));
  composer.text = 'كيف نشارك؟';
  composer.send();
  expect(phone.commands).toEqual([{ do: 'ask', session: 1, text: 'كيف نشارك؟' }]);
});

it.each([
  ['', false],
  ['  ', false],
  ['مُشَارَكَةٌ', true],
  ['ا'.repeat(20), true],
  ['ا'.repeat(21), false],
])('of %j it says whether it can be sent: %s', (text, canSend) => {
  composer.text = text;
  expect(composer.canSend).toBe(canSend);
});

it('counts letters as a reader does', () => {
  composer.text = 'مُشَارَكَةٌ';
  expect(composer.length).toBe(6);
});

it('does not send a name that is too long', () => {
  composer.text = 'كيف؟';
  composer.name = 'ا'.repeat(11);
  expect(composer.canSend).toBe(false);
});

describe('what was refused', () => {
  const texts = () => notSent.all.map(({ text }) => text);

  beforeEach(() => {
    phone.live.onDecided((kept, outcome) => notSent.decided(kept, outcome));
    composer.text = 'كيف نشارك؟';
    composer.send();
    phone.refused('paused');
  });

  it('stays with its reason, over a reload and beside what is being written', () => {
    composer.begin();
    composer.text = 'متى؟';
    composer = composerOf();
    expect(notSent.all).toMatchObject([{ text: 'كيف نشارك؟', code: 'paused' }]);
    composer.begin();
    expect(composer.text).toBe('متى؟');
  });

  it('is all of it there, however many it were, the newest first', () => {
    phone.device.pass(1_000);
    composer.begin();
    composer.text = 'متى؟';
    composer.send();
    phone.refused('asking_closed');
    expect(texts()).toEqual(['متى؟', 'كيف نشارك؟']);
  });

  it('is written anew at every letter and gone once sent, and the draft stays', () => {
    composer.begin();
    composer.text = 'متى؟';
    const [refused] = notSent.all;
    if (!refused) throw new Error('nothing was refused');
    composer.again(refused);
    composer.text = 'كيف نشارك في ذلك؟';
    composer = composerOf();
    expect(texts()).toEqual(['كيف نشارك في ذلك؟']);
    composer.again({ ...refused, text: 'كيف نشارك في ذلك؟' });
    composer.send();
    expect(phone.commands.at(-1)).toMatchObject({ do: 'ask', text: 'كيف نشارك في ذلك؟' });
    composer.begin();
    expect([texts(), composer.text]).toEqual([[], 'متى؟']);
  });

  it('is gone when nothing is left of it', () => {
    const [refused] = notSent.all;
    if (refused) composer.again(refused);
    composer.text = ' ';
    composer.close();
    expect(texts()).toEqual([]);
  });

  it('new words for a question that came too late stay likewise', () => {
    composer.change(question(4, { v: 2, text: 'كيف؟' }));
    composer.text = 'كيف نشارك معًا؟';
    composer.send();
    phone.refused('too_late_to_change');
    expect(texts()).toContain('كيف نشارك معًا؟');
  });
});

describe('an own question that waits', () => {
  it('is changed under its version, and the draft beside it stays', () => {
    composer.text = 'متى؟';
    composer.change(question(4, { v: 2, text: 'كيف؟' }));
    composer.text = 'كيف نشارك؟';
    composer.send();
    expect(phone.commands).toEqual([{ do: 'edit', question: 4, version: 2, text: 'كيف نشارك؟' }]);
    composer.begin();
    expect(composer.text).toBe('متى؟');
  });
});

describe('similar questions', () => {
  const found = (text: string, ...numbers: number[]) =>
    phone.device.socket.says({ t: 'found', text, items: numbers.map((q) => question(q)) });

  it('are looked for when the typing rests, and three are shown', async () => {
    composer.text = 'كيف نشارك في';
    vi.advanceTimersByTime(399);
    expect(phone.device.socket.of('find')).toEqual([]);
    vi.advanceTimersByTime(1);
    found('كيف نشارك في', 1, 2, 3, 4);
    await vi.waitFor(() => expect(composer.similar.map(({ q }) => q)).toEqual([1, 2, 3]));
  });

  it('to a text that was changed meanwhile are not shown', async () => {
    composer.text = 'كيف نشارك في';
    vi.advanceTimersByTime(400);
    composer.text = 'متى تعلن النتائج';
    found('كيف نشارك في', 1);
    await Promise.resolve();
    expect(composer.similar).toEqual([]);
  });

  it('to a text that is too long are not looked for', () => {
    composer.text = 'ا'.repeat(21);
    vi.advanceTimersByTime(1_000);
    expect(phone.device.socket.of('find')).toEqual([]);
  });

  it('to a few letters are not looked for', () => {
    composer.text = 'كيف؟';
    vi.advanceTimersByTime(1_000);
    expect(phone.device.socket.of('find')).toEqual([]);
  });
});
