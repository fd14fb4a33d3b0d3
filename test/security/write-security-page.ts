// Writes the table of SECURITY.md anew; fails when it names a test that does not exist.
import { writeFileSync } from 'node:fs';
import { listMissing, readProject, renderSecurityPage } from './security-page.ts';

const missing = listMissing();
for (const each of missing) console.error(each);
if (missing.length > 0) process.exitCode = 1;
else writeFileSync('SECURITY.md', renderSecurityPage(readProject('SECURITY.md')));
