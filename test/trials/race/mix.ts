import type { Random } from '../random.ts';
import type { Ask, Desk, Said } from './desk.ts';
import { asks, openCase, type ListedSlot, type World } from './world.ts';

interface Family {
  id: string;
  /** The newest that a client made for it, whatever became of it since. */
  booking?: string;
}

/** What the clients know together. */
export interface Floor {
  world: World;
  families: Family[];
  slots: ListedSlot[];
  /** How many families at a time: few, so that they meet. */
  wanted: number;
}

type Act = (floor: Floor, random: Random) => { ask: Ask; then?: (said: Said) => void } | undefined;

const place =
  (hold: boolean): Act =>
  ({ families, slots }, random) => {
    const family = random.pick(families);
    const then = ({ body }: Said): void => void (family.booking = String(body['bookingId']));
    return { ask: asks.book(random.pick(slots).slotId, family.id, hold), then };
  };

/** Acts on the newest booking of some family; none where it never had one. */
const onBooking =
  (act: (booking: string, family: Family, slotId: string) => Ask): Act =>
  ({ families, slots }, random) => {
    const family = random.pick(families);
    if (family.booking === undefined) return undefined;
    const then = ({ body }: Said): void => void (family.booking = String(body['bookingId']));
    return { ask: act(family.booking, family, random.pick(slots).slotId), then };
  };

const TIMES = [['14:30'], ['15:30']];

/** How often of a hundred, and what. */
const MIX: [number, Act][] = [
  [20, place(false)],
  [22, place(true)],
  [16, onBooking((booking) => asks.confirm(booking))],
  [16, onBooking((booking, { id }, slotId) => asks.move(booking, slotId, id))],
  [13, onBooking((booking) => asks.cancel(booking))],
  [
    5,
    (floor, random) => {
      const family = random.pick(floor.families);
      const then = (): void => void (floor.families = floor.families.filter((each) => each !== family));
      return { ask: asks.end(family.id), then };
    },
  ],
  [6, ({ world, slots }, random) => ({ ask: asks.assign(random.pick(slots).slotId, random.pick(world.escortIds)) })],
  [
    2,
    ({ world }, random) => {
      const { seriesId, input } = random.pick(world.series);
      const escortId = random.pick(world.escortIds);
      const changed = { ...input, escortId, localTimes: random.pick(TIMES), capacity: 2 + random.below(3) };
      return { ask: asks.regenerate(seriesId, changed) };
    },
  ],
];

function pickAct(random: Random): Act {
  let left = random.below(100);
  for (const [weight, act] of MIX) {
    left -= weight;
    if (left < 0) return act;
  }
  throw new Error('The mix does not add up to a hundred.');
}

/** One client's next step: a new family where some have ended, else one of the mix; one in twenty sent twice at once. */
export async function step(desk: Desk, floor: Floor, random: Random): Promise<void> {
  if (floor.families.length < floor.wanted) {
    const id = await openCase(desk, 1 + random.below(3));
    if (id !== undefined) floor.families.push({ id });
    return;
  }
  const chosen = pickAct(random)(floor, random);
  if (!chosen) return;
  const said = await (random.below(20) === 0 ? desk.sendTwice(chosen.ask) : desk.send(chosen.ask));
  if (said && said.status < 300) chosen.then?.(said);
}
