// What `npm start` runs. It must come before all else is imported: so main.ts and all that it needs are imported here.
// JavaScript, since for one file of TypeScript without a cache Node would load its compiler: 14 MB, kept for good.
import { enableCompileCache, flushCompileCache } from 'node:module';
import { fileURLToPath } from 'node:url';

// Kept from one start to the next, what was compiled halves the next one. Where the folder cannot be written, nothing is lost.
enableCompileCache(fileURLToPath(new URL('../node_modules/.cache/homeward', import.meta.url)));

await import('./main.ts');

// Also for a process that will not be stopped in peace.
setTimeout(flushCompileCache, 10_000).unref();
