import { readCode } from '$lib/badges/code';
import { graphemes } from '$lib/i18n/graphemes';
import type { Command, HallNo, HallView, PollView, SessionEntry } from '$lib/protocol/generated/protocol';
import { hallOf, inFocus, sessionOf, takesBallots, takesQuestions } from '$lib/state/agenda';
import type { Live } from '$lib/state/live.svelte';
import type { Ticking } from '$lib/state/ticking.svelte';

/** The session that a device enters for others in: what it takes now, and the commands that give it. */
export class Assisting {
  #chosen = $state<HallNo>();
  readonly #live: Live;
  readonly #clock: Ticking;

  constructor(live: Live, clock: Ticking) {
    this.#live = live;
    this.#clock = clock;
  }

  /** The hall that was chosen, where the link is of all of them, as long as it is on the agenda. */
  get hall(): HallNo | undefined {
    return hallOf(this.#live.agenda, this.#chosen)?.hall;
  }

  set hall(hall: HallNo | undefined) {
    this.#chosen = hall;
  }

  readonly entry: SessionEntry | undefined = $derived.by(() => {
    const { agenda, session, welcome } = this.#live;
    return sessionOf(agenda, session?.session ?? welcome?.session ?? undefined);
  });

  /** The halls to choose from; none where the link is of one, or there is one alone. */
  readonly halls: readonly HallView[] = $derived.by(() => {
    const { agenda, welcome } = this.#live;
    const halls = agenda?.halls ?? [];
    return welcome?.you.hall == null && halls.length > 1 ? halls : [];
  });

  /** The votes that take a ballot for somebody now: for a badge, and not from nobody. */
  readonly polls: readonly PollView[] = $derived.by(() => {
    const { session, polls } = this.#live;
    if (session?.paused) return [];
    const told = (session?.polls ?? []).flatMap((poll) => polls.get(poll) ?? []);
    return told.filter(
      (poll) => poll.electors !== undefined && !poll.settings.blind && takesBallots(poll, this.#clock.now),
    );
  });

  /** Whether questions are taken, or why not. */
  readonly asking: 'taken' | 'paused' | 'closed' = $derived.by(() => {
    const { session } = this.#live;
    if (!session || !this.entry) return 'closed';
    if (session.paused) return 'paused';
    return takesQuestions(session, this.entry, this.#clock.now) ? 'taken' : 'closed';
  });

  get isReady(): boolean {
    return this.entry !== undefined && this.#live.session !== undefined;
  }

  /** The most characters of a question. */
  get most(): number {
    return this.#live.session?.question_length ?? 280;
  }

  get takesNames(): boolean {
    return this.#live.session?.names === 'optional';
  }

  /** Questions go under the names on the badges of those who ask. */
  get byBadge(): boolean {
    return this.#live.session?.names === 'badge';
  }

  get mostOfName(): number {
    return this.#live.session?.name_length ?? 40;
  }

  /** To be run whenever what it reads changes: looks at what is on in the hall that was chosen. */
  follow(): void {
    const { agenda } = this.#live;
    if (this.hall === undefined || !agenda) return;
    const focus = inFocus(agenda, this.hall, this.#clock.now);
    if (focus && focus.session !== this.#live.session?.session) this.#live.watch(focus.session);
  }

  /** Whether a name has more characters than are taken. */
  isTooLong(name: string): boolean {
    return this.takesNames && graphemes(name) > this.mostOfName;
  }

  /** Whether a question can be sent as it is written; `typed` is the code of the asker's badge as it was typed. */
  canAsk(text: string, name: string, typed: string): boolean {
    const length = graphemes(text);
    const isNamed = this.byBadge ? readCode(typed).is === 'whole' : !this.isTooLong(name);
    return this.asking === 'taken' && text.trim() !== '' && length <= this.most && isNamed;
  }

  /** The command that enters a question for somebody. */
  question(text: string, name: string, typed: string): Extract<Command, { do: 'ask' }> | undefined {
    const session = this.#live.session?.session;
    if (session === undefined || !this.canAsk(text, name, typed)) return undefined;
    const reading = readCode(typed);
    const badge = this.byBadge && reading.is === 'whole' ? { badge: reading.code } : {};
    const given = this.takesNames ? name.trim() : '';
    return { do: 'ask', session, text: text.trim(), ...(given === '' ? {} : { name: given }), ...badge };
  }
}
