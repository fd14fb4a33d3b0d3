import { once } from 'node:events';
import { createServer } from 'node:net';
import { spawnProgram } from './spawned.ts';

/** The process of `npm start`, known by what it prints. */
export interface Started {
  said: () => string;
  /** The link printed behind this name. */
  link(name: 'console' | 'escort' | 'traveller' | 'guide'): string;
  /** Ctrl-C; gives the exit code. */
  stop(): Promise<number | null>;
}

/** Starts as the README says, with these variables beside the defaults, and waits for the links. */
export async function npmStart(environment: Record<string, string>): Promise<Started> {
  const cache = process.env['XDG_CACHE_HOME'];
  const program = spawnProgram('src/main.ts', {
    LOG_LEVEL: 'error',
    ...(cache ? { XDG_CACHE_HOME: cache } : {}),
    ...environment,
  });
  await program.says(/^ {2}guide +http/m);
  return {
    said: program.said,
    link: (name) => {
      const found = new RegExp(`^ {2}${name} +(\\S+)`, 'm').exec(program.said())?.[1];
      if (found === undefined) throw new Error(`No link to the ${name} was printed:\n${program.said()}`);
      return found;
    },
    stop: () => {
      program.signal('SIGINT');
      return program.ended;
    },
  };
}

/** A port that nobody uses at this moment, below those that connections are given by themselves. */
export async function freePort(): Promise<number> {
  const port = 20_000 + Math.floor(Math.random() * 10_000);
  const server = createServer().listen(port, '127.0.0.1');
  const isFree = await once(server, 'listening').then(
    () => true,
    () => false,
  );
  if (!isFree) return freePort();
  server.close();
  await once(server, 'close');
  return port;
}
