import { getContext, setContext } from 'svelte';
import type { DeskPage } from './desk-page.svelte';

const key = Symbol('desk');

/** Gives the desk to every component below. */
export function provideDesk(page: DeskPage): DeskPage {
  return setContext(key, page);
}

/** The desk that a component belongs to. */
export function useDesk(): DeskPage {
  return getContext<DeskPage>(key);
}
