import { readdirSync, readFileSync } from 'node:fs';
import { percentile } from './percentile.ts';
import type { Homeward } from './homeward.ts';

/** One minute of the soak. */
export interface Minute {
  /** As the system sees it, with nothing collected for the sake of the number. */
  rssMb: number;
  /** Open files and sockets. */
  handles: number;
  asked: number;
  p50: number;
  p99: number;
}

/** What a process holds when nobody asks anything of it. */
export interface Rest {
  handles: number;
  emitters: number;
  listeners: number;
}

export function sampleMinute(pid: number, times: readonly number[]): Minute {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  const rssMb = Number(/^VmRSS:\s+(\d+) kB/m.exec(status)?.[1] ?? 0) / 1024;
  const counts = { asked: times.length, p50: percentile(times, 0.5), p99: percentile(times, 0.99) };
  return { rssMb, handles: countHandles(pid), ...counts };
}

const countHandles = (pid: number): number => readdirSync(`/proc/${pid}/fd`).length;

/** Asks the witness inside; what is not needed any more is collected first. */
export async function sampleRest({ program, pid }: Homeward): Promise<Rest> {
  const before = program.said().length;
  const handles = countHandles(pid);
  program.signal('SIGUSR2');
  for (let waited = 0; waited < 200; waited += 1) {
    const [, emitters, listeners] = /witness \[(\d+),(\d+)\]/.exec(program.said().slice(before)) ?? [];
    if (listeners !== undefined) return { handles, emitters: Number(emitters), listeners: Number(listeners) };
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error('The witness said nothing.');
}

const middle = (values: readonly number[]): number => percentile(values, 0.5);

/** RSS may grow by 5 % between the first and the last three minutes, the p99's median by a half between the first and the last third; at rest nothing may be left. */
export function judgeSoak(minutes: readonly Minute[], [early, late]: readonly [Rest, Rest]): string[] {
  const findings: string[] = [];
  const rss = minutes.map(({ rssMb }) => rssMb);
  const growth = middle(rss.slice(-3)) / middle(rss.slice(0, 3)) - 1;
  if (growth >= 0.05) findings.push(`RSS grew by ${(growth * 100).toFixed(1)} %`);
  const third = Math.max(1, Math.floor(minutes.length / 3));
  const p99 = minutes.map((minute) => minute.p99);
  const [first, last] = [middle(p99.slice(0, third)), middle(p99.slice(-third))];
  if (last > first * 1.5) findings.push(`p99 went from ${Math.round(first)} ms to ${Math.round(last)} ms`);
  for (const kind of ['handles', 'emitters', 'listeners'] as const) {
    // A pool may have grown by some connections, each with its listeners.
    const slack = { handles: 5, emitters: 60, listeners: 200 }[kind];
    if (late[kind] > early[kind] + slack) findings.push(`${kind} at rest went from ${early[kind]} to ${late[kind]}`);
  }
  return findings;
}
