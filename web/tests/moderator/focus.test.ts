import { flushSync, tick } from 'svelte';
import { beforeEach, describe, expect, it } from 'vitest';
import { m } from '$lib/i18n/language.svelte';
import { rowActs } from '../../src/pages/moderator/lanes/row-acts';
import { question } from '../support/fake-live.svelte';
import { speak } from '../support/language';
import { mounted } from '../support/mounted';
import { desk } from './desk';
import WithDesk from './WithDesk.svelte';

beforeEach(() => speak('ar'));

function waitingLane() {
  const shown = desk();
  shown.live.waits(question(1, 'أول الأسئلة'), question(2, 'ثاني المواضيع'), question(3, 'ثالث الأمور'));
  const element = mounted(WithDesk, { page: shown.page });
  const rows = () => [...element.querySelectorAll<HTMLElement>('tr')];
  const key = (on: Element | null | undefined, init: KeyboardEventInit) => {
    on?.dispatchEvent(new KeyboardEvent('keydown', { bubbles: true, cancelable: true, ...init }));
    flushSync();
  };
  return { ...shown, element, rows, key };
}

it('a row whose words were erased says so, and offers neither the stage nor new words', () => {
  const erased = question(4, '', { status: 'listed' });
  const { page, live } = desk();
  live.waits(question(4, ''));
  expect(mounted(WithDesk, { page }).querySelector('tr')?.textContent).toContain('مُحي نص هذا السؤال');
  const names = rowActs(page, { item: erased, alike: [], inside: false }).map(({ name }) => name);
  expect(names).toContain(m.act_answer());
  for (const name of [m.act_show(), m.act_queue(), m.act_edit()]) expect(names).not.toContain(name);
});

describe('the focus in a lane', () => {
  it('is on one row at a time, which arrow keys move', async () => {
    const { rows, key } = waitingLane();
    rows()[0]?.focus();
    key(document.activeElement, { key: 'ArrowDown', code: 'ArrowDown' });
    await tick();
    expect(document.activeElement).toBe(rows()[1]);
    expect(rows().map(({ tabIndex }) => tabIndex)).toEqual([-1, 0, -1]);
  });

  it('goes to the next row after an act by key', async () => {
    const { rows, key, live } = waitingLane();
    rows()[0]?.focus();
    key(document.activeElement, { key: 'ش', code: 'KeyA' });
    await tick();
    expect(live.given).toMatchObject([{ do: 'approve', question: 1 }]);
    expect(document.activeElement?.textContent).toContain('ثاني المواضيع');
  });

  it('is on the words that nothing waits once the last row has left, and on the next row that comes', async () => {
    const { rows, key, live } = waitingLane();
    for (const _row of rows()) {
      rows()[0]?.focus();
      key(document.activeElement, { key: 'ش', code: 'KeyA' });
      await tick();
    }
    expect(rows()).toEqual([]);
    await tick();
    expect(document.activeElement?.textContent?.trim()).toBe(m.nothing_waits());
    live.waits(question(9, 'سؤال بعد الفراغ'));
    await tick();
    await tick();
    expect(document.activeElement?.textContent).toContain('سؤال بعد الفراغ');
  });

  it('may be anywhere on the desk: its keys act in the lane at work, and arrows lead into that', async () => {
    const { rows, key, live } = waitingLane();
    const button = document.body.appendChild(document.createElement('button'));
    button.focus();
    key(button, { key: 'ArrowDown', code: 'ArrowDown' });
    await tick();
    expect(document.activeElement).toBe(rows()[1]);
    rows()[1]?.blur();
    key(document.body, { key: 'a', code: 'KeyA' });
    expect(live.given).toMatchObject([{ do: 'approve', question: 2 }]);
    button.remove();
  });

  it.each([
    ['a field', '<input type="text">'],
    ['a choice of one', '<input type="radio">'],
    ['a dialog', '<dialog open><button></button></dialog>'],
    ['an open menu', '<nav data-own-keys="true"><button></button></nav>'],
    ['a form', '<form><button></button></form>'],
  ])('has its own keys in %s', (_, html) => {
    const { rows, key, live, page } = waitingLane();
    const part = document.body.appendChild(document.createElement('div'));
    part.innerHTML = html;
    const inside = part.querySelector('input, button');
    for (const code of ['KeyA', 'ArrowDown', 'ArrowLeft']) key(inside, { key: code, code });
    expect([live.given, page.lane?.current, page.shown, rows().length]).toEqual([[], 1, 'waiting', 3]);
    part.remove();
  });

  it('goes to the next row after an act by button, and to the reasons of the row that asks for one', async () => {
    const { rows, live } = waitingLane();
    rows()[0]?.focus();
    flushSync();
    const buttons = () => [...(rows()[0]?.querySelectorAll('button') ?? [])];
    const dismiss = buttons().find(({ textContent }) => textContent?.includes('استبعاد'));
    dismiss?.focus();
    dismiss?.click();
    flushSync();
    expect(document.activeElement).toBe(rows()[0]);
    const unclear = buttons().find(({ textContent }) => textContent?.includes('غير واضح'));
    unclear?.focus();
    unclear?.click();
    flushSync();
    await tick();
    expect(live.given).toMatchObject([{ do: 'dismiss', question: 1, reason: 'unclear' }]);
    expect(document.activeElement?.textContent).toContain('ثاني المواضيع');
  });

  it('opens nothing in a lane that a pointer comes to before that is up again, and then the row that it was put on', () => {
    const { rows, page } = waitingLane();
    page.focused = 'list';
    flushSync();
    const opened = () => rows().map((row) => row.classList.contains('open'));
    rows()[2]?.dispatchEvent(new PointerEvent('pointerdown', { bubbles: true }));
    rows()[2]?.focus();
    flushSync();
    expect(opened()).toEqual([false, false, false]);
    rows()[2]?.click();
    expect(opened()).toEqual([false, false, true]);
    expect(page.lane?.current).toBe(3);
  });

  it('leads to the row that a pointer was put on, though it came up elsewhere', () => {
    const { rows, page } = waitingLane();
    page.focused = 'list';
    rows()[1]?.dispatchEvent(new PointerEvent('pointerdown', { bubbles: true }));
    rows()[1]?.focus();
    page.pointer.released();
    expect(page.lane?.current).toBe(2);
  });

  it('leads to no row where a pointer only selects one', () => {
    const { rows, page } = waitingLane();
    const box = rows()[2]?.querySelector('input');
    box?.dispatchEvent(new PointerEvent('pointerdown', { bubbles: true }));
    box?.focus();
    box?.click();
    expect(page.lane?.current).toBe(1);
    expect([...page.waiting.selected]).toEqual([3]);
  });

  it('shows what can be done with the row in hand alone, each with its key', () => {
    const { rows, element } = waitingLane();
    rows()[1]?.focus();
    flushSync();
    expect(rows().map((row) => row.querySelectorAll('.acts button').length > 0)).toEqual([false, true, false]);
    expect([...element.querySelectorAll('.acts kbd')].map(({ textContent }) => textContent)).toEqual([
      'ش',
      'ي',
      'ث',
      'ة',
      'م',
    ]);
  });
});
