// Loaded into the service before it starts: told SIGUSR2, it says how many emitters live and how many listeners they have.
import { Session } from 'node:inspector/promises';

const COUNT = `function () {
  const listeners = (emitter) => emitter.eventNames().reduce((sum, name) => sum + emitter.listenerCount(name), 0);
  return [this.length, this.reduce((sum, emitter) => sum + (emitter._events ? listeners(emitter) : 0), 0)];
}`;

async function countListeners(): Promise<unknown> {
  const session = new Session();
  session.connect();
  const expression = "process.getBuiltinModule('node:events').prototype";
  const { result } = await session.post('Runtime.evaluate', { expression });
  const { objects } = await session.post('Runtime.queryObjects', { prototypeObjectId: result.objectId ?? '' });
  const asked = { functionDeclaration: COUNT, objectId: objects.objectId ?? '', returnByValue: true };
  const counted: unknown = await session.post('Runtime.callFunctionOn', asked);
  session.disconnect();
  return (counted as { result: { value: unknown } }).result.value;
}

process.on('SIGUSR2', () => void countListeners().then((counts) => console.log(`witness ${JSON.stringify(counts)}`)));
