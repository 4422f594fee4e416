import { flushSync, mount, tick, unmount } from 'svelte';
import { expect, it, vi } from 'vitest';
import SureButton from '$lib/components/SureButton.svelte';
import { mounted } from '../support/mounted';

it('what cannot be taken back is asked about, and a double click is no answer', async () => {
  const onsure = vi.fn();
  const button = mount(SureButton, {
    target: document.body,
    props: { label: 'Delete', sure: 'Delete for good?', onsure },
  });
  await tick();
  const pressed = (detail: number) =>
    document.querySelector('button')?.dispatchEvent(new MouseEvent('click', { bubbles: true, detail }));
  pressed(1);
  pressed(2);
  await tick();
  expect(onsure).not.toHaveBeenCalled();
  expect(document.querySelector('button')?.textContent).toContain('Delete for good?');
  pressed(1);
  expect(onsure).toHaveBeenCalledOnce();
  await unmount(button);
});

it('the question is taken back by Escape, and by itself after a while; the dialog around it hears of no Escape', () => {
  vi.useFakeTimers();
  const onsure = vi.fn();
  const place = mounted(SureButton, { label: 'Delete', sure: 'Delete for good?', onsure });
  const heard = vi.fn();
  document.body.addEventListener('keydown', heard);
  const button = place.querySelector('button');
  const asks = () => button?.textContent?.includes('for good') ?? false;
  const press = () => {
    button?.dispatchEvent(new MouseEvent('click', { bubbles: true, detail: 1 }));
    flushSync();
  };
  const leave = () => {
    button?.dispatchEvent(new KeyboardEvent('keydown', { code: 'Escape', bubbles: true, cancelable: true }));
    flushSync();
  };
  press();
  expect(asks()).toBe(true);
  leave();
  expect([asks(), heard.mock.calls.length]).toEqual([false, 0]);
  leave();
  expect(heard).toHaveBeenCalledOnce();
  press();
  vi.advanceTimersByTime(29_000);
  flushSync();
  expect(asks(), 'what is explained beside it can be read').toBe(true);
  vi.advanceTimersByTime(1_000);
  flushSync();
  expect(asks()).toBe(false);
  expect(onsure).not.toHaveBeenCalled();
  vi.useRealTimers();
});
