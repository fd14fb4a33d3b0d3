import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

interface CpuProfile {
  nodes: { id: number; callFrame: { functionName: string; url: string } }[];
  samples: number[];
  timeDeltas: number[];
}

/** Where the service's own time went, by file of ours and by package: what `--profile FOLDER` prints in the end. */
export function sayProfiles(folder: string, most = 25): string {
  const spent = new Map<string, number>();
  for (const name of readdirSync(folder).filter((each) => each.endsWith('.cpuprofile'))) {
    addProfile(JSON.parse(readFileSync(join(folder, name), 'utf8')) as CpuProfile, spent);
  }
  spent.delete('(idle)');
  const total = [...spent.values()].reduce((sum, each) => sum + each, 0);
  const ranked = [...spent].sort(([, one], [, other]) => other - one).slice(0, most);
  return ranked.map(([place, us]) => `${((100 * us) / total).toFixed(1).padStart(5)} %  ${place}`).join('\n');
}

function addProfile({ nodes, samples, timeDeltas }: CpuProfile, spent: Map<string, number>): void {
  const placeOf = new Map(nodes.map(({ id, callFrame }) => [id, sayPlace(callFrame)]));
  for (const [at, sample] of samples.entries()) {
    const place = placeOf.get(sample) ?? '';
    spent.set(place, (spent.get(place) ?? 0) + (timeDeltas[at] ?? 0));
  }
}

function sayPlace({ url, functionName }: CpuProfile['nodes'][number]['callFrame']): string {
  const packageName = /node_modules\/((?:@[^/]+\/)?[^/]+)\/(?!.*node_modules)/.exec(url)?.[1];
  if (packageName !== undefined) return packageName;
  const own = /\/(src\/.+)$/.exec(url)?.[1];
  if (own !== undefined) return own;
  return url.startsWith('node:') ? url : functionName || '(native)';
}
