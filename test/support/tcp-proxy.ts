import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

/** A wire between app and database that can be tampered with while both use it. */
export interface TcpProxy {
  /** The database's address as seen through the wire, without a database name. */
  uri: string;
  /** The connections there are now. */
  wires(): Wire[];
  /** New connections are cut as soon as they are made. */
  refuse(isRefusing: boolean): void;
  /** Everything that arrives waits for so long; `Infinity` holds it until the delay is set anew. */
  delay(ms: number): void;
  stop(): void;
}

export interface Wire {
  /** Both ends hear that the other has gone. */
  cut: () => void;
  /** The app's end is reset, as by a firewall. */
  reset: () => void;
  /** The app hears that the database has said all; what the app says still arrives. */
  halfClose: () => void;
  /** The database's next words are cut in their middle, and the wire with them. */
  cutInWords: () => void;
}

/** @param realUri the database's own address */
export async function startProxy(realUri: string): Promise<TcpProxy> {
  const [, host = '', port = ''] = /^mongodb:\/\/([^:/]+):(\d+)/.exec(realUri) ?? [];
  const wires = new Map<Socket, Wire>();
  const held = new Set<() => void>();
  let isRefusing = false;
  let delayMs = 0;
  const pause = async (): Promise<void> => {
    if (delayMs === Infinity) await new Promise<void>((release) => held.add(release));
    else if (delayMs > 0) await sleep(delayMs);
  };
  const server = createServer({ allowHalfOpen: true, noDelay: true }, (near) => {
    near.on('error', () => undefined);
    if (isRefusing) near.destroy();
    else wires.set(near, joinWire(near, connect({ host, port: Number(port), noDelay: true }), pause));
    near.on('close', () => wires.delete(near));
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    uri: `mongodb://127.0.0.1:${(server.address() as AddressInfo).port}`,
    wires: () => [...wires.values()],
    refuse: (is) => void (isRefusing = is),
    delay: (ms) => {
      delayMs = ms;
      for (const release of held) release();
      held.clear();
    },
    stop: () => {
      server.close();
      for (const wire of wires.values()) wire.cut();
    },
  };
}

/** Words of one direction arrive in the order in which they were said, whatever the pauses before them. */
function oneByOne(pause: () => Promise<void>): (deliver: () => void) => void {
  let last: Promise<unknown> = Promise.resolve();
  return (deliver) => {
    const paused = pause();
    last = last.then(() => paused).then(deliver);
  };
}

function joinWire(near: Socket, far: Socket, pause: () => Promise<void>): Wire {
  const [there, back] = [oneByOne(pause), oneByOne(pause)];
  let isCutting = false;
  const cut = (): void => {
    near.destroy();
    far.destroy();
  };
  far.on('error', cut).on('close', cut);
  near.on('close', cut);
  near.on('data', (words: Buffer) =>
    there(() => {
      if (!far.destroyed) far.write(words);
    }),
  );
  near.on('end', () => there(() => far.end()));
  far.on('data', (words: Buffer) =>
    back(() => {
      if (near.destroyed || near.writableEnded) return;
      if (isCutting) near.write(words.subarray(0, words.length / 2), cut);
      else near.write(words);
    }),
  );
  return {
    cut,
    reset: () => {
      near.resetAndDestroy();
      far.destroy();
    },
    halfClose: () => void near.end(),
    cutInWords: () => void (isCutting = true),
  };
}
