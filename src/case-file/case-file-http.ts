import { z } from 'zod';
import { api } from '../platform/api-endpoint.ts';
import { nothing, type Endpoint } from '../platform/endpoint.ts';
import { parseParam } from '../platform/parse.ts';
import { writesOn } from '../platform/resource-http.ts';
import { callerCheckSchema } from './caller-check.ts';
import type { CallerCheckService } from './caller-check-service.ts';
import { correctCaseSchema, openCaseSchema, pathChoiceSchema } from './case-file.ts';
import { CASE_STATES } from './case-state.ts';
import { caseLineSchema, caseViewSchema } from './case-view.ts';
import { openedCaseSchema, type IntakeService } from './intake-service.ts';
import { placeSchema } from './place.ts';
import type { PlaceService } from './place-service.ts';
import { endSchema, progressSchema, proofSchema, reopenSchema, type ProgressService } from './progress-service.ts';
import { findSchema, noteSchema, type ReadingService } from './reading-service.ts';
import { takeBackSchema, takenBackSchema, type TakeBackService } from './take-back-service.ts';

export interface CaseFileServices {
  intake: IntakeService;
  progress: ProgressService;
  reading: ReadingService;
  takeBack: TakeBackService;
  callerCheck: CallerCheckService;
  place: PlaceService;
}

const CASES = '/api/v1/case-files';
const write = writesOn(CASES);
const named = z.strictObject({ caseFileId: z.string() });
const inState = z.strictObject({ state: z.enum(CASE_STATES) });
const checked = z.strictObject({ matched: z.boolean(), at: z.iso.datetime() });

export const caseFileEndpoints = (services: CaseFileServices): Endpoint[] => [
  ...readingEndpoints(services),
  ...intakeEndpoints(services),
  ...progressEndpoints(services),
];

const readingEndpoints = ({ reading, callerCheck }: CaseFileServices): Endpoint[] => [
  api({
    method: 'get',
    path: CASES,
    query: findSchema,
    reply: z.strictObject({ caseFiles: z.array(caseLineSchema) }),
    run: async ({ input }) => ({ caseFiles: await reading.find(input) }),
  }),
  api({
    method: 'get',
    path: `${CASES}/:id`,
    reply: caseViewSchema,
    run: (call) => reading.read(call.act('case-file.read'), parseParam(call.req, 'id')),
  }),
  write('notes', 'case-file.add-note', { body: noteSchema, reply: named }, (act, id, input) =>
    reading.addNote(act, id, input),
  ),
  write('check-caller', 'case-file.check-caller', { body: callerCheckSchema, reply: checked }, (act, id, input) =>
    callerCheck.check(act, id, input),
  ),
];

function intakeEndpoints({ intake }: CaseFileServices): Endpoint[] {
  const corrected = z.strictObject({ similar: z.array(z.string()) });
  return [
    api({
      method: 'post',
      path: CASES,
      body: openCaseSchema,
      status: 201,
      reply: openedCaseSchema,
      locate: ({ caseFileId }) => `${CASES}/${caseFileId}`,
      run: (call) => intake.open(call.act('case-file.open'), call.input),
    }),
    write('correct', 'case-file.correct', { body: correctCaseSchema, reply: corrected }, (act, id, input) =>
      intake.correct(act, id, input),
    ),
    write('path', 'case-file.choose-path', { body: pathChoiceSchema, reply: named }, (act, id, input) =>
      intake.choosePath(act, id, input),
    ),
    write('word', 'case-file.renew-word', { body: nothing, reply: named }, (act, id) => intake.renewWord(act, id)),
  ];
}

function progressEndpoints({ progress, place, takeBack }: CaseFileServices): Endpoint[] {
  const proven = z.strictObject({ proofCode: z.string() });
  const placed = z.strictObject({ stageKey: z.string() });
  return [
    write('proof', 'case-file.record-proof', { body: proofSchema, reply: proven }, (act, id, input) =>
      progress.recordProof(act, id, input),
    ),
    write('progress', 'case-file.record-progress', { body: progressSchema, reply: inState }, (act, id, input) =>
      progress.recordProgress(act, id, input),
    ),
    write('place', 'case-file.record-place', { body: placeSchema, reply: placed }, (act, id, input) =>
      place.recordPlace(act, id, input),
    ),
    write('end', 'case-file.end', { body: endSchema, reply: inState }, (act, id, input) =>
      progress.end(act, id, input),
    ),
    write('reopen', 'case-file.reopen', { body: reopenSchema, reply: inState }, (act, id, input) =>
      progress.reopen(act, id, input),
    ),
    api({
      method: 'post',
      path: `${CASES}/:id/take-back`,
      body: takeBackSchema,
      reply: takenBackSchema,
      run: (call) => {
        const id = parseParam(call.req, 'id');
        return takeBack.takeBack(call.act('case-file.take-back'), call.staff().role, id, call.input);
      },
    }),
  ];
}
