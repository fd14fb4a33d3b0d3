import type { KeyRing } from '../platform/key-ring.ts';
import type { Booking } from './booking.ts';

export type Reasons = Pick<Booking, 'reason' | 'acknowledged'>;

/** What a reason is sealed as: it opens on its own booking only. */
export const reasonField = (bookingId: string): string => `booking/${bookingId}`;

/**
 * The reasons as they are stored: a coordinator writes there what a family told her, so they close with its key.
 * Without a key the text is left out, never kept in clear; the codes of an acknowledgement stay.
 */
export async function sealReasons(
  keys: Pick<KeyRing, 'findSealer'>,
  { _id, caseFileId }: Pick<Booking, '_id' | 'caseFileId'>,
  { reason, acknowledged }: Reasons,
): Promise<Reasons> {
  if (reason === undefined && acknowledged === undefined) return {};
  const sealer = await keys.findSealer(caseFileId);
  const sealed = (text: string | undefined): { reason?: string } =>
    sealer && text !== undefined ? { reason: sealer.seal(reasonField(_id), text) } : {};
  return {
    ...sealed(reason),
    ...(acknowledged ? { acknowledged: { codes: acknowledged.codes, ...sealed(acknowledged.reason) } } : {}),
  };
}
