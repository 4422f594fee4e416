import type { SessionNo, StandItem, StandNo, StandPlace, StandPlan, Title } from '$lib/protocol/generated/protocol';

/** A stand in the making, or one that is being changed. */
export class StandDraft {
  readonly session: SessionNo;
  /** The stand that is changed; none where one is added. */
  readonly stand: StandNo | undefined;
  /** The version that it was read at. */
  readonly version: number;
  title = $state<Title>({});
  by = $state<Title>({});
  about = $state<Title>({});
  topic = $state<Title>({});
  place = $state.raw<StandPlace>();

  constructor(session: SessionNo, of?: { readonly item: StandItem; readonly about: Title }) {
    this.session = session;
    this.stand = of?.item.s;
    this.version = of?.item.v ?? 0;
    if (!of) return;
    const { title, by = {}, topic = {}, place } = of.item;
    this.title = { ...title };
    this.by = { ...by };
    this.about = { ...of.about };
    this.topic = { ...topic };
    this.place = place;
  }

  get isNamed(): boolean {
    const { ar = '', en = '' } = this.title;
    return ar.trim() !== '' || en.trim() !== '';
  }

  /** The plan as it is sent. */
  get sent(): StandPlan {
    const [title, by, about, topic] = [this.title, this.by, this.about, this.topic].map(trimmed);
    const place = this.place && { place: this.place };
    return { title: title ?? {}, by: by ?? {}, about: about ?? {}, topic: topic ?? {}, ...place };
  }
}

/** A text without languages in which nothing is written. */
function trimmed(title: Title): Title {
  return Object.fromEntries(
    Object.entries(title).flatMap(([locale, text]) => (text?.trim() ? [[locale, text.trim()]] : [])),
  );
}
