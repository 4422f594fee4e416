import { bounds } from '$lib/protocol/generated/bounds';
import type { BoardView, LeadersView, PollView } from '$lib/protocol/generated/protocol';
import type { Ideas, Stands, Statements } from '$lib/protocol/views';
import type { WallViews } from './scene';

/** A desk's views as its wall sees them: a cloud without the words, and a leaderboard without the names, that the desk alone has. */
export function asWall(views: WallViews): WallViews {
  const polls = new Map([...views.polls].map(([no, poll]) => [no, withoutUnruled(poll)]));
  const { agenda, session, questions, stage, counts, feedback, award, opinions, recommendations, screen } = views;
  const statements = views.statements && published(views.statements);
  const ideas = views.ideas && onBoard(views.ideas);
  const board = views.board && asEveryone(views.board);
  const leaders = views.leaders && withoutHeld(views.leaders);
  const results = board?.results_shown ? views.results : undefined;
  const stands = views.stands && asTold(views.stands);
  const speaking = views.speaking?.walls ? views.speaking : undefined;
  const parts = { leaders, award, statements, opinions, ideas, board, results, recommendations, stands, speaking };
  return { agenda, session, questions, stage, counts, feedback, ...parts, screen, polls };
}

function published({ head, items }: Statements): Statements {
  return { head, items: new Map([...items].filter(([, { status }]) => status === 'published')) };
}

function onBoard(ideas: Ideas): Ideas {
  return { ...ideas, items: new Map([...ideas.items].filter(([, { status }]) => status === undefined)) };
}

/** A board without the dots that the desk alone has. */
function asEveryone(board: BoardView): BoardView {
  const showsDots = board.plan.show_dots || board.phase === 'closed';
  return { ...board, tally: showsDots ? board.tally : { v: board.tally.v } };
}

/** Stands as walls are told of them: how many visited one only where the plan says so. */
function asTold({ head, items }: Stands): Stands {
  if (head.plan.interest !== 'desk') return { head, items };
  return { head, items: new Map([...items].map(([no, { n: _, ...item }]) => [no, item])) };
}

function withoutHeld(leaders: LeadersView): LeadersView {
  const top = leaders.top.map(({ name, held, ...leader }) =>
    held || name === undefined ? leader : { ...leader, name },
  );
  return { ...leaders, top };
}

function withoutUnruled(poll: PollView): PollView {
  const { words } = poll.tally;
  if (!words) return poll;
  return { ...poll, tally: { ...poll.tally, words: words.filter(({ n, show }) => show ?? n >= bounds.peopleOfWord) } };
}
