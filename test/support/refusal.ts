import { DomainError } from '../../src/platform/domain-error.ts';

/** The refusal that a rule throws; fails when it throws none. */
export function refusalOf(act: () => unknown): DomainError {
  try {
    act();
  } catch (error) {
    if (error instanceof DomainError) return error;
    throw error;
  }
  throw new Error('It was not refused.');
}
