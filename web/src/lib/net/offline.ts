let isAsked = false;

/**
 * Has the browser keep the pages, so that they open without a network. On a plain http address it keeps none, and all
 * goes on as before. Asked once a page, however often this is called.
 */
export async function openOffline(): Promise<void> {
  if (!import.meta.env.PROD || isAsked) return;
  isAsked = true;
  // Not kept, for want of space or permission: the page in hand misses nothing.
  await navigator.serviceWorker?.register('/worker.js', { updateViaCache: 'none' }).catch(() => {});
}
