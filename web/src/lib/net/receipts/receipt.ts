import type { Command, IdeaCommand, StandCommand } from '$lib/protocol/generated/protocol';
import type { Kept } from '../outbox';

/** A command that the server acknowledged. */
export interface Receipt extends Pick<Kept, 'id' | 'at' | 'command'> {
  /** The history in which it was. */
  readonly epoch: number;
  /** The number of what it made there. */
  readonly no?: number | undefined;
}

type Do = Command['do'];

/** What makes a thing goes again whoever gave it: the same (author, id) is the same thing. */
const making: readonly Do[] = ['ask', 'enter', 'create_poll', 'add_session'];
/** What people do besides. A crew's decisions name versions, and are the crew's to take anew. */
const peoples: readonly Do[] = ['edit', 'withdraw', 'support', 'vote', 'rate', 'name', 'erase_mine'];

/** The same of statements. */
const statements: readonly Extract<Command, { do: 'statements' }>['act'][] = ['submit', 'withdraw', 'vote'];

/** The same of idea boards: the newest words are those of what made the idea. */
const ideas: readonly IdeaCommand['act'][] = ['submit', 'take_back', 'dot', 'sit'];

/** The same of stands. */
const stands: readonly StandCommand['act'][] = ['visit', 'rate', 'ask', 'comment', 'take_back'];

/** Whether a command goes again where the history in which it was acknowledged was replaced. */
export function goesAgain(command: Command, isParticipant: boolean): boolean {
  if (command.do === 'statements') return command.act === 'seed' || (isParticipant && statements.includes(command.act));
  if (command.do === 'ideas') return command.act === 'enter' || (isParticipant && ideas.includes(command.act));
  if (command.do === 'recommendations') return isParticipant && command.act === 'vote';
  if (command.do === 'stands') return isParticipant && stands.includes(command.act);
  return making.includes(command.do) || (isParticipant && peoples.includes(command.do));
}
