import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { replaceFile } from './engine/files.ts';
import { withFolderLock } from './engine/folder-lock.ts';
import { KEY_BYTES, newKey } from './sealing.ts';
import { StartRefused } from './start-refused.ts';

/**
 * The master key of the embedded database, in `master.key` of its folder: made at the first start, whole or not at all,
 * and readable by its owner only.
 * @throws StartRefused when the file holds something else
 */
export async function houseKey(dataDir: string): Promise<Buffer> {
  mkdirSync(dataDir, { recursive: true });
  const file = join(dataDir, 'master.key');
  if (!existsSync(file))
    await withFolderLock(`${file}.lock`, () => {
      // Another process may have made it in this very moment; then its key is the one.
      if (!existsSync(file)) replaceFile(file, newKey().toString('base64'), { flush: true });
    });
  const key = Buffer.from(readFileSync(file, 'utf8'), 'base64');
  if (key.length === KEY_BYTES) return key;
  throw new StartRefused(
    `${file} does not hold a master key (${KEY_BYTES} bytes as base64). Put back the copy that you keep of it; only where nothing was ever stored in ${dataDir}, remove the file and start again.`,
  );
}
