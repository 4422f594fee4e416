import type { Badge } from '$lib/badges/held.svelte';
import { isEmpty, isOwnSecret } from '$lib/net/registers';
import type { Choice, PollView } from '$lib/protocol/generated/protocol';
import { Acknowledged } from '$lib/state/acknowledged.svelte';
import { takesBallots } from '$lib/state/agenda';
import type { Drafts } from '$lib/state/drafts';
import type { Kept, Live, Outcome } from '$lib/state/live.svelte';

/** How far the own ballot came: not cast, on its way, or counted because the server said so. */
export type Standing = 'none' | 'underway' | 'sent';

/** Why a ballot did not count. */
export interface BallotRefusal {
  readonly code: Extract<Outcome, { done: false }>['code'];
  readonly limit: number | undefined;
}

const keyOf = ({ poll, round }: { poll: number; round: number }) => `${poll}.${round}`;
const draftOf = (of: { poll: number; round: number }) => `ballot.${keyOf(of)}`;

/** The own ballots of a session's polls. */
export class Ballots {
  readonly #live: Live;
  readonly #acknowledged: Acknowledged<Choice>;
  readonly #kept: Drafts;
  readonly #badge: Pick<Badge, 'held'>;
  /** Choices that are put together here, until the server has them; as they were kept, before anything was changed. */
  #drafts = $state.raw<ReadonlyMap<string, Choice | undefined>>(new Map());
  #refusals = $state.raw<ReadonlyMap<string, BallotRefusal>>(new Map());

  constructor(live: Live, drafts: Drafts, badge: Pick<Badge, 'held'>) {
    this.#live = live;
    this.#badge = badge;
    this.#acknowledged = new Acknowledged(live);
    this.#kept = drafts;
  }

  /** What the own ballot says, sent or under way; one that was taken back is none. */
  own(poll: PollView): Choice | undefined {
    const { mine, mineRev } = this.#live;
    const code = this.#badge.held?.code;
    // One that was cast for another badge is that badge's.
    const isOf = (ballot: (typeof mine.ballots)[number]) =>
      keyOf(ballot) === keyOf(poll) && (ballot.badge ?? code) === code;
    const known = mine.ballots.find(isOf)?.choice;
    // Of a secret poll the device knows its own at once, and no own part ever catches up.
    const ahead = isOwnSecret(poll) ? undefined : this.#acknowledged.ahead(keyOf(poll), mineRev);
    const choice = this.#underway(poll) ?? ahead ?? known;
    return choice && !isEmpty(choice) ? choice : undefined;
  }

  /** The points of the own ballot, once a quiz counts. */
  points(poll: PollView): number | undefined {
    return this.#live.mine.ballots.find((ballot) => keyOf(ballot) === keyOf(poll))?.points;
  }

  /** What the controls show: what is being put together, else what was cast. */
  shown(poll: PollView): Choice | undefined {
    return this.#draft(poll) ?? this.own(poll);
  }

  standing(poll: PollView): Standing {
    if (this.#underway(poll)) return 'underway';
    return this.own(poll) ? 'sent' : 'none';
  }

  refusal(poll: PollView): BallotRefusal | undefined {
    return this.#refusals.get(keyOf(poll));
  }

  /** Whether a choice was put together that differs from what was cast. */
  isUnsent(poll: PollView): boolean {
    const draft = this.#draft(poll);
    return draft !== undefined && !isSame(draft, this.#underway(poll));
  }

  /** Whether something was put together that no button has sent: it does not count, and whoever made it may think that it does. */
  isLeft(poll: PollView): boolean {
    const draft = this.#draft(poll);
    return draft !== undefined && !isEmpty(draft) && !isSame(draft, this.own(poll));
  }

  /** Whether the poll takes a ballot of this person at that time. */
  isOpen(poll: PollView, now: number): boolean {
    const final = !poll.settings.changeable && this.standing(poll) !== 'none';
    if (poll.electors && !this.#badge.held) return false;
    return takesBallots(poll, now) && !final && !this.#live.session?.paused;
  }

  /** Puts a choice together; `cast` sends it. */
  choose(poll: PollView, choice: Choice): void {
    this.#keep(poll, choice);
  }

  /** Sends a choice. What was put together stays until the server has it. */
  cast(poll: PollView, choice: Choice): void {
    if (this.#draft(poll)) this.#keep(poll, choice);
    this.#refuse(poll, undefined);
    const { poll: number, round } = poll;
    const badge = poll.electors && this.#badge.held ? { badge: this.#badge.held.code } : {};
    void this.#live.do({ do: 'vote', poll: number, round, choice, seq: this.#live.nextBallot(poll), ...badge });
  }

  decided({ command, again }: Kept, outcome: Outcome): void {
    if (command.do !== 'vote') return;
    const stands = outcome.done || outcome.code === 'stale';
    // What was put together since then is another choice.
    if (stands && isSame(command.choice, this.#draft(command))) this.#keep(command, undefined);
    if (outcome.done) this.#acknowledged.add(keyOf(command), command.choice, outcome.rev);
    // A later choice of this person stands already, or it had counted once: nothing to tell here.
    else if (outcome.code !== 'stale' && !again) this.#refuse(command, { code: outcome.code, limit: outcome.limit });
  }

  /** Another badge is held: what was refused to the one before is not told of it. */
  forgive(poll: PollView): void {
    this.#refuse(poll, undefined);
  }

  #refuse(of: { poll: number; round: number }, refusal: BallotRefusal | undefined): void {
    const refusals = new Map(this.#refusals);
    if (refusal) refusals.set(keyOf(of), refusal);
    else refusals.delete(keyOf(of));
    this.#refusals = refusals;
  }

  #draft(of: { poll: number; round: number }): Choice | undefined {
    const key = keyOf(of);
    if (this.#drafts.has(key)) return this.#drafts.get(key);
    return parsed(this.#kept.read(draftOf(of)));
  }

  #keep(of: { poll: number; round: number }, choice: Choice | undefined): void {
    this.#drafts = new Map(this.#drafts).set(keyOf(of), choice);
    this.#kept.write(draftOf(of), choice ? JSON.stringify(choice) : '');
  }

  #underway(poll: PollView): Choice | undefined {
    const votes = this.#live.outbox.map(({ command }) => command).filter((command) => command.do === 'vote');
    return votes.filter((vote) => keyOf(vote) === keyOf(poll)).at(-1)?.choice;
  }
}

function isSame(one: Choice, other: Choice | undefined): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

function parsed(draft: string): Choice | undefined {
  return draft === '' ? undefined : (JSON.parse(draft) as Choice);
}
