// A process of its own with the bare driver: does what it is ordered to, over so many connections, and says how fast.
import { mongo } from 'mongoose';
import { bookBare } from './bare-book.ts';
import { readFeedBare, readWayBare } from './bare-reads.ts';
import type { Order, Said } from './bare.ts';
import { forMs, inTurn } from './turns.ts';

const [, , uri = '', database = ''] = process.argv;
const client = await new mongo.MongoClient(uri, { maxPoolSize: 50 }).connect();
const db = client.db(database);
process.on('message', (order: Order) => void obey(order));
process.on('disconnect', () => void client.close().then(() => process.exit(0)));
process.send?.('ready');

async function obey(order: Order): Promise<void> {
  const next = workOf(order);
  const said: Said = { ms: 0, count: 0 };
  const started = performance.now();
  const worker = async (): Promise<void> => {
    for (let work = next(); work; work = next()) {
      await work();
      said.count += 1;
    }
  };
  try {
    await Promise.all(Array.from({ length: order.connections }, worker));
    said.ms = performance.now() - started;
  } catch (error) {
    said.failed = String(error);
  }
  process.send?.(said);
}

function workOf(order: Order): () => (() => Promise<void>) | undefined {
  if (order.do === 'book') {
    const { staff, tasks } = order;
    return inTurn(tasks.map((task) => () => bookBare({ client, database, staff }, task)));
  }
  if (order.do === 'feed') return forMs(order.ms, () => readFeedBare(db, order.tokenHash));
  return forMs(order.ms, () => readWayBare(db, order.sessionId, order.caseFileId));
}
