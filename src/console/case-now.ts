import { html, type Html } from '../platform/html.ts';
import { facts, table } from '../platform/parts.ts';
import { stateTag } from './case-cells.ts';
import type { CaseDesk } from './case-desk.ts';
import { DESK_ZONE, momentText, sinceText } from './when.ts';
import { HUB_WORDS, STATE_WORDS } from './words.ts';

/** The case file in a few lines, for whoever had an older one before her. */
export function renderNow({ view, slotOf, names, now }: CaseDesk): Html {
  const { changed, path } = view;
  const live = view.bookings.find((booking) => booking.live);
  const slot = live && slotOf.get(live.slotId);
  const last = view.progress.at(-1);
  return facts([
    ['Last changed', changed && `by ${changed.by}, ${sinceText(new Date(changed.at), now)}`],
    ['State', stateTag(view.state)],
    ['Last recorded', last && `${STATE_WORDS[last.state][0]}, ${momentText(new Date(last.at), DESK_ZONE)}`],
    ['Her meeting', slot ? `${momentText(slot.from, slot.zone)}, ${live.status}` : 'none'],
    ['Her path', path ? `${HUB_WORDS[path.hub] ?? path.hub}, ${names.crossing(path.exitCrossing)}` : 'not chosen'],
    ['Meeting word', `${view.word.cyrillic} · ${view.word.latin}`],
    ['Proof', view.proofAt === undefined ? 'none' : 'recorded'],
  ]);
}

/** Field by field: what stands now, and what the form would put in its place. */
export const renderDifferences = (rows: readonly { label: string; now: string; typed: string }[]): Html =>
  rows.length === 0
    ? html``
    : table({
        caption: 'Where your form differs. Saving puts yours in its place.',
        rows,
        empty: '',
        columns: [
          { head: 'Field', cell: ({ label }) => label },
          { head: 'Now', cell: ({ now }) => (now === '' ? html`<span class="soft">empty</span>` : now) },
          {
            head: 'You typed',
            cell: ({ typed }) => (typed === '' ? html`<span class="soft">empty</span>` : html`<b>${typed}</b>`),
          },
        ],
      });
