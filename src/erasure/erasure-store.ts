import type { Connection } from 'mongoose';
import { FAMILY_DATA } from './family-data.ts';

export type ErasureStore = ReturnType<typeof createErasureStore>;

/** Works through the table of where a family stands, whichever noun keeps it: an erasure that forgets one is none. */
export function createErasureStore(connection: Connection) {
  return {
    /** Inside the act that erases. */
    eraseFamily: async (caseFileId: string): Promise<void> => {
      for (const [name, { of, only = {}, goes }] of Object.entries(FAMILY_DATA)) {
        // Throws where composition has not made the store that keeps it.
        const model = connection.model(name);
        const hers = { [of]: caseFileId, ...only };
        if (goes === 'all') await model.deleteMany(hers);
        else if (goes.length > 0)
          await model.updateMany(hers, { $unset: Object.fromEntries(goes.map((field) => [field, 1])) });
      }
    },
  };
}
