import { pick, type Text } from '../core/text.ts'
import { roleName } from '../ui/role.ts'
import { blank } from './paper-filling.ts'
import type { PaperParts } from './paper-parts.ts'

/** The people of a role that a step names at most; the first page has them all. */
const mostPeople = 4

/** The people of a role with their numbers, or a line for a name and a number. */
export function peopleOf(role: string, { profile, lang }: PaperParts): readonly string[] {
  const people = (profile.contacts ?? []).filter((contact) => contact.role === role)
  if (people.length === 0) return [`${blank}, ${blank}`]
  const shown = people.slice(0, mostPeople)
  const more = people.length - shown.length
  const rest: Text = { en: `+ ${more} more, see People`, nl: `+ nog ${more}, zie Mensen` }
  return [...shown.map(({ name, phone }) => `${name}, ${phone ?? blank}`), ...(more > 0 ? [pick(rest, lang)] : [])]
}

/** A role as people call it, with who has it. */
export function roleLine(role: string, parts: PaperParts): string {
  return `${roleName(role, parts.lang)}: ${peopleOf(role, parts).join(' / ')}`
}

/** A second person's approval, to be signed for. */
export function approvalLines(role: string, isAlone: boolean, parts: PaperParts): readonly string[] {
  const { lang } = parts
  const sign: Text = { en: 'approved by', nl: 'goedgekeurd door' }
  const hour: Text = { en: 'hour', nl: 'uur' }
  const signature: Text = { en: 'signature', nl: 'handtekening' }
  const alone: Text = {
    en: 'Nobody can be reached? Then go on, and write down why and whom you tried: a second person ratifies it later.',
    nl: 'Niemand bereikbaar? Ga dan verder, en noteer waarom en wie u probeerde: een tweede persoon bekrachtigt het later.',
  }
  return [
    roleLine(role, parts),
    `${pick(sign, lang)} ${blank}  ${pick(hour, lang)} ${blank}`,
    `${pick(signature, lang)} ${blank}${blank}`,
    ...(isAlone ? [pick(alone, lang)] : []),
  ]
}
