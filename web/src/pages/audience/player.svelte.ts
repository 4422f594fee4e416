import { graphemes } from '$lib/i18n/graphemes';
import { Acknowledged } from '$lib/state/acknowledged.svelte';
import type { Kept, Live, Outcome } from '$lib/state/live.svelte';

/** Under which name this person stands on the leaderboard of the session's quizzes. */
export class Player {
  readonly #live: Live;
  /** An empty one was taken away. */
  readonly #acknowledged: Acknowledged<string>;
  #typed = $state<string>();

  /** The name as it was sent, or stands; empty where there is none. */
  readonly own: string = $derived(this.#own());
  readonly isUnderway: boolean = $derived(this.#underway() !== undefined);

  constructor(live: Live) {
    this.#live = live;
    this.#acknowledged = new Acknowledged(live);
  }

  get takesNames(): boolean {
    return this.#live.session?.names === 'optional';
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

  /** Another session is looked at. */
  reset(): void {
    this.#typed = undefined;
  }

  decided({ command, again }: Kept, outcome: Outcome): void {
    if (command.do !== 'name') return;
    if (outcome.done) this.#acknowledged.add(`${command.session}`, command.name ?? '', outcome.rev);
    else if (!again) this.#typed ??= command.name ?? '';
  }

  #own(): string {
    const { mine, mineRev, session } = this.#live;
    const known = this.#underway() ?? this.#acknowledged.ahead(`${session?.session}`, mineRev);
    return known ?? mine.player?.name ?? '';
  }

  #underway(): string | undefined {
    const names = this.#live.outbox.map(({ command }) => command).filter((command) => command.do === 'name');
    const last = names.filter(({ session }) => session === this.#live.session?.session).at(-1);
    return last && (last.name ?? '');
  }
}
