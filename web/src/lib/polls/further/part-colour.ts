import { seriesColour } from '$lib/components/series';
import type { PollView } from '$lib/protocol/generated/protocol';
import { stepColour } from './results';

/** The colour of an option's part of a bar, and of what is written on it; stars have those of a scale. As values for CSS. */
export function partColour({ answer }: Pick<PollView, 'answer'>, place: number): { ground: string; ink: string } {
  if (answer.kind === 'rating') return stepColour(place, answer.max);
  return { ground: seriesColour(place), ink: 'var(--on-step-end)' };
}
