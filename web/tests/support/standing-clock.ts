import type { Later } from '$lib/components/notices.svelte';

/** A clock that stands until it is moved. */
export function standingClock(): { later: Later; move: (ms: number) => void } {
  let now = 0;
  let calls: { at: number; run: () => void }[] = [];
  const isDue = ({ at }: { at: number }) => at <= now;
  const later: Later = (run, ms) => {
    const call = { at: now + ms, run };
    calls.push(call);
    return () => {
      calls = calls.filter((other) => other !== call);
    };
  };
  const move = (ms: number) => {
    now += ms;
    // A call may ask for another one that is due as well.
    for (let due = calls.filter(isDue); due.length > 0; due = calls.filter(isDue)) {
      calls = calls.filter((call) => !isDue(call));
      for (const { run } of due) run();
    }
  };
  return { later, move };
}
