import { bounds } from '$lib/protocol/generated/bounds';
import type { Choice, PollView } from '$lib/protocol/generated/protocol';

/** Whether a choice is one that the poll takes. */
export function fits({ answer, options }: PollView, choice: Choice): boolean {
  if (answer.kind === 'likert' || 'steps' in choice) {
    const most = answer.kind === 'likert' ? answer.steps : 0;
    return 'steps' in choice && choice.steps.some((step) => step > 0) && choice.steps.every((step) => step <= most);
  }
  if (answer.kind === 'points' || 'points' in choice) {
    return 'points' in choice && choice.points.reduce((sum, of) => sum + of, 0) === bounds.points;
  }
  if (!('options' in choice) || answer.kind === 'rating') return 'stars' in choice && answer.kind === 'rating';
  const { length } = choice.options;
  if (answer.kind === 'multiple') return length >= answer.min && length <= answer.max;
  if (answer.kind !== 'ranking') return length === 1;
  return (answer.method ?? 'borda') === 'borda' ? length === options.length : length > 0;
}
