import type { StandsView } from '$lib/protocol/generated/protocol';
import type { Stands } from '$lib/protocol/views';
import type { WallViews } from '$lib/wall/scene';
import { type Hall, hallNow } from '../../e2e/support/hall';

/** A moment in the middle of the example's panel. */
export const now = Date.UTC(2026, 9, 28, 8, 0);

/** The views of the example's hall, after a test has changed it. */
export function viewsOf(change: (hall: Hall) => void = () => undefined): WallViews {
  const hall = hallNow(now);
  change(hall);
  const { agenda, session, questions, on, next, counts, stars, screen, polls, leaders, award } = hall;
  const { statements, opinions, ideas, board, results, recommendations, stands, speaking } = hall;
  return {
    agenda,
    session: { ...session, polls: polls.map(({ poll }) => poll) },
    questions: new Map(questions.map((question) => [question.q, question])),
    stage: { version: 1, on, next },
    counts,
    feedback: { stars },
    leaders,
    award,
    statements: statements && {
      head: statements.head,
      items: new Map(statements.items.map((item) => [item.s, item])),
    },
    opinions,
    ideas: ideas && {
      total: ideas.total,
      items: new Map(ideas.items.map((item) => [item.i, item])),
      gone: [],
      since: 1,
    },
    board,
    results,
    recommendations: recommendations && {
      head: recommendations.head,
      items: new Map(recommendations.items.map((item) => [item.r, item])),
    },
    stands: stands && standsOf(stands),
    speaking,
    screen,
    polls: new Map(polls.map((poll) => [poll.poll, poll])),
  };
}

function standsOf({ items, ...head }: StandsView): Stands {
  return { head, items: new Map(items.map((item) => [item.s, item])) };
}
