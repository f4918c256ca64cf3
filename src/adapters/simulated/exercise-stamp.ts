import { paperMark } from '../../core/exercise-mark.ts'
import type { Stamp } from '../notices/notice-stamp.ts'

const line = `${paperMark}: nothing of this happened / niets hiervan is gebeurd / rien de ceci ne s'est produit`

/** A text that says on its first and its last line that it belongs to an exercise. */
export function exerciseText(text: string): string {
  return `${line}\n\n${text.trimEnd()}\n\n${line}\n`
}

/** The header that holds the address that a notice would have gone to. */
export const realAddressHeader = 'X-Exercise-To'

/**
 * The notices of a drill: they say so everywhere, and the mail is for an address that exists nowhere (RFC 2606), so that
 * it reaches nobody even when somebody sends it.
 */
export const exerciseStamp: Stamp = ({ to, subject, text }) => ({
  to: to === null ? null : exerciseAddress(to),
  subject: `[EXERCISE / OEFENING] ${subject}`,
  text: exerciseText(text),
  headers: { 'X-Exercise': 'true', ...(to === null ? {} : { [realAddressHeader]: to }) },
})

function exerciseAddress(to: string): string {
  const local = to
    .toLowerCase()
    .replace('@', '.at.')
    .replace(/[^a-z0-9.-]+/g, '-')
    .replace(/\.{2,}/g, '.')
    .slice(0, 64)
    .replace(/^[.-]+|[.-]+$/g, '')
  return `${local === '' ? 'nobody' : local}@exercise.invalid`
}
