import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { Endpoint } from './endpoint.ts';
import { headOf } from './kept-answer.ts';
import { keptEndpoint } from './kept-endpoint.ts';

/** The one stylesheet and icon of every page: their addresses carry a hash of the content, so they may be kept for ever. */
export interface Look {
  path: string;
  css: string;
  iconPath: string;
  icon: string;
}

// A way with a diamond on it: a page in a tab must not say what it is about.
const icon =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="7" fill="#12505d"/>' +
  '<path d="M16 3v26" stroke="#faf7f0" stroke-width="2.5"/><path d="m16 9 7 7-7 7-7-7z" fill="#faf7f0"/></svg>';

const shortHash = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, 12);

/** Reads the stylesheet once; whoever renders a page receives the result. */
export function loadLook(): Look {
  const css = readFileSync(new URL('./look.css', import.meta.url), 'utf8');
  return { path: `/look-${shortHash(css)}.css`, css, iconPath: `/icon-${shortHash(icon)}.svg`, icon };
}

const keptForEver = (path: string, type: string, text: string): Endpoint => {
  const head = headOf(type, text, ['Cache-Control', 'public, max-age=31536000, immutable']);
  return keptEndpoint(path, () => ({ status: 200, head, body: text }));
};

/** The stylesheet and the icon. Public: they say nothing about anyone. */
export const lookEndpoints = (look: Look): Endpoint[] => [
  keptForEver(look.path, 'text/css; charset=utf-8', look.css),
  keptForEver(look.iconPath, 'image/svg+xml; charset=utf-8', look.icon),
];
