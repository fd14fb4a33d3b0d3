import type { Side } from '../crossing/meeting-point.ts';
import type { CrossingMode } from '../crossing/crossing.ts';
import type { Localized } from '../platform/language.ts';
import type { EstimateRule } from '../route/duration.ts';
import type { StageGuidance } from '../route/guidance.ts';
import type { Facts } from '../route/reference.ts';
import type { Stage } from '../route/route.ts';
import type { Slot } from '../slot/slot.ts';
import { planAfterMeeting } from './after-meeting.ts';
import { closedHours } from './closed-hours.ts';
import { outdoorsBefore } from './curfew.ts';
import { planToMeeting } from './departure.ts';
import { clockChange, spotName } from './spot.ts';

/** An end of a step on the clock of its place. `latest` is the safe one: it leaves room for the longest of all waits. */
export interface Moment {
  zone: string;
  usual: Date;
  latest: Date;
}

/** One step of her way as her page shows it. Instants in UTC; every step says on which clock it is read. */
export interface Step {
  key: string;
  kind: Stage['kind'];
  guidance: StageGuidance['traveller'];
  /** Where the step ends; for a ride its goal. */
  place: Localized;
  from?: Localized;
  mode?: CrossingMode | 'taxi';
  begins: Moment;
  ends: Moment;
  /** Where the step takes a time of its own. */
  minutes?: { shortest: number; usual: number; longest: number };
  /** A time of this step rests on an estimate. */
  estimate: boolean;
  /** How that estimate came about. */
  rule?: EstimateRule;
  /** Minutes by which the clock goes forward on this step; negative: back; 0: it stays. */
  clockChange: number;
  /** Minutes of rest that the plan keeps after it. */
  restAfter: number;
  /** Her arrival waits for the end of the curfew. */
  afterCurfew?: true;
  /** Counted from where she was last heard of: she is there, it lies ahead, or its time is not for her page. */
  counted?: 'here' | 'ahead' | 'unsaid';
}

export interface Itinerary {
  steps: Step[];
  /** When she leaves the first city. */
  departure: Moment & { estimate: boolean };
  meeting: { from: Date; to: Date; zone: string; side: Side };
  /** When she comes to the meeting, counted from where she was last heard of. */
  arrival?: { usual: Date; latest: Date };
}

export interface ItineraryParts {
  stages: readonly Stage[];
  slot: Pick<Slot, 'from' | 'to' | 'zone'>;
  side: Side;
  reference: Pick<Facts, 'places' | 'crossings' | 'curfews' | 'defaults'>;
}

/** Her way with its times, worked backwards from the booked slot, and on from there to Kyiv. Never stored. */
export function buildItinerary(parts: ItineraryParts): Itinerary {
  const { slot, side } = parts;
  const before = stepsToMeeting(parts);
  const first = before[0];
  const zone = first?.begins.zone ?? slot.zone;
  const departure = { ...(first?.begins ?? momentAt(slot.from, zone)), estimate: first?.estimate ?? false };
  const steps = [...hubSteps(parts, departure), ...before, ...meetingSteps(parts), ...planAfterMeeting(parts)];
  return { steps, departure, meeting: { from: slot.from, to: slot.to, zone: slot.zone, side } };
}

const momentAt = (at: Date, zone: string): Moment => ({ zone, usual: at, latest: at });

/** The stages planned to the meeting, with each estimate said also on the earlier steps whose times rest on it. */
function stepsToMeeting({ stages, slot, side, reference }: ItineraryParts): Step[] {
  const rest = reference.defaults.get('night-rest');
  const planned = planToMeeting({ stages, slot, side, rest, outdoors: outdoorsBefore(closedHours(reference)) });
  return planned.map(({ stage, latest, usual, restAfter }, index) => {
    const window = stage.kind === 'ride' ? stage.minutes : stage.wait;
    return {
      ...{ key: stage.key, kind: stage.kind, guidance: stage.guidance.traveller, mode: stage.mode },
      place: spotName(reference, stage.kind === 'ride' ? stage.to : stage.crossing),
      ...(stage.kind === 'ride' ? { from: spotName(reference, stage.from) } : {}),
      begins: { zone: stage.fromZone, usual: usual.from, latest: latest.from },
      ends: { zone: stage.toZone, usual: usual.to, latest: latest.to },
      minutes: { shortest: window.shortest, usual: window.usual, longest: window.longest },
      estimate: planned.slice(index).some((later) => later.estimate),
      ...(window.estimate ? { rule: window.rule } : {}),
      clockChange: clockChange(stage, latest.to),
      restAfter,
    };
  });
}

function hubSteps({ stages, reference }: ItineraryParts, departure: Itinerary['departure']): Step[] {
  return stages.flatMap((stage) =>
    stage.kind !== 'hub'
      ? []
      : [
          {
            ...{ key: stage.key, kind: stage.kind, guidance: stage.guidance.traveller },
            place: spotName(reference, stage.place),
            ...{ begins: departure, ends: departure, estimate: departure.estimate, clockChange: 0, restAfter: 0 },
          },
        ],
  );
}

function meetingSteps({ stages, slot, reference }: ItineraryParts): Step[] {
  return stages.flatMap((stage) =>
    stage.kind !== 'meeting'
      ? []
      : [
          {
            ...{ key: stage.key, kind: stage.kind, guidance: stage.guidance.traveller },
            place: spotName(reference, stage.crossing),
            ...{ begins: momentAt(slot.from, slot.zone), ends: momentAt(slot.to, slot.zone) },
            ...{ estimate: false, clockChange: 0, restAfter: 0 },
          },
        ],
  );
}
