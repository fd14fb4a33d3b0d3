import type { ClosedHours } from '../route/facts.ts';
import type { Facts } from '../route/reference.ts';

/** The curfews of places, and of the crossings that open for some hours only those in which they are shut. */
export const closedHours = ({ curfews, crossings }: Pick<Facts, 'curfews' | 'crossings'>): ClosedHours[] => [
  ...curfews.values(),
  ...[...crossings.values()].flatMap(({ id, opens, sides: [polish] }) =>
    opens
      ? {
          ...{ places: [id], zone: polish.zone, start: opens.until, end: opens.from },
          ...{ continuous: false, from: null, to: null },
        }
      : [],
  ),
];
