import { afterEach, expect, test, vi } from 'vitest';

/** A database of the browser's that keeps what it is given, as long as it is open. */
class Database {
  isOpen = true;

  constructor(readonly kept: Map<string, unknown>) {}

  transaction() {
    if (!this.isOpen) throw new DOMException('The database connection is closing.', 'InvalidStateError');
    return { objectStore: () => ({ put: (value: unknown, key: string) => this.kept.set(key, value) }) };
  }
}

/** What opens them: each time the next one, or none where it is to fail. */
function browser(...databases: (Database | undefined)[]) {
  const open = vi.fn(() => {
    const next = databases.shift();
    const request = { result: next, error: new DOMException('', 'UnknownError') } as Record<string, unknown>;
    queueMicrotask(() => (request[next ? 'onsuccess' : 'onerror'] as () => void)());
    return request;
  });
  vi.stubGlobal('indexedDB', { open });
  return open;
}

afterEach(() => vi.unstubAllGlobals());

test('what is kept while the browser has closed the database is kept in the one that is opened anew, in its order', async () => {
  // Another file's tests may have opened, or failed to open, the database of the device that they share.
  vi.resetModules();
  const { deviceSafe } = await import('../../src/lib/net/device-safe');
  const kept = new Map<string, unknown>();
  const first = new Database(kept);
  const open = browser(undefined, first, new Database(kept));
  deviceSafe.keep('one', 1);
  await vi.waitFor(() => expect(kept.get('one')).toBe(1));
  first.isOpen = false;
  deviceSafe.keep('two', 'before');
  deviceSafe.keep('two', 'after');
  await vi.waitFor(() => expect(kept.get('two')).toBe('after'));
  expect(open).toHaveBeenCalledTimes(3);
});

test('what could not be opened to be read is opened anew for what is kept next', async () => {
  vi.resetModules();
  const { deviceSafe } = await import('../../src/lib/net/device-safe');
  const kept = new Map<string, unknown>();
  const open = browser(undefined, new Database(kept));
  expect(await deviceSafe.under('one')).toEqual([]);
  deviceSafe.keep('one', 1);
  await vi.waitFor(() => expect(kept.get('one')).toBe(1));
  expect(open).toHaveBeenCalledTimes(2);
});

test('what could not be opened is opened anew by who reads again', async () => {
  vi.resetModules();
  const { deviceSafe } = await import('../../src/lib/net/device-safe');
  const open = browser(undefined, undefined);
  for (let time = 1; time <= 2; time += 1) {
    expect(await deviceSafe.under('one')).toEqual([]);
    expect(open).toHaveBeenCalledTimes(time);
  }
});
