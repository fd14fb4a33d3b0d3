import './global-setup.ts';

export default async function globalTeardown(): Promise<void> {
  await Promise.all(globalThis.homewardTestEngines.map((engine) => engine.stop()));
}
