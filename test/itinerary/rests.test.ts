import { describe, expect, it } from '@jest/globals';
import { stagesToMeeting } from '../../src/itinerary/departure.ts';
import { planRests } from '../../src/itinerary/rests.ts';
import { listPaths } from '../../src/route/path.ts';
import { currentRouteRef } from '../../src/route/reference.ts';
import { smallRest, smallStages } from '../support/small-way.ts';
import { reference } from '../support/way.ts';

const rest = reference.defaults.get('night-rest');
const paths = listPaths(reference, currentRouteRef(reference));

describe('where she sleeps', () => {
  it('is always a town, on every path there is', () => {
    let nights = 0;
    for (const { stages } of paths)
      for (const side of ['ukrainian', 'polish'] as const)
        for (const { stage, restAfter } of planRests(stagesToMeeting(stages, side), rest)) {
          if (restAfter === 0) continue;
          nights += 1;
          expect(stage.kind === 'ride' && reference.places.has(stage.to)).toBe(true);
        }
    expect(nights).toBeGreaterThan(paths.length);
  });

  it('comes before she would be on her feet for too long, but where no town lies between', () => {
    if (rest?.kind !== 'rest') throw new Error('The route has a night’s rest.');
    for (const { stages } of paths) {
      const legs = planRests(stagesToMeeting(stages, 'ukrainian'), rest);
      let awake = 0;
      let fromTown = 0;
      for (const [index, { stage, restAfter }] of legs.entries()) {
        const { usual } = stage.kind === 'ride' ? stage.minutes : stage.wait;
        [awake, fromTown] = [awake + usual, fromTown + usual];
        expect(awake > rest.everyMinutes && awake > fromTown).toBe(false);
        if (stage.kind === 'ride' && legs[index + 1]?.stage.kind === 'ride') fromTown = 0;
        if (restAfter > 0) awake = 0;
      }
    }
  });

  it('is nowhere without a rule about it, nor on a way that is short enough', () => {
    const [path] = paths;
    const stages = stagesToMeeting(path?.stages ?? [], 'ukrainian');
    expect(planRests(stages, undefined).every(({ restAfter }) => restAfter === 0)).toBe(true);
    const seldom = rest?.kind === 'rest' ? { ...rest, everyMinutes: 10_000 } : undefined;
    expect(planRests(stages, seldom).map(({ stage }) => stage)).toEqual(stages);
    expect(planRests(stages, seldom).every(({ restAfter }) => restAfter === 0)).toBe(true);
  });

  it('is nowhere on a way that takes just as long as she may be on her feet, and in the village on one minute more', () => {
    const stages = stagesToMeeting(smallStages, 'ukrainian');
    const restsWhere = (everyMinutes: number) =>
      planRests(stages, smallRest.kind === 'rest' ? { ...smallRest, everyMinutes } : smallRest)
        .filter(({ restAfter }) => restAfter > 0)
        .map(({ stage, restAfter }) => [stage.key, restAfter]);
    expect(restsWhere(245)).toEqual([]);
    expect(restsWhere(244)).toEqual([['ride:1', 40]]);
  });
});
