import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { BackupRefused } from './backup-refused.ts';
import { writeWhole } from './whole-file.ts';

const measured = {
  file: z.string().regex(/^[\w.-]{1,140}$/),
  bytes: z.int().min(0),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
};
const fileSchema = z.strictObject({
  collection: z.string().regex(/^[\w.-]{1,120}$/),
  documents: z.int().min(0),
  /** As the database lists them, save the one by id: built again before the documents come. */
  indexes: z.array(z.looseObject({ key: z.record(z.string(), z.number()), name: z.string() })),
  ...measured,
});
export type BackupFile = z.infer<typeof fileSchema>;

const manifestSchema = z.strictObject({
  format: z.literal('homeward-backup-1'),
  /** What the folder holds: never both in one. */
  part: z.enum(['data', 'keys']),
  /** Shared by the two folders of one backup. */
  id: z.uuid(),
  takenAt: z.iso.datetime(),
  files: z.array(fileSchema),
  /** Beside the data: the list of the case files that were erased by then. */
  erased: z.strictObject(measured).optional(),
});
export type Manifest = z.infer<typeof manifestSchema>;
export type Part = Manifest['part'];

const pathIn = (folder: string): string => join(folder, 'manifest.json');

export const hasManifest = (folder: string): boolean => existsSync(pathIn(folder));

/** Written last: a folder without one is a backup that was not finished. */
export const writeManifest = (folder: string, manifest: Manifest): void =>
  writeWhole(pathIn(folder), `${JSON.stringify(manifest, null, 2)}\n`);

/** Throws BackupRefused for a folder that holds no finished backup of this part. */
export function readManifest(folder: string, part: Part): Manifest {
  if (!hasManifest(folder))
    throw new BackupRefused(
      `${folder} holds no finished backup: there is no manifest.json in it. One that was broken off cannot be used.`,
    );
  const read = manifestSchema.safeParse(parsed(readFileSync(pathIn(folder), 'utf8')));
  if (!read.success) throw new BackupRefused(`The manifest.json in ${folder} is damaged, or of another version.`);
  if (read.data.part !== part)
    throw new BackupRefused(`${folder} holds the ${read.data.part} of a backup, not the ${part}.`);
  return read.data;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
