import { harmlessJson } from '../core/harmless.ts'

/**
 * A terminal recording in asciicast v3 (docs.asciinema.org/manual/asciicast/v3): a header, then one event a line, each
 * with the seconds since the one before it. `timestamp` is RFC 3339.
 */
export function castHeader(size: { readonly cols: number; readonly rows: number }, title: string, t: string): string {
  const timestamp = Math.floor(Temporal.Instant.from(t).epochMilliseconds / 1000)
  return `${harmlessJson({ version: 3, term: size, timestamp, title })}\n`
}

/**
 * The lines of a cast for what was written on the terminal after a pause in milliseconds, and the marker that a player
 * can jump to. What belongs to a marker follows a millisecond behind it: players tell two markers of one time not apart, and
 * show none at the very end.
 */
export function castOutput(pauseMs: number, text: string, mark: string | null): string {
  const output = [mark === null ? seconds(pauseMs) : seconds(1), 'o', text.replaceAll('\n', '\r\n')]
  const marker = mark === null ? '' : `${harmlessJson([seconds(pauseMs), 'm', mark])}\n`
  return `${marker}${harmlessJson(output)}\n`
}

export function castExit(code: number): string {
  return `${harmlessJson([0, 'x', String(code)])}\n`
}

function seconds(ms: number): number {
  return Math.round(ms) / 1000
}
