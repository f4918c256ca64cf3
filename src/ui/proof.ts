import type { CheckRecord, Contradicted, ProofRecord, Verdict } from '../core/event.ts'
import { type Strength, strengthOf } from '../core/proof-strength.ts'
import { seenText } from '../core/seen-text.ts'
import { pick, type Text } from '../core/text.ts'

const failed: { readonly [verdict in Exclude<Verdict, 'pass'>]: Text } = {
  fail: { en: 'check failed', nl: 'controle mislukt' },
  error: { en: 'check could not look', nl: 'controle kon niet kijken' },
  'timed-out': { en: 'check timed out', nl: 'controle duurde te lang' },
}

/** The words for the strength of a proof. */
export const strengthWords: { readonly [strength in Strength]: Text } = {
  'before-and-after': { en: 'seen before and after by the machine', nl: 'voor en na gezien door de machine' },
  'after-only': { en: 'seen after only by the machine', nl: 'alleen achteraf gezien door de machine' },
  file: { en: 'a file by its hash', nl: 'een bestand met zijn hash' },
  reference: { en: 'a reference', nl: 'een referentie' },
  word: { en: "a named person's word", nl: 'de verklaring van een genoemde persoon' },
  contradicted: { en: 'CONTRADICTED BY THE RECORD', nl: 'TEGENGESPROKEN DOOR HET LOGBOEK' },
}

/** The proof of a step and its strength, in one line. A hash is shown by its first twelve digits. */
export function proofText(proof: ProofRecord): Text {
  switch (proof.kind) {
    case 'check':
      return checkText(proof)
    case 'file': {
      const file = `${proof.name}, SHA-256 ${proof.sha256.slice(0, 12)}`
      return { en: `file: ${file}`, nl: `bestand: ${file}` }
    }
    case 'reference':
      return { en: `reference: ${proof.reference}`, nl: `referentie: ${proof.reference}` }
    case 'word': {
      const looked = proof.looked === undefined ? null : checkText(proof.looked)
      const said = `${proof.person}: ${proof.statement}`
      return {
        en: `word of ${said}${looked === null ? '' : ` (the machine: ${looked.en})`}`,
        nl: `verklaring van ${said}${looked === null ? '' : ` (de machine: ${looked.nl})`}`,
      }
    }
  }
}

/** The words for what the record speaks against, and why it counts all the same. */
export function contradictedText({ by, reason }: Contradicted): Text {
  const list = (lang: 'en' | 'nl'): string => by.map((one) => pick(one, lang)).join('; ')
  const { en, nl } = strengthWords.contradicted
  return { en: `${en}: ${list('en')}. Taken because: ${reason}`, nl: `${nl}: ${list('nl')}. Toch aanvaard: ${reason}` }
}

function checkText(proof: CheckRecord): Text {
  const { verdict, before } = proof
  const seen = seenText(proof.seen)
  const strength = strengthOf({ proof })
  const words = verdict === 'pass' ? strengthWords[strength ?? 'after-only'] : failed[verdict]
  if (before === undefined) return { en: `${words.en}: ${seen.en}`, nl: `${words.nl}: ${seen.nl}` }
  const worth = verdict === 'pass' && strength !== 'before-and-after' ? provesNothing : { en: '', nl: '' }
  const told = (lang: 'en' | 'nl'): string => {
    const held =
      before.held === undefined ? '' : `; ${pick(heldWords, lang)}: ${pick(seenText(before.held.seen), lang)}`
    return `${pick(words, lang)}${pick(worth, lang)}: ${pick(order.before, lang)} ${pick(seenText(before.seen), lang)}; ${pick(order.after, lang)} ${pick(seen, lang)}${held}`
  }
  return { en: told('en'), nl: told('nl') }
}

const provesNothing: Text = { en: ', WHICH PROVES NOTHING', nl: ', WAT NIETS BEWIJST' }
const heldWords: Text = { en: 'the connection that was open', nl: 'de verbinding die open stond' }
const order = {
  before: { en: 'before', nl: 'voor' },
  after: { en: 'after', nl: 'na' },
} as const
