import { beforeEach, describe, expect, it, vi } from 'vitest';
import { bounds } from '$lib/protocol/generated/bounds';
import type { LookView } from '$lib/protocol/generated/protocol';
import { LookDesk } from '../../../src/pages/organiser/look/look-desk.svelte';

describe("the look in an organiser's hands", () => {
  let look: LookView | undefined;
  const give = vi.fn(async () => true);
  const send = vi.fn(async () => true);
  const tooLarge = vi.fn();
  const saved = vi.fn();
  let desk: LookDesk;

  beforeEach(() => {
    look = undefined;
    vi.clearAllMocks();
    desk = new LookDesk({ look: () => look, give, send, tooLarge, saved });
  });

  it('begins with what stands', () => {
    expect([desk.accent, desk.hijri, desk.isChanged]).toEqual([undefined, false, false]);
    look = { version: 4, accent: { hue: 205, chroma: 90 }, hijri: true };
    expect([desk.accent, desk.hijri, desk.isChanged]).toEqual([{ hue: 205, chroma: 90 }, true, false]);
  });

  it('saves accent and calendar together, at the version that was read', async () => {
    look = { version: 4, hijri: true };
    desk.choose({ hue: 12, chroma: 130 });
    expect(desk.isChanged).toBe(true);
    await desk.save();
    expect(give).toHaveBeenCalledWith({
      do: 'set_look',
      version: 4,
      accent: { hue: 12, chroma: 130 },
      hijri: true,
    });
    expect(saved).toHaveBeenCalledOnce();
  });

  it('leaves to another organiser what was not touched here', async () => {
    look = { version: 4, accent: { hue: 158, chroma: 95 }, hijri: false };
    desk.tellHijri(true);
    look = { version: 5, accent: { hue: 205, chroma: 90 }, hijri: false };
    await desk.save();
    expect(give).toHaveBeenCalledWith({ do: 'set_look', version: 5, accent: { hue: 205, chroma: 90 }, hijri: true });
  });

  it('keeps what is in hand where it was refused', async () => {
    give.mockResolvedValueOnce(false);
    desk.tellHijri(true);
    await desk.save();
    expect([desk.hijri, desk.isChanged]).toEqual([true, true]);
    expect(saved).not.toHaveBeenCalled();
    desk.leave();
    expect(desk.isChanged).toBe(false);
  });

  it('tells of an accent that looks like one with a meaning', () => {
    desk.choose({ hue: 35, chroma: 120 });
    expect(desk.alike).toBe('refused');
    desk.choose({ hue: 80, chroma: 120 });
    expect(desk.alike).toBe('live');
    desk.choose({ hue: 35, chroma: 20 });
    expect(desk.alike).toBeUndefined();
    expect(desk.contrasts.day).toBeGreaterThan(4.5);
  });

  it('sends no picture that the server would not take', async () => {
    expect(await desk.setLogo(new Blob([new Uint8Array(bounds.logoBytes + 1)]))).toBe(false);
    expect(tooLarge).toHaveBeenCalledOnce();
    expect(send).not.toHaveBeenCalled();
    const file = new Blob(['<svg/>']);
    await desk.setLogo(file);
    expect(send).toHaveBeenCalledWith(file, 1);
    await desk.removeLogo();
    expect(send).toHaveBeenLastCalledWith(undefined, 1);
  });
});
