import { planAfterMeeting } from './after-meeting.ts';
import type { Heard } from './heard.ts';
import type { Itinerary, ItineraryParts, Step } from './itinerary.ts';

/** When she gets somewhere if all goes as usual, and if all takes longest. UTC. */
export interface Reached {
  usual: Date;
  latest: Date;
}

/**
 * `at-risk`: only if something takes longer than usual is the window over before she comes. `far-too-early`: even then
 * she waits for its beginning longer than she can stand at a border.
 */
export type Reach = 'far-too-early' | 'in-time' | 'at-risk' | 'too-late';

export interface FromHere {
  /** When each step begins, from the one she is on up to the meeting: by index, and before her place empty. */
  reached: (Reached | undefined)[];
  arrival: Reached;
  reach: Reach;
}

const minutesOn = (instant: Date, minutes: number): Date => new Date(instant.getTime() + minutes * 60_000);
const later = (one: Date, other: Date): Date => new Date(Math.max(Number(one), Number(other)));

/** When she leaves the step that she begins then: by its usual and its longest minutes, rest kept. */
const leaves = (begins: Reached, { minutes, restAfter }: Step): Reached => ({
  usual: minutesOn(begins.usual, (minutes?.usual ?? 0) + restAfter),
  latest: minutesOn(begins.latest, (minutes?.longest ?? 0) + restAfter),
});

/**
 * Her way to the meeting counted forwards from where she was last heard of. Elapsed time is UTC arithmetic; whoever was
 * still on a step when she was last heard of has not left it before that.
 */
export function countFromHere({ steps, meeting }: Itinerary, { step: here, since, at }: Heard): FromHere {
  const metAt = steps.findIndex(({ kind }) => kind === 'meeting');
  const reached: (Reached | undefined)[] = [];
  let next: Reached = { usual: since, latest: since };
  steps.slice(0, metAt + 1).forEach((step, index) => {
    if (index < here) return;
    reached[index] = next;
    const left = leaves(next, step);
    // Whoever is beyond it by the minutes alone is beyond it all the more.
    next = { usual: later(left.usual, at), latest: later(left.latest, at) };
  });
  const arrival = reached[metAt] ?? { usual: at, latest: at };
  return { reached, arrival, reach: reachOf(arrival, meeting) };
}

const FAR_TOO_EARLY_MINUTES = 12 * 60;

function reachOf({ usual, latest }: Reached, { from, to: until }: Itinerary['meeting']): Reach {
  if (minutesOn(latest, FAR_TOO_EARLY_MINUTES) < from) return 'far-too-early';
  if (usual > until) return 'too-late';
  return latest > until ? 'at-risk' : 'in-time';
}

/** The itinerary with the steps from her place on counted from there: from the day she was met, on to Kyiv. */
export function countAnew(parts: ItineraryParts, itinerary: Itinerary, heard: Heard | undefined): Itinerary {
  if (!heard) return itinerary;
  const metAt = itinerary.steps.findIndex(({ kind }) => kind === 'meeting');
  if (heard.step <= metAt) return toMeeting(itinerary, heard);
  const fromHere = { ...parts, slot: { ...parts.slot, from: heard.at, to: heard.at } };
  return { ...itinerary, steps: [...itinerary.steps.slice(0, metAt + 1), ...planAfterMeeting(fromHere)] };
}

/** Times that would say that she comes too late are left unsaid: the desk hears that first and calls her. */
function toMeeting(itinerary: Itinerary, heard: Heard): Itinerary {
  const { reached, arrival, reach } = countFromHere(itinerary, heard);
  const ahead = reach === 'too-late' ? 'unsaid' : 'ahead';
  const steps = itinerary.steps.map((step, index): Step => {
    const [begins, next] = [reached[index], reached[index + 1]];
    if (!begins || !next) return step;
    const ends = { usual: minutesOn(next.usual, -step.restAfter), latest: minutesOn(next.latest, -step.restAfter) };
    return {
      ...step,
      begins: { ...step.begins, ...begins },
      ends: { ...step.ends, ...ends },
      counted: index === heard.step ? 'here' : ahead,
    };
  });
  return { ...itinerary, steps, arrival };
}
