import type { Verification } from '../audit/chain-store.ts';
import type { ChainState } from '../audit/verify-service.ts';
import { html, type Html } from '../platform/html.ts';
import { card, facts, note, tag } from '../platform/parts.ts';
import { sinceText } from './when.ts';

/** An entry is sealed some seconds after its act; what waits longer has a reason. */
const LATE_MS = 10_000;

/** How the chain stands: how far it is sealed, its head, what waits, and what the last reading of it found. */
export function chainCard(state: ChainState, now: Date): Html {
  const { head, verification } = state;
  return card({
    id: 'chain',
    title: 'The chain',
    body: html`${verification && isBroken(verification) && brokenNote(verification, now)}
${facts([
  ['Sealed up to', html`<span class="num">${head.no}</span>`],
  ['Head', html`<code>${head.no}:${head.hash}</code>`],
  ['Waiting for a seal', waiting(state, now)],
  ['Read through', verification ? lastReading(verification, now) : tag('warn', 'never yet')],
])}
<p class="hint">Every entry is sealed to the one before it, so that none can be changed, taken out or put in unseen. The head is logged each hour; the chain is read through each night, and by <code>npm run admin -- audit verify</code>.</p>`,
  });
}

const isBroken = ({ broken, strays }: Verification): boolean => broken !== undefined || strays > 0;

const brokenNote = ({ at, broken, strays }: Verification, now: Date): Html =>
  note(
    'stop',
    html`<p><b>${broken ? `The log is broken at entry ${broken.no}.` : `${strays} entries stand outside the chain.`}</b> Found ${sinceText(at, now)}. Somebody changed it, or a restore lost its end. Tell whoever runs the server, and change nothing before the database was copied.</p>`,
  );

function waiting({ unsealed, more, oldestUnsealed }: ChainState, now: Date): Html {
  if (!oldestUnsealed) return html`none`;
  const age = now.getTime() - oldestUnsealed.getTime();
  const count = `${unsealed}${more ? ' or more' : ''}`;
  return html`<span class="num">${count}</span>, the oldest since ${sinceText(oldestUnsealed, now)} ${age > LATE_MS && tag('warn', `${ageText(age)} old`)}`;
}

const UNITS = [
  ['days', 86_400_000],
  ['hours', 3_600_000],
  ['minutes', 60_000],
] as const;

/** In the largest unit of which there are two or more. */
function ageText(ms: number): string {
  const [unit, length] = UNITS.find(([, each]) => ms >= 2 * each) ?? ['seconds', 1000];
  return `${Math.floor(ms / length)} ${unit}`;
}

const lastReading = (found: Verification, now: Date): Html =>
  html`${sinceText(found.at, now)} ${isBroken(found) ? tag('stop', 'broken') : tag('ok', `whole, ${found.head.no} entries`)}`;
