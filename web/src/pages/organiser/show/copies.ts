import type { CueAct, CueItem, CuePlan, SessionEntry, SessionNo } from '$lib/protocol/generated/protocol';

/** What copying the steps of a session to another one comes to. */
export interface Copies {
  readonly plans: readonly CuePlan[];
  /** So many are about a poll, which no other session has. */
  readonly withPoll: number;
  /** The moment of so many would be over already. */
  readonly past: number;
}

const secondMs = 1_000;

/** The steps that move with a session, as another session would have them: by the same seconds from its start or its end, and about it. */
export function copiesOf(items: readonly CueItem[], from: SessionEntry, to: SessionEntry, now: number): Copies {
  const own = items.filter(({ at }) => at.from !== 'clock' && at.session === from.session);
  const mine = own.map((item) => ({ item, does: actFor(item.does, from.session, to.session) }));
  const plans = mine.flatMap(({ item: { at, name }, does }) => {
    if (at.from === 'clock' || !does) return [];
    return [{ at: { ...at, session: to.session }, name, does }];
  });
  const dueOf = ({ at }: CuePlan) =>
    at.from === 'clock' ? at.time : (at.from === 'start' ? to.starts : to.ends) + at.seconds * secondMs;
  const toCome = plans.filter((plan) => dueOf(plan) > now);
  return { plans: toCome, withPoll: mine.filter(({ does }) => !does).length, past: plans.length - toCome.length };
}

/** What a step does, in the other session; nothing where it is about a poll. */
function actFor(does: CueAct, from: SessionNo, to: SessionNo): CueAct | undefined {
  if ('poll' in does || (does.do === 'scene' && does.scene.scene === 'poll')) return undefined;
  return 'session' in does && does.session === from ? { ...does, session: to } : does;
}
