/** A start that cannot go on: `message` is one sentence that says what to do, printed alone, without a stack trace. */
export class StartRefused extends Error {
  override readonly name = 'StartRefused';
}
