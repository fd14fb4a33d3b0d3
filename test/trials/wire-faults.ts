import { setTimeout as sleep } from 'node:timers/promises';
import type { TcpProxy, Wire } from '../support/tcp-proxy.ts';
import type { Random } from './random.ts';

type Tamper = (proxy: TcpProxy, random: Random) => Promise<void> | void;

const one =
  (tamper: (wire: Wire) => void): Tamper =>
  (proxy, random) => {
    const wires = proxy.wires();
    if (wires.length > 0) tamper(random.pick(wires));
  };
const all =
  (tamper: (wire: Wire) => void): Tamper =>
  (proxy) =>
    proxy.wires().forEach(tamper);
const forAWhile =
  (begin: (proxy: TcpProxy) => void, end: (proxy: TcpProxy) => void, mostMs: number): Tamper =>
  async (proxy, random) => {
    begin(proxy);
    await sleep(50 + random.below(mostMs));
    end(proxy);
  };

/** What can happen to the wire between app and database, by its name. */
export const WIRE_FAULTS: Record<string, Tamper> = {
  'one connection cut': one(({ cut }) => cut()),
  'all connections cut': all(({ cut }) => cut()),
  'one connection reset': one(({ reset }) => reset()),
  'all connections reset': all(({ reset }) => reset()),
  'half-closed': one(({ halfClose }) => halfClose()),
  'all half-closed': all(({ halfClose }) => halfClose()),
  'an answer cut in its middle': one(({ cutInWords }) => cutInWords()),
  'every answer cut in its middle': all(({ cutInWords }) => cutInWords()),
  'delayed by 20 ms': forAWhile(
    (proxy) => proxy.delay(20),
    (proxy) => proxy.delay(0),
    500,
  ),
  'delayed by 200 ms': forAWhile(
    (proxy) => proxy.delay(200),
    (proxy) => proxy.delay(0),
    1000,
  ),
  'delayed by 1.2 s': forAWhile(
    (proxy) => proxy.delay(1200),
    (proxy) => proxy.delay(0),
    2500,
  ),
  'held back': forAWhile(
    (proxy) => proxy.delay(Infinity),
    (proxy) => proxy.delay(0),
    1500,
  ),
  'new connections refused, all cut': forAWhile(
    (proxy) => {
      proxy.refuse(true);
      proxy.wires().forEach(({ cut }) => cut());
    },
    (proxy) => proxy.refuse(false),
    1500,
  ),
};

/** Tampers so many times, each kind as often as the others, in an order of the seed's. */
export async function tamper(
  proxy: TcpProxy,
  random: Random,
  { faults, onFault, pauseMs = 600 }: { faults: number; onFault: (kind: string) => void; pauseMs?: number },
): Promise<void> {
  const kinds = Object.keys(WIRE_FAULTS);
  let left: string[] = [];
  for (let done = 0; done < faults; done += 1) {
    if (left.length === 0) left = [...kinds];
    const [kind = ''] = left.splice(random.below(left.length), 1);
    onFault(kind);
    await WIRE_FAULTS[kind]?.(proxy, random);
    await sleep(random.below(pauseMs));
  }
}
