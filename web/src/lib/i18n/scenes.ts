import { m } from '$lib/i18n/language.svelte';
import type { Scene } from '$lib/protocol/generated/protocol';

const scenes: Record<Scene['scene'] | 'holding' | 'code', () => string> = {
  auto: () => m.scene_auto(),
  join: () => m.scene_join(),
  agenda: () => m.scene_agenda(),
  spotlight: () => m.scene_spotlight(),
  top: () => m.scene_top(),
  poll: () => m.scene_poll(),
  leaders: () => m.scene_leaders(),
  award: () => m.scene_award(),
  opinions: () => m.scene_opinions(),
  ideas: () => m.scene_ideas(),
  recommendations: () => m.scene_recommendations(),
  exhibition: () => m.scene_exhibition(),
  speaking: () => m.scene_speaking(),
  ratings: () => m.scene_ratings(),
  feedback: () => m.scene_feedback(),
  break: () => m.scene_break(),
  announcement: () => m.scene_announcement(),
  ledger: () => m.scene_ledger(),
  wifi: () => m.scene_wifi(),
  quiet: () => m.scene_quiet(),
  test: () => m.scene_test(),
  blank: () => m.scene_blank(),
  holding: () => m.scene_holding(),
  code: () => m.scene_code(),
};

/** What a scene is called to its crew; one of a newer wall by its own name. */
export function sceneText(scene: string): string {
  return Object.entries(scenes).find(([name]) => name === scene)?.[1]() ?? scene;
}
