import { z } from 'zod';
import { api } from '../platform/api-endpoint.ts';
import type { Endpoint } from '../platform/endpoint.ts';
import { parseParam } from '../platform/parse.ts';
import { writesOn } from '../platform/resource-http.ts';
import { checkPapersSchema, type AskedPaper, type PaperService } from './paper-service.ts';

const CASES = '/api/v1/case-files';

const paperSchema = z.strictObject({
  paperId: z.string(),
  enters: z.string(),
  fact: z.string(),
  sources: z.array(z.string()).readonly(),
  asOf: z.string().nullable(),
  checked: z.strictObject({ by: z.string(), at: z.iso.datetime() }).exactOptional(),
});

const toPaper = ({ paper, checked }: AskedPaper): z.infer<typeof paperSchema> => ({
  ...{ paperId: paper.id, enters: paper.requirement.enters, fact: paper.fact.en },
  ...{ sources: paper.sources, asOf: paper.asOf },
  ...(checked ? { checked: { by: checked.by, at: checked.at.toISOString() } } : {}),
});

/** The checklist of papers of one journey. */
export const paperEndpoints = ({ paper }: { paper: PaperService }): Endpoint[] => [
  api({
    method: 'get',
    path: `${CASES}/:id/papers`,
    reply: z.strictObject({ papers: z.array(paperSchema) }),
    run: async (call) => ({
      papers: (await paper.listFor(call.act('case-file.read'), parseParam(call.req, 'id'))).map(toPaper),
    }),
  }),
  writesOn(CASES)(
    'papers',
    'case-file.check-papers',
    { body: checkPapersSchema, reply: z.strictObject({ caseFileId: z.string() }) },
    (act, id, input) => paper.check(act, id, input),
  ),
];
