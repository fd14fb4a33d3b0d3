import type { InvalidParam } from './domain-error.ts';
import { attributes, html, type Html, type Renderable } from './html.ts';

/** What a form shows again after a refusal: what was typed, by field name, and what was wrong with it. */
export interface Entered {
  values: Record<string, string | readonly string[] | undefined>;
  problems: readonly InvalidParam[];
}

export const nothingEntered: Entered = { values: {}, problems: [] };

/** A field as a form shows it again. Spread it into the part: `textField({ ...field('phone'), label: 'Phone' })`. */
export interface EnteredField {
  name: string;
  values: readonly string[];
  problem: string | undefined;
}

/** Looks fields up by name; `initial` stands where nothing was typed yet (an edited record's value). */
export const enteredFields =
  (entered: Entered) =>
  (name: string, initial?: string | readonly string[]): EnteredField => {
    const value = entered.values[name] ?? initial ?? [];
    return {
      name,
      values: typeof value === 'string' ? [value] : value,
      problem: entered.problems.find((problem) => problem.name === name)?.reason,
    };
  };

export interface FieldParts extends EnteredField {
  label: Renderable;
  hint?: Renderable;
  required?: boolean;
}

export interface InputParts extends FieldParts {
  type?: 'text' | 'tel' | 'email' | 'search' | 'number' | 'date' | 'time';
  /** Plain attributes of the input: inputmode, autocomplete, min, max, step, maxlength, lang. */
  more?: Record<string, string | number | boolean>;
  /** A short field (a date, a number) or one for digits that are read out. */
  shape?: 'brief' | 'code';
}

export interface Option {
  value: string;
  text: Renderable;
  hint?: Renderable;
}

export interface ChoiceParts extends FieldParts {
  options: readonly Option[];
  /** Side by side, for short words such as weekdays. */
  across?: boolean;
}

/** The id of a field, for labels and for the summary's links. */
export const fieldId = (name: string): string => `field-${name}`;

const describedBy = ({ name, hint, problem }: FieldParts): string | undefined => {
  const ids = [hint !== undefined && `${fieldId(name)}-hint`, problem !== undefined && `${fieldId(name)}-problem`];
  return ids.filter(Boolean).join(' ') || undefined;
};

const common = (parts: FieldParts): Html =>
  attributes({
    id: fieldId(parts.name),
    name: parts.name,
    required: parts.required,
    'aria-describedby': describedBy(parts),
    'aria-invalid': parts.problem !== undefined && 'true',
  });

const explained = ({ name, hint, problem }: FieldParts): Html =>
  html`${hint !== undefined && html`<p class="hint" id="${fieldId(name)}-hint">${hint}</p>`}${
    problem !== undefined && html`<p class="problem" id="${fieldId(name)}-problem">${problem}</p>`
  }`;

const fieldClass = (parts: FieldParts): string => (parts.problem === undefined ? 'field' : 'field wrong');

const labelled = (parts: FieldParts, control: Html): Html => html`<div class="${fieldClass(parts)}">
<label for="${fieldId(parts.name)}">${parts.label}</label>${explained(parts)}
${control}
</div>`;

/** One line of text; `type` makes it a phone, an e-mail, a number, a date (2026-11-26) or a time (14:30). */
export const textField = (parts: InputParts): Html =>
  labelled(
    parts,
    html`<input${common(parts)}${attributes({
      type: parts.type ?? 'text',
      value: parts.values[0],
      class: parts.shape,
      ...parts.more,
    })}>`,
  );

/** A calendar date, `YYYY-MM-DD` when it arrives. */
export const dateField = (parts: InputParts): Html => textField({ ...parts, type: 'date', shape: 'brief' });

/** A time of day, `HH:MM` when it arrives. Its label or hint names the clock: a time without a zone misleads. */
export const timeField = (parts: InputParts): Html => textField({ ...parts, type: 'time', shape: 'brief' });

export const numberField = (parts: InputParts): Html =>
  textField({ ...parts, type: 'number', shape: 'brief', more: { inputmode: 'numeric', ...parts.more } });

/** A date and a time side by side, on one named clock. */
export const dateTimeFields = (date: InputParts, time: InputParts, legend: Renderable): Html =>
  html`<fieldset><legend>${legend}</legend><div class="across">${dateField(date)}${timeField(time)}</div></fieldset>`;

export const textArea = (parts: InputParts): Html =>
  labelled(parts, html`<textarea${common(parts)}${attributes({ ...parts.more })}>\n${parts.values[0]}</textarea>`);

const optionTag = ({ value, text }: Option, chosen: boolean): Html =>
  html`<option value="${value}"${attributes({ selected: chosen })}>${text}</option>`;

/** A list to choose one from; `empty` is the words of its first, unchosen line. */
export const selectField = (parts: ChoiceParts & { empty?: string }): Html =>
  labelled(
    parts,
    html`<select${common(parts)}>${parts.empty !== undefined && optionTag({ value: '', text: parts.empty }, false)}${parts.options.map(
      (option) => optionTag(option, parts.values.includes(option.value)),
    )}</select>`,
  );

const choice = (parts: ChoiceParts, type: 'radio' | 'checkbox', option: Option, index: number): Html =>
  html`<label class="choice"><input${attributes({
    id: index === 0 ? fieldId(parts.name) : `${fieldId(parts.name)}-${index}`,
    name: parts.name,
    type,
    value: option.value,
    checked: parts.values.includes(option.value),
    required: type === 'radio' && parts.required,
  })}> <span>${option.text}${option.hint !== undefined && html`<span class="hint">${option.hint}</span>`}</span></label>`;

const choices = (parts: ChoiceParts, type: 'radio' | 'checkbox'): Html =>
  html`<fieldset${attributes({ class: fieldClass(parts), 'aria-describedby': describedBy(parts) })}>
<legend>${parts.label}</legend>${explained(parts)}
<div${attributes({ class: parts.across === true && 'across' })}>${parts.options.map((option, index) =>
    choice(parts, type, option, index),
  )}</div>
</fieldset>`;

/** One of a few, all of them seen at once. */
export const radioGroup = (parts: ChoiceParts): Html => choices(parts, 'radio');

/** Any of a few; what arrives is absent, one string or several. */
export const checkboxes = (parts: ChoiceParts): Html => choices(parts, 'checkbox');
