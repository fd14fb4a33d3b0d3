import { describe, expect, it } from '@jest/globals';
import { connectDatabase } from '../../src/platform/database.ts';
import { testUri } from '../support/database.ts';

const boundsOf = async (query: string, options: Parameters<typeof connectDatabase>[1] = {}) => {
  const connection = await connectDatabase(`${testUri()}/homeward_bounds${query}`, options);
  const { socketTimeoutMS, waitQueueTimeoutMS, maxPoolSize } = connection.getClient().options;
  await connection.close();
  return [socketTimeoutMS, waitQueueTimeoutMS, maxPoolSize];
};

describe('the bounds of a connection', () => {
  it('are ours, save those that the address names', async () => {
    expect(await boundsOf('')).toEqual([1500, 1500, 50]);
    expect(await boundsOf('?maxpoolsize=3&socketTimeoutMS=7000')).toEqual([7000, 1500, 3]);
  });

  it('let a patient one wait without end', async () => {
    expect(await boundsOf('?socketTimeoutMS=7000', { patient: true, poolSize: 2 })).toEqual([0, 0, 2]);
  });
});
