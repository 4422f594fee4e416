import type { Command, IdeaCommand } from '$lib/protocol/generated/protocol';
import type { Receipt } from './receipt';

type Thing = 'question' | 'poll' | 'session' | 'hall';

const made: Partial<Record<Command['do'], Thing>> = {
  ask: 'question',
  enter: 'question',
  create_poll: 'poll',
  add_session: 'session',
  add_hall: 'hall',
};

/** After these what was made is not there any more, or not as its maker left it. */
const ending: readonly Command['do'][] = [
  'withdraw',
  'dismiss',
  'merge',
  'answer',
  'erase',
  'drop_poll',
  'drop_session',
  'drop_hall',
];

/**
 * What is to be kept of what was acknowledged before, once something else is. So what goes again makes a thing in its
 * newest words, makes none that its maker took back, sets each register once, and says nothing that was erased.
 */
export function folded(before: readonly Receipt[], latest: Receipt): Receipt[] {
  return before.flatMap((receipt) => {
    if (receipt.id === latest.id) return [];
    if (latest.command.do === 'erase_mine') return receipt.at < latest.at ? wordless(receipt) : receipt;
    if (receipt.epoch !== latest.epoch) return receipt;
    return isSetAnew(receipt.command, latest.command) ? [] : changed(receipt, latest.command);
  });
}

/** What a receipt becomes by a later command about what it made. */
function changed(receipt: Receipt, later: Command): Receipt | Receipt[] {
  const { command, no } = receipt;
  if (no !== undefined && isTakenBack(command, no, later)) return [];
  if (isRemarkTakenBack(command, no, later)) return [];
  if (no !== undefined && command.do === 'ideas' && later.do === 'ideas') return withIdea(receipt, command, no, later);
  if (no === undefined || made[command.do] === undefined || no !== numberOf(later, made[command.do])) return receipt;
  if (ending.includes(later.do)) return [];
  if (later.do === 'edit' && 'text' in command)
    return { ...receipt, command: { ...command, text: later.text } as Command };
  if (later.do === 'edit_poll' && command.do === 'create_poll') {
    return { ...receipt, command: { ...command, poll: later.draft } };
  }
  if (later.do === 'plan_session' && command.do === 'add_session') {
    return { ...receipt, command: { ...command, plan: later.plan } };
  }
  if (later.do === 'name_hall' && command.do === 'add_hall') {
    return { ...receipt, command: { ...command, name: later.name } };
  }
  return receipt;
}

/** Whether a later command took back the statement that a command made. */
function isTakenBack(command: Command, no: number, later: Command): boolean {
  if (command.do !== 'statements' || later.do !== 'statements') return false;
  const wrote = command.act === 'submit' || command.act === 'seed';
  return wrote && (later.act === 'withdraw' || later.act === 'dismiss') && later.statement === no;
}

/** Whether a later command took back the question or comment that a command left at a stand. */
function isRemarkTakenBack(command: Command, no: number | undefined, later: Command): boolean {
  if (command.do !== 'stands' || later.do !== 'stands') return false;
  const wrote = command.act === 'ask' || command.act === 'comment';
  const ended = later.act === 'take_back' || later.act === 'dismiss' || later.act === 'erase';
  return wrote && ended && later.remark === no;
}

/** What becomes of an idea that was sent, by a later command about it: its newest words, or nothing once it was taken back. */
function withIdea(receipt: Receipt, command: IdeaCommand, no: number, later: IdeaCommand): Receipt | Receipt[] {
  const wrote = command.act === 'submit' || command.act === 'enter';
  if (!wrote || !('idea' in later) || later.idea !== no || later.session !== command.session) return receipt;
  if (later.act === 'reword') return { ...receipt, command: { ...command, text: later.text, do: 'ideas' } };
  return later.act === 'take_back' || later.act === 'dismiss' || later.act === 'erase' ? [] : receipt;
}

/** The number by which a command names a thing of that kind. */
function numberOf(command: Command, thing: Thing | undefined): unknown {
  return thing === undefined ? undefined : (command as unknown as Record<string, unknown>)[thing];
}

function isSetAnew(before: Command, later: Command): boolean {
  const register = registerOf(before);
  return register !== undefined && register === registerOf(later);
}

/** What tells apart the registers of a person. */
function registerOf(command: Command): string | undefined {
  switch (command.do) {
    case 'support':
      return `support.${command.question}`;
    case 'vote':
      return `vote.${command.poll}.${command.round}`;
    case 'rate':
    case 'name':
      return `${command.do}.${command.session}`;
    case 'statements':
      return command.act === 'vote' ? `statement.${command.session}.${command.statement}` : undefined;
    case 'ideas':
      return command.act === 'dot' || command.act === 'sit' ? `${command.act}.${command.session}` : undefined;
    case 'recommendations':
      if (command.act === 'vote') return `recommendation.${command.round}.${command.recommendation}`;
      return command.act === 'mark' ? `mark.${command.recommendation}` : undefined;
    case 'stands':
      if (command.act === 'visit') return `visit.${command.key}`;
      return command.act === 'rate' ? `stand.${command.session}.${command.stand}` : undefined;
    default:
      return undefined;
  }
}

/** A receipt without what its person wrote; nothing where that is all there is. */
function wordless(receipt: Receipt): Receipt | Receipt[] {
  const { command } = receipt;
  switch (command.do) {
    case 'ask':
    case 'edit':
    case 'name':
    case 'erase_mine':
      return [];
    case 'rate': {
      const { comment: _, ...stars } = command;
      return { ...receipt, command: stars };
    }
    case 'statements':
    case 'ideas':
      return command.act === 'submit' ? [] : receipt;
    case 'stands':
      return command.act === 'ask' || command.act === 'comment' ? [] : receipt;
    case 'vote':
      return 'words' in command.choice || 'text' in command.choice ? [] : receipt;
    default:
      return receipt;
  }
}
