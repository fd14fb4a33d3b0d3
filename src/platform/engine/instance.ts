import mongoose from 'mongoose';

const DATABASE = 'homeward_engine';

/** Writes into the engine at this port which start of it this is. */
export async function writeInstance(port: number, id: string): Promise<void> {
  await withInstances(port, 10_000, (instances) =>
    instances.updateOne({ _id: 'running' }, { $set: { id } }, { upsert: true }),
  );
}

/** The id that the server at this port holds; `undefined` when nothing answers there, or a stranger does. */
export async function findInstance(port: number, withinMs: number): Promise<string | undefined> {
  try {
    const found = await withInstances(port, withinMs, (instances) => instances.findOne({ _id: 'running' }));
    return found?.id;
  } catch {
    return undefined;
  }
}

interface Instance {
  _id: 'running';
  id: string;
}

async function withInstances<T>(
  port: number,
  ms: number,
  use: (instances: mongoose.mongo.Collection<Instance>) => Promise<T>,
): Promise<T> {
  const bounds = { serverSelectionTimeoutMS: ms, connectTimeoutMS: ms, socketTimeoutMS: ms };
  const client = new mongoose.mongo.MongoClient(`mongodb://127.0.0.1:${port}`, { ...bounds, directConnection: true });
  try {
    return await use(client.db(DATABASE).collection<Instance>('engine'));
  } finally {
    await client.close();
  }
}
