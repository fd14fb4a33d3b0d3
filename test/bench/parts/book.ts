import type { Bench, Part } from '../bench-world.ts';
import { withDesk, type Desk } from '../desk.ts';
import { addTasks, type Task } from '../families.ts';
import { load, rateOf } from '../load.ts';
import { perSecond, type Outcome, type Result } from '../result.ts';
import { interleave, ratios } from '../rounds.ts';
import { bookingCommands } from '../same-commands.ts';
import { inTurn } from '../turns.ts';
import { wireRequest } from '../wire.ts';

const STAFF = { id: 'anna', name: 'Anna' };
const LEVELS = [
  { connections: 1, tasks: 12, goal: undefined },
  { connections: 32, tasks: 96, goal: { least: 0.7 } },
];

/** A booking over HTTP against the same transaction by the bare driver, each booking on a slot of its own. */
export const book: Part = (bench) =>
  withDesk(bench, 'book', async (desk) => {
    const { ours, bare } = await bookingCommands(desk.house);
    const isSame = ours.length === bare.length && ours.every((command, at) => command === bare[at]);
    const faults = isSame
      ? []
      : [`The bare driver sends other commands:\n${ours.join('\n')}\nbare\n${bare.join('\n')}`];
    const outcome: Outcome = { results: [], faults };
    for (const level of LEVELS) await compare(bench, desk, level, outcome);
    return outcome;
  });

async function compare(
  bench: Bench,
  { house, service, bare }: Desk,
  { connections, tasks, goal }: (typeof LEVELS)[number],
  outcome: Outcome,
): Promise<void> {
  const rounds = bench.rounds ?? 10;
  const work = await addTasks(house, (rounds + 1) * tasks * 2);
  const take = (): Task[] => work.splice(0, tasks);
  const before = await countBookings(house);
  const answers = new Map<number, number>();
  const kept = await interleave(
    [
      {
        name: 'ours',
        run: async () => {
          const requests = take().map((task) => bookingRequest(house, task));
          const done = await load({ port: service.port, connections, next: inTurn(requests) });
          for (const [status, count] of done.statuses) answers.set(status, (answers.get(status) ?? 0) + count);
          return rateOf(done);
        },
      },
      { name: 'bare', run: () => bare.rate({ do: 'book', connections, tasks: take(), staff: STAFF }) },
    ],
    rounds,
  );
  const expected = (rounds + 1) * tasks;
  const stored = (await countBookings(house)) - before - expected;
  const created = answers.get(201) ?? 0;
  if (created !== expected || stored !== expected)
    outcome.faults.push(
      `${connections} connections: asked ${expected}, answered ${sayAnswers(answers)}, stored ${stored}.`,
    );
  outcome.results.push({
    what: `booking over HTTP / the same transaction by the bare driver, ${connections} connection(s), ${created} bookings`,
    ours: perSecond(kept.ours),
    baseline: perSecond(kept.bare),
    values: ratios(kept.ours, kept.bare),
    goal,
  } satisfies Result);
}

const sayAnswers = (answers: ReadonlyMap<number, number>): string =>
  [...answers].map(([status, count]) => `${status} × ${count}`).join(', ');

export const bookingRequest = ({ cookie }: Desk['house'], { slotId, caseFileId }: Task): string =>
  wireRequest(`/api/v1/slots/${slotId}/bookings`, { Cookie: cookie }, { caseFileId });

const countBookings = ({ connection }: Desk['house']): Promise<number> =>
  connection.collection('bookings').countDocuments({});
