/** What to tell the person at the command line: the message alone where it says what to do, with a stack where it is a fault of the program. */
export function explain(error: unknown): string {
  const { code, message, stack } = error as { code?: string; message: string; stack?: string }
  if (isFull(error)) return `there is no room left on the disk, or a file may not grow further (${message}); make room for the data folder and run the same command again: what was acknowledged is kept`
  if (isUnreadable(error)) return `a file of the data folder could not be read or written (${message}): the disk is full or failing; what was acknowledged is kept, run the same command again once it is mended`
  if (isForbidden(error)) return `a file may not be read or written by this user (${message}); run the command as who owns the data folder and the files, or give the right to`
  return code === undefined || /^ERR_/.test(code) ? `${message}\n${stack}` : message
}

/** What SQLite calls a full disk, and what any other write does. */
function isFull(error: unknown): boolean {
  return chain(error).some(({ code, message }) => ['ENOSPC', 'EDQUOT', 'EFBIG'].includes(code ?? '') || /disk is full/i.test(message))
}

function isUnreadable(error: unknown): boolean {
  return chain(error).some(({ code, message }) => code === 'EIO' || /disk I\/O error/i.test(message))
}

/** A file of somebody else's, or on a medium that is read only. */
function isForbidden(error: unknown): boolean {
  return chain(error).some(({ code, message }) => ['EACCES', 'EPERM', 'EROFS'].includes(code ?? '') || /unable to open database file|readonly database/i.test(message))
}

/** The error and what caused it. */
function chain(error: unknown): { code?: string; message: string }[] {
  const found: { code?: string; message: string; cause?: unknown }[] = []
  for (let at: unknown = error; at instanceof Error && found.length < 8; at = at.cause) found.push(at)
  return found
}
