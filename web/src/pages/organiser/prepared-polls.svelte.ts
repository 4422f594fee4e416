import type { Notices } from '$lib/components/notices.svelte';
import { language } from '$lib/i18n/language.svelte';
import { placeText } from '$lib/i18n/place';
import { titleIn } from '$lib/i18n/title';
import { earlierOf } from '$lib/polls/further/pairs';
import { copyOf, draftOf, PollForm } from '$lib/polls/poll-form.svelte';
import type {
  AgendaView,
  Command,
  PollDraft,
  PollView,
  SessionEntry,
  SessionNo,
} from '$lib/protocol/generated/protocol';
import type { Live } from '$lib/state/live.svelte';

/** Gives a command; whether it was done. A refusal was told. */
type Give = (command: Command) => Promise<boolean>;

/** The polls that are prepared for a session. */
export class PreparedPolls {
  #form = $state.raw<PollForm>();
  #chosen = $state<SessionNo>();
  /** The poll that the form changes; none where it is a new one. */
  #edited = $state.raw<PollView>();
  readonly #live: Live;
  readonly #give: Give;
  readonly #notices: Notices;

  constructor(live: Live, give: Give, notices: Notices) {
    this.#live = live;
    this.#give = give;
    this.#notices = notices;
  }

  /** The sessions that polls are held in. */
  get sessions(): readonly SessionEntry[] {
    return withAudience(this.#live.agenda);
  }

  /** The poll in hand, new or changed. A new one goes along to another session, one that is changed stays in its own. */
  get form(): PollForm | undefined {
    return this.#edited && this.#edited.session !== this.session ? undefined : this.#form;
  }

  /** The session in hand, as long as it is on the agenda. */
  get session(): SessionNo | undefined {
    const { sessions } = this;
    return (sessions.find(({ session }) => session === this.#chosen) ?? sessions[0])?.session;
  }

  /** Those of the session in hand, in their order. */
  get all(): readonly PollView[] {
    const order = this.#live.session?.session === this.session ? this.#live.session?.polls : undefined;
    const place = ({ poll }: PollView) => order?.indexOf(poll) ?? poll;
    const polls = [...this.#live.polls.values()].filter((poll) => poll.session === this.session);
    return polls.sort((one, other) => place(one) - place(other));
  }

  /** What the session in hand has is still on its way. */
  get isComing(): boolean {
    return this.session !== undefined && this.#live.session?.session !== this.session;
  }

  /** Those that are only prepared for a session, as far as they are known here. */
  draftsOf(session: SessionNo): PollDraft[] {
    const drafts = [...this.#live.polls.values()].filter((poll) => poll.session === session && poll.phase === 'draft');
    // What they ask again is a poll of this session alone.
    return drafts.map(draftOf).map(copyOf);
  }

  /** Takes a session in hand. */
  choose(session: SessionNo): void {
    this.#chosen = session;
    this.look();
  }

  /** Asks the server for what the session in hand has. */
  look(): void {
    if (this.session !== undefined) this.#live.watch(this.session);
  }

  prepare(from?: PollView): void {
    this.#edited = from;
    this.#form = new PollForm(from && draftOf(from), earlierOf(this.all, from));
  }

  /** Prepares another one like it, for any session. */
  copy(from: PollView): void {
    this.#edited = undefined;
    this.#form = new PollForm(copyOf(draftOf(from)));
  }

  leave(): void {
    this.#form = undefined;
    this.#edited = undefined;
  }

  /** Puts one a place earlier or later, and says where it is then. */
  async shift({ poll, title }: PollView, by: -1 | 1): Promise<void> {
    const held = this.#live.session;
    if (!held || held.session !== this.session) return;
    const polls = [...held.polls];
    const place = polls.indexOf(poll);
    const other = polls[place + by];
    if (other === undefined) return;
    [polls[place], polls[place + by]] = [other, poll];
    const done = await this.#give({ do: 'order_polls', session: held.session, version: held.version, polls });
    if (done) this.#notices.speak(placeText(titleIn(title, language.locale).text, place + by, polls.length));
  }

  async save(): Promise<void> {
    const { session, form } = this;
    if (form === undefined || session === undefined) return;
    const edited = this.#edited;
    const saved = await this.#give(
      edited === undefined
        ? { do: 'create_poll', session, poll: form.draft }
        : { do: 'edit_poll', poll: edited.poll, version: edited.version, draft: form.draft },
    );
    if (saved) this.leave();
  }

  async drop({ poll, version }: PollView): Promise<void> {
    await this.#give({ do: 'drop_poll', poll, version });
  }
}

function withAudience(agenda: AgendaView | undefined): readonly SessionEntry[] {
  return agenda?.sessions.filter(({ kind }) => kind !== 'break') ?? [];
}
