import type { EntryKind } from '../../cloud/desk-entry.ts'
import type { Text } from '../../core/text.ts'

/** One field of a form. `rule` says which shape the value must have; `past` that a date can hardly lie in the future. */
export interface DeskField {
  readonly id: string
  readonly label: Text
  readonly hint?: Text
  readonly rule: 'text' | 'long' | 'name' | 'date' | 'time' | 'phone' | 'amount' | 'iban' | 'national-number' | 'choice'
  readonly options?: readonly { readonly id: string; readonly label: Text }[]
  readonly required?: true
  readonly past?: true
  /** Required when another field has one of these values. */
  readonly requiredWhen?: { readonly field: string; readonly is: string }
}

interface DeskKind {
  readonly title: Text
  /** The fields whose values name an entry in a list. */
  readonly names: readonly string[]
  readonly fields: readonly DeskField[]
}

const text = (id: string, en: string, nl: string): DeskField => ({ id, label: { en, nl }, rule: 'text' })
const name = (id: string, en: string, nl: string): DeskField => ({ id, label: { en, nl }, rule: 'name' })
const must = (field: DeskField): DeskField => ({ ...field, required: true })
const date = (id: string, en: string, nl: string): DeskField => ({ id, label: { en, nl }, rule: 'date', past: true })

const nationalNumber = (id: string, en: string, nl: string): DeskField => ({
  id,
  label: { en, nl },
  hint: { en: '11 digits; leave empty when unknown', nl: '11 cijfers; laat leeg als u het niet kent' },
  rule: 'national-number',
})

const choice = (
  id: string,
  en: string,
  nl: string,
  options: readonly (readonly [string, string, string])[],
): DeskField => ({
  id,
  label: { en, nl },
  rule: 'choice',
  options: options.map(([option, inEnglish, inDutch]) => ({ id: option, label: { en: inEnglish, nl: inDutch } })),
})

const declarant: readonly DeskField[] = [
  must(name('declarant', 'Declarant: name', 'Aangever: naam')),
  text('declarant_relation', 'Declarant: relation or function', 'Aangever: verwantschap of functie'),
  must({ id: 'phone', label: { en: 'Phone to call back', nl: 'Telefoon om terug te bellen' }, rule: 'phone' }),
]

const papers: DeskField = {
  ...text('papers', 'Papers shown', 'Voorgelegde stukken'),
  hint: { en: 'which papers, and where the copies are kept', nl: 'welke stukken, en waar de kopieën bewaard worden' },
}
const remarks: DeskField = { id: 'remarks', label: { en: 'Remarks', nl: 'Opmerkingen' }, rule: 'long' }

const person: readonly DeskField[] = [
  must(name('family_name', 'Family name', 'Familienaam')),
  must(name('first_names', 'First names', 'Voornamen')),
  date('birth_date', 'Date of birth', 'Geboortedatum'),
  nationalNumber('national_number', 'National register number', 'Rijksregisternummer'),
]

export const deskKinds: Readonly<Record<EntryKind, DeskKind>> = {
  birth: {
    title: { en: 'Birth', nl: 'Geboorte' },
    names: ['child_family_name', 'child_first_names'],
    fields: [
      must(name('child_family_name', 'Child: family name', 'Kind: familienaam')),
      must(name('child_first_names', 'Child: first names', 'Kind: voornamen')),
      choice('child_sex', 'Child: sex', 'Kind: geslacht', [
        ['female', 'Female', 'Vrouwelijk'],
        ['male', 'Male', 'Mannelijk'],
      ]),
      must(date('birth_date', 'Date of birth', 'Geboortedatum')),
      { id: 'birth_time', label: { en: 'Time of birth', nl: 'Uur van geboorte' }, rule: 'time' },
      must(text('birth_place', 'Place of birth', 'Geboorteplaats')),
      must(name('parent1', 'First parent: name', 'Eerste ouder: naam')),
      nationalNumber('parent1_number', 'First parent: national register number', 'Eerste ouder: rijksregisternummer'),
      name('parent2', 'Second parent: name', 'Tweede ouder: naam'),
      nationalNumber('parent2_number', 'Second parent: national register number', 'Tweede ouder: rijksregisternummer'),
      ...declarant,
      papers,
      remarks,
    ],
  },
  death: {
    title: { en: 'Death', nl: 'Overlijden' },
    names: ['family_name', 'first_names'],
    fields: [
      ...person,
      must(date('death_date', 'Date of death', 'Datum van overlijden')),
      { id: 'death_time', label: { en: 'Time of death', nl: 'Uur van overlijden' }, rule: 'time' },
      must(text('death_place', 'Place of death', 'Plaats van overlijden')),
      must(
        choice('certificate', "Doctor's certificate of death shown", 'Overlijdensattest van de arts voorgelegd', [
          ['yes', 'Yes', 'Ja'],
          ['no', 'No', 'Nee'],
        ]),
      ),
      text('funeral_director', 'Funeral director', 'Begrafenisondernemer'),
      ...declarant,
      papers,
      remarks,
    ],
  },
  'lost-document': {
    title: { en: 'Lost document', nl: 'Verlies van document' },
    names: ['family_name', 'first_names'],
    fields: [
      ...person,
      must(
        choice('document', 'Document', 'Document', [
          ['identity-card', 'Identity card', 'Identiteitskaart'],
          ['passport', 'Passport', 'Reispas'],
          ['driving-licence', 'Driving licence', 'Rijbewijs'],
          ['residence-card', 'Residence card', 'Verblijfskaart'],
          ['other', 'Other (see remarks)', 'Ander (zie opmerkingen)'],
        ]),
      ),
      text('document_number', 'Number of the document', 'Nummer van het document'),
      must(
        choice('how', 'What happened', 'Wat gebeurde er', [
          ['lost', 'Lost', 'Verloren'],
          ['stolen', 'Stolen', 'Gestolen'],
          ['destroyed', 'Destroyed', 'Vernield'],
        ]),
      ),
      must(date('lost_date', 'Date of the loss', 'Datum van het verlies')),
      text('lost_place', 'Place of the loss', 'Plaats van het verlies'),
      text('police_report', 'Number of the police report', 'Nummer van het proces-verbaal'),
      must({ id: 'phone', label: { en: 'Phone to call back', nl: 'Telefoon om terug te bellen' }, rule: 'phone' }),
      remarks,
    ],
  },
  'welfare-payment': {
    title: { en: 'Urgent welfare payment', nl: 'Dringende steun' },
    names: ['family_name', 'first_names'],
    fields: [
      ...person,
      must(text('address', 'Address', 'Adres')),
      must({ id: 'phone', label: { en: 'Phone to call back', nl: 'Telefoon om terug te bellen' }, rule: 'phone' }),
      must(
        choice('support', 'Support', 'Steun', [
          ['income-support', 'Income support (leefloon)', 'Leefloon'],
          ['urgent-aid', 'Urgent aid', 'Dringende steun'],
          ['other', 'Other (see remarks)', 'Andere (zie opmerkingen)'],
        ]),
      ),
      must({ id: 'amount', label: { en: 'Amount in euro', nl: 'Bedrag in euro' }, rule: 'amount' }),
      must(
        choice('payment', 'Payment', 'Uitbetaling', [
          ['transfer', 'Bank transfer', 'Overschrijving'],
          ['cash', 'Cash', 'Contant'],
          ['cheque', 'Cheque', 'Cheque'],
        ]),
      ),
      {
        id: 'iban',
        label: { en: 'Account number (IBAN)', nl: 'Rekeningnummer (IBAN)' },
        rule: 'iban',
        requiredWhen: { field: 'payment', is: 'transfer' },
      },
      must(text('reason', 'Why it can’t wait', 'Waarom het niet kan wachten')),
      must(name('decided_by', 'Decided by', 'Beslist door')),
      remarks,
    ],
  },
}

/** The clerk's word why something that looks impossible is right: asked when a declaration contradicts itself. */
export const explanationField: DeskField = {
  id: 'explanation',
  label: { en: 'Why this is right all the same', nl: 'Waarom dit toch klopt' },
  hint: {
    en: 'correct what is wrong; what is right all the same is recorded with this remark',
    nl: 'verbeter wat fout is; wat toch klopt, wordt ingeschreven met deze opmerking',
  },
  rule: 'long',
  required: true,
}
