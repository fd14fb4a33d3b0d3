/** The same trouble is told again after this long, not each second of a night. */
const TELL_AGAIN_MS = 60_000;

export interface Repeating {
  /** Does it a last time, and waits for that. */
  stop(): Promise<void>;
}

/**
 * Does a small thing again and again, one at a time, with a pause between. `run` says whether there is more to do at once.
 * For what must follow an act by seconds; a job's cron counts minutes.
 */
export function startRepeating(
  pauseMs: number,
  run: () => Promise<boolean>,
  onTrouble: (error: unknown) => void,
): Repeating {
  let isStopped = false;
  let told = { what: '', at: 0 };
  const tell = (error: unknown): void => {
    const what = String(error);
    if (what === told.what && performance.now() - told.at < TELL_AGAIN_MS) return;
    told = { what, at: performance.now() };
    onTrouble(error);
  };
  const runAll = async (): Promise<void> => {
    try {
      while (await run()) if (isStopped) return;
    } catch (error) {
      tell(error);
    }
  };
  let timer: NodeJS.Timeout | undefined;
  let running: Promise<void> = Promise.resolve();
  const next = (): void => {
    if (isStopped) return;
    timer = setTimeout(() => {
      running = runAll().then(next);
    }, pauseMs).unref();
  };
  next();
  return {
    stop: async () => {
      isStopped = true;
      clearTimeout(timer);
      await running;
      await runAll();
    },
  };
}
