import { sha256 } from '../../src/platform/sealing.ts';
import type { House } from './house.ts';
import { openWire, type WireAnswer } from './wire.ts';

/** Her session as her link would open it. */
export async function openWay({ services }: House, caseFileId: string): Promise<{ cookie: string; sessionId: string }> {
  const token = await services.sessions.openSession('traveller', caseFileId);
  return { cookie: `__Host-way=${token}`, sessionId: sha256(token) };
}

/** One answer over a connection of its own. */
export async function askOnce(port: number, request: string): Promise<WireAnswer> {
  const wire = await openWire(port);
  try {
    return await wire.ask(request);
  } finally {
    wire.close();
  }
}

export const etagOf = ({ head }: WireAnswer): string => /\r\netag: *(\S+)/i.exec(head)?.[1] ?? '';
