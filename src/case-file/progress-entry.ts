import type { ActContext } from '../platform/act-context.ts';
import type { ProgressEntry } from './case-file.ts';

/** Who said it and who wrote it down are two people: the desk records what a family or an escort tells on the phone. */
export const buildProgress = ({ actor }: ActContext, said: Omit<ProgressEntry, 'by'>): ProgressEntry => ({
  ...said,
  by: 'name' in actor ? actor.name : actor.kind,
});
