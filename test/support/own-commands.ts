interface Sent {
  commandName: string;
  requestId: number;
  command: Record<string, unknown> & { updates?: { u?: { $set?: { beat?: number } } }[] };
}

/** What a process sends by itself: its beat, looking after the others, and the driver's own. */
export function isOwn({ commandName, command }: Sent): boolean {
  if (['hello', 'ping', 'endSessions', 'killSessions'].includes(commandName)) return true;
  if (command['find'] === 'processes' || command['delete'] === 'processes') return true;
  return command['update'] === 'processes' && command.updates?.[0]?.u?.$set?.beat !== undefined;
}
