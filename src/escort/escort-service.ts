import type { Perform } from '../audit/act-service.ts';
import type { RecordReading } from '../audit/record-reading-service.ts';
import { actorName, type ActContext } from '../platform/act-context.ts';
import { daysAfter } from '../platform/days.ts';
import type { Ids } from '../platform/ids.ts';
import type { KeyRing } from '../platform/key-ring.ts';
import type { SlotChanges } from '../slot/slot-change.ts';
import type { SlotStore } from '../slot/slot-store.ts';
import { FARTHEST_DAYS } from '../slot/slot.ts';
import { openPhone, sealPhone } from './escort-phone.ts';
import {
  checkEscortShown,
  checkServes,
  EscortHasSlots,
  shownOfEscort,
  toEscortView,
  type Escort,
  type EscortInput,
  type EscortView,
} from './escort.ts';
import type { EscortStore } from './escort-store.ts';

interface Dependencies {
  perform: Perform;
  recordReading: RecordReading;
  escorts: EscortStore;
  slots: SlotStore;
  slotChanges: SlotChanges;
  /** Ends every feed of an escort who stops; inside the act. */
  revokeFeeds(escortId: string, now: Date): Promise<void>;
  keys: KeyRing;
  ids: Ids;
}

export type EscortService = ReturnType<typeof escortService>;

export function escortService(dependencies: Dependencies) {
  const { perform, escorts, slotChanges, keys, ids } = dependencies;
  const toFields = ({ phone, ...rest }: EscortInput, id: string) => ({
    ...rest,
    sealedPhone: sealPhone(keys, id, phone),
  });

  /** Typing a name or a number is not having spoken to anybody: what was verified before is open again. */
  const toChange = (before: Escort, input: EscortInput) => {
    const { phone, ...rest } = input;
    const isSame = phone === openPhone(keys, before) && input.name === before.name;
    return isSame ? rest : { ...toFields(input, before._id), verified: null };
  };

  return {
    /** Everybody who accompanies, by name; those who have stopped come with `retired`. */
    list: async (): Promise<EscortView[]> => (await escorts.list()).map(toEscortView),
    get: async (id: string): Promise<EscortView> => toEscortView(await escorts.get(id)),

    /** The number as it is now, for somebody who is about to call; each reading leaves an entry in the audit. */
    readPhone: async (act: ActContext, escortId: string): Promise<{ phone: string; shown: string }> => {
      const escort = await escorts.get(escortId);
      await dependencies.recordReading(act, 'escort.read-phone', { escortId }, ['phone']);
      return { phone: openPhone(keys, escort), shown: shownOfEscort(escort) };
    },

    create: (act: ActContext, input: EscortInput): Promise<{ escortId: string }> =>
      perform(act, 'escorts', async () => {
        const _id = ids.id();
        await escorts.insert({ _id, rev: 0, ...toFields(input, _id) });
        return { reply: { escortId: _id }, which: { escortId: _id }, fields: Object.keys(input) };
      }),

    /** His language decides how his feed reads, so the feed is told. */
    edit: (act: ActContext, escortId: string, input: EscortInput): Promise<{ escortId: string }> =>
      perform(act, `escort/${escortId}`, async (now) => {
        const before = await escorts.lock(escortId);
        await escorts.update(escortId, toChange(before, input));
        await slotChanges.publishToEscort(escortId, now);
        return { reply: { escortId }, which: { escortId }, fields: Object.keys(input) };
      }),
    ...judging(dependencies),
  };
}

/** Who answers for an escort by name, and when one stops. */
function judging(dependencies: Dependencies) {
  const { perform, escorts, slots } = dependencies;
  return {
    /** Says by name: I have spoken to this person on the number that was shown, and seen who it is. Throws EscortChanged. */
    verify: (act: ActContext, escortId: string, shown: string): Promise<{ escortId: string }> =>
      perform(act, `escort/${escortId}`, async (now) => {
        const escort = await escorts.lock(escortId);
        checkServes(escort);
        checkEscortShown(escort, shown);
        await escorts.update(escortId, { verified: { by: actorName(act.actor), at: now } });
        return { reply: { escortId }, which: { escortId }, fields: ['verified'] };
      }),

    retire: (act: ActContext, escortId: string): Promise<{ escortId: string }> =>
      perform(act, `escort/${escortId}`, async (now) => {
        await escorts.lock(escortId);
        const ahead = await slots.list({
          escortId,
          from: now,
          to: daysAfter(now, FARTHEST_DAYS),
        });
        const live = ahead.filter((slot) => slot.status !== 'cancelled');
        if (live.length > 0) throw new EscortHasSlots(live);
        await escorts.update(escortId, { retired: true });
        await dependencies.revokeFeeds(escortId, now);
        return { reply: { escortId }, which: { escortId }, fields: ['retired'] };
      }),
  };
}
