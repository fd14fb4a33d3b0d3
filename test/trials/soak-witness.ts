// Loaded into the service before it starts: told SIGUSR2, it says how many emitters live and how many listeners they have.
import { Session } from 'node:inspector/promises';

const COUNT = `function () {
  const listeners = (emitter) => emitter.eventNames().reduce((sum, name) => sum + emitter.listenerCount(name), 0);
  return [this.length, this.reduce((sum, emitter) => sum + (emitter._events ? listeners(emitter) : 0), 0)];
}`;

interface Remote {
  objectId: string;
  value: unknown;
}
type Post = (method: string, params: object) => Promise<{ result: Remote; objects: Remote }>;

async function countListeners(): Promise<unknown> {
  const session = new Session();
  session.connect();
  const expression = "process.getBuiltinModule('node:events').prototype";
  // Its types know answers by the method's name alone, and not that of a call.
  const post = session.post.bind(session) as unknown as Post;
  const { result } = await post('Runtime.evaluate', { expression });
  const { objects } = await post('Runtime.queryObjects', { prototypeObjectId: result.objectId });
  const asked = { functionDeclaration: COUNT, objectId: objects.objectId, returnByValue: true };
  const counted = await post('Runtime.callFunctionOn', asked);
  session.disconnect();
  return counted.result.value;
}

process.on('SIGUSR2', () => void countListeners().then((counts) => console.log(`witness ${JSON.stringify(counts)}`)));
