import { meetOnSide } from '../route/path.ts';
import type { Facts } from '../route/reference.ts';
import type { AccompanyStage, BorderStage, Stage } from '../route/route.ts';
import { afterCurfew } from './curfew.ts';
import type { ItineraryParts, Step } from './itinerary.ts';
import { clockChange, spotName } from './spot.ts';

/** The earliest she gets there as usual, and the latest. */
interface Reached {
  usual: Date;
  latest: Date;
  /** The usual one had to wait for the end of the curfew. */
  afterCurfew?: true;
}

const minutesOn = (instant: Date, minutes: number): Date => new Date(instant.getTime() + minutes * 60_000);

/** From the meeting to Kyiv: forwards from the slot, usual from its start and latest from its end. */
export function planAfterMeeting({ stages, slot, side, reference }: ItineraryParts): Step[] {
  const ordered = meetOnSide(stages, side);
  const meeting = ordered.findIndex((stage) => stage.kind === 'meeting');
  let reached: Reached = { usual: slot.from, latest: slot.to };
  return ordered.slice(meeting + 1).flatMap((stage) => {
    const step = stepFrom(stage, reached, reference);
    if (step) reached = { ...step.ends, ...(step.afterCurfew ? { afterCurfew: true } : {}) };
    return step ?? [];
  });
}

function stepFrom(stage: Stage, from: Reached, reference: ItineraryParts['reference']): Step | undefined {
  if (stage.kind === 'border') return borderStep(stage, from, reference);
  if (stage.kind === 'accompany') return accompanyStep(stage, from, reference);
  if (stage.kind !== 'handover') return undefined;
  const arrival = { zone: stage.zone, usual: from.usual, latest: from.latest };
  return {
    ...{ key: stage.key, kind: stage.kind, guidance: stage.guidance.traveller },
    place: spotName(reference, stage.place),
    ...{ begins: arrival, ends: arrival, estimate: true, clockChange: 0, restAfter: 0 },
    ...(from.afterCurfew ? { afterCurfew: true } : {}),
  };
}

function borderStep(stage: BorderStage, from: Reached, reference: Pick<Facts, 'places' | 'crossings'>): Step {
  const { wait } = stage;
  const ends = { usual: minutesOn(from.usual, wait.usual), latest: minutesOn(from.latest, wait.longest) };
  return {
    ...{ key: stage.key, kind: stage.kind, guidance: stage.guidance.traveller, mode: stage.mode },
    place: spotName(reference, stage.crossing),
    begins: { zone: stage.fromZone, usual: from.usual, latest: from.latest },
    ends: { zone: stage.toZone, ...ends },
    minutes: { shortest: wait.shortest, usual: wait.usual, longest: wait.longest },
    estimate: wait.estimate,
    ...(wait.estimate ? { rule: wait.rule } : {}),
    clockChange: clockChange(stage, ends.usual),
    restAfter: 0,
  };
}

function accompanyStep(stage: AccompanyStage, from: Reached, reference: ItineraryParts['reference']): Step {
  const { minutes, restMinutes, to } = stage;
  const arrive = (instant: Date, driven: number) =>
    afterCurfew(minutesOn(instant, driven + restMinutes), to, reference.curfews.values());
  const usual = arrive(from.usual, minutes.usual);
  const latest = arrive(from.latest, minutes.longest);
  return {
    ...{ key: stage.key, kind: stage.kind, guidance: stage.guidance.traveller },
    place: spotName(reference, to),
    begins: { zone: stage.fromZone, usual: from.usual, latest: from.latest },
    ends: { zone: stage.toZone, usual: usual.at, latest: latest.at },
    estimate: minutes.estimate,
    ...(minutes.estimate ? { rule: minutes.rule } : {}),
    clockChange: clockChange(stage, usual.at),
    restAfter: 0,
    ...(usual.moved ? { afterCurfew: true } : {}),
  };
}
