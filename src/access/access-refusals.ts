import { DomainError } from '../platform/domain-error.ts';

/** Nobody of the staff is signed in here. */
export class SignInNeeded extends DomainError {
  constructor() {
    super({
      status: 401,
      type: 'sign-in-needed',
      detail: 'Sign in first. Ask an administrator for a sign-in link; it works once, for 15 minutes.',
    });
  }
}

/** This browser holds no traveller's session. */
export class LinkNeeded extends DomainError {
  constructor() {
    super({
      status: 401,
      type: 'link-needed',
      detail: 'Open the link in your message again, or type the code that is printed on your card.',
    });
  }
}

export class NotYourRole extends DomainError {
  constructor() {
    super({
      status: 403,
      type: 'not-your-role',
      detail: 'Only an administrator may do this. Ask one to do it, or to give you that role.',
    });
  }
}

/** Without one nobody could let anybody in any more. */
export class LastAdministrator extends DomainError {
  constructor() {
    super({
      status: 409,
      type: 'last-administrator',
      detail: 'This is the last administrator, and somebody must be able to let others in. Make another one first.',
    });
  }
}

/** Nobody can be given a role who is not let in any more. */
export class AccessOver extends DomainError {
  constructor() {
    super({
      status: 409,
      type: 'access-over',
      detail: 'The access of this person has ended. To let the same person in again, invite by the name.',
    });
  }
}

/** The same form sent again must not show a link that opens nothing. */
export class OwnLinkOver extends DomainError {
  constructor() {
    super({
      status: 410,
      type: 'own-link-over',
      detail: 'The link you made here was used already, is over, or a newer one took its place. Make a new one.',
    });
  }
}

/** A write that no page of ours can be shown to have sent. */
export class NotFromHere extends DomainError {
  constructor() {
    super({
      status: 403,
      type: 'not-from-here',
      detail:
        'This did not come from a page of this service, so nothing was changed. Open the page again and press the button there; a program sends the header x-form-token.',
    });
  }
}

/** Unknown, used, expired, or of somebody whose access ended: the four are told apart nowhere. */
export class LinkSpent extends DomainError {
  constructor() {
    super({
      status: 410,
      type: 'sign-in-link-spent',
      detail:
        'This sign-in link was used already, or its 15 minutes are over. Ask an administrator for a new one, or run: npm run admin -- invite NAME --role coordinator',
    });
  }
}
