import { join } from 'node:path';
import { z } from 'zod';
import { readJson, replaceJson } from './files.ts';
import { processStamp } from './process-stamp.ts';

const engineRecord = processStamp.extend({
  /** 0 while it starts: nobody can be attached to it yet. */
  port: z.int().min(0).max(65535),
  /** Stands in the database too, new at each start of the engine. */
  id: z.string(),
  /** The folder it serves, so that a copied folder does not lead to the original's engine. */
  folder: z.string(),
});
export type EngineRecord = z.infer<typeof engineRecord>;

const fileIn = (folder: string): string => join(folder, 'engine.json');

export const readRecord = (folder: string): EngineRecord | undefined => readJson(fileIn(folder), engineRecord);

export const writeRecord = (record: EngineRecord): void => replaceJson(fileIn(record.folder), record);
