import { loadConfig } from '../config.ts';
import { BackupRefused } from '../platform/backup/backup-refused.ts';
import { restoreBackup } from '../platform/backup/restore-backup.ts';
import { writeBackup } from '../platform/backup/write-backup.ts';
import { withDatabase } from '../start.ts';
import { CommandFailed, Misunderstood, type Command, type Typed } from '../platform/command-line.ts';
import { withServices } from './command.ts';

/** Worth nothing in another life of the database; whoever was signed in, or had a page open, opens it anew. */
const OF_THE_MOMENT = ['sessions', 'signinlinks', 'processes', 'probe', 'jobclaims', 'restores'];

const say = (line: string): void => console.error(line);

const onWritten = ({ collection, documents }: { collection: string; documents: number }): void =>
  say(`${collection}: ${documents}`);

/** A refusal is one sentence for whoever sits at the command line. */
async function told<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw error instanceof BackupRefused ? new CommandFailed(error.message) : error;
  }
}

const folderOf = ({ words }: Typed): string => {
  const [folder, ...others] = words;
  if (folder === undefined || others.length > 0) throw new Misunderstood('Name one folder.');
  return folder;
};

const textOf = (option: string | boolean | undefined): string | undefined =>
  typeof option === 'string' && option !== '' ? option : undefined;

/** Both databases into two folders, and back. */
export const backupCommands: readonly Command[] = [
  {
    name: 'backup',
    takes: 'DIR --keys DIR2',
    does: 'writes the data into DIR and the keys, apart, into DIR2, while the service runs',
    options: { keys: { type: 'string' } },
    run: async (typed) => {
      const dataFolder = folderOf(typed);
      const keysFolder = textOf(typed.options['keys']);
      if (keysFolder === undefined)
        throw new Misunderstood('Give the keys a folder of their own: nothing can be read without them.');
      const written = await told(() =>
        withDatabase(loadConfig(), say, ({ connection, clock }) =>
          writeBackup({ connection, dataFolder, keysFolder, leaveOut: OF_THE_MOMENT, now: clock(), onWritten }),
        ),
      );
      const count = written.data.files.reduce((sum, { documents }) => sum + documents, 0);
      console.log(`${count} documents in ${dataFolder}, the keys in ${keysFolder}, both as of ${written.data.takenAt}.
Keep the two apart, and neither beside MASTER_KEY. Keep few and young backups of the keys: in an old one a family that was erased since can still be read.`);
    },
  },
  {
    name: 'restore',
    takes: 'DIR [--keys DIR2] [--erased FILE]',
    does: 'puts a backup back into an empty database; what was erased stays erased',
    options: { keys: { type: 'string' }, erased: { type: 'string' } },
    run: async (typed) => {
      const dataFolder = folderOf(typed);
      const { keys, erased } = typed.options;
      const [keysFolder, erasedList] = [textOf(keys), textOf(erased)];
      const config = loadConfig();
      const restored = await told(() =>
        withDatabase(config, say, ({ connection, masters }) =>
          restoreBackup({ connection, masters, dataFolder, keysFolder, erasedList, ignore: OF_THE_MOMENT }),
        ),
      );
      await withServices(async ({ services }) => {
        const again = await services.erasure.eraseAgain();
        console.log(`${restored.documents} documents are back as they were at ${restored.takenAt}, with their indexes.
${restored.destroyed} case files are known to be erased; ${again} of them were in the backup and are erased again.
Everybody signs in anew. What was ended after the backup, such as an access or a link, is open again: end it again.`);
      }, config);
    },
  },
];
