import { Soak, type Weight } from './support/soak';
import { expect, test } from './support/test';

// A trace takes pictures of the document at each step, and holds what it took. Where none is taken anyway, another
// setting than the other tests' would only start a browser of its own.
if (process.env.MAJLIS_TRACE) test.use({ trace: 'off' });

/** Each scene twice, and as many connections lost: what is made once is there then. */
const round = 18;
/** The figures on a wall come and go by a few nodes; one scene that is kept has dozens. */
const few = 20;
/** The heap grows and shrinks by what the browser keeps at hand; what leaks by each scene comes to more. */
const slackBytes = 2 * 1024 * 1024;

test('a wall holds no more after many scenes, reactions and lost connections than before', async ({
  browser,
  server,
}) => {
  test.slow();
  const soak = await Soak.begin(browser, server.url);
  for (let step = 0; step < round; step += 1) await soak.step(step);
  const before = await soak.weigh();
  for (let step = round; step < 2 * round; step += 1) await soak.step(step);
  const more = ({ nodes, listeners, heapBytes }: Weight) => ({
    nodes: Math.max(0, nodes - before.nodes - few),
    listeners: Math.max(0, listeners - before.listeners),
    heapBytes: Math.max(0, heapBytes - before.heapBytes - slackBytes),
  });
  // What still fades is gone at another look; what leaks stays.
  await expect
    .poll(async () => more(await soak.weigh()), { timeout: 30_000 })
    .toEqual({ nodes: 0, listeners: 0, heapBytes: 0 });
});
