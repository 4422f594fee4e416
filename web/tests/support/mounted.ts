import { type Component, flushSync, mount, unmount } from 'svelte';
import { onTestFinished } from 'vitest';

/** Mounts a component into a fresh element of the document, and takes it away when the test is over. */
export function mounted<
  // biome-ignore lint/suspicious/noExplicitAny: so does Svelte bound what may be the properties of a component
  Props extends Record<string, any>,
>(component: Component<Props>, props: NoInfer<Props>): HTMLElement {
  const target = document.body.appendChild(document.createElement('div'));
  const instance = mount(component, { target, props });
  flushSync();
  onTestFinished(async () => {
    await unmount(instance);
    target.remove();
  });
  return target;
}
