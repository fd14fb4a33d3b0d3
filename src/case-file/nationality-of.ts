import type { KeyRing } from '../platform/key-ring.ts';
import type { CaseFile } from './case-file.ts';

/** Her citizenship, where it is known. */
export async function nationalityOf(
  keys: Pick<KeyRing, 'findSealer'>,
  { _id, sealed: { nationality } }: Pick<CaseFile, '_id' | 'sealed'>,
): Promise<string | undefined> {
  if (nationality === undefined) return undefined;
  return (await keys.findSealer(_id))?.open('nationality', nationality);
}
