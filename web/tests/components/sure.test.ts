import { mount, tick, unmount } from 'svelte';
import { expect, it, vi } from 'vitest';
import SureButton from '$lib/components/SureButton.svelte';

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
