import { parseArgs } from 'node:util';
import { backupCommands } from './admin/backup.ts';
import { CommandFailed, Misunderstood, type Command, type Typed } from './admin/command.ts';
import { auditCommands } from './admin/audit.ts';
import { rotateCommand } from './admin/rotate-key.ts';
import { staffCommands } from './admin/staff.ts';
import { DomainError } from './platform/domain-error.ts';
import { StartRefused } from './platform/start-refused.ts';

const COMMANDS: readonly Command[] = [...staffCommands, ...auditCommands, rotateCommand, ...backupCommands];

function buildUsage(): string {
  const lines = COMMANDS.map(({ name, takes, does }) => [`npm run admin -- ${name} ${takes}`.trimEnd(), does] as const);
  const width = Math.max(...lines.map(([typed]) => typed.length));
  return ['Usage:', ...lines.map(([typed, does]) => `  ${typed.padEnd(width)}   ${does}`)].join('\n');
}

/** The command that the first words name, and what stands behind them. */
function readCommand(typed: readonly string[]): { command: Command; rest: string[] } {
  for (const command of COMMANDS) {
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

async function main(): Promise<void> {
  const { command, rest } = readCommand(process.argv.slice(2));
  await command.run(readRest(command, rest));
}

main().catch((error: unknown) => {
  if (error instanceof Misunderstood) console.error([error.message, buildUsage()].filter(Boolean).join('\n'));
  else if ([StartRefused, DomainError, CommandFailed].some((kind) => error instanceof kind)) {
    console.error((error as Error).message);
  } else console.error(error);
  process.exitCode = 1;
});
