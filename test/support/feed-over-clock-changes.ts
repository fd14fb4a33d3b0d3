import { renderFeed, renderFeedEvent } from '../../src/feed/feed-ics.ts';
import { aFeedEvent } from './feed-event.ts';

// The instants at which Warsaw and Kyiv changed or will change their clocks, both at once.
const CHANGES = [
  '2022-03-27T01:00:00Z',
  '2022-10-30T01:00:00Z',
  '2026-03-29T01:00:00Z',
  '2026-10-25T01:00:00Z',
  '2027-03-28T01:00:00Z',
  '2027-10-31T01:00:00Z',
];
const HALF_HOUR = 1_800_000;

/** Each half hour from three hours before each change to three after it, seen from either side of the border. */
export const windowsOverChanges = CHANGES.flatMap((change) =>
  Array.from({ length: 13 }, (_, index) => {
    const from = new Date(Date.parse(change) + (index - 6) * HALF_HOUR);
    return { from, to: new Date(from.getTime() + 2 * HALF_HOUR) };
  }),
);

/** The feed of all of them. Two processes anywhere in the world must write the same bytes. */
export function feedOverChanges(): string {
  const events = ['Europe/Warsaw', 'Europe/Kyiv'].flatMap((zone, side) =>
    windowsOverChanges.map((window, index) => {
      const until = new Date(window.to.getTime() + 16 * HALF_HOUR);
      return renderFeedEvent(aFeedEvent({ slotId: `${side}-${index}`, window, until, zone }), 'uk');
    }),
  );
  return renderFeed({ name: 'Homeward', events });
}

if (process.argv.includes('--print-feed')) process.stdout.write(feedOverChanges());
