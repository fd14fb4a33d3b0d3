import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { z } from 'zod';

/** One process for good: its number and when it began, since numbers are given out again. */
export const processStamp = z.object({ pid: z.int().positive(), began: z.string() });
export type ProcessStamp = z.infer<typeof processStamp>;

/** The stamp of a running process; its `began` is empty where it cannot be told (Windows) or the process is gone. */
export const stampOf = (pid: number): ProcessStamp => ({ pid, began: whenBegan(pid) ?? '' });

/** Whether this very process still runs, and not a later one with its number. */
export const stillRuns = ({ pid, began }: ProcessStamp): boolean => whenBegan(pid) === began;

/** Whether `stillRuns` is proof enough to end the process. */
export const isProof = ({ began }: ProcessStamp): boolean => began !== '';

function whenBegan(pid: number): string | undefined {
  if (!isAlive(pid)) return undefined;
  try {
    return readings[process.platform]?.(pid) ?? '';
  } catch {
    return undefined; // it ended between the two questions
  }
}

const readings: Partial<Record<NodeJS.Platform, (pid: number) => string | undefined>> = {
  linux: linuxStart,
  darwin: (pid) => execFileSync('ps', ['-o', 'lstart=', '-p', String(pid)], { encoding: 'utf8' }).trim(),
};

function linuxStart(pid: number): string | undefined {
  // The name stands in brackets and may hold anything; state is the first word after it, the start the twentieth.
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
    .replace(/^.*\) /s, '')
    .split(' ');
  if (fields[0] === 'Z') throw new Error('ended, and not yet collected by its parent');
  const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
  return `${boot}:${fields[19] ?? ''}`;
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'; // alive, and somebody else's
  }
}
