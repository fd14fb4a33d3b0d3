import { openWire, type WireAnswer } from './wire.ts';

/** What a load brought: how long it took as a whole, each answer's time, and how often each status came. */
export interface Load {
  ms: number;
  times: number[];
  statuses: Map<number, number>;
}

/** Answers a second. */
export const rateOf = ({ ms, times }: Pick<Load, 'ms' | 'times'>): number => (times.length / ms) * 1000;

interface Asked {
  port: number;
  connections: number;
  /** The next request, or undefined when there is no more to ask. */
  next: () => string | undefined;
  onAnswer?: (answer: WireAnswer) => void;
}

/** Asks over so many kept connections, each one thing after another. Opening them is not counted. */
export async function load({ port, connections, next, onAnswer }: Asked): Promise<Load> {
  const wires = await Promise.all(Array.from({ length: connections }, () => openWire(port)));
  const result: Load = { ms: 0, times: [], statuses: new Map() };
  const started = performance.now();
  await Promise.all(
    wires.map(async (wire) => {
      for (let request = next(); request !== undefined; request = next()) {
        const asked = performance.now();
        const answer = await wire.ask(request);
        result.times.push(performance.now() - asked);
        result.statuses.set(answer.status, (result.statuses.get(answer.status) ?? 0) + 1);
        onAnswer?.(answer);
      }
    }),
  );
  result.ms = performance.now() - started;
  for (const wire of wires) wire.close();
  return result;
}
