import { bounds } from '$lib/protocol/generated/bounds';
import type { LeadersView, PollView } from '$lib/protocol/generated/protocol';
import type { Statements } from '$lib/protocol/views';
import type { WallViews } from './scene';

/** A desk's views as its wall sees them: a cloud without the words, and a leaderboard without the names, that the desk alone has. */
export function asWall(views: WallViews): WallViews {
  const polls = new Map([...views.polls].map(([no, poll]) => [no, withoutUnruled(poll)]));
  const { agenda, session, questions, stage, counts, feedback, award, opinions, screen } = views;
  const statements = views.statements && published(views.statements);
  const leaders = views.leaders && withoutHeld(views.leaders);
  return { agenda, session, questions, stage, counts, feedback, leaders, award, statements, opinions, screen, polls };
}

function published({ head, items }: Statements): Statements {
  return { head, items: new Map([...items].filter(([, { status }]) => status === 'published')) };
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
