import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { BackupRefused } from './backup-refused.ts';

/** The case files whose keys were destroyed, a line each: the id and the day. Names nobody; may be kept anywhere. */
export const ERASED_FILE = 'erased.txt';

export const erasedLine = (id: string, at: Date): string => `${id} ${at.toISOString()}`;

/** By id, when its key was destroyed. */
export type Erased = Map<string, Date>;

/** Adds what a list says. Throws BackupRefused for a file that is no such list. */
export async function readErased(path: string, into: Erased): Promise<void> {
  for await (const line of createInterface({ input: createReadStream(path) })) {
    if (line === '') continue;
    const [id = '', day = ''] = line.split(' ');
    const at = new Date(day);
    if (!/^[\w-]{1,64}$/.test(id) || Number.isNaN(at.getTime()))
      throw new BackupRefused(`${path} is no list of erased case files: “${line.slice(0, 80)}”.`);
    into.set(id, at);
  }
}
