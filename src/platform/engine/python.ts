import { StartRefused } from '../start-refused.ts';
import { run } from './run.ts';

const candidates = ['python3', 'python3.14', 'python3.13', 'python3.12', 'python3.11', 'python3.10', 'python'];
const otherWays = 'or run `docker compose up`, or set MONGODB_URI to a MongoDB of your own';

// Debian ships venv without ensurepip, and venv then fails half-way: so both are asked for.
const question = `
import sys
if sys.version_info < (3, 10): sys.exit(3)
try: import venv, ensurepip
except ImportError: sys.exit(4)
`;

/**
 * The name of a Python >= 3.10 on the path that can make a virtual environment.
 * @throws StartRefused naming what to install
 */
export async function findPython(): Promise<string> {
  const codes = [];
  for (const candidate of candidates) {
    const { code } = await run(candidate, ['-I', '-c', question]);
    if (code === 0) return candidate;
    codes.push(code);
  }
  throw codes.includes(4) ? noVenv() : noPython();
}

const noPython = (): StartRefused =>
  new StartRefused(
    `The embedded database needs Python 3.10 or newer, which is not on this machine: install it (Debian, Ubuntu: \`sudo apt-get install python3 python3-venv\`), ${otherWays}.`,
  );

const noVenv = (): StartRefused =>
  new StartRefused(
    `The embedded database needs Python's venv module: install it (Debian, Ubuntu: \`sudo apt-get install python3-venv\`), ${otherWays}.`,
  );
