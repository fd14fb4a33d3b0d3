import { z } from 'zod';
import { nothing, type Endpoint } from '../platform/endpoint.ts';
import { resourceEndpoints, writesOn } from '../platform/resource-http.ts';
import { untouchedSchema } from './follow-series.ts';
import { seriesSchema, storedSeriesSchema } from './series.ts';
import type { SeriesService } from './series-service.ts';

const PATH = '/api/v1/series';
const write = writesOn(PATH);
const seriesId = z.string();
const changed = z.strictObject({ seriesId, untouched: z.array(untouchedSchema) });

export const seriesEndpoints = ({ series }: { series: SeriesService }): Endpoint[] => [
  ...resourceEndpoints({
    path: PATH,
    noun: 'series',
    plural: 'series',
    schema: seriesSchema,
    item: storedSeriesSchema,
    made: z.strictObject({ seriesId, planned: z.int() }),
    list: () => series.list(),
    create: (act, input) => series.create(act, input),
  }),
  write('edit', 'series.edit', { body: seriesSchema, reply: changed }, (act, id, input) => series.edit(act, id, input)),
  write('retire', 'series.retire', { body: nothing, reply: changed }, (act, id) => series.retire(act, id)),
];
