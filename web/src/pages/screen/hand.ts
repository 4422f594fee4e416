import type { Scene } from '$lib/protocol/generated/protocol';
import type { HereScene } from '$lib/wall/scene';

/** What whoever stands at the machine chose for this wall alone; none follows the desk. */
export type Chosen = Scene | HereScene | undefined;

/** What a key at the machine does. */
export type Act =
  | { does: 'show'; scene: Exclude<Chosen, undefined> }
  | { does: 'step'; by: 1 | -1 }
  | { does: 'size'; by: 1 | -1 }
  | { does: 'full_screen' }
  | { does: 'follow' };

/** Keys by where they lie, so that they act on an Arabic keyboard too; a clicker sends the page keys. */
const byPlace: Record<string, Act> = {
  KeyT: { does: 'show', scene: { scene: 'test' } },
  KeyB: { does: 'show', scene: { scene: 'blank' } },
  Period: { does: 'show', scene: { scene: 'blank' } },
  KeyW: { does: 'show', scene: { scene: 'holding' } },
  KeyQ: { does: 'show', scene: { scene: 'code' } },
  KeyF: { does: 'full_screen' },
  PageDown: { does: 'step', by: 1 },
  PageUp: { does: 'step', by: -1 },
  ArrowDown: { does: 'step', by: 1 },
  ArrowUp: { does: 'step', by: -1 },
  Equal: { does: 'size', by: 1 },
  NumpadAdd: { does: 'size', by: 1 },
  Minus: { does: 'size', by: -1 },
  NumpadSubtract: { does: 'size', by: -1 },
  Escape: { does: 'follow' },
};

/** What a pressed key does. The side arrows go forward in the direction that the page is read. */
export function actOf(
  event: Pick<KeyboardEvent, 'code' | 'ctrlKey' | 'metaKey' | 'altKey'>,
  rtl: boolean,
): Act | undefined {
  if (event.ctrlKey || event.metaKey || event.altKey) return undefined;
  if (event.code === 'ArrowLeft') return { does: 'step', by: rtl ? 1 : -1 };
  if (event.code === 'ArrowRight') return { does: 'step', by: rtl ? -1 : 1 };
  return byPlace[event.code];
}

/** The scenes that the arrows go through, after following the desk. */
const stepped: readonly Scene['scene'][] = [
  'join',
  'agenda',
  'spotlight',
  'top',
  'ratings',
  'feedback',
  'ledger',
  'break',
];

/** The scene before or after the chosen one; past either end the wall follows the desk again. */
export function stepFrom(chosen: Chosen, by: 1 | -1): Chosen {
  const places: Chosen[] = [undefined, ...stepped.map((scene) => ({ scene }) as Scene)];
  const at = Math.max(
    0,
    places.findIndex((place) => place?.scene === chosen?.scene),
  );
  return places[(at + by + places.length) % places.length];
}

/** The same key again takes back what it did. */
export function shownAfter(chosen: Chosen, scene: Exclude<Chosen, undefined>): Chosen {
  return chosen?.scene === scene.scene ? undefined : scene;
}

const leastScale = 0.8;
const mostScale = 1.4;
const scaleStep = 0.05;

/** The size of letters, a step larger or smaller. */
export function scaledFrom(scale: number, by: 1 | -1): number {
  const next = Math.round((scale + by * scaleStep) * 100) / 100;
  return Math.min(mostScale, Math.max(leastScale, next));
}
