import type { mongo } from 'mongoose';
import { newReference } from '../../src/case-file/codes.ts';
import { randomIds } from '../../src/platform/ids.ts';
import { newKey, seal } from '../../src/platform/sealing.ts';

type Row = Record<string, unknown> & { _id: string };

const ID = /\b[0-9a-f]{32}\b/g;

/** The same journey of other people: each id in it becomes another, the same one everywhere. */
function copyValue(value: unknown, number: number): unknown {
  if (typeof value === 'string')
    return value.replaceAll(ID, (id) => number.toString(16).padStart(8, '0') + id.slice(8));
  if (Array.isArray(value)) return value.map((each) => copyValue(each, number));
  if (value === null || typeof value !== 'object' || value.constructor !== Object) return value;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, copyValue(each, number)]));
}

let references = 0;
const nextReference = (): string =>
  newReference({ ...randomIds, digits: (length) => String(references++).padStart(length, '0') });

/** What is unique by more than its ids: her reference, and her key, which opens under its own id only. */
const OWN: Record<string, (row: Row, master: Buffer) => Row> = {
  casefiles: (row) => ({ ...row, reference: nextReference() }),
  casekeys: (row, master) => ({ ...row, sealed: seal(master, row._id, newKey().toString('base64url')) }),
};

const AT_ONCE = 10;

/** Copies all that acts have left in these databases until they hold so many documents. Gives how many there are. */
export async function fillByCopies(dbs: readonly mongo.Db[], documents: number, master: Buffer): Promise<number> {
  const found: { collection: mongo.Collection<Row>; rows: Row[] }[] = [];
  for (const db of dbs)
    for (const { name } of await db.listCollections({}, { nameOnly: true }).toArray()) {
      if (['secrets', 'processes', 'probe', 'jobclaims'].includes(name)) continue;
      const collection = db.collection<Row>(name);
      found.push({ collection, rows: await collection.find({}).toArray() });
    }
  const each = found.reduce((sum, { rows }) => sum + rows.length, 0);
  const copies = Math.max(0, Math.ceil(documents / each) - 1);
  for (let from = 1; from <= copies; from += AT_ONCE) {
    const numbers = Array.from({ length: Math.min(AT_ONCE, copies - from + 1) }, (_, index) => from + index);
    for (const { collection, rows } of found) {
      const own = OWN[collection.collectionName];
      const copied = numbers.flatMap((number) => rows.map((row) => copyValue(row, number) as Row));
      const made = own ? copied.map((row) => own(row, master)) : copied;
      if (made.length > 0) await collection.insertMany(made);
    }
    if (from % 100 === 1) process.stderr.write(`filling: ${from} of ${copies} copies of ${each} documents\n`);
  }
  return each * (copies + 1);
}
