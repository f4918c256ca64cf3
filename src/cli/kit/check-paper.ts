import type { KitManifest } from '../../adapters/kit/kit-manifest.ts'
import { ageOf, ageText } from '../../core/ages.ts'
import { counted } from '../../core/counted.ts'
import { inBoth, pick } from '../../core/text.ts'
import { type KitFinding, kitFinding } from './kit-finding.ts'

/** How old the paper copy is: it was made with the kit. `isOther`: runbooks or profile here are others than those on the stick. */
export function paperFindings({ files, made_at }: KitManifest, isOther: boolean): readonly KitFinding[] {
  const papers = files.filter(({ path }) => path.startsWith('paper/')).length
  if (papers === 0)
    return [kitFinding('paper', 'attention', 'there is NO PAPER COPY on it', 'er staat GEEN PAPIEREN VERSIE op')]
  const day = made_at.slice(0, 10)
  const [few, enkele] = [counted(papers, 'file', 'files'), counted(papers, 'bestand', 'bestanden')]
  return isOther
    ? [
        kitFinding(
          'paper',
          'attention',
          `the paper copy (${few}) is of ${day}, and runbooks or profile here are OTHERS now: make the kit anew, and print it`,
          `de papieren versie (${enkele}) is van ${day}, en draaiboeken of profiel zijn hier nu ANDERS: maak de kit opnieuw, en druk ze af`,
        ),
      ]
    : [
        kitFinding(
          'paper',
          'well',
          `the paper copy (${few}) is of ${day}, as the kit: what hangs on the wall should be, too`,
          `de papieren versie (${enkele}) is van ${day}, zoals de kit: wat aan de muur hangt, hoort dat ook te zijn`,
        ),
      ]
}

/** How old the forms of authorities are: since when nobody put another file in their place. */
export function formFindings({ files }: KitManifest, today: string): readonly KitFinding[] {
  const forms = files.filter(({ path }) => path.startsWith('forms/'))
  if (forms.length === 0) {
    return [
      kitFinding('forms', 'well', 'no form of an authority is on it', 'er staat geen formulier van een overheid op'),
    ]
  }
  const [few, enkele] = [counted(forms.length, 'form', 'forms'), counted(forms.length, 'formulier', 'formulieren')]
  const days = forms.map(({ changed }) => changed ?? '').toSorted()
  const oldest = ageOf('channel', { looked: days[0] === '' ? null : days[0] }, today)
  if (oldest.state === 'fresh') {
    return [
      kitFinding(
        'forms',
        'well',
        `${few} of authorities, the oldest file of ${oldest.day}`,
        `${enkele} van overheden, het oudste bestand van ${oldest.day}`,
      ),
    ]
  }
  const said = inBoth((lang) => (oldest.state === 'never' ? pick(unknownDay, lang) : pick(aged(oldest), lang)))
  return [
    kitFinding(
      'forms',
      'attention',
      `${few} of authorities, the oldest file ${said.en}: look whether the authority has a newer one`,
      `${enkele} van overheden, het oudste bestand ${said.nl}: ga na of de overheid een nieuwer heeft`,
    ),
  ]
}

function aged(age: Exclude<ReturnType<typeof ageOf>, { readonly state: 'never' }>) {
  const { day } = age
  const { en, nl } = ageText(age)
  // Of a file only its day is known, and not that somebody looked at it then.
  return { en: `of ${en.slice(en.indexOf(day))}`, nl: `van ${nl.slice(nl.indexOf(day))}` }
}

const unknownDay = { en: 'of a day that nobody knows', nl: 'van een dag die niemand kent' }
