import { execFile, spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { findPython } from '../../src/platform/engine/python.ts';

/** Pinned: another version tries other things, and the figures in the README would not be those of this one. */
export const TOOL = 'schemathesis==4.32.5';

const execute = promisify(execFile);

/** Makes sure that schemathesis is in a Python environment of its own in the cache folder. @returns its Python */
export async function installFuzzTool(say: (line: string) => void): Promise<string> {
  const home = join(process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache'), 'homeward');
  const venv = join(home, TOOL.replace('==', '-'));
  const python = join(venv, 'bin', 'python');
  if (existsSync(python)) return python;
  say(`Installing ${TOOL} from PyPI into ${venv}; it is done once.`);
  mkdirSync(home, { recursive: true });
  const building = mkdtempSync(join(home, 'schemathesis-building-'));
  try {
    await execute(await findPython(), ['-m', 'venv', building]);
    const pip = ['-m', 'pip', 'install', '-q', '--disable-pip-version-check', '--only-binary', ':all:', TOOL];
    await execute(join(building, 'bin', 'python'), pip);
    if (!existsSync(python)) renameSync(building, venv);
  } finally {
    rmSync(building, { recursive: true, force: true });
  }
  return python;
}

/** Runs it to its end. @returns the code it ended with and all that it said */
export function runFuzzTool(
  python: string,
  words: readonly string[],
  folder: string,
): Promise<{ code: number; said: string }> {
  const child = spawn(python, ['-c', 'from schemathesis.cli import schemathesis; schemathesis()', ...words], {
    cwd: folder,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  const hear = (chunk: Buffer): void => void (said += chunk.toString());
  child.stdout.on('data', hear);
  child.stderr.on('data', hear);
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('exit', (code) => resolve({ code: code ?? 1, said }));
  });
}
