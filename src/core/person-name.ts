import { exit } from './exit-codes.ts'
import { Fault } from './fault.ts'
import { pick, type Said, type Text } from './text.ts'

/** The reason why a text is no name of a person. */
export type NameFault = 'empty' | 'unseen' | 'sign' | 'no-letter' | 'scripts' | 'too-long'

export interface NameLimits {
  /** Characters of the name; 100 when left out. */
  readonly most?: number
}

const usual = 100

/** Letters of Latin names with their accents, and what stands between them. Of most names this one look is enough. */
const plain = /^[A-Za-zÀ-ÖØ-öø-ƿǄ-ɏ][A-Za-z0-9À-ÖØ-öø-ƿǄ-ɏ .,'’()/&-]*$/

/**
 * The characters that show nothing, or turn the reading direction: controls, format codes, fillers, variation signs,
 * what is unassigned.
 */
const unseen = /[\p{C}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}\u2800]/u

/**
 * The letters of one alphabet that a name may be written in, as Unicode's "highly restrictive" level has it (UTS 39):
 * one script, or Latin beside those of East Asia, which look like no Latin letter. Latin is that of names: letters with
 * accents, and the further ones of African alphabets; no small capitals, clicks, or letters of mathematics.
 */
const latin = 'A-Za-zªºÀ-ÖØ-öø-ƿǄ-ɏɓɔɖɗəɛɣɩɲʋḀ-ỿ'
const alphabets: readonly (() => RegExp)[] = [
  () => new RegExp(`^[${latin}\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}ー]*$`, 'u'),
  () => new RegExp(`^[${latin}\\p{Script=Han}\\p{Script=Bopomofo}]*$`, 'u'),
  () => new RegExp(`^[${latin}\\p{Script=Han}\\p{Script=Hangul}]*$`, 'u'),
  ...[
    ...['Greek', 'Cyrillic', 'Armenian', 'Hebrew', 'Arabic', 'Georgian', 'Ethiopic', 'Tifinagh', 'Syriac', 'Thaana'],
    ...['Devanagari', 'Bengali', 'Gurmukhi', 'Gujarati', 'Oriya', 'Tamil', 'Telugu', 'Kannada', 'Malayalam', 'Sinhala'],
    ...['Thai', 'Lao', 'Khmer', 'Myanmar', 'Tibetan', 'Nko'],
  ].map((script) => () => new RegExp(`^\\p{Script=${script}}*$`, 'u')),
]

/**
 * The characters that may stand between the letters: no quotes of a shell, and nothing that OpenSSH takes for a pattern
 * of names.
 */
const between = /[0-9 .,'’‘ʼʻ()/\\&@#+:_·・\u05f3\u05f4‐‑–-]/u

/**
 * The one rule for names of people, wherever they come from: an option, an answer, a question, a profile, a form.
 * Gives the name in its one writing (NFC, single spaces), or why it is none. It is refused, not mended: what a sign that
 * shows nothing was put there for, nobody can tell.
 */
export function personName(
  typed: string,
  { most = usual }: NameLimits = {},
): { readonly name: string } | { readonly wrong: NameFault; readonly sign: string } {
  // More than this is no name, and nothing of it needs to be looked at.
  if (typed.length > 100 * most + 10_000) return { wrong: 'too-long', sign: '' }
  const name = typed
    .normalize('NFC')
    .replace(/[\p{Zs}\t]+/gu, ' ')
    .replace(/^ | $/g, '')
  if (name === '') return { wrong: 'empty', sign: '' }
  if (name.length > most) return { wrong: 'too-long', sign: '' }
  if (plain.test(name)) return { name }
  const hidden = unseen.exec(name)
  if (hidden !== null) return { wrong: 'unseen', sign: hidden[0] }
  const wrong = wrongSign(name)
  if (wrong !== null) return { wrong: 'sign', sign: wrong }
  const letters = name.match(/\p{L}/gu)?.join('') ?? ''
  if (letters === '') return { wrong: 'no-letter', sign: '' }
  if (alphabets.some((alphabet) => alphabet().test(letters))) return { name }
  return { wrong: 'scripts', sign: odd(letters) }
}

/** The name that an option or a variable gives. Throws the Fault `name.unfit`, which says where it was given. */
export function givenName(typed: string, where: Said): string {
  const found = personName(typed)
  if ('name' in found) return found.name
  const { en, nl } = says[found.wrong](found.sign, usual)
  throw new Fault({
    code: 'name.unfit',
    exit: exit.usage,
    message: { en: `${pick(where, 'en')} is no name: ${en}`, nl: `${pick(where, 'nl')} is geen naam: ${nl}` },
    hint: {
      en: 'give the name as the person writes it; nothing was done',
      nl: 'geef de naam zoals die persoon ze schrijft; er is niets gedaan',
    },
  })
}

/** The fault in a name, to be said beside the place where it was typed; null: there is none. */
export function nameFault(typed: string, limits: NameLimits = {}): { wrong: NameFault; text: Text } | null {
  const found = personName(typed, limits)
  if ('name' in found) return null
  return { wrong: found.wrong, text: says[found.wrong](found.sign, limits.most ?? usual) }
}

const says: Readonly<Record<NameFault, (sign: string, most: number) => Text>> = {
  empty: () => ({ en: 'a name is needed', nl: 'er is een naam nodig' }),
  unseen: (sign) => ({
    en: `there is a sign in it that can't be seen (${point(sign)}): type the name anew`,
    nl: `er staat een teken in dat u niet ziet (${point(sign)}): typ de naam opnieuw`,
  }),
  sign: (sign) => ({ en: `"${shown(sign)}" does not belong in a name`, nl: `"${shown(sign)}" hoort niet in een naam` }),
  'no-letter': () => ({ en: 'a name has at least one letter', nl: 'een naam heeft minstens één letter' }),
  scripts: (sign) => ({
    en: `letters of two alphabets stand side by side in it ("${sign}" is ${point(sign)}): type the name anew`,
    nl: `er staan letters van twee alfabetten door elkaar ("${sign}" is ${point(sign)}): typ de naam opnieuw`,
  }),
  'too-long': (_sign, most) => ({
    en: `a name has at most ${most} characters`,
    nl: `een naam heeft hoogstens ${most} tekens`,
  }),
}

/** The first sign that no name has: neither a letter of an alphabet in use, nor a mark on one, nor what stands between. */
function wrongSign(name: string): string | null {
  let marks = 0
  let isOnLetter = false
  for (const sign of name) {
    if (/[\p{Mn}\p{Mc}]/u.test(sign)) {
      marks += 1
      // Four marks on one letter are more than any language writes; a heap of them covers the lines around it.
      if (!isOnLetter || marks > 4) return sign
      continue
    }
    marks = 0
    isOnLetter = /\p{L}/u.test(sign)
    if (isOnLetter ? !isLetterOfNames(sign) : !between.test(sign)) return sign
  }
  return null
}

/**
 * Whether a letter is of an alphabet in use, and not the double of another one (full width, bold, as presented in a
 * font).
 */
function isLetterOfNames(letter: string): boolean {
  if (between.test(letter) || new RegExp(`[${latin}]`, 'u').test(letter)) return true
  return letter.normalize('NFKC') === letter && alphabets.some((alphabet) => alphabet().test(letter))
}

/** The letter to point at: beside Latin the first one that is not, else the first that does not go with the first one. */
function odd(letters: string): string {
  const isLatin = (letter: string): boolean => new RegExp(`[${latin}]`, 'u').test(letter)
  const all = [...letters]
  if (all.some(isLatin)) return all.find((letter) => !isLatin(letter)) ?? ''
  const first = alphabets.filter((alphabet) => alphabet().test(all[0] ?? ''))
  return all.find((letter) => !first.some((alphabet) => alphabet().test(letter))) ?? ''
}

/** `U+200B`. */
function point(sign: string): string {
  return `U+${(sign.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`
}

/** A mark alone would stand on the quotes around it. */
function shown(sign: string): string {
  return /\p{M}/u.test(sign) ? point(sign) : sign
}
