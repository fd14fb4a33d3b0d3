import type { DomainError, InvalidParam } from '../platform/domain-error.ts';
import type { Call } from '../platform/endpoint.ts';
import type { Entered } from '../platform/form.ts';

/** What a form sent, without the frame's own fields. Anything but texts and lists of texts is dropped. */
export function readForm(call: Call): Record<string, string | string[]> {
  return Object.fromEntries(
    Object.entries(call.sent as object).flatMap(([name, value]: [string, unknown]) => {
      const texts = textsOf(value);
      return texts === undefined ? [] : [[name, texts] as const];
    }),
  );
}

const textsOf = (value: unknown): string | string[] | undefined => {
  if (typeof value === 'string') return value;
  return Array.isArray(value) && value.every((each) => typeof each === 'string') ? value : undefined;
};

/** A refusal as a form shows it: at its fields where it names them, else above them all. */
export const enteredAfter = (values: Entered['values'], { invalidParams, detail }: DomainError): Entered => ({
  values,
  problems: invalidParams.length > 0 ? invalidParams.map(toProblem) : [{ name: 'form', reason: detail }],
});

/** One entry of a list, such as `weekdays.0`, is shown at its field. */
const toProblem = ({ name, reason }: InvalidParam): InvalidParam => ({ name: name.split('.')[0] ?? name, reason });
