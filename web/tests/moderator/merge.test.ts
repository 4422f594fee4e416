import { flushSync } from 'svelte';
import { beforeEach, describe, expect, it } from 'vitest';
import MergeDialog from '../../src/pages/moderator/dialogs/MergeDialog.svelte';
import { MergeTargets } from '../../src/pages/moderator/dialogs/merge-targets.svelte';
import { question } from '../support/fake-live.svelte';
import { speak } from '../support/language';
import { mounted } from '../support/mounted';
import { desk } from './desk';
import WithDesk from './WithDesk.svelte';

beforeEach(() => speak('ar'));

const garden = question(1, 'متى تفتح الحديقة؟');
const light = question(2, 'لماذا لا تُضاء الممرات؟', { status: 'listed' });
const parks = question(3, 'كم حديقة ستُفتح؟', { status: 'listed' });

function dialog() {
  const shown = desk();
  shown.live.waits(garden);
  shown.live.lists(light, parks);
  shown.page.dialog = { kind: 'merge', questions: [garden] };
  const element = mounted(WithDesk, { page: shown.page, part: MergeDialog, parts: { questions: [garden] } });
  const field = element.querySelector('input');
  /** Types into the search, and presses Enter. */
  const enter = async (text: string) => {
    if (!field) throw new Error('there is no search');
    field.value = text;
    field.dispatchEvent(new Event('input', { bubbles: true }));
    field.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', code: 'Enter', bubbles: true }));
    await new Promise((resolve) => setTimeout(resolve));
    flushSync();
  };
  return { ...shown, element, enter };
}

describe('the choice of what a question is merged with', () => {
  it('says which of both stays', () => {
    expect(dialog().element.textContent).toContain('يبقى السؤال الذي يُختار أدناه، ويُدمج هذا فيه.');
  });

  it('leaves out a question whose words were erased: nobody could read what stays', () => {
    const { live, page } = desk();
    const erased = question(4, '', { status: 'listed' });
    live.lists(light, erased);
    expect(new MergeTargets(page.live, [light, erased]).found.map(({ q }) => q)).toEqual([2]);
  });

  it('is made by Enter where one alone is found', async () => {
    const { live, enter } = dialog();
    live.found = [light];
    await enter('الممرات');
    expect(live.given).toMatchObject([{ do: 'merge', into: 2 }]);
  });

  it('is made by a digit, but not where that is part of what is looked for', () => {
    const { live, element } = dialog();
    const field = element.querySelector('input');
    const digit = (on: Element | null) =>
      on?.dispatchEvent(new KeyboardEvent('keydown', { key: '١', code: 'Digit1', bubbles: true, cancelable: true }));
    field?.focus();
    flushSync();
    digit(field);
    expect(live.given).toEqual([]);
    expect(element.querySelector('kbd')?.textContent, 'and no digit is promised').toBe('');
    field?.blur();
    flushSync();
    expect(element.querySelector('kbd')?.textContent).toBe('١');
    digit(element.querySelector('dialog'));
    expect(live.given).toMatchObject([{ do: 'merge', question: 1 }]);
  });

  it('begins to search with the first letter, wherever the focus is', () => {
    const { element } = dialog();
    const field = element.querySelector('input');
    field?.blur();
    element
      .querySelector('dialog')
      ?.dispatchEvent(new KeyboardEvent('keydown', { key: 'ح', code: 'KeyP', bubbles: true, cancelable: true }));
    expect(document.activeElement).toBe(field);
  });

  it('is not made by Enter among several, nor where nothing is typed', async () => {
    const { live, enter, element } = dialog();
    live.found = [light, parks];
    await enter('حديقة');
    await enter('');
    expect(live.given).toEqual([]);
    expect(element.querySelectorAll('li').length).toBeGreaterThan(0);
  });
});
