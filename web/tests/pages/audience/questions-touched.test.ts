import { beforeEach, expect, it, vi } from 'vitest';
import { AudiencePage } from '../../../src/pages/audience/audience.svelte';
import Questions from '../../../src/pages/audience/parts/Questions.svelte';
import { joined, PlayedPhone, question, session } from '../../support/audience';
import { speak } from '../../support/language';
import { mounted } from '../../support/mounted';

let page: AudiencePage;
let list: Element;

const press = (button: number) =>
  list.dispatchEvent(new MouseEvent('pointerdown', { bubbles: true, button }) as PointerEvent);

beforeEach(async () => {
  await speak('ar');
  const phone = new PlayedPhone();
  page = new AudiencePage(joined, phone.live);
  phone.state(1, 2, session());
  phone.list(2, question(1));
  page.board.follow();
  const found = mounted(Questions, { page }).querySelector('ul');
  if (!found) throw new Error('there is no list');
  list = found;
});

it('a press that began on the list and ends outside of it holds the list no longer than another', () => {
  vi.useFakeTimers();
  press(0);
  expect(page.board.hold.touched).toBe(true);
  document.body.dispatchEvent(new MouseEvent('pointerup', { bubbles: true }));
  vi.advanceTimersByTime(2_000);
  vi.useRealTimers();
  expect(page.board.hold.touched).toBe(false);
});

it('the button that opens a menu, which keeps its end, does not hold the list', () => {
  press(2);
  expect(page.board.hold.touched).toBe(false);
});
