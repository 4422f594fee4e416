import { beforeEach, expect, it } from 'vitest';
import { topics } from '$lib/protocol/generated/protocol';
import { Live } from '$lib/state/live.svelte';
import { award, plan } from '../support/award';
import { PlayedDevice, welcome } from '../support/surroundings';

let device: PlayedDevice;
let live: Live;
let rev: number;

beforeEach(() => {
  device = new PlayedDevice();
  rev = 1;
  live = new Live({ ...device, token: 'c1.f.s', view: 'organiser' });
  live.start();
  device.socket.opens();
  device.socket.says(welcome());
});

function says(topic: number, view: unknown): void {
  rev += 1;
  device.socket.says({ t: 'state', topic, rev, view });
}

const { plan: _, ...alone } = award();
const saysAward = (session = 1) => says(topics.award, { ...alone, session });
const saysPlan = (session = 1, of = plan()) => says(topics.award_plan, { session, plan: of });

it('is there once both it and its plan have come, in whatever order', () => {
  saysAward();
  expect(live.award).toBeUndefined();
  saysPlan();
  expect(live.award).toEqual(award());
});

it('waits for the award where the plan came first', () => {
  saysPlan();
  expect(live.award).toBeUndefined();
  saysAward();
  expect(live.award).toEqual(award());
});

it('is of one session: a plan of another one is not its own', () => {
  saysAward(1);
  saysPlan(2);
  expect(live.award).toBeUndefined();
  saysAward(2);
  expect(live.award?.session).toBe(2);
});

it('goes on with either of them, and is the same one while neither came', () => {
  saysAward();
  saysPlan();
  const before = live.award;
  says(topics.counts, { received: 1 });
  expect(live.award).toBe(before);
  says(topics.award, { ...alone, stage: 'sealed' });
  expect(live.award).toEqual(award({ stage: 'sealed' }));
  saysPlan(1, plan({ scale: 100 }));
  expect(live.award).toEqual(award({ stage: 'sealed', plan: plan({ scale: 100 }) }));
});

it('goes with its session', () => {
  saysAward();
  saysPlan();
  device.socket.says(welcome({ session: 2 }));
  expect(live.award).toBeUndefined();
});
