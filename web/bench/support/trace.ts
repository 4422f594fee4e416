import type { Browser, Page } from '@playwright/test';

interface TraceEvent {
  name: string;
  ph: string;
  pid: number;
  tid: number;
  ts: number;
  /** Processor time of the thread, in microseconds. */
  tdur?: number;
  dur?: number;
  args: Record<string, unknown>;
}

/** What a page's main thread did while it was traced. Times are the processor's, in ms: others at work add none to them. */
export interface Work {
  readonly tracedMs: number;
  readonly busyMs: number;
  readonly longestTaskMs: number;
  readonly layouts: number;
  readonly styles: number;
  readonly paints: number;
}

const categories = ['devtools.timeline', 'toplevel', '__metadata'];

/** Traces a page while something runs. */
export async function traced(browser: Browser, page: Page, run: () => Promise<void>): Promise<Work> {
  await browser.startTracing(page, { categories });
  await run();
  const { traceEvents } = JSON.parse(String(await browser.stopTracing())) as { traceEvents: TraceEvent[] };
  return workOf(ofBusiest(mains(traceEvents), traceEvents));
}

/** The main threads of renderers, as `pid tid`. */
function mains(events: TraceEvent[]): Set<string> {
  const named = events.filter(({ name, args }) => name === 'thread_name' && args.name === 'CrRendererMain');
  return new Set(named.map(thread));
}

const thread = ({ pid, tid }: TraceEvent) => `${pid} ${tid}`;
const cost = ({ tdur = 0 }: TraceEvent) => tdur / 1_000;
const sum = (events: TraceEvent[]) => events.reduce((all, event) => all + cost(event), 0);
const tasksOf = (events: TraceEvent[]) => events.filter(({ name }) => name === 'ThreadControllerImpl::RunTask');

/** Tabs in the background and the tools' own have a main thread too: the page in front is the busiest. */
function ofBusiest(threads: Set<string>, events: TraceEvent[]): TraceEvent[] {
  const each = [...threads].map((one) => events.filter((event) => thread(event) === one));
  return each.reduce((busiest, other) => (sum(tasksOf(other)) > sum(tasksOf(busiest)) ? other : busiest), []);
}

function workOf(events: TraceEvent[]): Work {
  const whole = events.filter(({ ph }) => ph === 'X');
  const count = (name: string) => whole.filter((event) => event.name === name).length;
  const tasks = tasksOf(whole);
  const times = whole.map(({ ts }) => ts / 1_000);
  return {
    tracedMs: Math.max(...bounds(times)) - Math.min(...bounds(times)),
    busyMs: sum(tasks),
    longestTaskMs: tasks.reduce((longest, task) => Math.max(longest, cost(task)), 0),
    layouts: count('Layout'),
    styles: count('UpdateLayoutTree'),
    paints: count('Paint'),
  };
}

/** The least and the greatest: a trace has more events than a call takes arguments. */
function bounds(times: number[]): [number, number] {
  return times.reduce(([least, most], at) => [Math.min(least, at), Math.max(most, at)], [Infinity, 0]);
}
