import { dateField, numberField, selectField, timeField, type EnteredField, type Option } from '../platform/form.ts';
import { html, type Html } from '../platform/html.ts';

type Field = (name: string, initial?: string) => EnteredField;

export interface SlotChoices {
  meetingPoints: readonly Option[];
  escorts: readonly Option[];
}

export interface SlotValues {
  meetingPointId?: string;
  date?: string;
  time?: string;
  windowMinutes?: string;
  capacity?: string;
}

/** Where and when of a single slot. */
export const slotFields = (field: Field, { meetingPoints }: SlotChoices, now: SlotValues): Html => html`
${selectField({ ...field('meetingPointId', now.meetingPointId), label: 'Meeting point', options: meetingPoints, empty: 'Choose', required: true, hint: 'Its side decides the clock of the times below' })}
<div class="across">${dateField({ ...field('date', now.date), label: 'Day', required: true })}
${timeField({ ...field('time', now.time), label: 'From, local time there', required: true })}</div>
<div class="across">${numberField({ ...field('windowMinutes', now.windowMinutes ?? '40'), label: 'Minutes the escort waits', more: { min: 10, max: 720 } })}
${numberField({ ...field('capacity', now.capacity), label: 'Seats', required: true, more: { min: 1, max: 50 } })}</div>`;

export const escortField = (field: Field, { escorts }: SlotChoices, now: string | undefined, empty: string): Html =>
  selectField({ ...field('escortId', now), label: 'Escort', options: escorts, empty });
