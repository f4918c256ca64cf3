/**
 * The abilities of the screen. `plain`: for a screen reader, no boxes, nothing that moves, one sentence after another.
 */
export interface Terminal {
  /** Width to write in, between 20 and 100: longer lines are hard to read. */
  readonly columns: number
  /** Lines that are seen at once; left out when nobody looks at a screen. */
  readonly rows?: number
  readonly colour: boolean
  /** Set when it has the 256 colours that no theme changes; else it has sixteen. */
  readonly colours?: 256
  readonly unicode: boolean
  /** Set for the text console of Linux, whose fonts have few signs. */
  readonly console?: true
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

/** A screen with fewer columns has no room for anything beside anything: it gets the plain form. */
export const narrowest = 60

/**
 * Finds out what the screen can do, from the environment: NO_COLOR (no-color.org), TERM, and the locale in the order of
 * POSIX (LC_ALL, LC_CTYPE, LANG). A dumb terminal can't move its cursor, so it gets the plain form, and so does a narrow one. Colours only when
 * both results and messages go to a screen, so that they never end up in a file.
 */
export function createTerminal(
  { env, stdout, stderr }: Screens,
  wish: { readonly colour?: boolean; readonly plain?: boolean } = {},
): Terminal {
  const tty = stdout.isTTY === true && stderr.isTTY === true
  const columns = Math.min(Math.max(stderr.columns || stdout.columns || 80, 20), 100)
  const plain = wish.plain === true || env.TERM === 'dumb' || columns < narrowest
  return {
    columns,
    ...(stderr.isTTY === true && (stderr.rows ?? 0) > 0 ? { rows: stderr.rows as number } : {}),
    colour: wish.colour !== false && tty && !plain && (env.NO_COLOR ?? '') === '',
    ...(hasFixedColours(env) ? { colours: 256 as const } : {}),
    ...repertoireOf(env),
    plain,
    ...(env.TERM === 'dumb' ? { dumb: true as const } : {}),
  }
}

/** The signs that the screen can show. */
export function repertoireOf(env: Screens['env']): Pick<Terminal, 'unicode' | 'console'> {
  const locale = env.LC_ALL || env.LC_CTYPE || env.LANG || ''
  // Windows Terminal has no locale and always shows Unicode.
  const unicode = /utf-?8/i.test(locale) || (env.WT_SESSION ?? '') !== ''
  return { unicode, ...(env.TERM === 'linux' ? { console: true as const } : {}) }
}

function hasFixedColours(env: Screens['env']): boolean {
  return /256color|direct/.test(env.TERM ?? '') || (env.COLORTERM ?? '') !== '' || (env.WT_SESSION ?? '') !== ''
}
