import { language, m } from '$lib/i18n/language.svelte';
import type { WallPulse } from '$lib/protocol/generated/protocol';
import type { DrawerTab } from './drawer.svelte';
import type { Ailment } from './wall-health';

const tabs: Record<DrawerTab, () => string> = {
  polls: () => m.tab_polls(),
  show: () => m.tab_show(),
  speaking: () => m.tab_speaking(),
  statements: () => m.tab_statements(),
  ideas: () => m.tab_ideas(),
  stands: () => m.tab_stands(),
  award: () => m.tab_award(),
  ledger: () => m.tab_ledger(),
  feedback: () => m.tab_feedback(),
  walls: () => m.tab_walls(),
};

/** What a part of the drawer is called. */
export function tabText(tab: DrawerTab): string {
  return tabs[tab]();
}

const ailments: Record<Ailment, (wall: WallPulse) => string> = {
  silent: ({ gone = 0 }) => m.wall_silent({ time: language.formats.time(gone) }),
  failed: () => m.wall_failed(),
  behind: () => m.wall_behind(),
  led_by_hand: ({ scene }) => (scene === 'blank' ? m.wall_blanked() : m.wall_led_by_hand()),
};

/** What is wrong with a wall. */
export function ailmentText(wall: WallPulse, ailment: Ailment): string {
  return ailments[ailment](wall);
}

const remedies: Record<Ailment, () => string> = {
  silent: () => m.wall_silent_help(),
  failed: () => m.wall_failed_help(),
  behind: () => m.wall_behind_help(),
  led_by_hand: () => m.wall_led_by_hand_help(),
};

/** What it means, and what can be done about it. */
export function ailmentHelp(ailment: Ailment): string {
  return remedies[ailment]();
}
