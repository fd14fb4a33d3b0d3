import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** A program of the project, run as a process of its own. */
export interface Spawned {
  /** All that it has said so far, on both streams. */
  said: () => string;
  /** The first match of the pattern in what it says. Rejects when it ends without. */
  says(pattern: RegExp): Promise<RegExpExecArray>;
  pid: number;
  signal(name: 'SIGTERM' | 'SIGINT' | 'SIGKILL' | 'SIGUSR2'): void;
  /** Its exit code, once it has ended. */
  ended: Promise<number | null>;
}

/** Runs one of the project's programs with this environment alone (and the path to its programs, and what was compiled before). */
export function spawnProgram(
  file: 'src/main.ts' | 'src/admin.ts' | 'src/data.ts',
  environment: Record<string, string>,
  words: readonly string[] = [],
): Spawned {
  const { PATH = '', HOME = '', NODE_COMPILE_CACHE = '' } = process.env;
  const path = fileURLToPath(new URL(`../../${file}`, import.meta.url));
  const child = spawn(process.execPath, [path, ...words], {
    env: { PATH, HOME, NODE_COMPILE_CACHE, ...environment },
  });
  let heard = '';
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text: string) => {
      heard += text;
      child.emit('heard');
    });
  const ended = new Promise<number | null>((resolve) => void child.on('close', resolve));
  const says = (pattern: RegExp): Promise<RegExpExecArray> =>
    new Promise((resolve, reject) => {
      const look = (): void => {
        const match = pattern.exec(heard);
        if (match) resolve(match);
      };
      child.on('heard', look);
      look();
      void ended.then(() => reject(new Error(`It ended without saying ${String(pattern)}: ${heard}`)));
    });
  return { pid: child.pid ?? 0, said: () => heard, says, signal: (name) => void child.kill(name), ended };
}
