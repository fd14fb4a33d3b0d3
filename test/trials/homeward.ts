import { fileURLToPath } from 'node:url';
import { spawnProgram, type Spawned } from '../support/spawned.ts';

/** The service as it is started for real, on a database that is there. */
export interface Homeward {
  url: string;
  program: Spawned;
  pid: number;
}

/** Of a trial that was ended before it could end them. */
const running = new Set<Spawned>();
process.once('exit', () => {
  for (const program of running) program.signal('SIGKILL');
});
for (const name of ['SIGINT', 'SIGTERM'] as const) process.once(name, () => process.exit(1));

export async function startHomeward(
  mongodbUri: string,
  master: Buffer,
  { witness = false }: { witness?: boolean } = {},
): Promise<Homeward> {
  const witnessed = `--import=${fileURLToPath(new URL('soak-witness.ts', import.meta.url))}`;
  const program = spawnProgram('src/main.ts', {
    MONGODB_URI: mongodbUri,
    MASTER_KEY: master.toString('base64'),
    PORT: '0',
    LOG_LEVEL: 'warn',
    ...(witness ? { NODE_OPTIONS: witnessed } : {}),
  });
  running.add(program);
  void program.ended.then(() => running.delete(program));
  const [, port = ''] = await program.says(/Homeward runs on port (\d+)/);
  return { url: `http://127.0.0.1:${port}`, program, pid: program.pid };
}
