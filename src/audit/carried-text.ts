/**
 * A text that came by mail or on a stick, with the line ends that it was written with: CRLF and CR become LF, a byte order mark in front
 * goes, and one LF ends it, however many did. What it says is still decided by its signature. Not for the record's own lines and
 * seals: there each byte counts.
 */
export function carriedText(came: Buffer | string): string {
  const text = typeof came === 'string' ? came : came.toString('utf8')
  return `${text
    .replace(/^\ufeff/, '')
    .replaceAll(/\r\n?/g, '\n')
    .replace(/\n+$/, '')}\n`
}
