import { readFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { StartRefused } from '../platform/start-refused.ts';
import type { Localized } from '../platform/language.ts';

const localized = z.strictObject({ en: z.string().min(1), uk: z.string().min(1), ru: z.string().min(1) });
const confidence = z.enum(['high', 'medium', 'low']);

const factSchema = z.strictObject({
  key: z.string(),
  title: localized,
  text: localized,
  /** The day for which the fact was true: `YYYY-MM-DD`. */
  asOf: z.iso.date(),
  confidence,
  /** Keys of the reference data's sources. */
  sources: z.array(z.string()).min(1),
});

const guideFactsSchema = z.strictObject({ compiled: z.iso.date(), beforeYouRead: z.array(factSchema).min(1) });

export type Confidence = z.infer<typeof confidence>;
export type GuideFact = z.infer<typeof factSchema>;
export type GuideFacts = z.infer<typeof guideFactsSchema>;

/** Where a fact was read. `url` is a web address, or words where there is none; `date` as the source gives it. */
export interface GuideSource {
  url: string;
  date?: string | null | undefined;
}

/** What stands behind a statement; `asOf` is a date, a month or a span (`2025-01/2026-01`), as known. */
export interface Footing {
  asOf: string;
  confidence: Confidence;
  sources: readonly string[];
}

export interface GuideCrossing extends Footing {
  id: string;
  name: Localized;
  /** How it may be passed in her direction; none: closed to travellers. */
  modes: readonly GuideMode[];
}

export type GuideMode = 'foot' | 'car' | 'bus' | 'rail';

export interface GuideStage {
  key: string;
  title: Localized;
  /** What to do, in paragraphs parted by an empty line. */
  guidance: Localized;
  choices: readonly { title: Localized; text: Localized }[];
  crossings: readonly GuideCrossing[];
  /** What may go wrong here, and what to do then. */
  whatIf: readonly { title: Localized; text: Localized }[];
  footing?: Footing | undefined;
}

/** All that the guide says, save the organisation's own contacts. */
export interface GuideContent {
  facts: GuideFacts;
  stages: readonly GuideStage[];
  sources: Readonly<Record<string, GuideSource>>;
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
