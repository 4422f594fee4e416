import type { Badge } from '$lib/badges/held.svelte';
import { notices } from '$lib/components/notices.svelte';
import { graphemes } from '$lib/i18n/graphemes';
import type { OwnSpeaking as Own, SpeakingCommand, SpeakingView } from '$lib/protocol/generated/protocol';
import { Acknowledged } from '$lib/state/acknowledged.svelte';
import type { Drafts } from '$lib/state/drafts';
import type { Kept, Live, Outcome } from '$lib/state/live.svelte';
import { fateText, placeText } from './words';

/** Most characters of what somebody wants to speak about. */
export const longestTopic = 140;

/** The name that goes with questions on this device serves here too. */
const nameKey = 'name';

type Act = Extract<SpeakingCommand['act'], 'ask' | 'withdraw'>;

/** How this person asks for the microphone, and stands in the queue to it. */
export class OwnSpeaking {
  readonly #live: Live;
  readonly #drafts: Drafts;
  readonly #badge: Badge;
  readonly #acknowledged: Acknowledged<Act>;
  #typedTopic = $state<string>();
  #typedName = $state<string>();
  /** Whether the sheet is open. */
  writing = $state(false);
  /** How this person stood when that was told last. */
  #follows: (() => void) | undefined;
  #told: Own['status'] | 'none' = 'none';
  /** In which session that was. */
  #toldIn: number | undefined;

  constructor(live: Live, drafts: Drafts, badge: Badge) {
    this.#live = live;
    this.#drafts = drafts;
    this.#badge = badge;
    this.#acknowledged = new Acknowledged(live);
  }

  /** The queue of the session that is looked at. */
  get queue(): SpeakingView | undefined {
    const { speaking, session } = this.#live;
    return speaking?.session === session?.session ? speaking : undefined;
  }

  /** How this person stands, as the server says; nothing of what was taken back here. */
  get own(): Own | undefined {
    return this.#latest === 'withdraw' ? undefined : this.#live.mine.speaking;
  }

  /** The request is on this phone yet, or the own part does not tell of it. */
  get isUnderway(): boolean {
    return this.#latest === 'ask' && !this.isIn;
  }

  /** Whether this person waits or speaks. */
  get isIn(): boolean {
    const status = this.own?.status;
    return status === 'waiting' || status === 'speaking';
  }

  /** Whether requests are taken of this person now, as far as this phone knows. */
  get mayAsk(): boolean {
    const { session, mine } = this.#live;
    return this.queue?.open === true && !session?.paused && !mine.blocked && this.own?.status !== 'dismissed';
  }

  get takesNames(): boolean {
    return this.#live.session?.names === 'optional';
  }

  /** Whoever speaks is called by the name on the badge. */
  get byBadge(): boolean {
    return this.#live.session?.names === 'badge';
  }

  get topic(): string {
    return this.#typedTopic ?? this.#drafts.read(this.#draft);
  }

  set topic(topic: string) {
    this.#typedTopic = topic;
    this.#drafts.write(this.#draft, topic);
  }

  get name(): string {
    return this.#typedName ?? this.#drafts.read(nameKey);
  }

  set name(name: string) {
    this.#typedName = name;
    this.#drafts.write(nameKey, name);
  }

  get topicLength(): number {
    return graphemes(this.topic);
  }

  get nameIsTooLong(): boolean {
    return this.takesNames && graphemes(this.name.trim()) > (this.#live.session?.name_length ?? 0);
  }

  get canSend(): boolean {
    const hasBadge = !this.byBadge || this.#badge.held !== undefined;
    return hasBadge && (this.isIn || this.mayAsk) && this.topicLength <= longestTopic && !this.nameIsTooLong;
  }

  /** Opens the sheet: on the words that stand while this person waits, else on what was typed before. */
  begin(): void {
    const { own } = this;
    this.#typedTopic = own?.status === 'waiting' ? (own.topic ?? '') : undefined;
    this.#typedName = own?.status === 'waiting' ? (own.name ?? '') : undefined;
    this.writing = true;
  }

  send(): void {
    const session = this.queue?.session;
    if (!this.canSend || session === undefined) return;
    const topic = this.topic.trim();
    const name = this.takesNames ? this.name.trim() : '';
    const badge = this.byBadge ? this.#badge.held?.code : undefined;
    const words = { ...(topic === '' ? {} : { topic }), ...(name === '' ? {} : { name }), ...(badge && { badge }) };
    void this.#live.do({ do: 'speaking', act: 'ask', session, ...words, seq: this.#live.nextSeq() });
    this.#typedTopic = undefined;
    this.#drafts.write(this.#draft, '');
    this.writing = false;
  }

  withdraw(): void {
    const session = this.queue?.session;
    if (session === undefined) return;
    void this.#live.do({ do: 'speaking', act: 'withdraw', session, seq: this.#live.nextSeq() });
  }

  /** Where this person stands in the queue, in words; none of who does not wait. */
  get place(): string | undefined {
    const { own } = this;
    return own?.status === 'waiting' && own.place !== undefined ? placeText(own.place) : undefined;
  }

  /** What became of the own request once it does not wait, in words. */
  get fate(): string | undefined {
    const { own } = this;
    return own && own.status !== 'waiting' ? fateText(own.status) : undefined;
  }

  decided({ command }: Kept, outcome: Outcome): void {
    if (command.do !== 'speaking' || (command.act !== 'ask' && command.act !== 'withdraw')) return;
    if (outcome.done) this.#acknowledged.add(`${command.session}`, command.act, outcome.rev);
    else if (command.act === 'ask') this.#keep(command.session, command.topic);
  }

  /** Another session is looked at. */
  reset(): void {
    this.#typedTopic = undefined;
    this.#typedName = undefined;
    this.writing = false;
  }

  /** From the first time on that there is a queue it is told how this person stands, whatever is looked at. */
  follow(): void {
    this.#follows ??= $effect.root(() => {
      $effect(() => this.tell());
    });
  }

  /** Says what became of the own request, also to those who look at something else. To be run whenever what it reads changes. */
  tell(): void {
    if (this.#live.mineRev < 0) return;
    const { own } = this;
    const status = own?.status ?? 'none';
    const session = this.#live.session?.session;
    const isFirst = this.#toldIn !== session;
    const isNews = status !== this.#told;
    this.#told = status;
    this.#toldIn = session;
    notices.mention('speaking', this.place);
    // What was over when the page came is no news.
    if (isNews && this.fate && (status === 'speaking' || !isFirst)) notices.show(this.fate);
  }

  /** What was refused is typed already when the sheet opens again. */
  #keep(session: number, topic: string | undefined): void {
    if (topic && this.#drafts.read(draftOf(session)) === '') this.#drafts.write(draftOf(session), topic);
  }

  /** What this phone asked for last and the own part does not tell of yet. */
  get #latest(): Act | undefined {
    const session = this.queue?.session;
    const waiting = this.#live.outbox.flatMap(({ command }) =>
      command.do === 'speaking' && command.session === session && (command.act === 'ask' || command.act === 'withdraw')
        ? [command.act]
        : [],
    );
    return waiting.at(-1) ?? this.#acknowledged.ahead(`${session}`, this.#live.mineRev);
  }

  get #draft(): string {
    return draftOf(this.queue?.session ?? 0);
  }
}

/** Where what is typed lies on this device. */
function draftOf(session: number): string {
  return `speaking.${session}`;
}
