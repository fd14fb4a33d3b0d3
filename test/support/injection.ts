import type { Random } from '../trials/random.ts';
import { startTestApp, type TestApp } from './app.ts';
import { watchCommands } from './command-watch.ts';
import { aHousehold } from './household.ts';
import { listTargets } from './injection-targets.ts';
import type { Target } from './right-requests.ts';
import { inParallel, listenTo, type Heard } from './listen.ts';
import { payloadOf, type Payload } from './payloads.ts';

export interface Injected {
  payloads: number;
  inputs: number;
  /** How many of each kind were sent. */
  kinds: Record<string, number>;
  /** How many answers of each hundred. */
  answers: Record<string, number>;
  commands: number;
  /** What went wrong, a line each. */
  faults: string[];
}

/** In every payload; the number tells which one it was. */
const MARK = /zq\d+zq/i;
const STACK =
  /\bat .{1,200}:\d+:\d+\)?|node_modules|\.ts:\d+|MongoServer|MongoBulk|CastError|ValidationError|BSONError|E11000/;
const PROTOTYPES = [Object.prototype, Array.prototype, String.prototype, Function.prototype, Number.prototype];
const namesOfPrototypes = (): string => JSON.stringify(PROTOTYPES.map((each) => Reflect.ownKeys(each).map(String)));

/** Puts made-up payloads in the place of every input, each at least once in turn, and looks at what came of them. */
export async function inject(
  random: Random,
  wanted: number,
  say: (done: number) => void = () => undefined,
): Promise<Injected> {
  const home = await startTestApp();
  const before = namesOfPrototypes();
  const targets = shuffled(random, await targetsOf(home));
  const watch = watchCommands(home.database.connection, MARK);
  const listening = await listenTo(home.app);
  const result: Injected = { payloads: 0, inputs: targets.length, kinds: {}, answers: {}, commands: 0, faults: [] };
  const tries = Array.from({ length: Math.max(wanted, targets.length) }, (_, index) => ({
    target: targets[index % targets.length] as Target,
    payload: payloadOf(random, `zq${index}zq`),
  }));
  await inParallel(tries, 8, async ({ target, payload }) => {
    const heard = await listening.send(target.send(payload)).catch((error: unknown) => error as Error);
    count(result, payload, heard);
    const wrong = heard instanceof Error ? `no answer: ${heard.message}` : faultOf(heard);
    if (wrong !== undefined)
      result.faults.push(`${target.name} with ${JSON.stringify(payload.value).slice(0, 300)}: ${wrong}`);
    if (result.payloads % 5000 === 0) say(result.payloads);
  });
  if (namesOfPrototypes() !== before) result.faults.push('A prototype was polluted.');
  listening.close();
  await home.stop();
  return { ...result, commands: watch.commands(), faults: [...result.faults, ...watch.faults] };
}

async function targetsOf(home: TestApp): Promise<Target[]> {
  const own = await aHousehold(home, 'Ownhouse');
  const other = await aHousehold(home, 'Otherhouse');
  // Of another household than the one that is written to: its session must outlast what is ended there.
  const callers = {
    staff: (await home.signIn('administrator', 'Ada Desk')).cookie,
    traveller: other.cookies.traveller,
  };
  return listTargets(home.endpoints, own, callers);
}

function count(result: Injected, { kind }: Payload, heard: Heard | Error): void {
  result.payloads += 1;
  result.kinds[kind] = (result.kinds[kind] ?? 0) + 1;
  const answer = heard instanceof Error ? 'none' : `${Math.floor(heard.status / 100)}xx`;
  result.answers[answer] = (result.answers[answer] ?? 0) + 1;
}

function faultOf({ status, text }: Heard): string | undefined {
  if (status >= 500) return `${status} ${text.slice(0, 200)}`;
  const stack = STACK.exec(text);
  return stack ? `the answer tells “${stack[0].slice(0, 200)}”` : undefined;
}

function shuffled<T>(random: Random, items: readonly T[]): T[] {
  return items
    .map((item) => ({ item, at: random.next() }))
    .sort((one, other) => one.at - other.at)
    .map(({ item }) => item);
}
