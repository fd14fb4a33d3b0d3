import { startBareDriver, type BareDriver } from './bare.ts';
import type { Bench } from './bench-world.ts';
import type { House } from './house.ts';
import type { Service } from './service.ts';

/** A house, the service on it and the bare driver beside it. */
export interface Desk {
  house: House;
  service: Service;
  bare: BareDriver;
}

/** Opens a desk for one part of the bench and clears it away, however the part ends. */
export async function withDesk<T>(bench: Bench, name: string, fn: (desk: Desk) => Promise<T>): Promise<T> {
  const house = await bench.openHouse(name);
  const service = await bench.startService(house);
  const bare = await startBareDriver(house);
  try {
    return await fn({ house, service, bare });
  } finally {
    bare.stop();
    await service.stop();
    await house.leave();
  }
}
