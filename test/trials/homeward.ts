import { spawnProgram, type Spawned } from '../support/spawned.ts';

/** The service as it is started for real, on a database that is there. */
export interface Homeward {
  url: string;
  program: Spawned;
  pid: number;
}

export async function startHomeward(mongodbUri: string, master: Buffer): Promise<Homeward> {
  const program = spawnProgram('src/main.ts', {
    MONGODB_URI: mongodbUri,
    MASTER_KEY: master.toString('base64'),
    PORT: '0',
    LOG_LEVEL: 'error',
  });
  const [, port = ''] = await program.says(/Homeward runs on port (\d+)/);
  return { url: `http://127.0.0.1:${port}`, program, pid: program.pid };
}
