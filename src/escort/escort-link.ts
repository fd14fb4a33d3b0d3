import type { KeyRing } from '../platform/key-ring.ts';
import { isSameSecret } from '../platform/sealing.ts';

/** What a link of an escort's event names. No token of it is kept anywhere: it is recognised by its keyed hash. */
export interface EscortLink {
  feedId: string;
  slotId: string;
}

const LINK = /^([\w-]{1,64})\.([\w-]{1,64})\.([\w-]{43})$/;

export type EscortLinks = ReturnType<typeof escortLinks>;

/** Makes and reads the links by which an escort confirms: `/e/<feed>.<slot>.<keyed hash of both>`. */
export function escortLinks({ hash }: Pick<KeyRing, 'hash'>, publicUrl: string) {
  const macOf = ({ feedId, slotId }: EscortLink): string => hash('escort-link', feedId, slotId);
  return {
    build: (link: EscortLink): string => `${publicUrl}/e/${link.feedId}.${link.slotId}.${macOf(link)}`,
    /** Whatever a stranger types: what is no link of ours costs no look into the database. */
    read: (text: string): EscortLink | undefined => {
      const [, feedId, slotId, mac] = LINK.exec(text) ?? [];
      if (feedId === undefined || slotId === undefined || mac === undefined) return undefined;
      const link = { feedId, slotId };
      return isSameSecret(mac, macOf(link)) ? link : undefined;
    },
  };
}
