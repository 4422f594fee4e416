import type { Choice } from '$lib/protocol/generated/protocol';

/** Whether an option, or a star, is the voter's own choice. In a ranking every option is; the first one is the choice. */
export function isOwn(own: Choice | undefined, place: number): boolean {
  if (!own) return false;
  if ('stars' in own) return own.stars === place + 1;
  return 'options' in own && own.options.includes(place) && (own.options.length === 1 || own.options[0] === place);
}
