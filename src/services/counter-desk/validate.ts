import { nameFault, personName } from '../../core/person-name.ts'
import type { Text } from '../../core/text.ts'
import type { DeskField } from './kinds.ts'
import { isNationalNumber } from './national-number.ts'

/** A form as it was typed and cleaned, and what is wrong with it, by field id. */
interface Checked {
  readonly fields: Readonly<Record<string, string>>
  readonly errors: Readonly<Record<string, Text>>
}

const longest = { text: 200, long: 2000 }

/**
 * Cleans what was typed and checks each value by itself. Empty fields are left out. Names go by the one rule for names: what
 * shows nothing in them is refused. In other texts control codes and invisible direction marks become spaces, because they
 * could make a receipt read as something else, and what shows nothing goes.
 */
export function validate(fields: readonly DeskField[], typed: (id: string) => string): Checked {
  const values: Record<string, string> = {}
  const errors: Record<string, Text> = {}
  for (const field of fields) {
    const value = field.rule === 'name' ? nameOf(typed(field.id)) : clean(typed(field.id), field.rule === 'long')
    if (value !== '') values[field.id] = tidy(field, value)
  }
  for (const field of fields) {
    const value = values[field.id]
    const needed = field.required === true || isNeeded(field, values)
    const error = value === undefined ? (needed ? missing : null) : wrong(field, value, needed)
    if (error !== null) errors[field.id] = error
  }
  return { fields: values, errors }
}

/** A name in its one writing, or what was typed instead of one. */
function nameOf(typed: string): string {
  const found = personName(typed, { most: longest.text })
  if ('name' in found) return found.name
  return found.wrong === 'empty' ? '' : typed.slice(0, 10_000)
}

/** One cleaned line (or, with `lines`, several), at most a little longer than any field may be. */
export function clean(text: string, lines: boolean): string {
  const disturbing = /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff]/gu
  return text
    .slice(0, 10_000)
    .replaceAll('\r\n', '\n')
    .replace(disturbing, (code) => (lines && code === '\n' ? code : ' '))
    .replace(/[\p{Cf}\p{Cn}\p{Co}\p{Default_Ignorable_Code_Point}\u2800]/gu, '')
    .normalize('NFC')
    .trim()
}

function isNeeded({ requiredWhen }: DeskField, values: Readonly<Record<string, string>>): boolean {
  return requiredWhen !== undefined && values[requiredWhen.field] === requiredWhen.is
}

/** The usual writing of a value, so that the restored systems get one form of it. */
function tidy({ rule }: DeskField, value: string): string {
  if (rule === 'iban') return value.replaceAll(/\s/g, '').toUpperCase().normalize('NFC')
  if (rule === 'national-number') return /^[\d\s.-]+$/.test(value) ? value.replaceAll(/\D/g, '') : value
  if (rule === 'amount') return /^\d+([.,]\d{1,2})?$/.test(value) ? Number(value.replace(',', '.')).toFixed(2) : value
  return value
}

const missing: Text = { en: 'this field is needed', nl: 'dit veld is nodig' }

function wrong(field: DeskField, value: string, needed: boolean): Text | null {
  const max = field.rule === 'long' ? longest.long : longest.text
  if (value.length > max) return { en: `at most ${max} characters`, nl: `hoogstens ${max} tekens` }
  switch (field.rule) {
    case 'date':
      return wrongDate(value)
    case 'name':
      return nameFault(value, { most: longest.text })?.text ?? null
    case 'time':
      return /^([01]\d|2[0-3]):[0-5]\d$/.test(value)
        ? null
        : { en: 'write the time as 14:30', nl: 'schrijf het uur als 14:30' }
    case 'phone':
      return /^[+\d][\d\s/.()-]{5,}$/.test(value)
        ? null
        : { en: 'this is no phone number', nl: 'dit is geen telefoonnummer' }
    case 'amount':
      return /^\d{1,6}\.\d\d$/.test(value) && Number(value) > 0
        ? null
        : { en: 'write the amount as 125,50', nl: 'schrijf het bedrag als 125,50' }
    case 'iban':
      return isIban(value) ? null : { en: 'this account number is not correct', nl: 'dit rekeningnummer klopt niet' }
    case 'national-number':
      return isNationalNumber(value)
        ? null
        : {
            en: 'this number is not correct; leave it empty when unsure',
            nl: 'dit nummer klopt niet; laat het leeg bij twijfel',
          }
    case 'choice':
      return field.options?.some((option) => option.id === value) === true
        ? null
        : { en: 'choose one of the list', nl: 'kies er een uit de lijst' }
    default:
      // A dot or a dash in a field that is needed is nothing.
      return needed && !/[\p{L}\p{N}]/u.test(value) ? missing : null
  }
}

function wrongDate(value: string): Text | null {
  if (!/^\d{4}-\d\d-\d\d$/.test(value)) {
    return { en: 'write the date as year-month-day', nl: 'schrijf de datum als jaar-maand-dag' }
  }
  if (!isDay(value)) return { en: 'this day does not exist', nl: 'deze dag bestaat niet' }
  return value < '1890-01-01' ? { en: 'this day is too long ago', nl: 'deze dag is te lang geleden' } : null
}

function isDay(value: string): boolean {
  try {
    return Temporal.PlainDate.from(value).toString() === value
  } catch {
    return false
  }
}

/** The check digits of ISO 13616: letters count from 10, and the whole is 1 modulo 97. */
function isIban(value: string): boolean {
  if (!/^[A-Z]{2}\d\d[A-Z0-9]{11,30}$/.test(value)) return false
  if (value.startsWith('BE') && value.length !== 16) return false
  const digits = `${value.slice(4)}${value.slice(0, 4)}`.replaceAll(/[A-Z]/g, (letter) =>
    String(letter.charCodeAt(0) - 55),
  )
  return BigInt(digits) % 97n === 1n
}
