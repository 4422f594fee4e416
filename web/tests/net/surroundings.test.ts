import { expect, it, vi } from 'vitest';
import { ofTheBrowser } from '$lib/net/surroundings';

function shown(persisted: boolean): Event {
  return Object.assign(new Event('pageshow'), { persisted });
}

it('a browser wakes up with its network and from its cache of pages, not when a page is first shown', () => {
  const woke = vi.fn();
  const end = ofTheBrowser().onWake(woke);
  window.dispatchEvent(shown(false));
  expect(woke).toHaveBeenCalledTimes(0);
  window.dispatchEvent(shown(true));
  expect(woke).toHaveBeenCalledTimes(1);
  window.dispatchEvent(new Event('online'));
  expect(woke).toHaveBeenCalledTimes(2);
  end();
  window.dispatchEvent(shown(true));
  window.dispatchEvent(new Event('online'));
  expect(woke).toHaveBeenCalledTimes(2);
});

it('a browser tells what another tab stored, and nothing of what it removed', () => {
  const heard: string[] = [];
  const end = ofTheBrowser().onStored((key) => heard.push(key));
  window.dispatchEvent(new StorageEvent('storage', { key: 'a', newValue: '1' }));
  window.dispatchEvent(new StorageEvent('storage', { key: 'b', newValue: null }));
  window.dispatchEvent(new StorageEvent('storage', { key: null, newValue: null }));
  end();
  window.dispatchEvent(new StorageEvent('storage', { key: 'c', newValue: '1' }));
  expect(heard).toEqual(['a']);
});
