import { parseArgs, type ParseArgsOptionsConfig } from 'node:util';
import { DomainError } from './domain-error.ts';
import { StartRefused } from './start-refused.ts';

/** What was typed behind a command's name. */
export interface Typed {
  words: readonly string[];
  options: Readonly<Record<string, string | boolean | undefined>>;
}

/** One command of a program with several. */
export interface Command {
  /** As it is typed, one word or several. */
  name: string;
  /** What follows the name in the usage. */
  takes: string;
  /** What it does, as the usage says it. */
  does: string;
  options?: ParseArgsOptionsConfig;
  /** Does it and says what it did. Throws Misunderstood, CommandFailed, StartRefused or a DomainError. */
  run: (typed: Typed) => Promise<void> | void;
}

/** What was typed is not how the command is written: the usage is shown, after this sentence if there is one. */
export class Misunderstood extends Error {}

/** It was understood and did not come out well: the sentence is shown, and the exit code is 1. */
export class CommandFailed extends Error {}

/** Does what was typed, or says on the error channel what is wrong with it and ends with exit code 1. */
export async function runCommandLine(program: string, commands: readonly Command[]): Promise<void> {
  try {
    const { command, rest } = readCommand(commands, process.argv.slice(2));
    await command.run(readRest(command, rest));
  } catch (error) {
    if (error instanceof Misunderstood)
      console.error([error.message, buildUsage(program, commands)].filter(Boolean).join('\n'));
    else if ([StartRefused, DomainError, CommandFailed].some((kind) => error instanceof kind))
      console.error((error as Error).message);
    else console.error(error);
    process.exitCode = 1;
  }
}

function buildUsage(program: string, commands: readonly Command[]): string {
  const lines = commands.map(({ name, takes, does }) => [`${program} ${name} ${takes}`.trimEnd(), does] as const);
  const width = Math.max(...lines.map(([typed]) => typed.length));
  return ['Usage:', ...lines.map(([typed, does]) => `  ${typed.padEnd(width)}   ${does}`)].join('\n');
}

/** The command that the first words name, and what stands behind them. */
function readCommand(commands: readonly Command[], typed: readonly string[]): { command: Command; rest: string[] } {
  for (const command of commands) {
    const name = command.name.split(' ');
    if (name.every((word, at) => typed[at] === word)) return { command, rest: typed.slice(name.length) };
  }
  throw new Misunderstood();
}

function readRest({ options = {} }: Command, rest: string[]): Typed {
  try {
    const { positionals, values } = parseArgs({ args: rest, allowPositionals: true, options });
    return { words: positionals, options: values as Typed['options'] };
  } catch {
    // Whatever was mistyped, the usage says how it is written.
    throw new Misunderstood();
  }
}
