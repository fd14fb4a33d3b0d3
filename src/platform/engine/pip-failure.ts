const otherWays = 'run `docker compose up`, or set MONGODB_URI to a MongoDB of your own';

// Ordered: pip ends every failure with "No matching distribution", so the rarer signs are looked for first.
const explanations: [sign: RegExp, sentence: string][] = [
  [
    /DO NOT MATCH THE HASHES/i,
    `What PyPI sent for the embedded database is not what Homeward pinned (its hash differs), so it was not installed: try again from another network, ${otherWays}.`,
  ],
  [/No space left on device/i, 'The disk is full: free about 300 MB and start again.'],
  [
    // dnspython has one build for every machine: without it there is no registry.
    /No matching distribution found for dnspython|connection|timed out|Max retries|name resolution|ProxyError|SSLError|CERTIFICATE_VERIFY|HTTP error/i,
    `PyPI cannot be reached to install the embedded database: connect to the internet and start again, ${otherWays}.`,
  ],
  [
    /No matching distribution/i,
    `PyPI has no build of the embedded database for this machine and this Python: ${otherWays}.`,
  ],
];

/** One sentence for what pip printed when it failed. */
export function explainPipFailure(output: string): string {
  const known = explanations.find(([sign]) => sign.test(output));
  return known?.[1] ?? `pip could not install the embedded database (${lastError(output)}): ${otherWays}.`;
}

const lastError = (output: string): string =>
  output.split('\n').findLast((line) => line.startsWith('ERROR')) ?? 'it gave no reason';
