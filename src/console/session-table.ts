import type { Session } from '../access/session.ts';
import type { Html } from '../platform/html.ts';
import { table, tag } from '../platform/parts.ts';
import { postForm, type FormKeys } from '../platform/post-form.ts';
import { DESK_ZONE, momentText } from './when.ts';

interface Shown {
  /** The session of whoever looks at the page. */
  ownId: string;
  /** Where one of them is ended. */
  endAddress: (sessionId: string) => string;
  newKeys: () => FormKeys;
}

/** Where somebody is signed in, one row a browser. */
export const sessionTable = (rows: readonly Session[], { ownId, endAddress, newKeys }: Shown): Html =>
  table({
    rows,
    empty: 'Signed in nowhere just now.',
    columns: [
      { head: 'Signed in', cell: ({ openedAt }) => momentText(openedAt, DESK_ZONE) },
      { head: 'Last used', cell: ({ usedAt }) => momentText(usedAt, DESK_ZONE) },
      { head: 'Where', cell: ({ _id }) => (_id === ownId ? tag('info', 'this one') : 'another browser') },
      {
        head: '',
        cell: ({ _id }) =>
          postForm({
            action: endAddress(_id),
            keys: newKeys(),
            submit: _id === ownId ? 'Sign out here' : 'End this one',
            tone: 'quiet',
            small: true,
          }),
      },
    ],
  });
