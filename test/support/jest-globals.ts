declare global {
  /** Those of the test file that is loaded just now. */
  var homewardJestGlobals: typeof import('@jest/globals');
}

// What `@jest/globals` is for a test that Node loads: loaded anew for each test file.
export const { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } = globalThis.homewardJestGlobals;
