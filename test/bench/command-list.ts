import { mongo } from 'mongoose';

/** What no two runs have in common, and what the driver adds by itself. */
const NOISE = new Set(['lsid', 'txnNumber', '$clusterTime', '$db']);

/** The commands that a client sends inside transactions while `fn` runs, as texts that two runs can be compared by. */
export async function commandsOf(client: mongo.MongoClient, fn: () => Promise<unknown>): Promise<string[]> {
  const seen: string[] = [];
  const listen = ({ command }: mongo.CommandStartedEvent): void => {
    if (command['autocommit'] === false) seen.push(sayCommand(command));
  };
  client.on('commandStarted', listen);
  try {
    await fn();
  } finally {
    client.off('commandStarted', listen);
  }
  return seen;
}

function sayCommand(command: mongo.BSON.Document): string {
  const database = String(command['$db']).endsWith('_keys') ? 'keys' : 'main';
  // As it goes over the wire: mongoose hands its own kinds of objects to the driver.
  const sent = mongo.BSON.deserialize(mongo.BSON.serialize(command, { ignoreUndefined: false }));
  const told = Object.entries(sent).filter(([name]) => !NOISE.has(name));
  return `${database} ${JSON.stringify(Object.fromEntries(told.map(([name, value]) => [name, shapeOf(value)])))}`;
}

/** Ids, keyed hashes, sealed texts and instants differ from run to run: what they are is told, and how long. */
function shapeOf(value: unknown): unknown {
  if (typeof value === 'string') return shapeOfText(value);
  if (value instanceof Date) return 'instant';
  if (Array.isArray(value)) return value.map(shapeOf);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, entry]) => [name, shapeOf(entry)]));
}

function shapeOfText(text: string): string {
  if (/^[0-9a-f]{16,32}$/.test(text)) return `id of ${text.length}`;
  if (/^(1\.)?[\w-]{43}$/.test(text)) return 'keyed hash';
  return text.startsWith('s1.') ? `sealed, ${text.length}` : text;
}
