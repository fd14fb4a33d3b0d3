import type { Connection } from 'mongoose';
import { listenedClient } from './watchable.ts';

interface Command {
  commandName: string;
  command: {
    updates?: { multi?: boolean }[];
    deletes?: { limit: number }[];
    lsid?: { id: { toString(encoding?: string): string } };
    txnNumber?: unknown;
    autocommit?: boolean;
  } & Record<string, unknown>;
  requestId: number;
}

const ENDS = new Set(['commitTransaction', 'abortTransaction']);
/** Read the whole collection on the embedded engine, or are not used for correctness anywhere. */
const NEVER = new Set(['findAndModify', 'createIndexes']);

/** Met by an open transaction, it leaves the embedded engine silent for good: see `removeEach`. */
const isOfMany = ({ command: { updates = [], deletes = [] } }: Command): boolean =>
  updates.some(({ multi }) => multi === true) || deletes.some(({ limit }) => limit !== 1);

export interface Conduct {
  /** Throws with every rule that a command has broken since the watch began. */
  check: () => void;
}

/**
 * Watches what the driver sends: inside a transaction no command follows a failed one save the end, no two overlap,
 * and nothing is built or sought by findAndModify there; outside, no command writes many documents.
 */
export function watchConduct(connection: Connection): Conduct {
  const broken: string[] = [];
  const underWay = new Map<string, number>();
  const failed = new Set<string>();
  const transactionOf = ({ command }: Command): string | undefined =>
    command.autocommit === false ? `${command.lsid?.id.toString('hex') ?? ''}/${String(command.txnNumber)}` : undefined;
  const names = new Map<number, string>();

  const client = listenedClient(connection);
  client.on('commandStarted', (event) => {
    const started = event as unknown as Command;
    const transaction = transactionOf(started);
    if (transaction === undefined) {
      if (isOfMany(started)) broken.push(`${started.commandName} of many outside a transaction`);
      return;
    }
    names.set(started.requestId, transaction);
    if (underWay.has(transaction))
      broken.push(`${started.commandName} began while another command of its transaction ran`);
    underWay.set(transaction, started.requestId);
    if (NEVER.has(started.commandName)) broken.push(`${started.commandName} inside a transaction`);
    if (failed.has(transaction) && !ENDS.has(started.commandName))
      broken.push(`${started.commandName} after a failed command`);
  });
  const end = (requestId: number, isFailed: boolean): void => {
    const transaction = names.get(requestId);
    if (transaction === undefined) return;
    names.delete(requestId);
    underWay.delete(transaction);
    if (isFailed) failed.add(transaction);
  };
  // A refused write is a success to the driver's events: its reply names the write errors.
  client.on('commandSucceeded', ({ requestId, reply }) => end(requestId, 'writeErrors' in (reply as object)));
  client.on('commandFailed', ({ requestId }) => end(requestId, true));
  return {
    check: () => {
      if (broken.length > 0) throw new Error(`Rules of conduct were broken: ${[...new Set(broken)].join('; ')}.`);
    },
  };
}
