import { z } from 'zod';
import { citedFields, idSchema, localizedSchema } from '../platform/cited.ts';

const minute = z.number().int().min(0);

/** The rule behind an estimate, as a person may read it beside the time. */
export interface EstimateRule {
  id: string;
  text: { en: string; uk: string; ru: string };
  author: string;
  date: string;
}

/** How long something takes, in minutes: a window, never an instant. An estimate names its rule. */
export type MinuteWindow = { shortest: number; usual: number; longest: number } & (
  { estimate: false } | { estimate: true; rule: EstimateRule }
);

const ascending = (window: { shortest: number; usual: number; longest: number }): boolean =>
  window.shortest <= window.usual && window.usual <= window.longest;
const order = { message: 'shortest, usual and longest do not ascend', path: ['longest'] };

const windowFields = { shortest: minute, usual: minute, longest: minute };
const ruleFields = {
  id: idSchema,
  rule: localizedSchema,
  author: z.string().min(1),
  date: z.iso.date(),
  estimate: z.literal(true),
};
const line = z.strictObject({ times: z.number().min(1), plus: minute });

/** A cautious default for what no source states: minutes as such, or worked out of one known duration, or a rest. */
export const defaultSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('window'), ...ruleFields, ...windowFields }).refine(ascending, order),
  z
    .strictObject({ kind: z.literal('stretch'), ...ruleFields, usual: line, longest: line })
    .refine(({ usual, longest }) => usual.times <= longest.times && usual.plus <= longest.plus, order),
  z.strictObject({ kind: z.literal('rest'), ...ruleFields, everyMinutes: minute.min(1), minutes: minute }),
]);
export type Default = z.infer<typeof defaultSchema>;
type DefaultOf<K extends Default['kind']> = Extract<Default, { kind: K }>;

/** One stretch of road between places or crossings; driving minutes as the source or a speed gives them. */
export const legSchema = z.strictObject({
  id: idSchema,
  from: idSchema,
  to: idSchema,
  roadKm: z.number().positive(),
  roadKmMethod: z.string().min(1),
  minutes: z.strictObject({ car: minute.min(1), bus: minute.min(1) }),
  minutesMethod: z.string().min(1),
  ...citedFields,
});
export type Leg = z.infer<typeof legSchema>;

const ruleOf = ({ id, rule, author, date }: Default): EstimateRule => ({ id, text: rule, author, date });
const upToFive = (minutes: number): number => Math.ceil(minutes / 5) * 5;

export const windowFrom = (chosen: DefaultOf<'window'>): MinuteWindow => ({
  shortest: chosen.shortest,
  usual: chosen.usual,
  longest: chosen.longest,
  estimate: true,
  rule: ruleOf(chosen),
});

/** The one known duration is the shortest; usual and longest are stretched out of it. */
export const stretch = (known: number, chosen: DefaultOf<'stretch'>): MinuteWindow => ({
  shortest: known,
  usual: upToFive(known * chosen.usual.times + chosen.usual.plus),
  longest: upToFive(known * chosen.longest.times + chosen.longest.plus),
  estimate: true,
  rule: ruleOf(chosen),
});

/** Minutes of rest that so long a way asks for. */
export const restOn = (minutes: number, chosen: DefaultOf<'rest'>): number =>
  Math.floor(minutes / chosen.everyMinutes) * chosen.minutes;
