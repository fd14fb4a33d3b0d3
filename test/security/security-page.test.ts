import { describe, expect, it } from '@jest/globals';
import { LEVEL_1 } from './asvs-level-1.ts';
import { listMissing, readProject, renderSecurityPage } from './security-page.ts';

describe('what SECURITY.md says', () => {
  it('names only tests and headings that there are', () => {
    expect(listMissing()).toEqual([]);
  });

  it('notices a test that is gone', () => {
    const emptied = (file: string): string => (file === 'test/platform/html.test.ts' ? '' : readProject(file));
    expect(listMissing(emptied)).not.toEqual([]);
  });

  it('is as the table makes it', () => {
    const page = readProject('SECURITY.md');
    expect(renderSecurityPage(page)).toBe(page);
  });

  it('answers all seventy requirements of level 1, each once', () => {
    expect(new Set(LEVEL_1.map(({ id }) => id)).size).toBe(70);
    expect(LEVEL_1).toHaveLength(70);
  });
});
