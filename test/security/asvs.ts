/**
 * What stands for a requirement of OWASP ASVS 5.0: a test (its file, and words of its name), a heading of a document,
 * or a reason in words; `gap` is one that is not met.
 */
export type Answer =
  | { kind: 'test'; file: string; name: string }
  | { kind: 'written'; file: string; heading: string }
  | { kind: 'reason' | 'gap'; why: string };

export interface Requirement {
  id: string;
  /** In our own words; the standard's own are at its id. */
  about: string;
  answers: Answer[];
}

export const shown = (file: string, name: string): Answer => ({ kind: 'test', file: `test/${file}.test.ts`, name });
export const written = (file: string, heading: string): Answer => ({ kind: 'written', file, heading });
export const because = (why: string): Answer => ({ kind: 'reason', why });
export const gap = (why: string): Answer => ({ kind: 'gap', why });

export const requirement = (id: string, about: string, ...answers: Answer[]): Requirement => ({ id, about, answers });
