import type { Blob, ProofRecord } from '../core/event.ts'
import type { Proof } from '../core/model.ts'
import type { PathRules, Question } from '../core/ports.ts'
import { pick, type Text } from '../core/text.ts'
import type { Asker } from './asker.ts'
import { askPersonName } from './name.ts'

/** Takes a file into custody and tells its hash. */
export type Keep = (path: string) => Promise<Blob>

/** Asks for what shows that the step was done; null when it can't be given now. */
export async function askProof(
  asker: Asker,
  { code }: Question,
  proof: Exclude<Proof, { kind: 'check' }>,
  keep: Keep,
  paths: PathRules,
): Promise<ProofRecord | null> {
  const asked = `${code}: ${pick(proof.title, asker.look.lang)}`
  for (;;) {
    const given = await askKind(asker, asked, proof.kind, keep, paths)
    if (given !== null) return given
    const sure: Text = { en: `${code}: without proof?`, nl: `${code}: zonder bewijs?` }
    const later = await asker.pick(
      sure,
      [
        { name: { en: 'I give it now', nl: 'Ik geef het nu' }, value: false },
        {
          name: {
            en: "I can't give it now: the step counts as unproven",
            nl: 'Ik kan het nu niet geven: de stap telt als onbewezen',
          },
          value: true,
        },
      ],
      { claim: true },
    )
    if (later) return null
  }
}

async function askKind(
  asker: Asker,
  asked: string,
  kind: 'file' | 'reference' | 'word',
  keep: Keep,
  paths: PathRules,
): Promise<ProofRecord | null> {
  if (kind === 'file') {
    const { en, nl } = paths.askFile
    const hint = { en: `${en}; empty: not now`, nl: `${nl}; leeg: nu niet` }
    const path = await asker.line(asked, { hint, check: paths.wrongFile, mend: true })
    return path === '' ? null : { kind, ...(await keep(paths.typed(path))) }
  }
  if (kind === 'reference') {
    const hint = { en: 'reference; empty: not now', nl: 'referentie; leeg: nu niet' }
    const reference = await asker.line(asked, { hint })
    return reference === '' ? null : { kind, reference }
  }
  asker.tell(asked)
  const person = await askPersonName(
    asker,
    {
      en: 'Whose word is it? (name; empty: not now)',
      nl: 'Wie bevestigt dit? (naam; leeg: nu niet)',
    },
    { optional: true },
  )
  if (person === '') return null
  const statement = await asker.prose({ en: `What does ${person} say?`, nl: `Wat zegt ${person}?` }, { check: needed })
  return { kind, person, statement }
}

/** A machine's look proves nothing: somebody's word, or null, and the step counts as unproven. */
export async function askVouch(
  asker: Asker,
  { code }: Question,
  why: Text,
): Promise<{ readonly person: string; readonly statement: string } | null> {
  asker.tell({ en: `${code}: ${why.en}.`, nl: `${code}: ${why.nl}.` })
  const person = await askPersonName(
    asker,
    {
      en: `${code}: who saw that it is gone, and not only from here? (name; empty: nobody, the step counts as unproven)`,
      nl: `${code}: wie heeft gezien dat het weg is, en niet enkel van hieruit? (naam; leeg: niemand, de stap telt als onbewezen)`,
    },
    { optional: true },
  )
  if (person === '') return null
  const statement = await asker.prose(
    { en: `What did ${person} see, and where?`, nl: `Wat heeft ${person} gezien, en waar?` },
    { check: needed },
  )
  return { person, statement }
}

/** The check for what can't be left empty. */
export function needed(text: string): Text | null {
  return text === '' ? { en: 'this needs an answer', nl: 'hier is een antwoord nodig' } : null
}
