import type { ArrivalsPulse, QuestionItem } from '$lib/protocol/generated/protocol';

/** The size of the picture: a column for each minute, questions above the line and supports below it. */
export const columnWidth = 4;
export const halfHeight = 12;

/** As high as a column is wide: lower ones above and below the line look like a stray sign of writing. */
const least = columnWidth - 1;

const minuteMs = 60_000;

/** What came of late, in figures. */
export interface Activity {
  /** In all the minutes told, and the questions of the running one. */
  asked: number;
  supported: number;
  /** In the last minute: of questions the last whole one, or what is known to have come since, where that is more. */
  askedLately: number;
  supportedLately: number;
}

const sum = (counts: readonly number[]) => counts.reduce((all, count) => all + count, 0);

/**
 * What came, as it was told, and as the questions on the desk say: whole minutes alone are told, and what came just now is
 * seen to have come. `now` is the server's clock.
 */
export function activity(
  { asked, supported }: ArrivalsPulse,
  questions: readonly Pick<QuestionItem, 'at' | 'source'>[],
  now: number,
): Activity {
  const since = (from: number) => questions.filter(({ at, source }) => source !== 'seed' && at >= from).length;
  return {
    asked: sum(asked) + since(now - (now % minuteMs)),
    supported: sum(supported),
    askedLately: Math.max(asked.at(-1) ?? 0, since(now - minuteMs)),
    supportedLately: supported.at(-1) ?? 0,
  };
}

/**
 * The columns of a row of counts as an SVG path, up from the line or down from it. Each row has its own measure, since
 * for every question there are many supports; whatever came at all is seen.
 */
export function columns(counts: readonly number[], grows: 'up' | 'down'): string {
  const most = Math.max(1, ...counts);
  return counts
    .map((count, at) => {
      const height = count === 0 ? 0 : Math.max(least, (count / most) * halfHeight);
      const [x, y] = [at * columnWidth, grows === 'up' ? halfHeight - height : halfHeight + 1];
      return height === 0 ? '' : `M${x} ${round(y)}h${columnWidth - 1}v${round(height)}h${1 - columnWidth}z`;
    })
    .join('');
}

const round = (length: number) => Math.round(length * 100) / 100;
