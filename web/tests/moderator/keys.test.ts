import { beforeEach, describe, expect, it } from 'vitest';
import { keymap, printOf, printsOf } from '../../src/pages/moderator/keys/keymap';
import { question } from '../support/fake-live.svelte';
import { speak } from '../support/language';
import { desk } from './desk';

beforeEach(() => speak('ar'));

describe('the keys of the desk', () => {
  it('approve the question in hand, whatever the key prints on its keyboard', () => {
    const { live, page } = desk();
    live.waits(question(1, 'ما خطة البلدية؟'), question(2, 'متى يبدأ البرنامج؟'));
    page.press(new KeyboardEvent('keydown', { code: 'KeyA', key: 'ش' }));
    expect(live.given).toEqual([{ do: 'approve', question: 1, version: 1 }]);
  });

  it('dismiss with D and then the number of the reason', () => {
    const { live, press } = desk();
    live.waits(question(1, 'إعلان عن شركة'));
    press('KeyD');
    expect(live.given).toEqual([]);
    press('Digit5');
    expect(live.given).toEqual([{ do: 'dismiss', question: 1, version: 1, reason: 'promotion' }]);
  });

  it('dismiss nobody when another key follows the D', () => {
    const { live, page, press } = desk();
    live.waits(question(1, 'سؤال'));
    press('KeyD');
    press('KeyA');
    press('Digit1');
    expect(live.given).toEqual([]);
    expect(page.dismissing.questions).toEqual([]);
  });

  it('take the reason from a keyboard that needs Shift for its digits', () => {
    const { live, press } = desk();
    live.waits(question(1, 'سؤال'));
    press('KeyD');
    press('ShiftLeft', { shiftKey: true });
    press('Digit1', { shiftKey: true });
    expect(live.given).toMatchObject([{ do: 'dismiss', reason: 'off_topic' }]);
  });

  it('dismiss what was in hand at the D, though something else came since', () => {
    const { live, press } = desk();
    live.waits(question(1, 'قديم'), question(2, 'جديد'));
    press('KeyD');
    live.waits(question(2, 'جديد'));
    press('Digit6');
    expect(live.given).toMatchObject([{ do: 'dismiss', question: 1 }]);
  });

  it('say nothing while somebody types, with a command key, or when they are switched off', () => {
    const { live, page, press } = desk();
    live.waits(question(1, 'سؤال'));
    const field = document.body.appendChild(document.createElement('input'));
    field.addEventListener('keydown', (event) => page.press(event));
    field.dispatchEvent(new KeyboardEvent('keydown', { code: 'KeyA' }));
    press('KeyA', { ctrlKey: true });
    page.keys.switch(false);
    press('KeyA');
    field.remove();
    expect(live.given).toEqual([]);
  });

  it('stay switched off on this device', () => {
    desk().page.keys.switch(false);
    expect(desk().page.keys.on).toBe(false);
  });

  it('do not act again while they are held down', () => {
    const { live, press } = desk();
    live.waits(question(1, 'أول'), question(2, 'ثان'));
    press('KeyA', { repeat: true });
    expect(live.given).toEqual([]);
  });

  it('call the next question as answered, and with Shift as not answered', () => {
    const { live, press } = desk();
    const [on, head] = [question(1, 'على المنصة', { status: 'listed' }), question(2, 'التالي', { status: 'listed' })];
    live.stage = { version: 3, on, next: [head] };
    press('KeyN');
    press('KeyN', { shiftKey: true });
    const next = { do: 'next', session: 1, version: 3, question: 2 };
    expect(live.given).toEqual([
      { ...next, answered: true },
      { ...next, answered: false },
    ]);
  });

  it('show what is listed, and say why what waits cannot be shown', () => {
    const { live, page, press, said } = desk();
    live.waits(question(1, 'ينتظر'));
    live.lists(question(2, 'في القائمة', { status: 'listed' }));
    press('KeyW');
    expect(said()).toEqual(['هذا السؤال لم يُقبل بعد. القبول قبل العرض']);
    page.focused = 'list';
    press('KeyW');
    expect(live.given).toEqual([{ do: 'stage', question: 2, version: 1 }]);
  });

  it('say where the questions to show are, when the lane at work has none', () => {
    const { live, press, said } = desk();
    live.lists(question(2, 'في القائمة', { status: 'listed' }));
    press('KeyW');
    expect(said()).toEqual(['لا سؤال مختار. السهم الجانبي يقود إلى القائمة، والآخران إلى سؤال منها']);
    expect(live.given).toEqual([]);
  });

  it.each(['KeyE', 'KeyG', 'KeyR', 'KeyW', 'KeyQ'])(
    'say of a question whose words were erased that they were, and do nothing else: %s',
    (code) => {
      const { live, page, press, said } = desk();
      live.lists(question(2, '', { status: 'listed' }));
      page.focused = 'list';
      press(code);
      expect(said()).toEqual(['مُحي نص هذا السؤال']);
      expect([page.dialog, live.given]).toEqual([undefined, []]);
    },
  );

  it('put those of several in the queue that still have their words', () => {
    const { live, page, press } = desk();
    live.lists(question(2, '', { status: 'listed' }), question(3, 'له نص', { status: 'listed' }));
    page.focused = 'list';
    page.list.selectAll();
    press('KeyQ');
    expect(live.given).toMatchObject([{ do: 'queue', question: 3 }]);
  });

  it.each([
    ['a German keyboard', 'Minus', '?'],
    ['a French one', 'KeyM', '?'],
    ['an Arabic one', 'Slash', '؟'],
  ])('open the help by its sign, on %s', (_where, code, key) => {
    const { page, press } = desk();
    press(code, { key, shiftKey: true });
    expect(page.dialog).toMatchObject({ kind: 'keys' });
  });

  it('are told by the letters of the keyboard of the language, in the help with the Latin ones beside them', async () => {
    const approve = keymap.find(({ action }) => action === 'approve');
    if (!approve) throw new Error('no key approves');
    await speak('ar');
    expect([printOf('approve'), printsOf(approve)]).toEqual(['ش', ['ش', 'A']]);
    await speak('en');
    expect([printOf('approve'), printsOf(approve)]).toEqual(['A', ['A']]);
  });

  it('are each bound once', () => {
    const bound = keymap.map(({ code, shift }) => `${shift ? 'shift ' : ''}${code}`);
    expect(new Set(bound).size).toBe(bound.length);
  });
});
