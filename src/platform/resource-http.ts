import { z } from 'zod';
import type { ActContext } from './act-context.ts';
import type { Endpoint } from './endpoint.ts';
import { parseBody, parseParam } from './parse.ts';

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

const nothing = z.strictObject({});

/** The addresses of a resource: GET and POST on its path, `/:id/edit`, and one for each of its acts. */
export function resourceEndpoints<Input>(resource: Resource<Input>): Endpoint[] {
  const { path, noun, schema } = resource;
  const acts = Object.entries(resource.acts).map(([name, run]): Endpoint => ({
    method: 'post',
    path: `${path}/:id/${name}`,
    handle: async (call) => {
      parseBody(nothing, call.req);
      call.res.json(await run(call.act(`${noun}.${name}`), parseParam(call.req, 'id')));
    },
  }));
  return [
    { method: 'get', path, handle: async ({ res }) => void res.json({ [resource.plural]: await resource.list() }) },
    {
      method: 'post',
      path,
      handle: async (call) => {
        call.res.status(201).json(await resource.create(call.act(`${noun}.create`), parseBody(schema, call.req)));
      },
    },
    ...(resource.edit ? [editEndpoint(resource, resource.edit)] : []),
    ...acts,
  ];
}

const editEndpoint = <Input>(
  { path, noun, schema }: Resource<Input>,
  edit: NonNullable<Resource<Input>['edit']>,
): Endpoint => ({
  method: 'post',
  path: `${path}/:id/edit`,
  handle: async (call) => {
    const input = parseBody(schema, call.req);
    call.res.json(await edit(call.act(`${noun}.edit`), parseParam(call.req, 'id'), input));
  },
});

/** One write on one thing below a path: parse the body, do the act, answer with what it gives. */
export const writesOn =
  (base: string) =>
  <S extends z.ZodType>(
    path: string,
    name: string,
    schema: S,
    run: (act: ActContext, id: string, input: z.infer<S>) => Promise<unknown>,
  ): Endpoint => ({
    method: 'post',
    path: `${base}/:id/${path}`,
    handle: async (call) => {
      const input = parseBody(schema, call.req);
      call.res.json(await run(call.act(name), parseParam(call.req, 'id'), input));
    },
  });
