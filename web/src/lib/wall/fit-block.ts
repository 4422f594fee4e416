/** How a block is set: 1 is its intended sizes, 0 everything at the floor; `squeeze` goes below, where nothing else helps. */
export interface BlockFit {
  readonly fit: number;
  readonly squeeze: number;
  /** How far its lines stand apart beyond what they must, from 0 to 1: what the letters leave. */
  readonly air: number;
}

const tries = 6;
const leastSqueeze = 0.4;

/** The largest setting in which a block does not overflow. Each try lays the block out once. */
export function fitBlock(overflows: (setting: BlockFit) => boolean): BlockFit {
  const letters = fitLetters((setting) => overflows({ ...setting, air: 0 }));
  const holds = (air: number) => !overflows({ ...letters, air });
  return { ...letters, air: holds(1) ? 1 : largestThat(0, 1, holds) };
}

function fitLetters(overflows: (letters: Omit<BlockFit, 'air'>) => boolean): Omit<BlockFit, 'air'> {
  if (!overflows({ fit: 1, squeeze: 1 })) return { fit: 1, squeeze: 1 };
  if (!overflows({ fit: 0, squeeze: 1 })) {
    return { fit: largestThat(0, 1, (fit) => !overflows({ fit, squeeze: 1 })), squeeze: 1 };
  }
  return { fit: 0, squeeze: largestThat(leastSqueeze, 1, (squeeze) => !overflows({ fit: 0, squeeze })) };
}

/** Between what holds and what does not, close to where it turns. */
function largestThat(holds: number, fails: number, holdsAt: (value: number) => boolean): number {
  let [low, high] = [holds, fails];
  for (let tried = 0; tried < tries; tried += 1) {
    const middle = (low + high) / 2;
    if (holdsAt(middle)) low = middle;
    else high = middle;
  }
  return low;
}
