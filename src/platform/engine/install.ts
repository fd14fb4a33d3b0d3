import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { explainPipFailure } from './pip-failure.ts';
import { findPython } from './python.ts';
import { run } from './run.ts';
import { StartRefused } from '../start-refused.ts';

const pinned = join(import.meta.dirname, 'requirements.txt');
const pythonIn = (venv: string): string =>
  process.platform === 'win32' ? join(venv, 'Scripts', 'python.exe') : join(venv, 'bin', 'python');

interface InstallOptions {
  /** The cache folder of this person's programs; `~/.cache` when not given. */
  cacheDir?: string;
  /** Another list of packages than the pinned one beside this file. */
  requirements?: string;
  say: (line: string) => void;
}

/**
 * Makes sure the embedded database is installed, saying first what is fetched and why.
 * Several processes may do so at once. @returns the path of the Python that has it
 * @throws StartRefused when Python, its venv module, the registry or a build for this machine is missing
 */
export async function installEngine({ cacheDir, requirements = pinned, say }: InstallOptions): Promise<string> {
  const home = join(cacheDir ?? join(homedir(), '.cache'), 'homeward');
  const hash = createHash('sha256').update(readFileSync(requirements)).digest('hex').slice(0, 12);
  const venv = join(home, `engine-${hash}`);
  // A Python that was upgraded away leaves a dangling link, which existsSync follows: then it is made anew.
  if (existsSync(pythonIn(venv))) return pythonIn(venv);
  const python = await findPython();
  say(`Installing the embedded database (SecantusDB and its Python packages, about 25 MB) from PyPI into ${venv}.`);
  say('Why: MONGODB_URI is not set, and this database needs no administrator. It is done once.');
  const building = makeBuildingFolder(home);
  try {
    await build(python, building, requirements, say);
    moveInto(venv, building);
  } finally {
    rmSync(building, { recursive: true, force: true });
  }
  say('The embedded database is installed.');
  return pythonIn(venv);
}

function makeBuildingFolder(home: string): string {
  try {
    mkdirSync(home, { recursive: true });
    return mkdtempSync(join(home, 'engine-building-'));
  } catch (cause) {
    throw new StartRefused(`Homeward cannot write to ${home}: make it writable or set XDG_CACHE_HOME.`, { cause });
  }
}

async function build(python: string, folder: string, requirements: string, say: (line: string) => void): Promise<void> {
  const venv = await run(python, ['-m', 'venv', folder]);
  if (venv.code !== 0) throw new StartRefused(`Python could not make a virtual environment: ${lastLine(venv.output)}`);
  const pip = ['-m', 'pip', 'install', '--disable-pip-version-check', '--progress-bar', 'off', '--retries', '2'];
  const args = [...pip, '--only-binary', ':all:', '--require-hashes', '-r', requirements];
  const { code, output } = await run(pythonIn(folder), args, (line) => {
    if (/^\s*(Downloading|Using cached|Installing) /.test(line)) say(`  ${line.trim()}`);
  });
  if (code !== 0) throw new StartRefused(explainPipFailure(output));
}

/** The environment runs from any path (`python -m`), so a whole one is moved into place, and the first to arrive wins. */
function moveInto(venv: string, building: string): void {
  try {
    renameSync(building, venv);
  } catch {
    if (existsSync(pythonIn(venv))) return;
    rmSync(venv, { recursive: true, force: true });
    renameSync(building, venv);
  }
}

const lastLine = (text: string): string => text.trim().split('\n').at(-1) ?? '';
