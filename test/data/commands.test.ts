import { describe, expect, it } from '@jest/globals';
import { spawnProgram } from '../support/spawned.ts';

const run = async (...words: string[]) => {
  const program = spawnProgram('src/data.ts', {}, words);
  const code = await program.ended;
  return { code, said: program.said() };
};

describe('npm run data', () => {
  it('checks and explains without a database, a key or a folder of its own', async () => {
    const [check, told] = await Promise.all([
      run('check', '--days', '400'),
      run('explain', 'minsk', 'kyiv', '--date', '2025-11-20', '--mode', 'bus', '--nationality', 'RU'),
    ]);
    expect(check.code).toBe(0);
    expect(check.said).toMatch(/^file +records +oldest +newest +undated +low +old\n/);
    expect(told.code).toBe(0);
    expect(told.said).toMatch(/^minsk to kyiv on 2025-11-20/);
  });

  it('says what was mistyped, and how it is written', async () => {
    for (const [words, why] of [
      [['explain', 'minsk', 'kyiv'], /YYYY-MM-DD/],
      [['explain', 'minsk', 'kyiv', '--date', '20 Nov'], /YYYY-MM-DD/],
      [['explain', 'warsaw', 'kyiv', '--date', '2025-11-20'], /minsk or kaliningrad/],
      [['check', '--days', 'many'], /whole days/],
      [['tell'], /Usage/],
    ] as const) {
      const { code, said } = await run(...words);
      expect(code).toBe(1);
      expect(said).toMatch(why);
      expect(said).toContain('npm run data -- explain FROM TO');
    }
  });
});
