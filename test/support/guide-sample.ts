import type { GuideContact, GuideContent } from '../../src/guide/guide-content.ts';
import { loadGuideFacts } from '../../src/guide/guide-content.ts';
import type { Source } from '../../src/platform/cited.ts';

const all = (text: string) => ({ en: `${text} en`, uk: `${text} uk`, ru: `${text} ru` });

const aSource = (id: string, source: Partial<Source> = {}): Source => ({
  id,
  url: `https://www.${id}.example.org/page?a=1&b=2`,
  date: '2022-03-02',
  ...source,
});

/** The guide's real facts, with a way of two steps that shows every part. */
export function aGuide(): GuideContent {
  const facts = loadGuideFacts(process.cwd());
  const sources = facts.beforeYouRead.flatMap((fact) => fact.sources).map((id) => [id, aSource(id)] as const);
  const trouble = { title: all('Turned back'), do: [all('Stay where it is warm. Call.')] };
  const step = { text: [all('Do this.')], choices: [], crossings: [], whatIf: [] };
  const crossing = { id: 'by-pl-x', name: all('Crossing X'), status: all('open to coaches'), modes: ['bus' as const] };
  const footing = { asOf: '2025-11', confidence: 'low' as const, sources: ['empr'] };
  return {
    facts,
    sources: new Map(sources),
    carry: [all('Passport')],
    stages: [
      { ...step, key: 'hub', title: all('Hub'), choices: [all('Minsk'), all('Kaliningrad')] },
      { ...step, key: 'border', title: all('Border'), crossings: [{ ...crossing, ...footing }], whatIf: [trouble] },
    ],
  };
}

/** A contact of the reserved kind, verified. */
export const aContact = (contact: Partial<GuideContact> = {}): GuideContact => ({
  phone: '+48 000 000 000',
  hours: '08:00–20:00 Kyiv',
  email: 'help@example.org',
  verifiedAt: new Date('2026-11-20T09:00:00Z'),
  ...contact,
});
