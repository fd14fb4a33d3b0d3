import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from '@jest/globals';

/** Runs one test of its own by the project's runner, engine and all; gives the runner's exit code. */
function runTestOf(body: string): number | null {
  const folder = mkdtempSync(join(tmpdir(), 'homeward-runner-'));
  try {
    writeFileSync(
      join(folder, 'own.test.ts'),
      `import { expect, it } from '@jest/globals';\nit('is', () => { ${body} });\n`,
    );
    const jest = ['--experimental-vm-modules', 'node_modules/jest/bin/jest.js', `--roots=${folder}`];
    const env = { ...process.env, TEST_MONGODB_URI: undefined };
    return spawnSync(process.execPath, jest, { env, stdio: 'ignore', timeout: 25_000 }).status;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

it('the runner ends with a failure when a test fails, and only then', () => {
  expect(runTestOf('expect(1).toBe(2);')).toBe(1);
  expect(runTestOf('expect(1).toBe(1);')).toBe(0);
});
