import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { newKey } from '../../src/platform/sealing.ts';
import { testUri } from '../support/database.ts';
import { findScans } from './explain.ts';
import { addBookings, addFamilies, addSlots } from './families.ts';
import { openHouse, type House } from './house.ts';
import { bookingCommands } from './same-commands.ts';

describe('what the bench rests on', () => {
  let house: House;
  beforeAll(async () => {
    house = await openHouse({ engineUri: testUri(), name: 'homeward_test_bench', master: newKey(), escorts: 1 });
  });
  afterAll(async () => {
    await house.connection.dropDatabase();
    await house.leave();
  });

  it('compares a booking with the very commands, documents and concerns of its own transaction', async () => {
    const { ours, bare } = await bookingCommands(house);
    expect(ours).toHaveLength(20);
    expect(bare).toEqual(ours);
  });

  it('finds no list, poll, page or booking that reads a collection to its end, save the two that are meant', async () => {
    const slots = await addSlots(house, { count: 10, from: new Date(Date.now() + 86_400_000), days: 5 });
    const families = await addFamilies(house, 10);
    await addBookings(house, slots, families);
    const { scanned, whole } = await findScans({ house, families });
    expect(scanned).toEqual([]);
    expect(whole.sort()).toEqual(['contacts', 'crossingevents']);
  });
});
