import { setTimeout as sleep } from 'node:timers/promises';
import { Agent } from 'node:http';
import { ask } from './ask.ts';
import { startLoad } from './desk-load.ts';
import { checkAfter, waitUntil, watchReady, type Stage } from './outage-stage.ts';

/** What one kind of trouble came to: a line of the report. */
export interface Outcome {
  trouble: string;
  dose: string;
  answers: string;
  measured: string;
  findings: string[];
}

export interface Trouble {
  trouble: string;
  dose: string;
  /** Begins it, lasts as long as it lasts, and ends it. */
  run(stage: Stage): Promise<void>;
  seed: number;
  clients?: number;
  /** The service cannot work meanwhile, and must say so. */
  isWhole?: boolean;
}

const RED_MS = 5000;
const RECOVERY_MS = 10_000;

/** A desk at work while the trouble lasts: what was answered, how soon the service said that it is not ready, and when it was again. */
export async function workThrough(stage: Stage, trouble: Trouble): Promise<Outcome> {
  const { app, world } = stage;
  const load = startLoad({ url: () => app.url, world, clients: trouble.clients ?? 8, seed: trouble.seed });
  const watch = watchReady(app.url);
  await sleep(1000);
  const began = performance.now();
  await trouble.run(stage);
  const over = performance.now();
  const red = watch.firstAfter(began, 503);
  const ready = await waitUntil(() => watch.firstAfter(over, 200) !== undefined, RECOVERY_MS * 3);
  const writes = await waitUntil(() => canWrite(stage), RECOVERY_MS * 3);
  await load.stop();
  await watch.stop();
  const findings = await checkAfter(stage, load);
  if (trouble.isWhole && !(red !== undefined && red <= RED_MS))
    findings.push(`/readyz was red after ${saySeconds(red)}`);
  for (const [what, ms] of Object.entries({ ready, writes }))
    if (ms === undefined || performance.now() < 0 || ms > RECOVERY_MS)
      findings.push(`${what} again only after ${saySeconds(ms)}`);
  const redness = trouble.isWhole ? `/readyz red after ${saySeconds(red)}, ` : '';
  const slowest = `slowest answer ${saySeconds(Math.max(...load.times))}, slowest /readyz ${saySeconds(watch.longest())}`;
  return {
    trouble: trouble.trouble,
    dose: trouble.dose,
    answers: sayStatuses(load.statuses),
    measured: `${redness}ready again after ${saySeconds(ready)}, written again after ${saySeconds(writes)}, ${slowest}`,
    findings,
  };
}

async function canWrite({ app, world }: Stage): Promise<boolean> {
  const agent = new Agent();
  const path = `/api/v1/case-files/${world.caseFileIds[0] ?? ''}/notes`;
  const headers = { Cookie: world.cookie };
  const { status } = await ask(app.url, { method: 'POST', path, body: { text: 'All well again.' }, headers }, agent);
  return status >= 200 && status < 300;
}

export const saySeconds = (ms: number | undefined): string =>
  ms === undefined ? 'never' : `${(ms / 1000).toFixed(1)} s`;

/** `201 × 340, 503 × 12`, in the order of the statuses. */
export const sayStatuses = (statuses: ReadonlyMap<number, number>): string =>
  [...statuses]
    .sort(([one], [other]) => one - other)
    .map(([status, often]) => `${status || 'none'} × ${often}`)
    .join(', ');
