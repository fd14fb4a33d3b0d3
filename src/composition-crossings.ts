import type { Logger } from 'pino';
import type { Core, CoreDependencies } from './composition-core.ts';
import type { FindStages } from './composition-way.ts';
import type { KeyRing } from './platform/key-ring.ts';
import type { SlotNouns } from './composition-slots.ts';
import { composeTraveller } from './composition-traveller.ts';
import { crossingEventService } from './crossing/crossing-event-service.ts';
import type { CrossingEventStore } from './crossing/crossing-event-store.ts';
import { crossingSweepJob } from './crossing/crossing-sweep-job.ts';
import { crossingSweepService } from './crossing/crossing-sweep-service.ts';
import { createCrossingSweepStore } from './crossing/crossing-sweep-store.ts';
import { eventPreviewService } from './crossing/event-preview-service.ts';
import { observationService } from './crossing/observation-service.ts';
import { createObservationStore } from './crossing/observation-store.ts';
import type { CheckDays } from './config.ts';
import type { PlanBorders } from './itinerary/plan-borders.ts';
import { paperService } from './itinerary/paper-service.ts';
import { slotReachService } from './itinerary/slot-reach-service.ts';
import { wrongJourneyService } from './itinerary/wrong-journey-service.ts';
import type { ReportService } from './itinerary/report-service.ts';
import { hashData } from './proposal/data-hash.ts';
import { createProposalStore } from './proposal/proposal-store.ts';
import { proposalService } from './proposal/proposal-service.ts';
import { rederivationJob } from './proposal/rederivation-job.ts';
import { rederivationService } from './proposal/rederivation-service.ts';
import { createRederivationStore, type RederivationStore } from './proposal/rederivation-store.ts';
import { newRederivation, type Rederivation } from './proposal/rederivation.ts';
import type { Reference } from './route/reference.ts';

interface CrossingDependencies extends Pick<CoreDependencies, 'connection' | 'clock' | 'ids'> {
  core: Core;
  slotNouns: SlotNouns;
  crossingEvents: CrossingEventStore;
  report: ReportService;
  reference: Reference;
  bordersOf: PlanBorders;
  findStages: FindStages;
  keys: KeyRing;
  /** Days that a check of a crossing holds good, by its border. */
  checkDays: CheckDays;
  log: Logger;
}

/** All that accompanies her: her page and her reports, and what closes on her way. */
export function composeJourney(parts: Parameters<typeof composeTraveller>[0] & Omit<CrossingDependencies, 'report'>) {
  const traveller = composeTraveller(parts);
  return { ...traveller, ...composeCrossings({ ...parts, report: traveller.report }) };
}

/** What the desk records of crossings, and the way it reaches everybody whom it touches. */
function composeCrossings({ connection, core, slotNouns, checkDays, log, ...rest }: CrossingDependencies) {
  const { perform, slotChanges } = core;
  const sweeps = createCrossingSweepStore(connection);
  const rederivations = createRederivationStore(connection);
  const begin = (because: Rederivation['because']) => (now: Date) =>
    rederivations.insert(newRederivation(rest.ids.id(), because, now));
  const crossingSweep = crossingSweepService({
    ...{ ...core.stores, ...rest, perform, slotChanges, sweeps },
    meetingPoints: slotNouns.stores.meetingPoints,
  });
  const crossingEvent = crossingEventService({
    ...{ ...rest, perform, sweeps, sweep: crossingSweep, beginRederivation: begin('crossing-event') },
    onTrouble: (error) => log.warn({ err: error }, 'a crossing event is not told to everybody yet'),
  });
  const eventPreview = eventPreviewService({
    ...{ ...core.stores, ...rest, meetingPoints: slotNouns.stores.meetingPoints },
  });
  return {
    crossingEvent,
    eventPreview,
    crossingSweep,
    ...composeKnowledge({ ...rest, connection, core, slotNouns, checkDays, rederivations, begin: begin('wait') }),
    crossingJob: crossingSweepJob({ crossingEvent, crossingSweep }, rest.ids),
  };
}

/** What holds at the crossings by all that is known, and which slots a family can therefore reach. */
function composeKnowledge({
  connection,
  core,
  slotNouns,
  checkDays,
  rederivations,
  begin,
  ...rest
}: Omit<CrossingDependencies, 'bordersOf' | 'log'> & {
  rederivations: RederivationStore;
  begin: (now: Date) => Promise<unknown>;
}) {
  const { perform, recordReading } = core;
  const observations = createObservationStore(connection);
  const known = { ...rest, observations, checkDays: (border: keyof CheckDays) => checkDays[border] };
  const planner = { ...core.stores, ...known, meetingPoints: slotNouns.stores.meetingPoints };
  const wrongJourney = wrongJourneyService(planner);
  const proposal = proposalService({
    ...{ ...core.stores, ...core.way, ...rest, perform, ledger: core.ledger },
    proposals: createProposalStore(connection),
  });
  let data: string | undefined;
  const dataNow = (): string => (data ??= hashData(rest.reference));
  const rederivation = rederivationService({ ...rest, perform, rederivations, wrongJourney, proposal, dataNow });
  return {
    observation: observationService({ ...known, perform, beginRederivation: begin }),
    paper: paperService({ ...rest, perform, recordReading, caseFiles: core.stores.caseFiles }),
    slotReach: slotReachService({ ...planner, recordReading }),
    ...{ wrongJourney, proposal, rederivation, rederivationJob: rederivationJob(rederivation) },
  };
}
