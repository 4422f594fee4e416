import type { Badge } from '$lib/badges/held.svelte';
import { graphemes } from '$lib/i18n/graphemes';
import type { Command } from '$lib/protocol/generated/protocol';
import { Acknowledged } from '$lib/state/acknowledged.svelte';
import type { Kept, Live, Outcome } from '$lib/state/live.svelte';

/** Under which name this person stands on the leaderboard of the session's quizzes. */
export class Player {
  readonly #live: Live;
  readonly #badge: Badge;
  /** An empty one was taken away. */
  readonly #acknowledged: Acknowledged<string>;
  #typed = $state<string>();

  /** The name as it was sent, or stands; empty where there is none. */
  readonly own: string = $derived(this.#own());
  readonly isUnderway: boolean = $derived(this.#underway() !== undefined);

  constructor(live: Live, badge: Badge) {
    this.#live = live;
    this.#badge = badge;
    this.#acknowledged = new Acknowledged(live);
  }

  get takesNames(): boolean {
    return this.#live.session?.names === 'optional';
  }

  /** Names are those on badges. */
  get byBadge(): boolean {
    return this.#live.session?.names === 'badge';
  }

  /** What stands in the field. */
  get name(): string {
    return this.#typed ?? this.own;
  }

  set name(name: string) {
    this.#typed = name;
  }

  get isTooLong(): boolean {
    return graphemes(this.name) > (this.#live.session?.name_length ?? 0);
  }

  get canSend(): boolean {
    return !this.isTooLong && this.name.trim() !== this.own;
  }

  /** Nobody but this person and the desk sees the name: it waits for a moderator, or one took it off. */
  get isHeld(): boolean {
    return this.own !== '' && !this.isUnderway && this.#live.mine.player?.held === true;
  }

  /** Gives what stands in the field; an empty one takes the name away. */
  send(): void {
    const session = this.#live.session?.session;
    if (!this.canSend || session === undefined) return;
    void this.#live.do({ do: 'name', session, name: this.name.trim() || null, seq: this.#live.nextSeq() });
    this.#typed = undefined;
  }

  /** Gives the name on the badge that this device holds. */
  sendBadge(): void {
    const session = this.#live.session?.session;
    const badge = this.#badge.held?.code;
    if (session === undefined || badge === undefined) return;
    void this.#live.do({ do: 'name', session, name: null, seq: this.#live.nextSeq(), badge });
  }

  /** Takes the name away. */
  takeOff(): void {
    const session = this.#live.session?.session;
    if (session === undefined) return;
    void this.#live.do({ do: 'name', session, name: null, seq: this.#live.nextSeq() });
  }

  /** Another session is looked at. */
  reset(): void {
    this.#typed = undefined;
  }

  decided({ command, again }: Kept, outcome: Outcome): void {
    if (command.do !== 'name') return;
    if (outcome.done) this.#acknowledged.add(`${command.session}`, this.#given(command), outcome.rev);
    else if (!again && !command.badge) this.#typed ??= command.name ?? '';
  }

  #own(): string {
    const { mine, mineRev, session } = this.#live;
    const known = this.#underway() ?? this.#acknowledged.ahead(`${session?.session}`, mineRev);
    return known ?? mine.player?.name ?? '';
  }

  #underway(): string | undefined {
    const names = this.#live.outbox.map(({ command }) => command).filter((command) => command.do === 'name');
    const last = names.filter(({ session }) => session === this.#live.session?.session).at(-1);
    return last && this.#given(last);
  }

  /** The name that a command gives: that of the badge that is held, where it says one's code. */
  #given({ name, badge }: Extract<Command, { do: 'name' }>): string {
    return (badge ? this.#badge.held?.name : name) ?? '';
  }
}
