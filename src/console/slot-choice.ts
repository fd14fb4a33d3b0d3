import { checkboxes, radioGroup, textField, type EnteredField } from '../platform/form.ts';
import { html, type Html } from '../platform/html.ts';
import { note, tag } from '../platform/parts.ts';
import { sayObstacle, sayRisks } from '../itinerary/risk-words.ts';
import type { SlotReach } from '../itinerary/slot-reach.ts';
import type { WayThere } from '../itinerary/way-to.ts';
import { NeedsAcknowledgement, type Concern } from '../booking/booking-refusals.ts';
import { formatShortDay } from '../platform/zone-time.ts';
import type { DomainError } from '../platform/domain-error.ts';
import type { Names } from './names.ts';
import type { Offers } from './offers.ts';
import { DESK_ZONE, momentText, windowHtml } from './when.ts';
import { MODE_WORDS } from './words.ts';

type Field = (name: string, initial?: string) => EnteredField;

/**
 * The slots of the next weeks, one to choose: those that she can reach first, the safest before the others, then those
 * that something on her way speaks against. Of all others it is said why not.
 */
export function slotChoice(field: Field, { reached, doubtful, refused }: Offers, names: Names): Html {
  const option = (reach: SlotReach) => ({
    ...{ value: reach.slot._id, text: offerText(reach.slot), hint: offerHint(reach, names) },
  });
  const choosable = [...reached, ...doubtful];
  const choice =
    choosable.length === 0
      ? html`<p class="empty">No open slot on her path has room for her party in the next six weeks. Add a slot, or choose another crossing point.</p>`
      : radioGroup({
          ...{ ...field('slotId'), label: 'Where and when she is met', required: true, options: choosable.map(option) },
        });
  return html`${choice}${refused.length > 0 && renderRefused(refused, names)}`;
}

const renderRefused = (refused: readonly SlotReach[], names: Names): Html =>
  html`<details><summary>${refused.length} more, and why not</summary><ul>${refused.map(
    (reach) =>
      html`<li>${offerText(reach.slot)}, ${names.crossing(reach.slot.crossingId)}: ${sayReasons(reach, names)}${
        reach.instead && html` <span class="soft">There is a way ${sayPath(reach.instead, names)}.</span>`
      }</li>`,
  )}</ul></details>`;

const offerText = (slot: SlotReach['slot']): Html =>
  html`<b>${formatShortDay(slot.from, slot.zone, 'en')}</b> ${windowHtml(slot)}`;

function offerHint(reach: SlotReach, names: Names): Html {
  const { slot, seatsLeft, way, instead } = reach;
  const where = html`${names.meetingPoint(slot.meetingPointId)}, verified ${names.verified(slot.meetingPointId) ?? 'by nobody'} · ${slot.escortId === undefined ? 'nobody' : names.escort(slot.escortId)} · ${seatsLeft} of ${slot.capacity} seats left`;
  const against = sayReasons(reach, names);
  return html`${where}${way && html`<br>${sayWay(way, names)}`}${against !== '' && html`<br>${tag('warn', 'only if you know better')} ${against}`}${
    instead && html`<br><span class="soft">There is a way ${sayPath(instead, names)}.</span>`
  }`;
}

function sayWay({ leave, arrival, risks }: WayThere, names: Names): Html {
  const time = leave
    ? html`she leaves by ${momentText(leave.latest, leave.zone)} at the latest, as usual by ${momentText(leave.usual, leave.zone)}`
    : arrival &&
      html`she is there about ${momentText(arrival.usual, DESK_ZONE)}, at the latest ${momentText(arrival.latest, DESK_ZONE)}`;
  const said = sayRisks(risks, (id) => names.crossing(id));
  return html`${time}${said.length > 0 && html`<br><span class="soft">${said.join('; ')}</span>`}`;
}

export const sayPath = ({ choice }: WayThere, names: Names): string =>
  `${MODE_WORDS[choice.mode] ?? choice.mode} over ${names.crossing(choice.entryCrossing)}, ${MODE_WORDS[choice.exitMode] ?? choice.exitMode} over ${names.crossing(choice.exitCrossing)}`;

const sayReasons = ({ reasons }: SlotReach, names: Names): string =>
  reasons.map((reason) => ('text' in reason ? reason.text : sayObstacle(reason, (id) => names.crossing(id)))).join(' ');

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
