import type { z } from 'zod';
import type { ActContext } from '../platform/act-context.ts';
import { DomainError } from '../platform/domain-error.ts';
import type { Call, Endpoint } from '../platform/endpoint.ts';
import { nothingEntered, type Entered } from '../platform/form.ts';
import { html, type Html } from '../platform/html.ts';
import { parseBody } from '../platform/parse.ts';
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
export interface FormPage<S extends z.ZodType, T> {
  path: string;
  /** Posted to, when the form stands on a page with another address. */
  postPath?: string;
  act: string;
  schema: S;
  load(call: Call): Promise<T>;
  render(loaded: T, form: FormState, call: Call): ConsolePage;
  run(act: ActContext, input: z.infer<S>, call: Call): Promise<AfterAct>;
}

/** The page of a form and what its button does. A wrong input or a refusal shows the form again, with what was typed. */
export function formEndpoints<S extends z.ZodType, T>(send: SendPage, form: FormPage<S, T>): Endpoint[] {
  return [
    {
      method: 'get',
      path: form.path,
      handle: async (call) => {
        send(call, form.render(await form.load(call), { entered: nothingEntered, keys: call.formKeys() }, call));
      },
    },
    { method: 'post', path: form.postPath ?? form.path, handle: (call) => answerPost(send, form, call) },
  ];
}

async function answerPost<S extends z.ZodType, T>(send: SendPage, form: FormPage<S, T>, call: Call): Promise<void> {
  try {
    after(send, call, await form.run(call.act(form.act), parseBody(form.schema, call.req), call));
  } catch (error) {
    if (!isForTheForm(error)) throw error;
    const state = { entered: enteredAfter(readForm(call), error), refusal: error, keys: call.formKeys() };
    send(call, form.render(await form.load(call), state, call), error.status);
  }
}

/** A refusal that the person who typed can mend here; of a thing that is not there no form can be shown. */
const isForTheForm = (error: unknown): error is DomainError => error instanceof DomainError && error.status !== 404;

/** A button that does one act and has nothing to fill in. */
export interface ButtonAct {
  path: string;
  act: string;
  /** The page the button stands on: where a refusal leads back to. */
  back(call: Call): string;
  section: ConsolePage['section'];
  run(act: ActContext, call: Call): Promise<AfterAct>;
  /** What helps on with a refusal, below its words. */
  explain?(refusal: DomainError, call: Call): Promise<Html>;
}

export const buttonEndpoint = (send: SendPage, button: ButtonAct): Endpoint => ({
  method: 'post',
  path: button.path,
  handle: async (call) => {
    try {
      after(send, call, await button.run(call.act(button.act), call));
    } catch (error) {
      if (!isForTheForm(error)) throw error;
      const help = await button.explain?.(error, call);
      send(call, refusedPage(error, { back: button.back(call), section: button.section, help }), error.status);
    }
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
