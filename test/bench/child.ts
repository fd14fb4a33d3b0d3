import type { ChildProcess } from 'node:child_process';

/** However the bench ends, its processes end with it. */
export function endWithUs(child: ChildProcess): void {
  const kill = (): void => void child.kill('SIGKILL');
  process.once('exit', kill);
  child.once('exit', () => process.off('exit', kill));
}
