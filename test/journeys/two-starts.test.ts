import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { freePort, npmStart } from '../support/npm-start.ts';
import { postTo } from '../support/spawn-app.ts';

const signInAt = async (link: string): Promise<string> => {
  const answer = await fetch(link, {
    method: 'POST',
    redirect: 'manual',
    headers: { 'Sec-Fetch-Site': 'same-origin' },
  });
  return answer.headers.getSetCookie()[0]?.split(';')[0] ?? '';
};

describe('two starts on one folder', () => {
  it('share one engine: Ctrl-C the first, and a booking through the second still stands', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'homeward-two-'));
    const ports = [await freePort(), await freePort()];
    const [first, second] = await Promise.all(ports.map((port) => npmStart({ PORT: String(port), DATA_DIR: folder })));
    if (!first || !second) throw new Error('Two were started.');
    expect(await first.stop()).toBe(0);

    const { origin } = new URL(second.link('guide'));
    // Whichever began last has ended the other's link, as every later start does.
    const own = await signInAt(second.link('console'));
    const command = own === '' ? await signInAt(origin + new URL(first.link('console')).pathname) : own;
    const get = async (path: string) =>
      (await (await fetch(origin + path, { headers: { cookie: command } })).json()) as Record<string, unknown[]>;
    const { escorts = [] } = await get('/api/v1/escorts');
    expect(escorts).toHaveLength(8);

    const opened = await postTo(`${origin}/api/v1/case-files`, command, {
      language: 'uk',
      channel: 'phone',
      nationality: 'PL',
    });
    const caseFileId = String(opened.body['caseFileId']);
    const caseUrl = `${origin}/api/v1/case-files/${caseFileId}`;
    await postTo(`${caseUrl}/proof`, command, { confirmedBy: 'Bureau', reference: 'B-1', confirmedAt: '2026-11-20' });
    const path = {
      hub: 'minsk',
      mode: 'bus',
      entryCrossing: 'by-pl-terespol',
      exitCrossing: 'pl-ua-medyka',
      exitMode: 'foot',
    };
    expect((await postTo(`${caseUrl}/path`, command, path)).status).toBe(200);
    const range = `from=${new Date(Date.now() + 4 * 86_400_000).toISOString()}&to=${new Date(Date.now() + 20 * 86_400_000).toISOString()}`;
    const { slots = [] } = await get(`/api/v1/slots?${range}&crossing=pl-ua-medyka&status=open`);
    const slotId = (slots[0] as { slotId: string }).slotId;
    const booked = await postTo(`${origin}/api/v1/slots/${slotId}/bookings`, command, { caseFileId });
    expect([booked.status, booked.type]).toEqual([201, '']);

    expect(await second.stop()).toBe(0);
    rmSync(folder, { recursive: true, force: true });
  }, 120_000);
});
