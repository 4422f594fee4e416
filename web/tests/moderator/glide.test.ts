import { describe, expect, it, vi } from 'vitest';
import { Glide } from '../../src/pages/moderator/lanes/glide';

const rowPx = 76;

/** A lane of rows under each other that is scrolled so far, and how often a row of it was measured. */
function lane(count: number, scrolled = 0) {
  const grid = document.createElement('div');
  const measured = { times: 0 };
  grid.getBoundingClientRect = () => new DOMRect(0, -scrolled, 400, count * rowPx);
  for (let at = 0; at < count; at += 1) {
    const row = document.createElement('div');
    row.getBoundingClientRect = () => {
      measured.times += 1;
      return new DOMRect(0, [...grid.children].indexOf(row) * rowPx - scrolled, 400, rowPx);
    };
    row.animate = vi.fn(() => ({ cancel: vi.fn() }) as unknown as Animation);
    grid.append(row);
  }
  document.body.append(grid);
  return { grid, measured, rows: [...grid.children] as HTMLElement[] };
}

/** From how far each of the rows came. */
const cameFrom = (rows: readonly HTMLElement[]) =>
  rows.map((row) => vi.mocked(row.animate).mock.calls.map(([steps]) => (steps as Keyframe[])[0]?.transform));

describe('rows that changed places', () => {
  it('glide to where they now stand', () => {
    const { grid, rows } = lane(4);
    const glide = new Glide();
    glide.note(grid);
    rows[0]?.remove();
    glide.play(grid);
    expect(cameFrom(rows)).toEqual([[], ['translateY(76px)'], ['translateY(76px)'], ['translateY(76px)']]);
  });

  it('stand still where nothing moved them', () => {
    const { grid, rows } = lane(4);
    const glide = new Glide();
    glide.note(grid);
    glide.play(grid);
    expect(cameFrom(rows).flat()).toEqual([]);
  });

  it('are measured where they are in sight, of thousands as of a few', () => {
    const { grid, rows, measured } = lane(3_000, 1_500 * rowPx);
    const glide = new Glide();
    glide.note(grid);
    rows[1_501]?.remove();
    glide.play(grid);
    const inSight = Math.ceil(innerHeight / rowPx);
    expect(measured.times).toBeLessThan(4 * inSight + 20);
    expect(cameFrom(rows.slice(1_502, 1_505))).toEqual(Array(3).fill(['translateY(76px)']));
  });
});
