import { z } from 'zod';
import type { Endpoint } from '../platform/endpoint.ts';
import { writesOn } from '../platform/resource-http.ts';
import { eraseSchema } from './erasure.ts';
import type { ErasureService } from './erasure-service.ts';

const write = writesOn('/api/v1/case-files');
const named = z.strictObject({ caseFileId: z.string() });

export const erasureEndpoints = ({ erasure }: { erasure: Pick<ErasureService, 'erase'> }): Endpoint[] => [
  write('erase', 'case-file.erase', { body: eraseSchema, reply: named }, (act, id, input) =>
    erasure.erase(act, id, input),
  ),
];
