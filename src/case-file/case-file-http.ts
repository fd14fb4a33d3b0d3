import { endpoint, nothing, type Endpoint } from '../platform/endpoint.ts';
import { parseParam } from '../platform/parse.ts';
import { writesOn } from '../platform/resource-http.ts';
import { callerCheckSchema } from './caller-check.ts';
import type { CallerCheckService } from './caller-check-service.ts';
import { correctCaseSchema, openCaseSchema, pathChoiceSchema } from './case-file.ts';
import type { IntakeService } from './intake-service.ts';
import { placeSchema } from './place.ts';
import type { PlaceService } from './place-service.ts';
import { endSchema, progressSchema, proofSchema, reopenSchema, type ProgressService } from './progress-service.ts';
import { findSchema, noteSchema, type ReadingService } from './reading-service.ts';
import { takeBackSchema, type TakeBackService } from './take-back-service.ts';

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

export function caseFileEndpoints(services: CaseFileServices): Endpoint[] {
  const { intake, progress, reading, place, takeBack, callerCheck } = services;
  return [
    endpoint({
      method: 'post',
      path: CASES,
      body: openCaseSchema,
      handle: async (call) => {
        const opened = await intake.open(call.act('case-file.open'), call.input);
        call.res.status(201).location(`${CASES}/${opened.caseFileId}`).json(opened);
      },
    }),
    endpoint({
      method: 'get',
      path: CASES,
      query: findSchema,
      handle: async (call) => {
        call.res.json({ caseFiles: await reading.find(call.input) });
      },
    }),
    {
      method: 'get',
      path: `${CASES}/:id`,
      handle: async (call) => {
        call.res.json(await reading.read(call.act('case-file.read'), parseParam(call.req, 'id')));
      },
    },
    write('correct', 'case-file.correct', correctCaseSchema, (act, id, input) => intake.correct(act, id, input)),
    write('path', 'case-file.choose-path', pathChoiceSchema, (act, id, input) => intake.choosePath(act, id, input)),
    write('word', 'case-file.renew-word', nothing, (act, id) => intake.renewWord(act, id)),
    write('proof', 'case-file.record-proof', proofSchema, (act, id, input) => progress.recordProof(act, id, input)),
    write('progress', 'case-file.record-progress', progressSchema, (act, id, input) =>
      progress.recordProgress(act, id, input),
    ),
    write('place', 'case-file.record-place', placeSchema, (act, id, input) => place.recordPlace(act, id, input)),
    write('end', 'case-file.end', endSchema, (act, id, input) => progress.end(act, id, input)),
    write('reopen', 'case-file.reopen', reopenSchema, (act, id, input) => progress.reopen(act, id, input)),
    endpoint({
      method: 'post',
      path: `${CASES}/:id/take-back`,
      body: takeBackSchema,
      handle: async (call) => {
        const id = parseParam(call.req, 'id');
        call.res.json(await takeBack.takeBack(call.act('case-file.take-back'), call.staff().role, id, call.input));
      },
    }),
    write('check-caller', 'case-file.check-caller', callerCheckSchema, (act, id, input) =>
      callerCheck.check(act, id, input),
    ),
    write('notes', 'case-file.add-note', noteSchema, (act, id, input) => reading.addNote(act, id, input)),
  ];
}
