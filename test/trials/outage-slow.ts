import { setTimeout as sleep } from 'node:timers/promises';
import { dribble, postText, speakRaw, type RawAnswer } from '../support/raw-request.ts';
import { count, startLoad } from './desk-load.ts';
import type { Stage } from './outage-stage.ts';
import { sayStatuses, type Outcome } from './outage-trouble.ts';
import { percentile } from './percentile.ts';

const QUIET_MS = 15_000;
/** The twenty seconds that a request may take to arrive, and the look-out for it. */
const CLOSED_MS = 25_000;
const EVERY_MS = 500;

const JSON_BODY = { 'Content-Type': 'application/json', 'Sec-Fetch-Site': 'same-origin' };
const post = (body: string): string =>
  postText('/i/open', { ...JSON_BODY, Connection: 'close', 'Content-Length': body.length }, body);

/** What is too much, and the status that says so. */
const HUGE: readonly [status: number, text: string][] = [
  [413, post(`{"token":"${'x'.repeat(65_525)}"}`)],
  [422, post(`{"token":${'['.repeat(30_000)}${']'.repeat(30_000)}}`)],
  [431, `GET /healthz HTTP/1.1\r\nHost: localhost\r\nX-Long: ${'x'.repeat(10_000)}\r\n\r\n`],
];

/** Half of the sockets never end their headers, half never their bodies; others send too much; meanwhile the desk works. */
export async function troubleOfSlowSenders(
  { app, world }: Stage,
  { sockets, seed }: { sockets: number; seed: number },
): Promise<Outcome> {
  const port = Number(new URL(app.url).port);
  const load = startLoad({ url: () => app.url, world, clients: 4, seed, everyMs: 60 });
  await sleep(2000);
  const measure = async (during: Promise<unknown>): Promise<number> => {
    load.times.length = 0;
    await during;
    return percentile(load.times, 0.99);
  };
  const before = await measure(sleep(QUIET_MS));
  const begun = postText('/i/open', { ...JSON_BODY, 'Content-Length': 60_000 }, '{"token":"');
  const slow = Array.from({ length: sockets }, (_, index) =>
    speakRaw(port, (socket) => dribble(socket, index % 2 ? begun : 'GET /healthz HTTP/1.1\r\nX-Slow: ', EVERY_MS)),
  );
  let isOver = false;
  const huge = sendHuge(port, () => isOver);
  const during = await measure(Promise.all(slow));
  isOver = true;
  const answers = await Promise.all(slow);
  await load.stop();
  const findings = [...load.faults.keys(), ...judgeSlow(answers), ...(await huge).faults];
  if (during > before * 2) findings.push('the others’ p99 more than doubled');
  const statuses = new Map<number, number>();
  for (const { status } of [...answers, ...(await huge).answers]) count(statuses, status);
  const slowest = Math.max(...answers.map(({ ms }) => ms));
  return {
    ...{ trouble: 'slow and huge input', dose: `${sockets} slow sockets`, answers: sayStatuses(statuses), findings },
    measured: `others’ p99 ${Math.round(before)} ms before, ${Math.round(during)} ms during; closed after ${(slowest / 1000).toFixed(1)} s at most`,
  };
}

function judgeSlow(answers: readonly RawAnswer[]): string[] {
  const silent = answers.filter(({ status }) => status !== 408).length;
  const late = answers.filter(({ ms }) => ms > CLOSED_MS).length;
  return [
    ...(silent > 0 ? [`${silent} slow sockets were not told 408`] : []),
    ...(late > 0 ? [`${late} slow sockets were open for more than ${CLOSED_MS / 1000} s`] : []),
  ];
}

async function sendHuge(port: number, isOver: () => boolean): Promise<{ answers: RawAnswer[]; faults: string[] }> {
  const answers: RawAnswer[] = [];
  const faults = new Set<string>();
  while (!isOver()) {
    for (const [status, text] of HUGE) {
      const answer = await speakRaw(port, (socket) => void socket.write(text));
      answers.push(answer);
      if (answer.status !== status) faults.add(`${answer.status} where ${status} was meant`);
    }
    await sleep(100);
  }
  return { answers, faults: [...faults] };
}
