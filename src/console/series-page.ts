import { html, type Html } from '../platform/html.ts';
import { checkboxes, dateField, numberField, selectField, textField, type EnteredField } from '../platform/form.ts';
import type { Series } from '../slot/series.ts';
import type { Untouched } from '../slot/series-service.ts';
import { heading, type ConsolePage } from './console-frame.ts';
import { table } from '../platform/parts.ts';
import type { SlotChoices } from './slot-fields.ts';

type Field = (name: string, initial?: string | readonly string[]) => EnteredField;

export const WEEKDAYS: Record<string, string> = {
  1: 'Mon',
  2: 'Tue',
  3: 'Wed',
  4: 'Thu',
  5: 'Fri',
  6: 'Sat',
  7: 'Sun',
};

/** Every slot that comes again: where, on which days, at which times, how many seats, who. */
export const seriesFields = (field: Field, { meetingPoints, escorts }: SlotChoices, now?: Series): Html => html`
${selectField({ ...field('meetingPointId', now?.meetingPointId), label: 'Meeting point', hint: 'Its side decides the clock of the times below', options: meetingPoints, empty: 'Choose', required: true })}
${checkboxes({ ...field('weekdays', now?.weekdays.map(String)), label: 'On which days', across: true, options: Object.entries(WEEKDAYS).map(([value, text]) => ({ value, text })) })}
${textField({ ...field('localTimes', now?.localTimes.join(' ')), label: 'At which times, local time there', hint: 'One or more, such as 11:00 14:30', required: true })}
<div class="across">${numberField({ ...field('windowMinutes', String(now?.windowMinutes ?? 40)), label: 'Minutes the escort waits' })}
${numberField({ ...field('capacity', now && String(now.capacity)), label: 'Seats', required: true })}</div>
${selectField({ ...field('escortId', now?.escortId), label: 'Escort', hint: 'Opens each slot where she or he is free. Without one the slots wait as drafts', options: escorts, empty: 'nobody yet' })}
<div class="across">${dateField({ ...field('validFrom', now?.validFrom), label: 'First day', required: true })}
${dateField({ ...field('validTo', now?.validTo), label: 'Last day', required: true })}</div>`;

/** After a change: the slots that it did not touch, for a person to look at. */
export const untouchedPage = (title: string, untouched: readonly Untouched[]): ConsolePage => ({
  title,
  section: 'slots',
  body: html`${heading(title)}<p class="lead">These slots stay as they were. Look at each: somebody is booked on it, or a person changed it.</p>
<section class="card">${table({
    rows: untouched,
    empty: '',
    columns: [
      {
        head: 'Slot',
        cell: ({ slotId, localDate, localTime }) =>
          html`<a href="/console/slots/${slotId}">${localDate} ${localTime}</a>`,
      },
      {
        head: 'Why it stays',
        cell: ({ because }) => (because === 'booked' ? 'somebody is booked' : 'changed by hand'),
      },
    ],
  })}</section><p><a class="btn" href="/console/series">Back to the series</a></p>`,
});
