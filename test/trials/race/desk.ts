import { setTimeout as sleep } from 'node:timers/promises';
import type { Told } from '../reader.ts';

/** One act as a client asks for it. */
export interface Ask {
  what: string;
  which: Told['which'];
  path: string;
  body: object;
}

/** How it ended for the client; undefined where no answer came. */
export interface Said {
  status: number;
  /** Of a refusal: its code. */
  type: string;
  body: Record<string, unknown>;
}

export interface Tally {
  attempts: number;
  committed: number;
  refused: Record<string, number>;
  /** Tries that met “busy”, a database that was away, or a process that was gone. */
  retries: { busy: number; away: number; broken: number };
}

interface Options {
  /** Addresses of the processes that are there just now. */
  urls: () => readonly string[];
  cookie: string;
  /** Processes or the engine are killed meanwhile: an answer may not come. */
  killing?: boolean;
}

/** Clients that keep what they asked for, what they were told, and all that no client may ever be told. */
export interface Desk {
  told: Told[];
  tally: Tally;
  findings: string[];
  /** Notes that it is asked for; `send` does so by itself. */
  begin(ask: Ask): Told;
  /** Sends it until it is answered, each time to the next process, always with the same key. */
  send(ask: Ask, begun?: Told): Promise<Said | undefined>;
  /** The same act to two processes at once. */
  sendTwice(ask: Ask): Promise<Said | undefined>;
  /** Sends once more what is done and lost its connection on the way: the answer must be the same again. */
  repeatBroken(): Promise<number>;
}

const MOST_TRIES = 200;
let keys = 0;

export function openDesk(options: Options): Desk {
  const told: Told[] = [];
  const findings: string[] = [];
  const tally: Tally = { attempts: 0, committed: 0, refused: {}, retries: { busy: 0, away: 0, broken: 0 } };
  const broken = new Map<string, { ask: Ask; said: Said }>();
  let turn = 0;

  const begin = ({ what, which }: Ask): Told => {
    const entry: Told = { key: `key-${(keys += 1)}`, what, which, outcome: 'unknown' };
    told.push(entry);
    tally.attempts += 1;
    return entry;
  };

  const tryUntilAnswered = async (ask: Ask, key: string, first: number): Promise<Said | undefined> => {
    let isBroken = false;
    for (let tries = 0; tries < MOST_TRIES; tries += 1) {
      const urls = options.urls();
      const said = await tryOnce(
        `${urls[(first + tries) % urls.length] ?? ''}${ask.path}`,
        ask.body,
        key,
        options.cookie,
      );
      const retry = said === undefined ? 'broken' : retryOf(said);
      if (said && !retry) {
        if (isBroken && said.status < 300) broken.set(key, { ask, said });
        return said;
      }
      isBroken ||= retry !== 'busy';
      if (retry) tally.retries[retry] += 1;
      if (retry === 'broken' && !options.killing) findings.push(`${ask.what} lost its connection.`);
      await sleep(50 + 50 * Math.min(tries, 20));
    }
    findings.push(`${ask.what} was not answered in ${MOST_TRIES} tries.`);
    return undefined;
  };

  const settle = (entry: Told, said: Said | undefined): Said | undefined => {
    if (!said) return said;
    if (said.status < 300) Object.assign(entry, { outcome: 'done', reply: said.body });
    else if (entry.outcome === 'unknown') entry.outcome = 'refused';
    if (said.status >= 300 && said.status !== 409)
      findings.push(`${entry.what} was answered with ${said.status} ${said.type}.`);
    return said;
  };

  const count = (said: Said | undefined): Said | undefined => {
    if (!said) return said;
    if (said.status < 300) tally.committed += 1;
    else tally.refused[said.type] = (tally.refused[said.type] ?? 0) + 1;
    return said;
  };

  return {
    ...{ told, tally, findings },
    begin,
    send: async (ask, entry = begin(ask)) => count(settle(entry, await tryUntilAnswered(ask, entry.key, (turn += 1)))),
    repeatBroken: async () => {
      for (const [key, { ask, said }] of broken) {
        const again = await tryUntilAnswered(ask, key, (turn += 1));
        if (JSON.stringify(again) !== JSON.stringify(said))
          findings.push(`${ask.what} sent again was answered otherwise.`);
      }
      return broken.size;
    },
    sendTwice: async (ask) => {
      const entry = begin(ask);
      const first = (turn += 1);
      const [one, other] = await Promise.all([0, 1].map((next) => tryUntilAnswered(ask, entry.key, first + next)));
      settle(entry, one);
      settle(entry, other);
      const done = [one, other].find((said) => said !== undefined && said.status < 300);
      // One may have been refused before the other found it possible; once it is done, it is done for whoever asks.
      if (done && JSON.stringify(await tryUntilAnswered(ask, entry.key, first)) !== JSON.stringify(done))
        findings.push(`${ask.what} sent again was answered otherwise.`);
      return count(done ?? one);
    },
  };
}

const retryOf = ({ status, type }: Said): keyof Tally['retries'] | undefined =>
  status !== 503 ? undefined : type === 'busy' ? 'busy' : 'away';

/** One request; undefined where the connection broke before its answer was whole. */
export async function tryOnce(url: string, body: object, key: string, cookie: string): Promise<Said | undefined> {
  const headers = {
    ...{ 'Content-Type': 'application/json', 'Sec-Fetch-Site': 'same-origin', 'Idempotency-Key': key, Cookie: cookie },
  };
  try {
    const signal = AbortSignal.timeout(30_000);
    const answer = await fetch(url, { method: 'POST', headers, body: JSON.stringify(body), signal });
    const said = (await answer.json()) as Said['body'] & { type?: string };
    return { status: answer.status, type: (said.type ?? '').replace('urn:homeward:problem:', ''), body: said };
  } catch {
    return undefined;
  }
}
