import type { Size } from '$lib/protocol/generated/protocol';

/** How long a pointer that does not move is seen. */
const pointerMs = 2_000;

/** Hides the pointer over an element while it rests. Returns what ends it. */
export function hidePointer(element: HTMLElement): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const hide = () => {
    element.style.cursor = 'none';
  };
  const moved = () => {
    element.style.cursor = '';
    clearTimeout(timer);
    timer = setTimeout(hide, pointerMs);
  };
  moved();
  window.addEventListener('pointermove', moved);
  return () => {
    clearTimeout(timer);
    element.style.cursor = '';
    window.removeEventListener('pointermove', moved);
  };
}

/** How large the page is, in the display's own pixels. */
export function pictureSize(): Size {
  const pixels = (length: number) => Math.round(length * devicePixelRatio);
  return [pixels(innerWidth), pixels(innerHeight)];
}

/** Calls back from the paint loop, at most once in so many milliseconds: not while nothing is painted. Returns what ends it. */
export function whilePainted(run: () => void, everyMs: number): () => void {
  let last = Number.NEGATIVE_INFINITY;
  let frame = requestAnimationFrame(function painted(at) {
    frame = requestAnimationFrame(painted);
    if (at - last < everyMs) return;
    last = at;
    run();
  });
  return () => cancelAnimationFrame(frame);
}

/** Fills the screen with the page, or leaves that. */
export async function toggleFullScreen(): Promise<void> {
  try {
    await (document.fullscreenElement ? document.exitFullscreen() : document.documentElement.requestFullscreen());
  } catch {
    // Where the browser refuses, its own key for it still works.
  }
}
