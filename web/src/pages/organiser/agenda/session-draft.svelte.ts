import type { Title } from '$lib/i18n/title';
import { momentIn, nextDate, writtenIn } from '$lib/i18n/zoned';
import type { HallNo, SessionEntry, SessionKind, SessionPlan } from '$lib/protocol/generated/protocol';
import { planOf } from './plan';

interface Fields {
  title: Title;
  about: Title;
  kind: SessionKind;
  hall: HallNo;
  date: string;
  start: string;
  end: string;
}

/** A session in the making, field by field: a new one, or one that is changed. */
export class SessionDraft {
  fields: Fields;
  /** Somebody else changed the session while it was in hand. */
  isOvertaken = $state(false);
  /** The session as it was last read; none where it is a new one. */
  #base = $state.raw<SessionEntry>();
  readonly #zone: string;

  constructor(plan: SessionPlan, zone: string, base?: SessionEntry) {
    this.#zone = zone;
    this.#base = base;
    const fields = $state(this.#written(plan));
    this.fields = fields;
  }

  get base(): SessionEntry | undefined {
    return this.#base;
  }

  /** The whole plan. An end before the start is on the next day; times that nobody touched stay as they are to the moment. */
  get plan(): SessionPlan {
    const { title, about, kind, hall, date, start, end } = this.fields;
    const words = { title: given(title), about: given(about), kind, hall };
    const base = this.#base && this.#written(planOf(this.#base));
    if (this.#base && base && base.date === date && base.start === start && base.end === end) {
      return { ...words, starts: this.#base.starts, ends: this.#base.ends };
    }
    const starts = momentIn(this.#zone, { date, time: start });
    const sameDay = momentIn(this.#zone, { date, time: end });
    const ends = sameDay > starts ? sameDay : momentIn(this.#zone, { date: nextDate(date), time: end });
    return { ...words, starts, ends };
  }

  /** Takes the newest of the session: fields that were not touched here say it, the others keep what was written. */
  renew(newest: SessionEntry): void {
    if (!this.#base || newest.edition === this.#base.edition) return;
    const [before, now] = [this.#written(planOf(this.#base)), this.#written(planOf(newest))];
    this.#base = newest;
    if (JSON.stringify(before) === JSON.stringify(now)) return;
    const own = Object.entries(this.fields).filter(
      ([field, value]) => JSON.stringify(value) !== JSON.stringify(before[field as keyof Fields]),
    );
    Object.assign(this.fields, now, Object.fromEntries(own));
    this.isOvertaken = true;
  }

  #written({ title, about, kind, hall, starts, ends }: SessionPlan): Fields {
    const { date, time } = writtenIn(this.#zone, starts);
    const end = writtenIn(this.#zone, ends).time;
    return { title: { ...title }, about: { ...about }, kind, hall, date, start: time, end };
  }
}

/** Only the languages in which something is said. */
function given(title: Title): Title {
  return Object.fromEntries(Object.entries(title).filter(([, text]) => text?.trim()));
}
