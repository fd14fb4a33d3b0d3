import type { ParseArgsOptionsConfig } from 'node:util';
import { loadConfig, type Config } from '../config.ts';
import type { ActContext } from '../platform/act-context.ts';
import { randomIds } from '../platform/ids.ts';
import { startServices, type Running } from '../start.ts';

/** What was typed behind a command's name. */
export interface Typed {
  words: readonly string[];
  options: Readonly<Record<string, string | boolean | undefined>>;
}

/** One command of `npm run admin`. */
export interface Command {
  /** As it is typed, one word or several. */
  name: string;
  /** What follows the name in the usage. */
  takes: string;
  /** What it does, as the usage says it. */
  does: string;
  options?: ParseArgsOptionsConfig;
  /** Does it and says what it did. Throws Misunderstood, CommandFailed, StartRefused or a DomainError. */
  run(typed: Typed): Promise<void>;
}

/** What was typed is not how the command is written: the usage is shown, after this sentence if there is one. */
export class Misunderstood extends Error {}

/** It was understood and did not come out well: the sentence is shown, and the exit code is 1. */
export class CommandFailed extends Error {}

/** Starts all that the service stands on, and ends it again whatever happens. */
export async function withServices(work: (running: Running) => Promise<void>, config: Config = loadConfig()) {
  const running = await startServices(config, (line) => console.error(line));
  try {
    await work(running);
  } finally {
    await running.stop();
  }
}

/** An act of whoever sits at the command line. */
export const adminAct = (name: string): ActContext => ({
  id: randomIds.id(),
  body: '',
  name,
  actor: { kind: 'admin', name: 'command line' },
  requestId: randomIds.id(),
});
