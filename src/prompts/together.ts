import type { Question } from '../core/ports.ts'
import { type Lang, pick, type Text } from '../core/text.ts'
import type { Along, WaitingAct } from '../core/waiting-along.ts'
import { roleName } from '../ui/role.ts'
import type { Asker, Entry } from './asker.ts'

/** Asks which of the acts that wait for the same approval are asked for together with this one. Gives them by instance. */
export async function askTogether(
  asker: Asker,
  { code }: Question,
  { own, others, left, role }: Along & { readonly role: string },
): Promise<readonly string[]> {
  const ofList = others.filter(({ step }) => step === own.step)
  const entries: Entry<readonly WaitingAct[]>[] = [
    ...(ofList.length === 0 ? [] : [theList(code, [own, ...ofList])]),
    ...(ofList.length === others.length ? [] : [everything([own, ...others])]),
    { name: { en: 'Only this one', nl: 'Enkel deze' }, value: [own] },
  ]
  const more: Text =
    left === 0
      ? { en: '', nl: '' }
      : { en: ` (${left} more have no room in it)`, nl: ` (voor nog ${left} is er geen plaats)` }
  const chosen = await asker.pick(
    {
      en: `${code}: ${others.length} more wait for approval by the same role (${roleName(role, 'en')}). Ask once, for which?${more.en}`,
      nl: `${code}: nog ${others.length} wachten op goedkeuring door dezelfde rol (${roleName(role, 'nl')}). Eén keer vragen, voor welke?${more.nl}`,
    },
    entries,
    { claim: true },
  )
  return chosen.filter(({ act }) => act.act !== own.act.act).map(({ act }) => act.act)
}

function theList(code: string, acts: readonly WaitingAct[]): Entry<readonly WaitingAct[]> {
  const names = (lang: Lang): string => acts.map(({ act }) => pick(act.title, lang)).join(', ')
  const count = acts.length
  return {
    name: { en: `The ${count} of ${code}: ${names('en')}`, nl: `De ${count} van ${code}: ${names('nl')}` },
    value: acts,
  }
}

function everything(acts: readonly WaitingAct[]): Entry<readonly WaitingAct[]> {
  const byCode = [...Map.groupBy(acts, ({ code }) => code)]
  const codes = byCode.map(([code, { length }]) => (length === 1 ? code : `${length} × ${code}`)).join(', ')
  return { name: { en: `All ${acts.length}: ${codes}`, nl: `Alle ${acts.length}: ${codes}` }, value: acts }
}
