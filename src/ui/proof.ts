import type { ProofRecord, Verdict } from '../core/event.ts'
import type { Text } from '../core/text.ts'

const verdicts: { readonly [verdict in Verdict]: Text } = {
  pass: { en: 'checked', nl: 'gecontroleerd' },
  fail: { en: 'check failed', nl: 'controle mislukt' },
  error: { en: 'check could not look', nl: 'controle kon niet kijken' },
  'timed-out': { en: 'check timed out', nl: 'controle duurde te lang' },
}

/** What shows that a step was done, in one line. A hash is shown by its first twelve digits. */
export function proofText(proof: ProofRecord): Text {
  switch (proof.kind) {
    case 'check': {
      const { en, nl } = verdicts[proof.verdict]
      return { en: `${en}: ${proof.seen}`, nl: `${nl}: ${proof.seen}` }
    }
    case 'file': {
      const file = `${proof.name}, SHA-256 ${proof.sha256.slice(0, 12)}`
      return { en: `file: ${file}`, nl: `bestand: ${file}` }
    }
    case 'reference':
      return { en: `reference: ${proof.reference}`, nl: `referentie: ${proof.reference}` }
    case 'word':
      return {
        en: `word of ${proof.person}: ${proof.statement}`,
        nl: `woord van ${proof.person}: ${proof.statement}`,
      }
  }
}
