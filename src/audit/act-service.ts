import type { ActContext } from '../platform/act-context.ts';
import type { Clock } from '../platform/clock.ts';
import { DomainError } from '../platform/domain-error.ts';
import type { Ids } from '../platform/ids.ts';
import type { KeyRing, Sealer } from '../platform/key-ring.ts';
import type { Transact } from '../platform/transact.ts';
import type { ActRecord, ActStore } from './act-store.ts';
import type { AuditStore } from './audit-store.ts';

/** What an act leaves: the reply its caller gets (plain JSON), and what the audit says of it. */
export interface Done<T> {
  reply: T;
  /** Ids of what was touched. `caseFileId` also decides whose key seals the kept reply. */
  which: { caseFileId?: string; slotId?: string; [noun: string]: string | undefined };
  /** Names of the fields that were written or read; never their values. */
  fields?: string[];
}

export class KeyReused extends DomainError {
  constructor() {
    super({
      status: 422,
      type: 'idempotency-key-reused',
      detail: 'This form was already sent with other contents. Open the page again and send what you want now.',
    });
  }
}

class ReplyErased extends DomainError {
  constructor() {
    super({
      status: 409,
      type: 'reply-erased',
      detail: 'This was done before, and the case file has been erased since: what was answered then is gone with it.',
    });
  }
}

/**
 * One act, one transaction: finds out whether it was already done, does it, and records it, all or nothing.
 * `turn` names what `fn` locks first, several in the order of their locks. The same act again gives the kept reply; another body is KeyReused.
 */
export type Perform = <T>(
  act: ActContext,
  turn: string | readonly string[],
  fn: (now: Date) => Promise<Done<T>>,
) => Promise<T>;

interface Dependencies {
  transact: Transact;
  acts: ActStore;
  audit: AuditStore;
  keys: KeyRing;
  clock: Clock;
  ids: Ids;
}

export function actService({ transact, acts, audit, keys, clock, ids }: Dependencies): { perform: Perform } {
  const findFamily = async (caseFileId: string | undefined): Promise<Sealer | undefined> =>
    caseFileId === undefined ? undefined : keys.findSealer(caseFileId);

  const keptReply = async <T>(act: ActContext, record: ActRecord): Promise<T> => {
    if (record.body !== act.body) throw new KeyReused();
    const family = await findFamily(record.caseFileId);
    if (record.caseFileId !== undefined && !family && !record.house) throw new ReplyErased();
    const sealer = family ?? keys.house;
    return JSON.parse(sealer.open(`reply/${act.id}`, record.reply)) as T;
  };

  const record = async <T>(act: ActContext, now: Date, done: Done<T>): Promise<void> => {
    const which = Object.fromEntries(
      Object.entries(done.which).filter((entry): entry is [string, string] => entry[1] !== undefined),
    );
    const family = await findFamily(done.which.caseFileId);
    const sealer = family ?? keys.house;
    const { actor, name: what, requestId } = act;
    await audit.insert({ _id: ids.id(), at: now, actor, what, which, fields: done.fields ?? [], requestId });
    await acts.insert({
      _id: act.id,
      body: act.body,
      ...(done.which.caseFileId === undefined ? {} : { caseFileId: done.which.caseFileId }),
      ...(family ? {} : { house: true as const }),
      reply: sealer.seal(`reply/${act.id}`, JSON.stringify(done.reply)),
      at: now,
    });
  };

  return {
    perform: <T>(act: ActContext, turn: string | readonly string[], fn: (now: Date) => Promise<Done<T>>): Promise<T> =>
      transact(turn, async () => {
        const before = await acts.find(act.id);
        if (before) return keptReply<T>(act, before);
        const now = clock();
        const done = await fn(now);
        await record(act, now, done);
        return done.reply;
      }),
  };
}
