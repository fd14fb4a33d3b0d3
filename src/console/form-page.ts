import type { z } from 'zod';
import type { ActContext } from '../platform/act-context.ts';
import type { DomainError } from '../platform/domain-error.ts';
import { endpoint, nothing, type Call, type Endpoint, type QuerySchema } from '../platform/endpoint.ts';
import { nothingEntered, type Entered } from '../platform/form.ts';
import { html, type Html } from '../platform/html.ts';
import { parseInput } from '../platform/parse.ts';
import { note } from '../platform/parts.ts';
import type { FormKeys } from '../platform/post-form.ts';
import type { ConsolePage, SendPage } from './console-frame.ts';
import { enteredAfter, readForm } from './entered.ts';

/** What a page's form is rendered with. `refusal` is there when the act was refused, with its facts. */
export interface FormState {
  entered: Entered;
  keys: FormKeys;
  refusal?: DomainError;
}

/** Where to go after the act (303), or a page that is shown this once, for a secret that no address may carry. */
export type AfterAct = string | ConsolePage;

/** One form: its page, and its act. What `load` gives is read anew for each answer. */
export interface FormPage<S extends z.ZodType, T, Q = unknown> {
  path: string;
  /** Posted to, when the form stands on a page with another address. */
  postPath?: string;
  act: string;
  schema: S;
  /** What of the address chooses the page; the form carries the same as hidden fields. */
  query?: QuerySchema<Q>;
  load(call: Call<Q>): Promise<T>;
  render(loaded: T, form: FormState, call: Call): ConsolePage;
  run(act: ActContext, input: z.infer<S>, call: Call<z.infer<S>>): Promise<AfterAct>;
}

/** The page of a form and what its button does. A wrong input or a refusal shows the form again, with what was typed. */
export function formEndpoints<S extends z.ZodType, T, Q = unknown>(
  send: SendPage,
  form: FormPage<S, T, Q>,
): Endpoint[] {
  const show = endpoint<Q>({
    method: 'get',
    path: form.path,
    ...(form.query ? { query: form.query } : {}),
    handle: async (call) => {
      send(call, form.render(await form.load(call), { entered: nothingEntered, keys: call.formKeys() }, call));
    },
  });
  const run = endpoint<z.infer<S>>({
    method: 'post',
    path: form.postPath ?? form.path,
    body: form.schema as z.ZodType<z.infer<S>>,
    handle: async (call) => after(send, call, await form.run(call.act(form.act), call.input, call)),
    refuse: async (call, refusal) => {
      throwUnmendable(refusal);
      const state = { entered: enteredAfter(readForm(call), refusal), refusal, keys: call.formKeys() };
      send(
        call,
        form.render(await form.load({ ...call, input: chosenBefore(form, call) }), state, call),
        refusal.status,
      );
    },
  });
  return [show, run];
}

/** What chose the page that the form stood on, from the form itself. */
function chosenBefore<Q>({ query }: Pick<FormPage<z.ZodType, unknown, Q>, 'query'>, call: Call): Q {
  const sent = Object.entries(readForm(call)).filter(([name]) => query && Object.hasOwn(query.shape, name));
  return (query && parseInput(query, Object.fromEntries(sent))) as Q;
}

/** Most refusals can be mended where they are shown; of a thing that is not there nothing can be shown. */
function throwUnmendable(refusal: DomainError): void {
  if (refusal.status === 404) throw refusal;
}

/** A button that does one act and has nothing to fill in. */
export interface ButtonAct<Input = unknown> {
  path: string;
  act: string;
  /** The page the button stands on: where a refusal leads back to. */
  back(call: Call): string;
  section: ConsolePage['section'];
  /** What its form carries hidden; nothing, unless said here. */
  body?: z.ZodType<Input>;
  run(act: ActContext, call: Call<Input>): Promise<AfterAct>;
  /** What helps on with a refusal, below its words. */
  explain?(refusal: DomainError, call: Call): Promise<Html>;
}

export const buttonEndpoint = <Input>(send: SendPage, button: ButtonAct<Input>): Endpoint =>
  endpoint<Input>({
    method: 'post',
    path: button.path,
    body: button.body ?? (nothing as z.ZodType<Input>),
    handle: async (call) => after(send, call, await button.run(call.act(button.act), call)),
    refuse: async (call, refusal) => {
      throwUnmendable(refusal);
      const help = await button.explain?.(refusal, call);
      send(call, refusedPage(refusal, { back: button.back(call), section: button.section, help }), refusal.status);
    },
  });

const refusedPage = (
  { detail }: DomainError,
  { back, section, help }: { back: string; section: ConsolePage['section']; help: Html | undefined },
): ConsolePage => ({
  title: 'Not done',
  section,
  body: html`<h1>Not done</h1>${note('stop', html`<p>${detail}</p>`)}${help}<p><a class="btn" href="${back}">Back</a></p>`,
});

function after(send: SendPage, call: Call, then: AfterAct): void {
  if (typeof then === 'string') call.res.redirect(303, then);
  else send(call, then);
}
