/** The only place that asks the machine for the time; everything else takes a Clock as a value. */
export type Clock = () => Date;

export const systemClock: Clock = () => new Date();
