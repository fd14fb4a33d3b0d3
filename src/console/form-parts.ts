import { html, type Html, type Renderable } from '../platform/html.ts';
import { enteredFields } from '../platform/form.ts';
import { errorSummary, postForm, type PostFormParts } from '../platform/post-form.ts';
import type { FormState } from './form-page.ts';

/** A form with what was wrong above it. `body` gets the fields as they were typed. */
export interface FilledForm extends Omit<PostFormParts, 'keys' | 'body'> {
  title?: string;
  body: (field: ReturnType<typeof enteredFields>) => Renderable;
}

/** The form of a page: the summary of what was wrong, then the fields, each with what was typed. */
export const filledForm = ({ entered, keys }: FormState, { body, ...parts }: FilledForm): Html =>
  html`${errorSummary('Not done yet', entered)}<div id="field-form">${postForm({
    ...parts,
    keys,
    body: body(enteredFields(entered)),
  })}</div>`;

/** The way back from a form. */
export const backLink = (href: string, text: string): Html => html`<a href="${href}">${text}</a>`;
