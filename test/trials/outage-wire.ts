import { startLoad } from './desk-load.ts';
import { checkAfter, waitUntil, watchReady, type Stage } from './outage-stage.ts';
import { randomOf } from './random.ts';
import { tamper } from './wire-faults.ts';

/** What one kind of trouble came to: a line of the report. */
export interface Outcome {
  trouble: string;
  dose: string;
  answers: string;
  measured: string;
  findings: string[];
}

const RECOVERY_MS = 10_000;

/** The wire cut, reset, half-closed and delayed under load. */
export async function troubleOnTheWire(
  stage: Stage,
  { faults, seed, clients = 12 }: { faults: number; seed: number; clients?: number },
): Promise<Outcome> {
  const { app, world, proxy } = stage;
  const load = startLoad({ url: () => app.url, world, clients, seed });
  const watch = watchReady(app.url);
  let done = 0;
  const onFault = (kind: string): void => {
    done += 1;
    if (done % 25 === 0) process.stderr.write(`fault ${done}: ${kind}; answers ${sayStatuses(load.statuses)}\n`);
  };
  await tamper(proxy, randomOf(seed), { faults, onFault });
  const over = performance.now();
  const recovered = await waitUntil(() => watch.firstAfter(over, 200) !== undefined, RECOVERY_MS);
  await load.stop();
  await watch.stop();
  const findings = await checkAfter(stage, load);
  if (recovered === undefined) findings.push('/readyz was still red 10 s after the last fault');
  return {
    trouble: 'the wire cut, reset, half-closed, delayed',
    dose: `${faults} faults`,
    answers: sayStatuses(load.statuses),
    measured: `ready again after ${saySeconds(recovered)}, slowest /readyz ${saySeconds(watch.longest())}`,
    findings,
  };
}

export const saySeconds = (ms: number | undefined): string =>
  ms === undefined ? 'never' : `${(ms / 1000).toFixed(1)} s`;

/** `201 × 340, 503 × 12`, in the order of the statuses. */
export const sayStatuses = (statuses: ReadonlyMap<number, number>): string =>
  [...statuses]
    .sort(([one], [other]) => one - other)
    .map(([status, often]) => `${status || 'none'} × ${often}`)
    .join(', ');
