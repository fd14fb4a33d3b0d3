import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { RecordedEvent } from '../../src/crossing/recorded-event.ts';
import type { PlannedWay } from '../../src/itinerary/way.ts';
import { aBooking, anAct } from '../support/builders.ts';
import { startWays } from '../support/ways.ts';

let world: Awaited<ReturnType<typeof startWays>>;
beforeAll(async () => {
  world = await startWays();
});
afterAll(() => world.stop());

describe('a border that is closed ahead of her', () => {
  const aRow = (): RecordedEvent => ({
    ...{ _id: 'strike', eventId: 'strike', seq: 0, what: 'reported', by: 'Anna', at: world.clock.now() },
    event: {
      ...{ id: 'strike', crossings: ['by-pl-terespol'], effect: 'no-service', modes: ['bus'], direction: 'both' },
      ...{ from: '2026-11-24T09:00Z', to: null, appliesTo: 'everyone', confidence: 'medium', asOf: '2026-11-24' },
      ...{ sources: ['Guard'], cause: 'unknown', wording: { en: 'Closed', uk: 'Закрито', ru: 'Закрыто' } },
    },
  });
  const seen = { acknowledged: { codes: ['crossing-event/strike' as const], reason: 'sealed' } };
  const closedFor = async (id: string) =>
    ((await world.way.getWay(id)) as PlannedWay).closures?.map(({ crossing }) => crossing.en);

  beforeAll(() => world.events.insert(aRow()));

  it('is said on her page, unless it was seen when she was booked; on the road in any case', async () => {
    expect(await closedFor((await world.aFamily()).id)).toEqual(['Terespol–Brest']);
    expect(await closedFor((await world.aFamily({ booking: seen })).id)).toBeUndefined();
    expect(
      await closedFor((await world.aFamily({ booking: seen, caseFile: { state: 'travelling' } })).id),
    ).toHaveLength(1);
    const left = await world.aFamily({ booking: seen });
    await world.report.report(anAct(), left.id, 'left');
    expect(await closedFor(left.id)).toHaveLength(1);
  });

  it('is said to whoever set out to the meeting that she was moved from, and not for a word from before that', async () => {
    const given = { status: 'moved' as const, live: false, madeAt: new Date('2026-11-20T10:00:00Z') };
    const { ofStage: _ofStage, ...first } = aBooking(given);
    const moved = async (said: string, state: 'booked' | 'travelling' = 'booked') => {
      const booking = { ...seen, movedFrom: `${said}-first`, madeAt: new Date('2026-11-24T08:00:00Z') };
      const { id } = await world.aFamily({ booking, caseFile: { state } });
      await world.core.stores.bookings.insert({ ...first, _id: `${said}-first`, caseFileId: id });
      world.clock.set(said);
      await world.report.report(anAct(), id, 'left');
      world.clock.set('2026-11-24T10:00:00Z');
      return closedFor(id);
    };
    expect(await moved('2026-11-22T10:00:00Z')).toHaveLength(1);
    expect(await moved('2026-11-19T10:00:00Z')).toBeUndefined();
    expect(await moved('2026-11-19T11:00:00Z', 'travelling')).toHaveLength(1);
  });

  it('is said where nobody accompanies, and behind her no more', async () => {
    const { id, caseFile } = await world.aFamily();
    await world.core.stores.caseFiles.update(id, { state: 'met' }, { at: world.clock.now(), by: 'Anna' });
    expect(await closedFor(id)).toBeUndefined();
    expect(caseFile.state).toBe('booked');
    const alone = await world.aSlotAlone();
    const family = await world.aFamily({ booking: { slotId: alone._id } });
    expect(await world.way.getWay(family.id)).toMatchObject({ state: 'no-escort', closures: [{ kind: 'closed' }] });
  });
});
