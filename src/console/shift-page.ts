import type { Staff } from '../access/staff.ts';
import type { StaffService } from '../access/staff-service.ts';
import { keepSchema, toShown } from '../case-file/keeper.ts';
import type { KeeperService } from '../case-file/keeper-service.ts';
import type { Clock } from '../platform/clock.ts';
import type { Call, Endpoint } from '../platform/endpoint.ts';
import { selectField } from '../platform/form.ts';
import { attributes, html, type Html } from '../platform/html.ts';
import { card, table, tag } from '../platform/parts.ts';
import { asOf } from './as-of.ts';
import { caseLink, stateTag } from './case-cells.ts';
import { heading, linkButton, type ConsolePage, type SendPage } from './console-frame.ts';
import { formEndpoints, type FormState } from './form-page.ts';
import { filledForm } from './form-parts.ts';
import type { Slot } from '../slot/slot.ts';
import type { LoadNames, Names } from './names.ts';
import { withNotice } from './notices.ts';
import type { Shift, ShiftRow } from './shift.ts';
import { loadSayCrossing, type CrossingSources, type SayCrossing } from './told-crossing.ts';
import { TO_TELL } from './to-tell-lines.ts';
import { DESK_ZONE, momentText, sinceText, windowHtml } from './when.ts';
import { TELL_WORDS } from './words.ts';

interface Dependencies extends CrossingSources {
  loadShift: () => Promise<Shift>;
  staff: Pick<StaffService, 'list'>;
  keeper: KeeperService;
  loadNames: LoadNames;
  clock: Clock;
}

interface Loaded {
  shift: Shift;
  /** Who works at the desk now. */
  people: readonly Staff[];
  names: Names;
  sayCrossing: SayCrossing;
  now: Date;
}

const PAGE = '/console/shift';
const FORM = 'hand-over';

/** What one shift hands to the next, and who takes each case file. On paper it names no family and no escort. */
export const shiftEndpoints = (
  send: SendPage,
  { loadShift, staff, keeper, loadNames, clock, ...sources }: Dependencies,
): Endpoint[] =>
  formEndpoints(send, {
    path: PAGE,
    act: 'case-file.keep',
    schema: keepSchema,
    load: async (): Promise<Loaded> => {
      const [names, now] = [await loadNames(), clock()];
      return {
        ...{ names, now, shift: await loadShift() },
        people: (await staff.list()).filter(({ active }) => active === true),
        sayCrossing: await loadSayCrossing(sources, names, now),
      };
    },
    render: renderShift,
    run: async (act, input) => {
      await keeper.keep(act, input);
      return withNotice(PAGE, 'kept');
    },
  });

function renderShift(loaded: Loaded, state: FormState, call: Call): ConsolePage {
  const { shift, now } = loaded;
  const ticked = new Set([state.entered.values['kept'] ?? []].flat());
  return {
    title: 'Hand over the shift',
    section: 'tell',
    body: html`${heading('Hand over the shift', linkButton(TO_TELL, 'To tell'))}${asOf(now)}
${card({ id: 'open', title: `${shift.rows.length} open, the red ones first`, body: html`${renderRows(loaded, ticked)}${shift.rows.length > 0 && handOver(loaded, state, call)}` })}
${shift.slotRed.length > 0 && card({ id: 'red-slots', title: 'Slots that need somebody', body: renderSlotRed(loaded) })}
${shift.slotTells.length > 0 && card({ id: 'slots', title: 'Escorts to be told of a slot', body: renderSlotTells(loaded) })}`,
  };
}

const none = html`<span class="soft">none</span>`;
const NOTHING = 'Nothing is open: nobody is on her way, nobody is met within a day, nobody waits for a call.';

const renderRows = (loaded: Loaded, ticked: ReadonlySet<string>): Html =>
  table({
    rows: loaded.shift.rows,
    empty: NOTHING,
    isWrong: ({ red }) => red.length > 0,
    columns: [
      { head: 'Case', cell: ({ caseFile }) => caseLink({ ...caseFile, caseFileId: caseFile._id }) },
      { head: 'State', cell: stateCell },
      { head: 'Meeting', cell: (row) => meetingOf(row, loaded.names) },
      { head: 'To tell', cell: (row) => tellsCell(row, loaded) },
      { head: 'Held until', cell: ({ heldUntil }) => (heldUntil ? sinceText(heldUntil, loaded.now) : none) },
      { head: 'Who takes it', cell: (row) => keeperCell(row, loaded.people) },
      { head: '', cell: ({ caseFile }) => tick(toShown(caseFile), ticked) },
    ],
  });

const stateCell = ({ caseFile, red }: ShiftRow): Html =>
  html`${red.map((text) => html`${tag('stop', text)} `)}${stateTag(caseFile.state)}`;

/** Beyond a day only when, so that nobody who is under way looks as if no meeting was arranged. */
const meetingOf = ({ meeting, caseFile: { nextAt } }: ShiftRow, names: Names): Html => {
  if (meeting) return meetingCell(meeting, names);
  return nextAt ? html`${momentText(nextAt, DESK_ZONE)}` : none;
};

const meetingCell = (slot: NonNullable<ShiftRow['meeting']>, names: Names): Html =>
  html`${windowHtml(slot)}<br>${names.meetingPoint(slot.meetingPointId)}`;

function tellsCell({ tells }: ShiftRow, { now, sayCrossing }: Loaded): Html {
  if (tells.length === 0) return none;
  return html`${tells.map((line) => {
    const { audience, about, at } = line.notification;
    const crossing = sayCrossing(line);
    const what = crossing ? `${crossing.says} To tell since` : `${TELL_WORDS[about]}, since`;
    return html`<div>${audience === 'traveller' ? 'her' : 'escort'}: ${what} ${sinceText(at, now)}</div>`;
  })}`;
}

function keeperCell({ caseFile: { keeper } }: ShiftRow, people: readonly Staff[]): Html {
  if (!keeper) return tag('warn', 'nobody');
  if (people.some(({ _id }) => _id === keeper.staffId)) return html`<b>${keeper.name}</b>`;
  return html`${keeper.name} ${tag('warn', 'no longer at the desk')}`;
}

/** The tables stand outside the form, since a form is not printed; the ticks belong to it by its name. */
const tick = (shown: string, ticked: ReadonlySet<string>): Html =>
  html`<label class="choice noprint"><input${attributes({ type: 'checkbox', name: 'kept', value: shown, form: FORM, checked: ticked.has(shown) })}> <span>hand over</span></label>`;

function handOver({ people }: Loaded, state: FormState, call: Call): Html {
  const me = call.staff().id;
  const options = people.map(({ _id, name }) => ({ value: _id, text: _id === me ? `${name} (I take it)` : name }));
  return filledForm(state, {
    id: FORM,
    action: PAGE,
    submit: 'Hand over what is ticked',
    body: (field) => selectField({ ...field('staffId', me), label: 'Who takes it', options, required: true }),
  });
}

const slotCell = ({ from, zone, meetingPointId }: Slot, names: Names): Html =>
  html`${momentText(from, zone)}<br>${names.meetingPoint(meetingPointId)}`;

const renderSlotRed = ({ shift, names }: Loaded): Html =>
  table({
    rows: shift.slotRed,
    empty: '',
    isWrong: ({ tone }) => tone === 'stop',
    columns: [
      { head: 'State', cell: ({ tone, text }) => tag(tone, text) },
      { head: 'Slot', cell: ({ line }) => line && slotCell(line.slot, names) },
    ],
  });

const renderSlotTells = ({ shift, names, now, sayCrossing }: Loaded): Html =>
  table({
    rows: shift.slotTells,
    empty: '',
    columns: [
      {
        head: 'What',
        cell: (line) => {
          const { about, escortId = '' } = line.notification;
          return html`${sayCrossing(line)?.says ?? TELL_WORDS[about]} <span class="noprint">(${names.escort(escortId)})</span>`;
        },
      },
      { head: 'Slot', cell: ({ slot }) => slot && slotCell(slot, names) },
      { head: 'Since', cell: ({ notification }) => sinceText(notification.at, now) },
    ],
  });
