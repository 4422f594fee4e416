/// <reference lib="webworker" />
/**
 * Opens the phones' pages without a network.
 *
 * Each build is kept whole, under its version, before it is used: a page of it never meets files of another. Pages come
 * from the network where it answers, so that a new build is seen at the next load; files, whose names change with their
 * contents, come from what is kept.
 */
import type { Build, BuiltPage } from './build';
import { addressOf, isFile, keptFor } from './pages';

declare const self: ServiceWorkerGlobalScope;
/** Put here by the build, once it is known. */
declare const BUILD: Build;

const build = BUILD;
const prefix = 'majlis.';
const own = prefix + build.version;

/** How long the network may take with a page that is kept here. */
const patienceMs = 1_500;

self.addEventListener('install', (event) => event.waitUntil(fill()));
self.addEventListener('activate', (event) => event.waitUntil(takeOver()));
self.addEventListener('fetch', (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== 'GET' || origin !== self.location.origin) return;
  const page = request.mode === 'navigate' ? keptFor(pathname) : undefined;
  if (page !== undefined) event.respondWith(pageAt(request, page));
  else if (isFile(pathname)) event.respondWith(fileAt(request));
});

/** Keeps the build. One part that does not come, or comes of another build, and the worker is not installed. */
async function fill(): Promise<void> {
  const cache = await caches.open(own);
  await Promise.all([cache.addAll(build.files), ...build.pages.map((page) => keepPage(cache, page))]);
  await self.skipWaiting();
}

async function keepPage(cache: Cache, { name, files }: BuiltPage): Promise<void> {
  const response = await fetch(addressOf(name), { cache: 'no-cache' });
  const text = await response.clone().text();
  const isOwn = response.ok && !response.redirected && files.every((file) => text.includes(file));
  if (!isOwn) throw new Error(`the page ${name} is of another build`);
  await cache.put(addressOf(name), response);
}

/** Lets go of old builds, but for the one before: pages of it may still be open, and ask for its files. */
async function takeOver(): Promise<void> {
  const names = await caches.keys();
  const old = names.filter((name) => name.startsWith(prefix) && name !== own);
  await Promise.all(old.slice(0, -1).map((name) => caches.delete(name)));
  await self.clients.claim();
}

/** The page as the server has it; as it was kept where nobody answers in time, or only to say that nothing is there. */
async function pageAt(request: Request, kept: string): Promise<Response> {
  const cache = await caches.open(own);
  const page = await cache.match(kept);
  const asked = fetch(request);
  if (!page) return asked;
  const late = new Promise<undefined>((resolve) => setTimeout(() => resolve(undefined), patienceMs));
  const answer = await Promise.race([asked.catch(() => undefined), late]);
  return answer && answer.status < 500 ? answer : page;
}

/** A file of this build, else of the one before: the mark has the same name in both. */
async function fileAt(request: Request): Promise<Response> {
  const cache = await caches.open(own);
  return (await cache.match(request)) ?? (await caches.match(request)) ?? fetch(request);
}
