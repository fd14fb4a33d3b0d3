import { subscribe } from 'node:diagnostics_channel';
import type { Socket } from 'node:net';
import mongoose, { type Connection } from 'mongoose';

// The session of a transaction reaches every model call inside it by itself: stores take none.
mongoose.set('transactionAsyncLocalStorage', true);
// A key that no schema knows must not silently fall out of a filter and widen it.
mongoose.set('strictQuery', 'throw');

// A command that the driver (mongodb 7.8) gives to a socket just closing waits for it to drain, without end and whatever
// the bounds: its request is never answered, its act's turn never over. Told so at the close, the driver finds it closed.
subscribe('net.client.socket', (message) => {
  const { socket } = message as { socket: Socket };
  socket.once('close', () => socket.emit('drain'));
});

const ANSWER_MS = 1500;

/** Short enough that a person is told soon when the database is gone. */
const BOUNDS = {
  serverSelectionTimeoutMS: ANSWER_MS,
  connectTimeoutMS: ANSWER_MS,
  socketTimeoutMS: ANSWER_MS,
  // New connections are tried two at a time: without a bound, a crowd would wait for a silent database one by one.
  waitQueueTimeoutMS: ANSWER_MS,
};

/** Connects with bounds of our own, save those that the address itself names. */
export async function connectDatabase(
  uri: string,
  { poolSize = 50, patient = false }: { poolSize?: number; patient?: boolean } = {},
): Promise<Connection> {
  const named = new Set([...uri.matchAll(/[?&](\w+)=/g)].map(([, name = '']) => name.toLowerCase()));
  const ours = Object.entries({ ...BOUNDS, maxPoolSize: poolSize }).filter(([name]) => !named.has(name.toLowerCase()));
  return mongoose
    .createConnection(uri, {
      autoIndex: false,
      autoCreate: false,
      bufferCommands: false,
      ...Object.fromEntries(ours),
      // Building an index may take minutes, and nobody waits in front of a screen for it.
      ...(patient ? { socketTimeoutMS: 0, waitQueueTimeoutMS: 0 } : {}),
    })
    .asPromise();
}
