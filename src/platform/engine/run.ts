import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';

interface Ran {
  /** Exit code; `undefined` when the program is not on the machine or was killed. */
  code: number | undefined;
  /** Everything it printed, both streams, in the order it came. */
  output: string;
}

/** Runs a program to its end and hands on each line as it is printed. Never throws for what the program does. */
export function run(program: string, args: string[], onLine: (line: string) => void = () => undefined): Promise<Ran> {
  const child = spawn(program, args, { stdio: ['ignore', 'pipe', 'pipe'], windowsHide: true });
  const lines: string[] = [];
  const keep = (line: string): void => {
    lines.push(line);
    onLine(line);
  };
  createInterface(child.stdout).on('line', keep);
  createInterface(child.stderr).on('line', keep);
  return new Promise((resolve) => {
    child.on('error', () => resolve({ code: undefined, output: lines.join('\n') }));
    child.on('close', (code) => resolve({ code: code ?? undefined, output: lines.join('\n') }));
  });
}
