import { describe, expect, it } from '@jest/globals';
import { openTestDatabase } from '../support/database.ts';

describe('the database of a test', () => {
  it('is real, its own, and gone after it is closed', async () => {
    const mine = await openTestDatabase();
    const other = await openTestDatabase();
    await mine.connection.collection('notes').insertOne({ text: 'kept' });
    expect(await mine.connection.collection('notes').countDocuments()).toBe(1);
    expect(await other.connection.collection('notes').countDocuments()).toBe(0);
    await mine.close();
    const names = (await other.connection.listDatabases()).databases.map((database) => database.name);
    expect(names).not.toContain(mine.connection.name);
    await other.close();
  });
});
