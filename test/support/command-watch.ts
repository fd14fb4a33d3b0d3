import type { Connection } from 'mongoose';
import { listenedClient } from './watchable.ts';

/** What the service's own stores send. Any other operator in a command came from somewhere else. */
const OURS = new Set([
  ...['$set', '$unset', '$inc', '$push', '$addToSet', '$setOnInsert', '$in', '$gt', '$gte', '$lt', '$lte', '$or'],
  ...['$exists', '$type'],
]);
/** Those that hold what people typed: as values, never as names. */
const HOLDING = new Set(['$set', '$push', '$addToSet', '$setOnInsert', '$in', '$or']);
/** Of the driver, beside the command: `$db`, `$clusterTime`. */
const isOfTheDriver = (name: string, depth: number): boolean => depth === 0 && name.startsWith('$');

export interface CommandWatch {
  /** One line for each operator that came from input. */
  faults: string[];
  /** How many commands were looked at. */
  commands(): number;
}

/** Looks at every command that the driver sends for operators and names that came from input, which carries `mark`. */
export function watchCommands(connection: Connection, mark: RegExp): CommandWatch {
  const faults: string[] = [];
  let commands = 0;
  listenedClient(connection).on('commandStarted', ({ commandName, command }) => {
    commands += 1;
    const found = findForeign(command, mark);
    if (found !== undefined) faults.push(`${commandName}: ${found}`);
  });
  return { faults, commands: () => commands };
}

/** A part of one of mongoose's documents goes over the wire without what mongoose keeps beside it. */
const asSent = (value: object): object =>
  'toBSON' in value && typeof value.toBSON === 'function' ? (value.toBSON as () => object)() : value;

function findForeign(value: unknown, mark: RegExp, depth = 0): string | undefined {
  if (typeof value !== 'object' || value === null || Buffer.isBuffer(value) || value instanceof Date) return undefined;
  for (const [name, entry] of Object.entries(asSent(value))) {
    if (isOfTheDriver(name, depth)) continue;
    if (mark.test(name)) return `the name ${name}`;
    if (name.startsWith('$') && !OURS.has(name)) return `the operator ${name}`;
    if (name.startsWith('$') && !HOLDING.has(name) && mark.test(JSON.stringify([entry]))) return `${name} of input`;
    const deeper = findForeign(entry, mark, depth + 1);
    if (deeper !== undefined) return deeper;
  }
  return undefined;
}
