import { z } from 'zod';
import { DomainError } from '../platform/domain-error.ts';
import type { CaseFile } from './case-file.ts';
import { progressSchema } from './progress-service.ts';

export const placeSchema = z.strictObject({
  /** A ride or a border of her path. */
  stageKey: z.string().min(1).max(120),
  saidBy: progressSchema.shape.saidBy,
  at: progressSchema.shape.at,
});

class NotOnTheRoad extends DomainError {
  constructor() {
    super({
      status: 409,
      type: 'not-on-the-road',
      detail: 'A place is recorded from when she has set out until she is met. Record first how far she is.',
    });
  }
}

class NotOnHerPath extends DomainError {
  constructor() {
    const reason = 'Choose a ride or a border of her path.';
    super({
      status: 422,
      type: 'not-on-her-path',
      detail: `${reason} Nothing was recorded.`,
      invalidParams: [{ name: 'stageKey', reason }],
    });
  }
}

/** Whether the desk may record that she is there. Throws NotOnTheRoad, NotOnHerPath. */
export function checkPlace({ state }: Pick<CaseFile, 'state'>, stageKey: string, places: readonly string[]): void {
  if (state !== 'travelling') throw new NotOnTheRoad();
  if (!places.includes(stageKey)) throw new NotOnHerPath();
}
