import { join } from 'node:path';
import { BackupRefused } from './backup-refused.ts';
import { measureFile } from './bson-file.ts';
import { readManifest, type BackupFile, type Manifest, type Part } from './manifest.ts';

/** A backup's folder whose every byte was found as it was written. */
export interface SoundBackup {
  manifest: Manifest;
  pathOf: (file: Pick<BackupFile, 'file'>) => string;
}

/** Reads all of it once before anything is written anywhere. Throws BackupRefused at the first byte that is another. */
export async function openBackup(folder: string, part: Part): Promise<SoundBackup> {
  const manifest = readManifest(folder, part);
  const pathOf = ({ file }: Pick<BackupFile, 'file'>): string => join(folder, file);
  const { files, erased } = manifest;
  for (const expected of [...files, ...(erased ? [erased] : [])]) {
    const found = await measureFile(pathOf(expected)).catch(() => undefined);
    if (found?.bytes !== expected.bytes || found.sha256 !== expected.sha256)
      throw new BackupRefused(
        `${pathOf(expected)} is ${found ? 'damaged' : 'missing'}, so nothing was restored. Use another backup.`,
      );
  }
  return { manifest, pathOf };
}
