/** Gives the items one by one, then undefined. */
export function inTurn<T>(items: readonly T[]): () => T | undefined {
  let at = 0;
  return () => items[at++];
}

/** Gives the same again and again until so many milliseconds have passed since the first. */
export function forMs<T>(ms: number, item: T): () => T | undefined {
  let end: number | undefined;
  return () => {
    const now = performance.now();
    end ??= now + ms;
    return now < end ? item : undefined;
  };
}
