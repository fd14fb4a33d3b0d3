import { describe, expect, it } from '@jest/globals';
import { openTestDatabase } from '../support/database.ts';
import { killRederivation } from '../trials/crash/kill-rederivation.ts';

// What `npm run crash` does for long, small.
describe('a process that proposes for families', () => {
  it('is killed, and another goes on where it was: no seat leaks, nothing is proposed twice', async () => {
    const database = await openTestDatabase();
    const killed = await killRederivation(database, { kills: 1, seed: 8 });
    expect(killed.findings).toEqual([]);
    expect(killed).toMatchObject({ kills: 1, resumed: 1 });
  }, 120_000);
});
