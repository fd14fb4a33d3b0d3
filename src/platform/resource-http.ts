import { z } from 'zod';
import type { ActContext } from './act-context.ts';
import { api } from './api-endpoint.ts';
import type { Endpoint } from './endpoint.ts';
import { parseParam } from './parse.ts';

/** A kind of thing that the desk keeps: listed, and entered. */
export interface Resource<Input, Item, Made> {
  /** `/api/v1/escorts`. */
  path: string;
  /** `escort`: the first part of each act's name. */
  noun: string;
  /** Of the answer's list: `escorts`. */
  plural: string;
  schema: z.ZodType<Input>;
  item: z.ZodType<Item>;
  made: z.ZodType<Made>;
  list(): Promise<readonly NoInfer<Item>[]>;
  create(act: ActContext, input: Input): Promise<NoInfer<Made>>;
}

/** The addresses of a resource: GET and POST on its path. */
export const resourceEndpoints = <Input, Item, Made>(resource: Resource<Input, Item, Made>): Endpoint[] => [
  api({
    method: 'get',
    path: resource.path,
    reply: z.strictObject({ [resource.plural]: z.array(resource.item).readonly() }),
    run: async () => ({ [resource.plural]: await resource.list() }),
  }),
  api({
    method: 'post',
    path: resource.path,
    body: resource.schema,
    status: 201,
    reply: resource.made,
    run: (call) => resource.create(call.act(`${resource.noun}.create`), call.input),
  }),
];

/** One write on one thing below a path, by the last part of its address. */
export const writesOn =
  (base: string) =>
  <Input, Reply>(
    path: string,
    name: string,
    { body, reply }: { body: z.ZodType<Input>; reply: z.ZodType<Reply> },
    run: (act: ActContext, id: string, input: Input) => Promise<NoInfer<Reply>>,
  ): Endpoint =>
    api({
      method: 'post',
      path: `${base}/:id/${path}`,
      body,
      reply,
      run: (call) => run(call.act(name), parseParam(call.req, 'id'), call.input),
    });
