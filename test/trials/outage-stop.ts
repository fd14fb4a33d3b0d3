import { setTimeout as sleep } from 'node:timers/promises';
import type { Answer } from './ask.ts';
import { startLoad } from './desk-load.ts';
import { startHomeward } from './homeward.ts';
import { whatWasLogged, type Stage } from './outage-stage.ts';
import { saySeconds, sayStatuses, type Outcome } from './outage-trouble.ts';
import { randomOf } from './random.ts';
import { readFindings } from './reader.ts';

/** Whoever comes when nobody listens any more is turned away; whoever was heard gets an answer, and a right one. */
const findLost = ({ failed, status }: Answer): string | undefined => {
  if (failed !== undefined) return failed === 'ECONNREFUSED' ? undefined : `a request was lost (${failed})`;
  return status >= 500 ? `status ${status}` : undefined;
};

/** The service told to stop under load, again and again. */
export async function troubleOfStopping(
  stage: Stage,
  { terms, seed }: { terms: number; seed: number },
): Promise<Outcome> {
  const random = randomOf(seed);
  const findings: string[] = [];
  const statuses = new Map<number, number>();
  let longest = 0;
  for (let term = 0; term < terms; term += 1) {
    const app = await startHomeward(stage.uriAt(stage.engine.uri), stage.master);
    const load = startLoad({ url: () => app.url, world: stage.world, clients: 16, seed: seed + term, judge: findLost });
    await sleep(300 + random.below(900));
    const asked = performance.now();
    app.program.signal('SIGTERM');
    const code = await app.program.ended;
    longest = Math.max(longest, performance.now() - asked);
    if (code !== 0) findings.push(`it ended with ${String(code)}: ${app.program.said().slice(-300)}`);
    await load.stop(0);
    stage.told.push(...load.told);
    findings.push(...[...load.faults].map(([what, often]) => `${what} (${often} times, at stop ${term + 1})`));
    if (load.faults.size > 0) findings.push(...whatWasLogged(stage, app));
    for (const [status, often] of load.statuses) statuses.set(status, (statuses.get(status) ?? 0) + often);
    if (term % 10 === 9) process.stderr.write(`stop ${term + 1} of ${terms}\n`);
  }
  if (longest > 10_000) findings.push(`an exit took ${saySeconds(longest)}`);
  findings.push(...(await readFindings(stage.connection, { told: stage.told })));
  return {
    ...{ trouble: 'SIGTERM under load', dose: `${terms} stops`, answers: sayStatuses(statuses) },
    measured: `slowest exit ${saySeconds(longest)}`,
    findings,
  };
}
