import { because, gap, requirement as r, shown, written, type Requirement } from './asvs.ts';

const NO_PASSWORDS =
  'There are no passwords: staff sign in by a link that works once, a traveller by a link or a card.';
const NO_FILES = 'Nothing can be uploaded.';
const NO_OAUTH = 'It is no OAuth authorization server.';
const PROXY = 'TLS ends at the proxy in front; Homeward refuses a public address that is not https.';

/** Level 1 of OWASP ASVS 5.0.0, all of it. */
export const LEVEL_1: readonly Requirement[] = [
  r(
    '1.2.1',
    'output is escaped for where it stands',
    shown('platform/html', 'escapes whatever a person typed'),
    shown('feed/feed-ics-nasty-text', 'adds no property'),
  ),
  r(
    '1.2.2',
    'addresses are built safely, with safe schemes only',
    shown('platform/html', 'leaves no quote in a quoted attribute'),
    because('Links are made from PUBLIC_URL and ids of our own; none is built from what somebody typed.'),
  ),
  r(
    '1.2.3',
    'JSON and script are built safely',
    because(
      'JSON comes from JSON.stringify only; no script is built from data (the one script there is stands by its hash).',
    ),
    shown('itinerary/door-http', 'allows one script by its hash'),
  ),
  r(
    '1.2.4',
    'no database injection',
    shown('app/injection', 'bring no operator to the database'),
    shown('platform/parse', 'is refused when it is'),
  ),
  r(
    '1.2.5',
    'no command injection',
    because('Only the embedded engine is started as a program, with fixed words; nothing from a request reaches it.'),
  ),
  r(
    '1.3.1',
    'HTML from editors is cleaned',
    because('Nobody can enter HTML: all input is text and is escaped.'),
    shown('platform/html', 'takes only its own kind for safe'),
  ),
  r('1.3.2', 'no eval', because('None is used; strict lint rules forbid implied eval in src.')),
  r('1.5.1', 'XML parsers are restricted', because('No XML is parsed.')),
  r(
    '2.1.1',
    'the rules of input are written down',
    because('Every input is a zod schema that its address declares; openapi.json is made from them.'),
    shown('access/declared-input', 'is said strictly, or the service does not start'),
  ),
  r(
    '2.2.1',
    'input is checked against what is expected',
    shown('app/bad-input', 'is 422 and says which field'),
    shown('platform/parse', 'is refused with what to do'),
  ),
  r(
    '2.2.2',
    'it is checked on the server',
    because('There is no client-side check to rely on: the pages carry no script.'),
    shown('platform/page', 'carries no inline style and no script'),
  ),
  r(
    '2.3.1',
    'steps come in their order',
    shown('case-file/case-files', 'lets nothing be booked before the proof'),
    shown('case-file/case-files', 'refuses another party or path'),
  ),
  r('3.2.1', 'no answer is shown in a wrong context', shown('app/app', 'is closed to other origins')),
  r('3.2.2', 'text is shown as text', shown('platform/html', 'escapes whatever a person typed')),
  r('3.3.1', 'cookies are Secure and __Host-', shown('access/sign-in', 'opens a session whose cookie no script')),
  r('3.4.1', 'HSTS for a year on every answer', shown('app/app', 'is closed to other origins')),
  r('3.4.2', 'no CORS for others', shown('app/app', 'is closed to other origins')),
  r(
    '3.5.1',
    'a write comes from our own page',
    shown('access/cross-site-writes', 'is refused at every address, and changes nothing'),
  ),
  r(
    '3.5.2',
    'and does not rest on CORS preflights',
    shown('access/own-write', 'without a word from the browser needs the token'),
  ),
  r(
    '3.5.3',
    'what changes something is a POST',
    shown('escort/escort-page', 'changes nothing when it is opened'),
    shown('access/sign-in', 'spent by the button and not by looking'),
  ),
  r('4.1.1', 'every answer says its type and letters', shown('platform/problem', 'is a problem for programs')),
  r('4.4.1', 'WebSocket over TLS', because('There is no WebSocket.')),
  r('5.2.1', 'size of uploads', because(NO_FILES), shown('app/bad-input', 'more than 64 KB')),
  r('5.2.2', 'kind of uploads', because(NO_FILES)),
  r('5.3.1', 'uploads are never run', because(NO_FILES)),
  r(
    '5.3.2',
    'paths of files are our own',
    because('No request names a file; the pages and their style are read at start.'),
  ),
  r(
    '6.1.1',
    'defence against guessing is written down, and locks nobody else out',
    written('SECURITY.md', 'Guessing'),
    shown('itinerary/credential', 'are refused after ten'),
  ),
  r('6.2.1', 'length of passwords', because(NO_PASSWORDS)),
  r('6.2.2', 'changing a password', because(NO_PASSWORDS)),
  r('6.2.3', 'the old password for a new one', because(NO_PASSWORDS)),
  r('6.2.4', 'common passwords', because(NO_PASSWORDS)),
  r('6.2.5', 'composition of passwords', because(NO_PASSWORDS)),
  r('6.2.6', 'password fields', because(NO_PASSWORDS)),
  r('6.2.7', 'pasting passwords', because(NO_PASSWORDS)),
  r('6.2.8', 'passwords taken as they are', because(NO_PASSWORDS)),
  r('6.3.1', 'guessing is held back', shown('itinerary/credential', 'are refused after ten when all are sent at once')),
  r('6.3.2', 'no default accounts', shown('journeys/empty-database', 'fills in nobody')),
  r('6.4.1', 'first secrets are random and short-lived', shown('access/sign-in', 'ends after 15 minutes')),
  r(
    '6.4.2',
    'no secret questions',
    gap(
      'The desk asks a caller questions before it gives out anything. It is a person asking a person on the phone, two things at least, one of which her opened phone does not tell; no page takes such answers.',
    ),
    shown('case-file/caller-check', 'only when at least two different things were asked'),
  ),
  r('7.2.1', 'sessions are checked on the server', shown('access/sign-in', 'ends by going out')),
  r(
    '7.2.2',
    'session tokens are made for each session',
    shown('access/sign-in', 'opens a session whose cookie no script'),
  ),
  r(
    '7.2.3',
    'tokens have 256 random bits',
    shown('access/sign-in', 'is not in the log, and its token is not in the database'),
  ),
  r(
    '7.2.4',
    'a new token at each sign-in',
    shown('access/planted-cookie', 'the session that begins has a token of its own'),
  ),
  r(
    '7.4.1',
    'an ended session opens nothing',
    shown('access/staff', 'lose access and every session at once'),
    shown('itinerary/door-http', 'ends what is open in browsers'),
  ),
  r('7.4.2', 'who is removed is out everywhere', shown('access/staff', 'lose access and every session at once')),
  r(
    '8.1.1',
    'who may do what is written down',
    because(
      'src/access/access-table.ts is the document, and the service does not start when it and the addresses differ.',
    ),
  ),
  r('8.2.1', 'by function', shown('access/access-matrix', 'stands in the table for every address')),
  r(
    '8.2.2',
    'by thing',
    shown('access/access-matrix', 'turns away whoever is not welcome'),
    shown('access/access-matrix', 'shows a traveller her own journey only'),
  ),
  r('8.3.1', 'decided on the server', shown('access/access-matrix', 'lets in whoever is welcome')),
  r(
    '9.1.1',
    'self-contained tokens are checked by their MAC',
    shown('escort/escort-page', 'opens for nobody who made it up'),
  ),
  r('9.1.2', 'with one algorithm', because('HMAC-SHA-256, fixed in the code; the link names none.')),
  r('9.1.3', 'with our own key', because('A secret of its own in the key ring; the link names none.')),
  r('9.2.1', 'within its time', shown('escort/escort-page', 'ends with its feed, and with no other')),
  r('10.4.1', 'redirect addresses', because(NO_OAUTH)),
  r('10.4.2', 'codes once', because(NO_OAUTH)),
  r('10.4.3', 'codes briefly', because(NO_OAUTH)),
  r('10.4.4', 'grants', because(NO_OAUTH)),
  r('10.4.5', 'refresh tokens', because(NO_OAUTH)),
  r(
    '11.3.1',
    'no weak modes',
    shown('case-file/case-files', 'keeps personal fields sealed'),
    because('AES-256-GCM only (src/platform/sealing.ts).'),
  ),
  r('11.3.2', 'approved ciphers', because('AES-256-GCM only, from Node’s own crypto.')),
  r('11.4.1', 'approved hashes', because('SHA-256 and HMAC-SHA-256 only.')),
  r('12.1.1', 'TLS 1.2 or newer', because(PROXY)),
  r('12.2.1', 'TLS for everybody outside', because(PROXY), shown('config', 'a public address in the open')),
  r('12.2.2', 'public certificates', because(PROXY)),
  r('13.4.1', 'no source control in the open', because('No folder is served; the container has no .git.')),
  r(
    '14.2.1',
    'no secret in an address',
    shown('itinerary/door-http', 'trades the link for a cookie'),
    gap(
      'A calendar client can send nothing but an address: the feed’s secret stands in its path, as the escort’s link does. Both are logged by pattern only and can be revoked.',
    ),
    shown('feed/feed-http', 'leaves its token in no log and no body'),
  ),
  r(
    '14.3.1',
    'what was shown is cleared when the session ends',
    shown('itinerary/itinerary-http', 'is left quietly'),
    shown('access/access-matrix', 'keeps nothing that had to be signed in for'),
  ),
  r('15.1.1', 'when dependencies are renewed', written('SECURITY.md', 'Dependencies')),
  r(
    '15.2.1',
    'and that they are',
    written('SECURITY.md', 'Dependencies'),
    gap(
      'Nothing checks it by itself: `npm audit` is run by hand, since the build reaches a registry only through the caches of whoever runs it.',
    ),
  ),
  r('15.3.1', 'answers carry only what is needed', shown('escort/escort-page', 'carries nothing personal of a family')),
];
