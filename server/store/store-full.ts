/** Nothing was stored, because the disk or the database has no room, or cannot be written. */
export class StoreFull extends Error {
  constructor(cause: unknown) {
    super("The server cannot store anything at the moment. Nothing that it accepted is lost.", { cause });
  }
}
