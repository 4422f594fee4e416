import { beforeEach, expect, it, vi } from 'vitest';
import { Dragging } from '../../../src/pages/organiser/agenda/dragging.svelte';
import { Grasp } from '../../../src/pages/organiser/agenda/grasp';

const session = { session: 1, hall: 1, starts: 0, ends: 3_600_000, phase: 'upcoming' };
const open = vi.fn();
const said = { onlift: vi.fn(), onmove: vi.fn(), ondrop: vi.fn(), oncancel: vi.fn() };

function grasp(of: object = session): Grasp {
  const block = { editor: { open, speak: vi.fn() }, dragging: new Dragging(), session: of, place: of, ...said };
  return new Grasp(() => block as never);
}

function pointer(x: number, pointerType = 'touch'): never {
  const currentTarget = { setPointerCapture: () => undefined };
  return { button: 0, pointerType, pointerId: 1, clientX: x, clientY: 0, currentTarget, stopPropagation() {} } as never;
}

beforeEach(() => {
  vi.clearAllMocks();
});

it('a session that a finger dragged by its handle opens at the next tap', () => {
  const hand = grasp();
  hand.take(pointer(0), 'whole');
  hand.move(pointer(40));
  hand.up(pointer(40));
  expect([said.onlift.mock.calls.length, said.ondrop.mock.calls.length]).toEqual([1, 1]);
  hand.down(pointer(0));
  hand.up(pointer(0));
  hand.open();
  expect(open).toHaveBeenCalledOnce();
});

it('and with Enter', () => {
  const hand = grasp();
  hand.take(pointer(0), 'end');
  hand.move(pointer(40));
  hand.up(pointer(40));
  hand.key({ code: 'Enter' } as never);
  hand.open();
  expect(open).toHaveBeenCalledOnce();
});

it('the click that ends a drag by a mouse opens nothing', () => {
  const hand = grasp();
  hand.down(pointer(0, 'mouse'));
  hand.move(pointer(40, 'mouse'));
  hand.up(pointer(40, 'mouse'));
  hand.open();
  expect(open).not.toHaveBeenCalled();
});

it('a finger on the session itself scrolls, and one that is over is held by nobody', () => {
  const hand = grasp();
  hand.down(pointer(0));
  hand.move(pointer(40));
  const over = grasp({ ...session, phase: 'ended', opened: 0 });
  over.take(pointer(0, 'mouse'), 'whole');
  over.move(pointer(40, 'mouse'));
  expect(said.onlift).not.toHaveBeenCalled();
});

it('what was in hand when the pointer was taken away is put back', () => {
  const hand = grasp();
  hand.take(pointer(0), 'whole');
  hand.move(pointer(40));
  hand.lost();
  expect([said.ondrop.mock.calls.length, said.oncancel.mock.calls.length]).toEqual([0, 1]);
});

it('a session is put down where the pointer lets go, though the last move before was left out', () => {
  const hand = grasp();
  hand.take(pointer(0), 'end');
  hand.move(pointer(30));
  hand.up(pointer(40));
  expect(said.onmove.mock.calls.map(([{ clientX }]) => clientX)).toEqual([30, 40]);
  expect(said.ondrop).toHaveBeenCalledOnce();
});
