import { m } from './language.svelte';

/** Where the question on stage is seen: on the walls too, or on stage alone, as while they show a poll. */
export function onStageText(isOnScreen: boolean): string {
  return isOnScreen ? m.on_screen_now() : m.on_stage_now();
}
