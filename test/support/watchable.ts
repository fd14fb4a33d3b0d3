import type { Connection, mongo } from 'mongoose';
import { connectDatabase } from '../../src/platform/database.ts';

/** The same database, by a client that tells of its commands: in the service it does not, since nobody listens there. */
export const watchable = (uri: string): string =>
  /[?&]monitorCommands=/.test(uri) ? uri : `${uri}${uri.includes('?') ? '&' : '?'}monitorCommands=true`;

/** A connection whose commands can be listened to. */
export const connectWatchable: typeof connectDatabase = (uri, options) => connectDatabase(watchable(uri), options);

/** The client of such a connection. Throws for any other: whoever listens there would hear nothing and find no fault. */
export function listenedClient(connection: Connection): mongo.MongoClient {
  const client = connection.getClient();
  if (!client.options.monitorCommands) throw new Error('This connection tells of no commands: open it by `watchable`.');
  return client;
}
