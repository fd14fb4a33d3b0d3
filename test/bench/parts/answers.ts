import type { Bench, Part } from '../bench-world.ts';
import { load, rateOf } from '../load.ts';
import { startPlainServers } from '../plain.ts';
import { perSecond, type Outcome } from '../result.ts';
import { interleave, ratios, type Side } from '../rounds.ts';
import { forMs } from '../turns.ts';
import { wireRequest } from '../wire.ts';

const CONNECTIONS = 32;
const ROUND_MS = 300;

/** `/healthz` by bare node:http, by plain Express and by us. */
export const healthz: Part = (bench) =>
  withServers(bench, 'healthz', async (ports) => {
    const request = wireRequest('/healthz');
    const { ours, raw, express } = await interleave(
      [
        asking('ours', ports.ours, request),
        asking('raw', ports.raw, request),
        asking('express', ports.express, request),
      ],
      bench.rounds ?? 12,
    );
    const against = (name: string, rates: number[], goal?: { least: number }) => ({
      what: `\`/healthz\` / ${name}, ${CONNECTIONS} connections`,
      ...{ ours: perSecond(ours), baseline: perSecond(rates), values: ratios(ours, rates), goal },
    });
    const results = [against('bare node:http', raw, { least: 0.45 }), against('plain Express 5', express)];
    return { results, faults: [] };
  });

/** The guide, packed as browsers ask for it, against plain Express's hello. */
export const guide: Part = (bench) =>
  withServers(bench, 'guide', async (ports) => {
    const page = wireRequest('/en', { 'Accept-Encoding': 'gzip' });
    const { ours, hello, raw } = await interleave(
      [
        asking('ours', ports.ours, page),
        asking('hello', ports.express, wireRequest('/hello')),
        asking('raw', ports.raw, wireRequest('/')),
      ],
      bench.rounds ?? 12,
    );
    const what = `guide (\`/en\`, gzip) / plain Express hello, ${CONNECTIONS} connections`;
    const row = { ours: perSecond(ours), baseline: perSecond(hello), values: ratios(ours, hello), goal: { least: 2 } };
    // What no page of whatever size can pass.
    const bound = { what: 'three bytes by bare node:http / plain Express hello, for comparison', goal: undefined };
    const most = { ours: perSecond(raw), baseline: perSecond(hello), values: ratios(raw, hello) };
    return {
      results: [
        { what, ...row },
        { ...bound, ...most },
      ],
      faults: [],
    };
  });

const asking = <N extends string>(name: N, port: number, request: string): Side<N> => ({
  name,
  run: async () => rateOf(await load({ port, connections: CONNECTIONS, next: forMs(ROUND_MS, request) })),
});

interface Ports {
  ours: number;
  raw: number;
  express: number;
}

async function withServers(bench: Bench, name: string, fn: (ports: Ports) => Promise<Outcome>): Promise<Outcome> {
  const house = await bench.openHouse(name);
  const service = await bench.startService(house);
  const plain = await startPlainServers();
  try {
    return await fn({ ours: service.port, ...plain });
  } finally {
    plain.stop();
    await service.stop();
    await house.leave();
  }
}
