/** A backup that is not made, or not put back; nothing was written that has to be undone by hand. */
export class BackupRefused extends Error {}
