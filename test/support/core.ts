import type { Connection } from 'mongoose';
import type { ActContext } from '../../src/platform/act-context.ts';
import { composeSlots, type SlotNouns } from '../../src/composition-slots.ts';
import { composeCore, type Core, type CoreDependencies } from '../../src/composition-core.ts';
import { newKey } from '../../src/platform/sealing.ts';
import { openKeyRing } from '../../src/platform/key-ring.ts';
import { joinProcesses } from '../../src/platform/processes.ts';
import { randomIds } from '../../src/platform/ids.ts';
import { anAct } from './builders.ts';
import { watchConduct } from './conduct.ts';
import type { Clock } from '../../src/platform/clock.ts';

export interface TestCore
  extends Core, Pick<SlotNouns, 'assign' | 'slot' | 'series' | 'escort' | 'meetingPoint' | 'contact' | 'slotList'> {
  /** Adds an escort and gives his id. */
  addEscort(): Promise<string>;
  assignEscort(act: ActContext, slotId: string, escortId: string): Promise<unknown>;
  stop(): Promise<void>;
}

/** The core on a real database, with indexes; every path leads over Medyka and nothing speaks against it unless told. */
export async function startCore(
  connection: Connection,
  clock: Clock,
  { master = newKey(), way = {} }: { master?: Buffer; way?: Partial<CoreDependencies['way']> } = {},
): Promise<TestCore> {
  // As in the service, a beat that came late on a busy machine is no failure of the act beside it.
  const processes = await joinProcesses(connection, randomIds, () => undefined);
  const conduct = watchConduct(connection);
  const keys = await openKeyRing(connection, master);
  const core = composeCore({
    connection,
    processes,
    keys,
    clock,
    ids: randomIds,
    way: {
      currentRoute: 'mod-2022-03-02@1',
      checkPath: () => undefined,
      stageKeysOf: () => ['meet:pl-ua-medyka'],
      concernsOf: () => Promise.resolve([]),
      ...way,
    },
  });
  const slotNouns = composeSlots({
    connection,
    core,
    keys,
    clock,
    ids: randomIds,
    currentRoute: 'mod-2022-03-02@1',
    commitment: { accompanyMinutes: () => 18 * 60, restHours: 24, arrival: (planned) => planned },
    knowsCrossing: () => true,
    closuresOn: () => Promise.resolve([]),
    revokeFeeds: () => Promise.resolve(),
  });
  for (const model of Object.values(connection.models)) await model.createIndexes();
  return {
    ...core,
    ...slotNouns,
    stores: core.stores,
    addEscort: async () =>
      (
        await slotNouns.escort.create(anAct(), {
          name: 'Olena',
          phone: '+380 00 000 0000',
          language: 'uk',
          zone: 'Europe/Kyiv',
          crossingIds: [],
        })
      ).escortId,
    assignEscort: (act, slotId, escortId) => slotNouns.assign.assign(act, slotId, escortId),
    stop: async () => {
      await processes.stop();
      conduct.check();
    },
  };
}
