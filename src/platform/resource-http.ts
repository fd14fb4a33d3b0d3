import type { z } from 'zod';
import type { ActContext } from './act-context.ts';
import { endpoint, nothing, type Endpoint } from './endpoint.ts';
import { parseParam } from './parse.ts';

/** A kind of thing that the desk keeps: listed, entered, corrected, and put through acts that take no input. */
export interface Resource<Input> {
  /** `/api/v1/escorts`. */
  path: string;
  /** `escort`: the first part of each act's name. */
  noun: string;
  /** Of the answer's list: `escorts`. */
  plural: string;
  schema: z.ZodType<Input>;
  list(): Promise<unknown[]>;
  create(act: ActContext, input: Input): Promise<unknown>;
  edit?: (act: ActContext, id: string, input: Input) => Promise<unknown>;
  /** By the last part of their address: `retire`. */
  acts: Record<string, (act: ActContext, id: string) => Promise<unknown>>;
}

/** The addresses of a resource: GET and POST on its path, `/:id/edit`, and one for each of its acts. */
export function resourceEndpoints<Input>(resource: Resource<Input>): Endpoint[] {
  const { path, noun, schema } = resource;
  const acts = Object.entries(resource.acts).map(([name, run]): Endpoint => ({
    method: 'post',
    path: `${path}/:id/${name}`,
    body: nothing,
    handle: async (call) => {
      call.res.json(await run(call.act(`${noun}.${name}`), parseParam(call.req, 'id')));
    },
  }));
  return [
    { method: 'get', path, handle: async ({ res }) => void res.json({ [resource.plural]: await resource.list() }) },
    endpoint({
      method: 'post',
      path,
      body: schema,
      handle: async (call) => {
        call.res.status(201).json(await resource.create(call.act(`${noun}.create`), call.input));
      },
    }),
    ...(resource.edit ? [editEndpoint(resource, resource.edit)] : []),
    ...acts,
  ];
}

const editEndpoint = <Input>(
  { path, noun, schema }: Resource<Input>,
  edit: NonNullable<Resource<Input>['edit']>,
): Endpoint =>
  endpoint({
    method: 'post',
    path: `${path}/:id/edit`,
    body: schema,
    handle: async (call) => {
      call.res.json(await edit(call.act(`${noun}.edit`), parseParam(call.req, 'id'), call.input));
    },
  });

/** One write on one thing below a path: do the act, answer with what it gives. */
export const writesOn =
  (base: string) =>
  <S extends z.ZodType>(
    path: string,
    name: string,
    schema: S,
    run: (act: ActContext, id: string, input: z.infer<S>) => Promise<unknown>,
  ): Endpoint =>
    endpoint({
      method: 'post',
      path: `${base}/:id/${path}`,
      body: schema,
      handle: async (call) => {
        call.res.json(await run(call.act(name), parseParam(call.req, 'id'), call.input as z.infer<S>));
      },
    });
