import { html } from 'hono/html'
import type { EntryKind } from '../../cloud/desk-entry.ts'
import { type Lang, pick, type Text } from '../../core/text.ts'
import type { Html } from '../page-frame.ts'
import { contradictionText } from './contradiction-text.ts'
import { type FieldContradiction, keptAs } from './contradictions.ts'
import { type DeskFrame, deskPage } from './frame.ts'
import { type DeskField, deskKinds, explanationField } from './kinds.ts'

/** A form as it stands: what was typed, and what is wrong with it. `form` is the token that keeps it from counting twice. */
export interface FormState {
  readonly kind: EntryKind
  readonly form: string
  readonly values: Readonly<Record<string, string>>
  readonly errors: Readonly<Record<string, Text>>
  /** The contradictions that the form asks to explain. */
  readonly found: readonly FieldContradiction[]
  /** The reason why the whole form was stopped. */
  readonly trouble: Text | null
  /** The entry that this form corrects, and the version that was seen. */
  readonly correcting: { readonly number: string; readonly base: number } | null
}

/** The reason why an entry is corrected: asked on every correction. */
export const reasonField: DeskField = {
  id: 'correction_reason',
  label: { en: 'Why is this corrected?', nl: 'Waarom wordt dit verbeterd?' },
  rule: 'text',
  required: true,
}

/** The form of a new entry or of a correction. */
export function formPage(frame: DeskFrame, state: FormState): Html {
  const { lang } = frame
  const t = (text: Text) => pick(text, lang)
  const { kind, correcting } = state
  const kindTitle = deskKinds[kind].title
  const title =
    correcting === null ? kindTitle : { en: `Correct ${correcting.number}`, nl: `Verbeter ${correcting.number}` }
  const fields = correcting === null ? [...deskKinds[kind].fields] : [reasonField, ...deskKinds[kind].fields]
  // Behind what it explains: who corrects what is wrong never comes to it.
  if (state.found.length > 0) fields.push(explanationField)
  const wrong = fields.filter((field) => state.errors[field.id] !== undefined)
  return deskPage(
    frame,
    title,
    html`<h1>${t(title)}</h1>
${state.trouble === null ? '' : html`<p class="notice" role="alert">${t(state.trouble)}</p>`}
${
  wrong.length === 0
    ? ''
    : html`<div class="notice" role="alert"><p><strong>${t({ en: 'Nothing was recorded yet. Please look at:', nl: 'Er is nog niets ingeschreven. Kijk nog even na:' })}</strong></p>
<ul>${wrong.map((field) => html`<li><a href="#${field.id}">${t(field.label)}</a>: ${errorOf(state, field, lang)}</li>`)}</ul></div>`
}
${state.found.length === 0 ? '' : contradictionList(state, lang)}
<p>${t({ en: 'Fields with * are required.', nl: 'Velden met * zijn verplicht.' })}</p>
<form method="post" action="${correcting === null ? `/new/${kind}` : `/entries/${correcting.number}/correct`}" novalidate autocomplete="off">
<input type="hidden" name="form" value="${state.form}">
${correcting === null ? '' : html`<input type="hidden" name="base" value="${correcting.base}">`}
${state.found.length === 0 ? '' : html`<input type="hidden" name="seen" value="${keptAs(state.found)}">`}
${fields.map((field) => fieldInput(field, state, lang))}
<p><button>${t(correcting === null ? { en: 'Record', nl: 'Inschrijven' } : { en: 'Record the correction', nl: 'Verbetering inschrijven' })}</button></p>
</form>`,
  )
}

function contradictionList({ kind, found }: FormState, lang: Lang): Html {
  const heading = {
    en: 'Nothing was recorded yet. This can’t be right as it stands. Correct it, or explain at the end of the form why it is right all the same:',
    nl: 'Er is nog niets ingeschreven. Dit kan zo niet kloppen. Verbeter het, of leg onderaan het formulier uit waarom het toch klopt:',
  }
  return html`<div class="notice" role="alert"><p><strong>${pick(heading, lang)}</strong></p>
<ul>${found.map((one) => html`<li><a href="#${one.fields[0] ?? ''}">${pick(contradictionText(kind, one), lang)}</a></li>`)}</ul>
<p><a href="#${explanationField.id}">${pick(explanationField.label, lang)}</a></p></div>`
}

function errorOf(state: FormState, field: DeskField, lang: Lang): string {
  const error = state.errors[field.id]
  return error === undefined ? '' : pick(error, lang)
}

function fieldInput(field: DeskField, state: FormState, lang: Lang): Html {
  const { id } = field
  const error = errorOf(state, field, lang)
  return html`<div class="field"><label for="${id}">${pick(field.label, lang)}${field.required === true ? ' *' : ''}
${field.hint === undefined ? '' : html`<span class="hint">${pick(field.hint, lang)}</span>`}
${error === '' ? '' : html`<span class="error" id="${id}-error">${error}</span>`}</label>
${control(field, state.values[id] ?? '', error !== '', lang)}</div>
`
}

function control(field: DeskField, value: string, invalid: boolean, lang: Lang): Html {
  const { id, rule } = field
  const state = invalid ? html` aria-invalid="true" aria-describedby="${id}-error"` : ''
  if (rule === 'long')
    return html`<textarea id="${id}" name="${id}" rows="4" maxlength="2000"${state}>
${value}</textarea>`
  if (rule === 'choice') {
    const options = field.options ?? []
    return html`<select id="${id}" name="${id}"${state}><option value=""></option>
${options.map((option) => html`<option value="${option.id}"${option.id === value ? html` selected` : ''}>${pick(option.label, lang)}</option>`)}</select>`
  }
  return html`<input id="${id}" name="${id}" type="${inputTypes[rule] ?? 'text'}" value="${value}" maxlength="200"${state}>`
}

const inputTypes: Partial<Readonly<Record<DeskField['rule'], string>>> = { date: 'date', time: 'time', phone: 'tel' }
