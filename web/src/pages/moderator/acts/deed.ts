import type { Command, DeedKind } from '$lib/protocol/generated/protocol';

/** The deeds of commands about one question, as the ledger calls them. */
const deeds = {
  approve: 'approve',
  dismiss: 'dismiss',
  restore: 'restore',
  merge: 'merge',
  move: 'move',
  label: 'label',
  edit: 'edit',
  shorten: 'shorten',
  queue: 'queue',
  unqueue: 'unqueue',
  stage: 'stage',
  answer: 'answer',
  reply: 'reply',
} satisfies Partial<Record<Command['do'], DeedKind>>;

/** Those after which a question leaves the lane it is in. */
const leaving: readonly DeedKind[] = ['approve', 'dismiss', 'restore', 'merge', 'move', 'answer'];

/** What the ledger will tell of a command. */
export interface Telling {
  q: number;
  deed: DeedKind;
}

/** What a command does to a question. */
export interface Intent extends Telling {
  version: number;
  /** The question leaves its lane by it. */
  leaves: boolean;
}

/** The intent of a command that is about one question; none of any other. */
export function intentOf(command: Command): Intent | undefined {
  if (!('question' in command && 'version' in command) || typeof command.question !== 'number') return undefined;
  const deed = Object.entries(deeds).find(([name]) => name === command.do)?.[1];
  if (!deed) return undefined;
  return { q: command.question, version: command.version, deed, leaves: leaving.includes(deed) };
}

/** What the ledger will tell of a command. Of the two acts that `next` makes it is the later one. */
export function tellingOf(command: Command, onStage: number | undefined): Telling | undefined {
  if (command.do !== 'next') return intentOf(command);
  if (command.question !== null) return { q: command.question, deed: 'stage' };
  return onStage === undefined ? undefined : { q: onStage, deed: command.answered ? 'answer' : 'unqueue' };
}
