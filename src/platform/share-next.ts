/**
 * Runs of one key, one after another: callers that come while one runs share the next, however many they are. So what
 * each is given, a failure too, was begun after it asked.
 */
export function shareNext<Value>(): (key: string, run: () => Promise<Value>) => Promise<Value> {
  const due = new Map<string, Promise<Value>>();
  const running = new Map<string, Promise<unknown>>();

  const begin = async (key: string, run: () => Promise<Value>): Promise<Value> => {
    await running.get(key);
    due.delete(key);
    const { promise, resolve: end } = Promise.withResolvers<undefined>();
    running.set(key, promise);
    try {
      return await run();
    } finally {
      if (!due.has(key)) running.delete(key);
      end(undefined);
    }
  };

  return (key, run) => {
    const next = due.get(key) ?? begin(key, run);
    due.set(key, next);
    return next;
  };
}
