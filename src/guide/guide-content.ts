import { readFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { citedFields, localizedSchema, type Source } from '../platform/cited.ts';
import type { Localized } from '../platform/language.ts';
import { StartRefused } from '../platform/start-refused.ts';

const factSchema = z.strictObject({ key: z.string(), title: localizedSchema, text: localizedSchema, ...citedFields });
const guideFactsSchema = z.strictObject({ compiled: z.iso.date(), beforeYouRead: z.array(factSchema).min(1) });

export type GuideFact = z.infer<typeof factSchema>;
export type GuideFacts = z.infer<typeof guideFactsSchema>;

/** What stands behind a statement: as of when (null: the sources bear no date), how sure, and where it was read. */
export interface Footing {
  asOf: string | null;
  confidence: 'high' | 'medium' | 'low';
  sources: readonly string[];
}

export interface GuideCrossing extends Footing {
  id: string;
  name: Localized;
  status: Localized;
  /** How it may be passed in her direction; none: closed to travellers. */
  modes: readonly GuideMode[];
}

export type GuideMode = 'foot' | 'car' | 'bus' | 'rail';

export interface GuideStage {
  key: string;
  title: Localized;
  /** What to do, a paragraph each. */
  text: readonly Localized[];
  /** What there is to choose from: cities, or ways to ride. */
  choices: readonly Localized[];
  crossings: readonly GuideCrossing[];
  /** What may go wrong here, and what to do then. */
  whatIf: readonly { title: Localized; do: readonly Localized[] }[];
}

/** All that the guide says, save the organisation's own contacts. */
export interface GuideContent {
  facts: GuideFacts;
  stages: readonly GuideStage[];
  carry: readonly Localized[];
  sources: ReadonlyMap<string, Source>;
}

/** A number that the organisation entered and someone verified. */
export interface GuideContact {
  phone: string;
  hours: string;
  email: string;
  verifiedAt: Date;
}

/** Reads `data/guide.json`; a broken file stops the start with the place and the reason. */
export function loadGuideFacts(rootDir: string): GuideFacts {
  const file = path.join(rootDir, 'data', 'guide.json');
  const read = guideFactsSchema.safeParse(JSON.parse(readFileSync(file, 'utf8')));
  if (read.success) return read.data;
  throw new StartRefused(`${file} does not fit:\n${z.prettifyError(read.error)}`);
}
