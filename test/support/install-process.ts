// A process of its own that installs the engine into a cache folder and prints what it says, then where or why not.
import { installEngine } from '../../src/platform/engine/install.ts';

const [, , cacheDir = '', requirements] = process.argv;
const print = (line: string): void => void process.stdout.write(`${line}\n`);
try {
  print(await installEngine({ cacheDir, say: print, ...(requirements ? { requirements } : {}) }));
} catch (error) {
  print(String(error));
  process.exitCode = 1;
}
