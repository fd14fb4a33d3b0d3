import { checkboxes, radioGroup, textField, type EnteredField } from '../platform/form.ts';
import { html, type Html } from '../platform/html.ts';
import { note } from '../platform/parts.ts';
import { NeedsAcknowledgement, type Concern } from '../booking/booking-refusals.ts';
import { formatShortDay } from '../platform/zone-time.ts';
import type { DomainError } from '../platform/domain-error.ts';
import type { Names } from './names.ts';
import type { Offers } from './offers.ts';
import type { SlotLine } from './slot-line.ts';
import { windowHtml } from './when.ts';

type Field = (name: string, initial?: string) => EnteredField;

/** The slots on her path, one to choose: when, where, with whom, how many seats are left. */
export const slotChoice = (field: Field, { free, full }: Offers, names: Names): Html =>
  free.length === 0
    ? html`<p class="empty">No open slot on her path has room for her party in the next six weeks. Add a slot, or choose another crossing point.</p>`
    : html`${radioGroup({
        ...field('slotId'),
        label: 'Where and when she is met',
        required: true,
        options: free.map((line) => ({ value: line.slot._id, text: offerText(line), hint: offerHint(line, names) })),
      })}${full.length > 0 && html`<p class="soft small">${full.length} more have too few seats for her party.</p>`}`;

const offerText = ({ slot }: SlotLine): Html =>
  html`<b>${formatShortDay(slot.from, slot.zone, 'en')}</b> ${windowHtml(slot)}`;

const offerHint = ({ slot, left }: SlotLine, names: Names): Html =>
  html`${names.meetingPoint(slot.meetingPointId)}, verified ${names.verified(slot.meetingPointId) ?? 'by nobody'} · ${slot.escortId === undefined ? 'nobody' : names.escort(slot.escortId)} · ${left} of ${slot.capacity} seats left`;

const concernsOf = (refusal: DomainError | undefined): readonly Concern[] =>
  refusal instanceof NeedsAcknowledgement ? (refusal.facts['concerns'] as Concern[]) : [];

/** What speaks against the slot that was chosen, to be seen and answered before it is booked all the same. */
export function acknowledgement(field: Field, refusal: DomainError | undefined): Html {
  const seen = field('seen');
  const reason = field('acknowledgedReason');
  const concerns = concernsOf(refusal);
  if (concerns.length === 0 && seen.values.length === 0 && reason.values.join('') === '') return html``;
  return html`${concerns.length > 0 && note('warn', html`<h2>Before you book this</h2><ul>${concerns.map(({ text }) => html`<li>${text}</li>`)}</ul>`)}
${checkboxes({ ...seen, label: 'Only if you know better', options: [{ value: 'yes', text: 'I have seen what speaks against it' }] })}
${textField({ ...reason, label: 'Why it is right all the same', hint: 'Kept with the booking' })}`;
}
