/** One of those that are held against each other. Gives a number of which more is better. */
export interface Side<N extends string> {
  name: N;
  run(round: number): Promise<number>;
}

/**
 * Runs the sides in turn, many short rounds, and every second round in the other order: what else the machine does then
 * meets all of them alike. The first round warms up and is not kept.
 */
export async function interleave<N extends string>(
  sides: readonly Side<N>[],
  rounds: number,
): Promise<Record<N, number[]>> {
  const kept = Object.fromEntries(sides.map(({ name }) => [name, [] as number[]])) as Record<N, number[]>;
  for (let round = 0; round <= rounds; round += 1) {
    for (const side of round % 2 === 0 ? sides : [...sides].reverse()) {
      const value = await side.run(round);
      if (round > 0) kept[side.name].push(value);
    }
  }
  return kept;
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const high = sorted[middle] ?? NaN;
  return sorted.length % 2 === 1 ? high : ((sorted[middle - 1] ?? NaN) + high) / 2;
}

/** Round by round, the one through the other. */
export const ratios = (above: readonly number[], below: readonly number[]): number[] =>
  above.map((value, round) => value / (below[round] ?? NaN));
