import type { Later } from '$lib/components/notices.svelte';

/** A clock that stands until it is moved. */
export function standingClock(): { later: Later; move: (ms: number) => void } {
  let now = 0;
  let calls: { at: number; run: () => void }[] = [];
  const later: Later = (run, ms) => {
    const call = { at: now + ms, run };
    calls.push(call);
    return () => {
      calls = calls.filter((other) => other !== call);
    };
  };
  const move = (ms: number) => {
    now += ms;
    const due = calls.filter(({ at }) => at <= now);
    calls = calls.filter(({ at }) => at > now);
    for (const { run } of due) run();
  };
  return { later, move };
}
