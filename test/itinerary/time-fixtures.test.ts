import { describe, expect, it } from '@jest/globals';
import { planStage } from '../../src/itinerary/departure.ts';
import { resolveLocal } from '../../src/platform/zone-time.ts';
import type { MinuteWindow } from '../../src/route/duration.ts';
import type { RideStage } from '../../src/route/route.ts';
import { MISLEADING } from '../support/misleading-clocks.ts';
import { smallStages } from '../support/small-way.ts';

const instantOf = (local: string, zone: string): Date => {
  const [date = '', time = ''] = local.split('T');
  return resolveLocal({ date, time, zone }).instant;
};
const ride = smallStages.find((stage): stage is RideStage => stage.kind === 'ride');
if (!ride) throw new Error('The small way has a ride.');

describe('a plan over clocks that mislead', () => {
  it.each(MISLEADING)('%s', (_name, fromZone, leaves, toZone, arrives, minutes) => {
    const window: MinuteWindow = { shortest: minutes, usual: minutes, longest: minutes, estimate: false };
    const stage = { ...ride, fromZone, toZone, minutes: window };
    const arrival = instantOf(arrives, toZone);
    const { planned } = planStage({ stage, restAfter: 0 }, { latest: arrival, usual: arrival }, {});
    expect(planned.latest).toEqual({ from: instantOf(leaves, fromZone), to: arrival });
  });
});
