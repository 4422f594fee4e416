import { flushSync } from 'svelte';
import { beforeEach, describe, expect, it } from 'vitest';
import { Notices } from '$lib/components/notices.svelte';
import { m } from '$lib/i18n/language.svelte';
import { bounds } from '$lib/protocol/generated/bounds';
import type { Pairing, Profile } from '$lib/protocol/generated/protocol';
import PairScreen from '$lib/screens/PairScreen.svelte';
import { describeWall } from '$lib/screens/pair';
import { PairDraft } from '$lib/screens/pair-draft.svelte';
import { usualRows } from '$lib/screens/row-words';
import { FakeLive } from '../support/fake-live.svelte';
import { speak } from '../support/language';
import { mounted } from '../support/mounted';
import { standingClock } from '../support/standing-clock';

beforeEach(() => speak('ar'));

/** The form, and what was paired with it. */
function form() {
  const paired: [Pairing, Profile | undefined][] = [];
  const onpair = async (pairing: Pairing, profile: Profile | undefined) => {
    paired.push([pairing, profile]);
    return undefined;
  };
  const element = mounted(PairScreen, {
    halls: [{ hall: 1, name: { ar: 'القاعة' }, code: '471231', version: 1 }],
    draft: new PairDraft(),
    onpair,
  });
  const field = <E extends Element = HTMLInputElement>(selector: string) => element.querySelector(selector) as E;
  const lengths = () => [...element.querySelectorAll<HTMLInputElement>('input[type="number"]')];
  const fill = (input: HTMLInputElement | undefined, value: string) => {
    if (!input) throw new Error('no such field');
    input.value = value;
    input.dispatchEvent(new Event('input', { bubbles: true }));
    flushSync();
  };
  const send = async () => {
    field<HTMLFormElement>('form').dispatchEvent(new Event('submit', { cancelable: true }));
    await new Promise((resolve) => setTimeout(resolve));
    flushSync();
  };
  return { element, field, lengths, fill, send, paired };
}

describe('pairing a screen', () => {
  it('calls a screen without a name of its own after its hall, where there are several', () => {
    const hall = (hall: number, ar: string) => ({ hall, name: { ar }, code: `${471230 + hall}`, version: 1 });
    const draft = new PairDraft();
    expect(draft.pairing([hall(1, 'نجد')])?.name).toBe('الشاشة');
    draft.hall = 2;
    expect(draft.pairing([hall(1, 'نجد'), hall(2, 'الورش')])?.name).toBe('الشاشة: الورش');
    draft.name = 'يمين المنصة';
    expect(draft.pairing([hall(1, 'نجد'), hall(2, 'الورش')])?.name).toBe('يمين المنصة');
  });

  it('leaves nothing of what one wall is like for the next one', async () => {
    const { element, field, lengths, fill, send, paired } = form();
    const name = field(`input[maxlength="${bounds.linkName}"]`);
    fill(field('input[maxlength="12"]'), '471234');
    fill(name, 'يمين المنصة');
    field('input[type="checkbox"]:last-of-type').click();
    const [height, distance] = lengths();
    fill(height, '6');
    fill(distance, '40');
    await send();
    expect(paired.at(-1)?.[1]?.measures).toEqual({ height: 600, distance: 4_000 });
    expect(name.value).toBe('');
    expect(element.querySelector('[role="status"]')?.textContent).toContain('يمين المنصة');
    fill(field('input[maxlength="12"]'), '471235');
    expect(element.querySelector('[role="status"]')?.textContent?.trim()).toBe('');
    await send();
    expect(paired.at(-1)?.[1]).toBeUndefined();
  });

  it('unfolds what a browser will not send', async () => {
    const { field, lengths, fill } = form();
    const [height, distance] = lengths();
    fill(height, '6');
    expect(field<HTMLDetailsElement>('details').open).toBe(false);
    expect(distance?.checkValidity()).toBe(false);
    expect(field<HTMLDetailsElement>('details').open).toBe(true);
  });
});

describe('the lengths of a wall', () => {
  it('go together, and the distance within what the server takes for that height', () => {
    const { element, lengths, fill } = form();
    const [height, distance] = lengths();
    expect([height?.required, distance?.required]).toEqual([false, false]);
    fill(height, '6');
    expect([distance?.required, distance?.min, distance?.max]).toEqual([true, '12', '60']);
    expect(element.textContent).toContain(m.wall_rows({ nearest: '١٢٫٠', farthest: '٦٠٫٠' }));
    fill(height, '');
    fill(distance, '20');
    expect([height?.required, distance?.required]).toEqual([true, false]);
  });

  it('are told as such where the server refuses them, and so is that too many walls have some', async () => {
    const { later } = standingClock();
    const [live, notices] = [new FakeLive(), new Notices(later)];
    for (const limit of [undefined, 60]) {
      const told = describeWall(live, { link: 5, version: 0 }, { overlay: true }, notices);
      await live.answer({ done: false, code: 'out_of_range', ...(limit && { limit }) });
      await told;
    }
    const said = notices.shown.map(({ text }) => text);
    expect(said).toEqual([usualRows(), m.wall_profiles_full()]);
  });
});
