import { execFile } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { explainPipFailure } from '../../src/platform/engine/pip-failure.ts';
import { installedEngine } from '../support/test-engine.ts';

const program = join(import.meta.dirname, '../support/install-process.ts');
let folder: string;
let cacheDir: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'homeward-install-test-'));
  cacheDir = join(folder, 'cache');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** The lines that an installation prints, in a process of its own with this environment. */
function install(env: NodeJS.ProcessEnv, ...requirements: string[]): Promise<string[]> {
  const options = { env: { ...process.env, ...env } };
  return new Promise((resolve) => {
    execFile(process.execPath, [program, cacheDir, ...requirements], options, (_error, printed) =>
      resolve(printed.trim().split('\n')),
    );
  });
}

/** A path with one program on it: a real Python which takes this for true before anything else. */
async function pathWithPython(prelude: string): Promise<string> {
  const path = join(folder, 'bin');
  mkdirSync(path);
  const python = join(path, 'python3');
  const question = `import sys; ${prelude}; exec(sys.argv[1])`;
  writeFileSync(python, `#!/bin/sh\nexec '${await installedEngine()}' -I -c '${question}' "$3"\n`);
  chmodSync(python, 0o755);
  return path;
}

const aptLine = 'sudo apt-get install python3';

// Two of these make a whole Python environment, which takes seconds of a machine that is alone with it.
describe('installing the embedded database', () => {
  it('says first what is installed, from where and why, and lets two processes do so at once', async () => {
    const nothing = join(folder, 'requirements.txt');
    writeFileSync(nothing, '# no packages, so that this needs no network\n');
    const [first, second] = await Promise.all([install({}, nothing), install({}, nothing)]);
    expect(first[0]).toMatch(/^Installing the embedded database .* from PyPI into .*engine-[0-9a-f]{12}\.$/);
    expect(first[1]).toMatch(/^Why: MONGODB_URI is not set/);
    expect(first.at(-1)).toContain(cacheDir);
    expect(second.at(-1)).toBe(first.at(-1));
    expect(readdirSync(join(cacheDir, 'homeward'))).toHaveLength(1);
    expect(await install({}, nothing)).toEqual([first.at(-1)]);
  }, 120_000);

  it('names the Python it needs when there is none', async () => {
    const [refusal] = await install({ PATH: join(folder, 'empty') });
    expect(refusal).toMatch(/^StartRefused: The embedded database needs Python 3\.10 or newer/);
    expect(refusal).toContain(aptLine);
    expect(refusal).toContain('docker compose up');
    expect(refusal).toContain('MONGODB_URI');
  });

  it('names the Python it needs when there is only an older one', async () => {
    const [refusal] = await install({ PATH: await pathWithPython('sys.version_info = (3, 9)') });
    expect(refusal).toMatch(/^StartRefused: The embedded database needs Python 3\.10 or newer/);
  });

  it("names Python's venv module when it is missing", async () => {
    const [refusal] = await install({ PATH: await pathWithPython('sys.modules["ensurepip"] = None') });
    expect(refusal).toMatch(/^StartRefused: The embedded database needs Python's venv module/);
    expect(refusal).toContain('sudo apt-get install python3-venv');
  });

  it('says that PyPI cannot be reached, and leaves nothing half-made', async () => {
    const unreachable = {
      PIP_CONFIG_FILE: '/dev/null',
      PIP_FIND_LINKS: '',
      PIP_INDEX_URL: 'https://127.0.0.1:1/simple',
      PIP_RETRIES: '0',
    };
    const printed = await install({ ...unreachable, PIP_NO_INDEX: '' });
    expect(printed.at(-1)).toMatch(/^StartRefused: PyPI cannot be reached/);
    expect(readdirSync(join(cacheDir, 'homeward'))).toEqual([]);
  }, 120_000);
});

describe('what pip says when it fails', () => {
  it.each([
    ['THESE PACKAGES DO NOT MATCH THE HASHES FROM THE REQUIREMENTS FILE.', /its hash differs/],
    ['ERROR: No matching distribution found for SecantusDB==0.7.0b3', /no build .* for this machine/],
    ['OSError: [Errno 28] No space left on device', /disk is full/],
    ['ERROR: something new', /\(ERROR: something new\)/],
  ])('becomes one sentence: %s', (output, sentence) => {
    expect(explainPipFailure(output)).toMatch(sentence);
    expect(explainPipFailure(output)).not.toContain('\n');
  });
});
