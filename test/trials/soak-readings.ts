import { Agent } from 'node:http';
import { ask, type Ask } from './ask.ts';
import { planReading } from './desk-acts.ts';
import type { DeskWorld } from './desk-world.ts';
import type { Random } from './random.ts';

/** What a whole day brings besides the desk: the public guide, calendars that poll, families that look at their way. */
export async function openReadings(url: string, world: DeskWorld): Promise<(random: Random) => Ask> {
  const agent = new Agent({ keepAlive: true });
  const feeds = new Map<string, string>();
  for (const escortId of world.escortIds) {
    const path = `/api/v1/escorts/${escortId}/feeds`;
    const { text } = await ask(url, { method: 'POST', path, body: {}, headers: { Cookie: world.cookie } }, agent);
    feeds.set(new URL((JSON.parse(text) as { url: string }).url).pathname, '');
  }
  const travellers: string[] = [];
  for (const token of world.linkTokens.slice(0, 50)) {
    const { cookies } = await ask(url, { method: 'POST', path: '/i/open', body: { token } }, agent);
    travellers.push(cookies.join('; '));
  }
  agent.destroy();
  const poll = (random: Random): Ask => {
    const path = random.pick([...feeds.keys()]);
    const etag = feeds.get(path) ?? '';
    return {
      path,
      headers: etag === '' ? {} : { 'If-None-Match': etag },
      settle: ({ etag: next }) => {
        if (next !== undefined) feeds.set(path, next);
      },
    };
  };
  const kinds: ((random: Random) => Ask)[] = [
    (random) => ({ path: random.pick(['/en', '/uk', '/ru']) }),
    poll,
    (random) => ({ path: random.pick(['/way', '/way/card']), headers: { Cookie: random.pick(travellers) } }),
    (random) => planReading(random, world),
  ];
  return (random) => random.pick(kinds)(random);
}
