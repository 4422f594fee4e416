import { PollForm } from '$lib/polls/poll-form.svelte';
import type { AgendaView, Command, PollView, SessionEntry, SessionNo } from '$lib/protocol/generated/protocol';
import type { Live } from '$lib/state/live.svelte';

/** Gives a command; whether it was done. A refusal was told. */
type Give = (command: Command) => Promise<boolean>;

/** The polls that are prepared for a session. */
export class PreparedPolls {
  /** The poll in hand, new or changed. */
  form = $state.raw<PollForm>();
  #chosen = $state<SessionNo>();
  #edited: PollView | undefined;
  readonly #live: Live;
  readonly #give: Give;

  constructor(live: Live, give: Give) {
    this.#live = live;
    this.#give = give;
  }

  /** The sessions that polls are held in. */
  get sessions(): readonly SessionEntry[] {
    return withAudience(this.#live.agenda);
  }

  get session(): SessionNo | undefined {
    return this.#chosen ?? this.sessions[0]?.session;
  }

  /** Those of the session in hand. */
  get all(): readonly PollView[] {
    return [...this.#live.polls.values()].filter((poll) => poll.session === this.session);
  }

  choose(session: SessionNo): void {
    this.#chosen = session;
    this.leave();
    this.look();
  }

  /** Asks the server for what the session in hand has. */
  look(): void {
    if (this.session !== undefined) this.#live.watch(this.session);
  }

  prepare(from?: PollView): void {
    this.#edited = from;
    this.form = from === undefined ? new PollForm() : new PollForm(draftOf(from));
  }

  leave(): void {
    this.form = undefined;
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

/** A poll as it was prepared. Of a quiz the answer is told beside the options. */
function draftOf({ title, answer, options, settings, right }: PollView) {
  const kind = answer.kind === 'quiz' ? { kind: 'quiz' as const, answer: right ?? 0 } : answer;
  return { title, answer: kind, options, settings };
}
