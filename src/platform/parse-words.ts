import type { z } from 'zod';

/** As zod gives it to an error map: what was expected, and what came. */
type Issue = z.core.$ZodRawIssue;

const EXPECTED: Record<string, string> = {
  string: 'Give this as text.',
  number: 'Give this as a number.',
  int: 'Give this as a whole number.',
  boolean: 'Give this as true or false.',
  array: 'Give this as a list.',
  object: 'Give this as an object of named fields.',
  date: 'Give this as a date.',
};

const FORMATS: Record<string, string> = {
  date: 'Give a date as 2026-11-26.',
  time: 'Give a time as 14:30.',
  datetime: 'Give date, time and offset as 2026-11-26T14:30:00+02:00.',
  email: 'Give an e-mail address as name@example.org.',
  url: 'Give an address that starts with https://.',
};

const UNITS: Record<string, string> = { string: ' characters', array: ' entries', set: ' entries' };

const isMissing = (issue: Issue): boolean => issue.input === undefined || issue.input === '';

function sayLimit(issue: Issue & { code: 'too_small' | 'too_big' }): string {
  const unit = UNITS[issue.origin] ?? '';
  if (issue.code === 'too_small') return isMissing(issue) ? 'Fill this in.' : `Give at least ${issue.minimum}${unit}.`;
  return `Give at most ${issue.maximum}${unit}.`;
}

/** What a person does about it, one sentence; undefined leaves the word to the schema or to zod. */
export function sayIssue(issue: Issue): string | undefined {
  if (isMissing(issue) && issue.code !== 'custom') return 'Fill this in.';
  switch (issue.code) {
    case 'invalid_type':
      return EXPECTED[issue.expected];
    case 'invalid_value':
      return `Choose one of: ${issue.values.map(String).join(', ')}.`;
    case 'invalid_format':
      return FORMATS[issue.format] ?? 'Check how this is written.';
    case 'too_small':
    case 'too_big':
      return sayLimit(issue);
    case 'unrecognized_keys':
      return 'Leave this out: nothing of that name is known here.';
    default:
      return undefined;
  }
}
