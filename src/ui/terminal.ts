/**
 * The abilities of the screen. `plain`: for a screen reader, no boxes, nothing that moves, one sentence after another.
 */
export interface Terminal {
  /** Width to write in, between 40 and 100: longer lines are hard to read. */
  readonly columns: number
  /** Lines that are seen at once; left out when nobody looks at a screen. */
  readonly rows?: number
  readonly colour: boolean
  readonly unicode: boolean
  readonly plain: boolean
  /** Set when it understands no ESC sequences at all. */
  readonly dumb?: true
}

interface Screens {
  readonly env: Readonly<Record<string, string | undefined>>
  readonly stdout: Screen
  readonly stderr: Screen
}

interface Screen {
  readonly isTTY?: boolean | undefined
  readonly columns?: number | undefined
  readonly rows?: number | undefined
}

/**
 * Finds out what the screen can do, from the environment: NO_COLOR (no-color.org), TERM, and the locale in the order of
 * POSIX (LC_ALL, LC_CTYPE, LANG). A dumb terminal can't move its cursor, so it gets the plain form. Colours only when
 * both results and messages go to a screen, so that they never end up in a file.
 */
export function createTerminal(
  { env, stdout, stderr }: Screens,
  wish: { readonly colour?: boolean; readonly plain?: boolean } = {},
): Terminal {
  const tty = stdout.isTTY === true && stderr.isTTY === true
  const plain = wish.plain === true || env.TERM === 'dumb'
  return {
    columns: Math.min(Math.max(stderr.columns || stdout.columns || 80, 40), 100),
    ...(stderr.isTTY === true && (stderr.rows ?? 0) > 0 ? { rows: stderr.rows as number } : {}),
    colour: wish.colour !== false && tty && !plain && (env.NO_COLOR ?? '') === '',
    unicode: showsUnicode(env),
    plain,
    ...(env.TERM === 'dumb' ? { dumb: true as const } : {}),
  }
}

/** Whether the screen can show more than ASCII. */
export function showsUnicode(env: Screens['env']): boolean {
  const locale = env.LC_ALL || env.LC_CTYPE || env.LANG || ''
  // Windows Terminal has no locale and always shows Unicode.
  return /utf-?8/i.test(locale) || (env.WT_SESSION ?? '') !== ''
}
