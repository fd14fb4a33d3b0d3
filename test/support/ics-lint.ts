import { buildTree, unfold, type Component, type ContentLine } from './ics-lines.ts';

/** `rule` is the line of the standard that is broken, `at` the line of the file. */
export interface IcsFault {
  rule: 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 11 | 12 | 14 | 23;
  at: number;
  what: string;
}
type Report = (rule: IcsFault['rule'], at: number, what: string) => void;

/** Every fault of a calendar file, octet by octet: parsers forgive nearly all of them, phones do not. */
export function lintIcs(file: Buffer): IcsFault[] {
  const faults: IcsFault[] = [];
  const report: Report = (rule, at, what) => faults.push({ rule, at, what });
  lintOctets(file, report);
  const lines = unfold(file.toString('utf8'));
  lintLines(lines, report);
  const root = buildTree(lines, (at, what) => report(4, at, what));
  lintCalendar(root, report);
  const events = (root.children[0]?.children ?? []).filter(({ name }) => name === 'VEVENT');
  for (const event of events) lintEvent(event, report);
  const uids = events.map((event) => valueOf(event, 'UID'));
  if (new Set(uids).size < uids.length) report(8, 0, 'two events have one UID');
  return faults;
}

function lintOctets(file: Buffer, report: Report): void {
  if (!file.toString('latin1').endsWith('\r\n')) report(1, 0, 'the last line does not end with CRLF');
  const strict = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
  for (const [index, line] of file.toString('latin1').split('\r\n').entries()) {
    const at = index + 1;
    if (/[\r\n]/.test(line)) report(1, at, 'a bare CR or LF');
    if (line.length > 75) report(2, at, `${line.length} octets`);
    try {
      const text = strict.decode(Buffer.from(line, 'latin1'));
      if (/[^\P{Cc}\t\r\n]|\uFEFF/u.test(text)) report(3, at, 'a control character or a byte-order mark');
    } catch {
      report(2, at, 'folded inside a character, or not UTF-8');
    }
  }
}

const CALENDAR = [
  'VERSION',
  'PRODID',
  'NAME',
  'X-WR-CALNAME',
  'REFRESH-INTERVAL',
  'X-PUBLISHED-TTL',
  'METHOD',
  'CALSCALE',
];
const REQUIRED = ['UID', 'DTSTAMP', 'DTSTART', 'DTEND', 'SUMMARY', 'SEQUENCE', 'LAST-MODIFIED', 'STATUS'];
const EVENT = [...REQUIRED, 'TRANSP', 'LOCATION', 'DESCRIPTION', 'ORGANIZER', 'URL'];
const TEXTS = new Set(['SUMMARY', 'LOCATION', 'DESCRIPTION', 'NAME', 'X-WR-CALNAME', 'UID']);
const TEXT = /^(?:[^\\;,]|\\[\\;,nN])*$/su;
const INSTANT = /^\d{8}T\d{6}Z$/;

function lintLines(lines: ContentLine[], report: Report): void {
  for (const { at, name, params, value } of lines) {
    if (name === '') report(6, at, 'not a content line');
    if (TEXTS.has(name) && !TEXT.test(value)) report(5, at, `${name} is not escaped`);
    if (name === 'URL' && value.includes('\\')) report(5, at, 'an escaped URL');
    if (/\^(?!['n^])/.test(params)) report(5, at, 'a parameter is not written by RFC 6868');
    if (/TZID=/.test(params) || (name.startsWith('DT') && !value.endsWith('Z')))
      report(12, at, `${name} is not in UTC`);
  }
}

function lintCalendar(root: Component, report: Report): void {
  const [calendar, ...more] = root.children;
  if (calendar?.name !== 'VCALENDAR' || more.length > 0 || root.lines.length > 0) {
    report(4, 0, 'not exactly one calendar');
    return;
  }
  for (const name of ['VERSION', 'PRODID']) once(calendar, name, 4, report);
  known(calendar, CALENDAR, report);
  if (valueOf(calendar, 'NAME') !== valueOf(calendar, 'X-WR-CALNAME')) report(23, 0, 'two names');
  if (valueOf(calendar, 'REFRESH-INTERVAL') !== valueOf(calendar, 'X-PUBLISHED-TTL')) report(23, 0, 'two intervals');
  if (valueOf(calendar, 'METHOD') !== undefined) report(11, 0, 'METHOD asks for an ORGANIZER in each event');
}

function lintEvent(event: Component, report: Report): void {
  for (const name of REQUIRED) once(event, name, 7, report);
  known(event, EVENT, report);
  for (const name of ['DTSTAMP', 'DTSTART', 'DTEND', 'LAST-MODIFIED']) {
    if (!INSTANT.test(valueOf(event, name) ?? '')) report(7, event.at, `${name} is not an instant in UTC`);
  }
  if ((valueOf(event, 'DTEND') ?? '') <= (valueOf(event, 'DTSTART') ?? ''))
    report(7, event.at, 'ends before it starts');
  if (!/^\d+$/.test(valueOf(event, 'SEQUENCE') ?? '')) report(7, event.at, 'SEQUENCE is no number');
  if (!/^(CONFIRMED|TENTATIVE|CANCELLED)$/.test(valueOf(event, 'STATUS') ?? '')) report(7, event.at, 'no such STATUS');
  if (event.children.length > 0) report(14, event.at, 'an alarm nobody asked for');
  const free = valueOf(event, 'TRANSP') === 'TRANSPARENT';
  if (valueOf(event, 'STATUS') === 'CANCELLED' && !free) report(14, event.at, 'cancelled, and yet busy');
}

function once(where: Component, name: string, rule: 4 | 7, report: Report): void {
  const count = where.lines.filter((line) => line.name === name).length;
  if (count !== 1) report(rule, where.at, `${name} stands ${count} times`);
}

/** Only these properties, each at most once: whatever else stands there was smuggled in through a text. */
function known(where: Component, names: string[], report: Report): void {
  const seen = new Set<string>();
  for (const { at, name } of where.lines) {
    if (!names.includes(name)) report(6, at, `an unexpected property ${name}`);
    if (seen.has(name)) report(6, at, `${name} stands twice`);
    seen.add(name);
  }
}

const valueOf = (where: Component, name: string): string | undefined =>
  where.lines.find((line) => line.name === name)?.value;
