import type { Endpoint } from '../platform/endpoint.ts';
import { resourceEndpoints } from '../platform/resource-http.ts';
import { seriesSchema } from './series.ts';
import type { SeriesService } from './series-service.ts';

export const seriesEndpoints = ({ series }: { series: SeriesService }): Endpoint[] =>
  resourceEndpoints({
    path: '/api/v1/series',
    noun: 'series',
    plural: 'series',
    schema: seriesSchema,
    list: () => series.list(),
    create: (act, input) => series.create(act, input),
    edit: (act, id, input) => series.edit(act, id, input),
    acts: { retire: (act, id) => series.retire(act, id) },
  });
