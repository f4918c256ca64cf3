/** The system’s code of an error, as `ENOENT`; null: it has none. */
export function codeOf(error: unknown): string | null {
  const code = (error as { code?: unknown } | null)?.code
  return typeof code === 'string' ? code : null
}

/** The code of an error, or what it says where it has none: for whoever tells a person why. */
export function reasonOf(error: unknown): string {
  return codeOf(error) ?? String(error)
}

/** Whether an error says that the disk has no room left, or this user none on it. */
export function isFull(error: unknown): boolean {
  const code = codeOf(error)
  return code === 'ENOSPC' || code === 'EDQUOT'
}
