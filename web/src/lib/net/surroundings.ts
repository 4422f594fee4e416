import type { Receipts } from './receipts/receipts';
import type { Safe } from './safe';
import { openSocket, type Socket } from './socket';
import { deviceStorage, keepsThings, tabStorage } from './storage';
import type { Wayfinder } from './ways/wayfinder';

export type { Socket };

/** What a connection takes from the device it runs on. Tests give one of their own. */
export interface Surroundings {
  open(): Socket;
  storage: Storage;
  /** The tab's own storage, where it has one. */
  tab: Storage | undefined;
  fetch(path: string, init: RequestInit): Promise<Response>;
  /** What finds a way where no socket comes through, once its script is there; nothing while that does not come. */
  ways(): Promise<typeof Wayfinder | undefined>;
  /** Whether the storage outlives the page. */
  lasts: boolean;
  /** What outlives an empty battery, once its script is there; nothing while that does not come. */
  safe(): Promise<Safe | undefined>;
  /** What keeps what was acknowledged, once its script is there; nothing while that does not come. */
  receipts(): Promise<typeof Receipts | undefined>;
  /** The device's clock, in milliseconds. */
  now(): number;
  /** Milliseconds since some moment, by a clock that nobody sets. */
  steady(): number;
  /** Calls back after some time; returns what cancels it. */
  later(run: () => void, ms: number): () => void;
  /** Calls back again and again; returns what ends it. */
  every(run: () => void, ms: number): () => void;
  /** Between 0 and 1. */
  random(): number;
  /** Calls back when the device woke up, came back to the page, or got a network, which is told; returns what ends it. */
  onWake(run: (hasNetwork: boolean) => void): () => void;
  /** Whether nobody sees the page. */
  isHidden(): boolean;
  /** Calls back when the page is left or hidden, after which it may be ended without a word; returns what ends it. */
  onLeave(run: () => void): () => void;
  /** Tells the key when another tab has stored something; returns what ends it. */
  onStored(hear: (key: string) => void): () => void;
}

/** The browser that the page runs in, and the server that the page came from. */
export function ofTheBrowser(): Surroundings {
  return {
    open: openSocket,
    storage: deviceStorage(),
    lasts: keepsThings(),
    tab: tabStorage(),
    fetch: (path, init) => fetch(path, init),
    safe: async () => (await afterwards())?.deviceSafe,
    ways: async () => (await afterwards())?.Wayfinder,
    receipts: async () => (await afterwards())?.Receipts,
    now: Date.now,
    steady: () => performance.now(),
    later: (run, ms) => {
      const timer = setTimeout(run, ms);
      return () => clearTimeout(timer);
    },
    every: (run, ms) => {
      const timer = setInterval(run, ms);
      return () => clearInterval(timer);
    },
    random: Math.random,
    onWake,
    isHidden: () => document.visibilityState === 'hidden',
    onLeave,
    onStored,
  };
}

/** What a page needs seldom, and not for its first view. */
const afterwards = () => import('./afterwards').catch(() => undefined);

function onStored(hear: (key: string) => void): () => void {
  const heard = ({ key, newValue }: StorageEvent) => {
    if (key !== null && newValue !== null) hear(key);
  };
  window.addEventListener('storage', heard);
  return () => window.removeEventListener('storage', heard);
}

function onLeave(run: () => void): () => void {
  const ifHidden = () => {
    if (document.visibilityState === 'hidden') run();
  };
  window.addEventListener('pagehide', run);
  document.addEventListener('visibilitychange', ifHidden);
  return () => {
    window.removeEventListener('pagehide', run);
    document.removeEventListener('visibilitychange', ifHidden);
  };
}

function onWake(run: (hasNetwork: boolean) => void): () => void {
  const isOnline = () => run(true);
  const unlessHidden = () => {
    if (document.visibilityState === 'visible') run(false);
  };
  // A page is also shown when it is first loaded: then its connection is only just being made.
  const ifKept = (shown: PageTransitionEvent) => {
    if (shown.persisted) run(false);
  };
  window.addEventListener('online', isOnline);
  window.addEventListener('pageshow', ifKept);
  document.addEventListener('visibilitychange', unlessHidden);
  return () => {
    window.removeEventListener('online', isOnline);
    window.removeEventListener('pageshow', ifKept);
    document.removeEventListener('visibilitychange', unlessHidden);
  };
}
