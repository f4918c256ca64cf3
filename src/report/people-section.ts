import { type Lang, pick, type Text } from '../core/text.ts'
import { roleName } from '../ui/role.ts'
import { showExact } from '../ui/time.ts'
import type { Block } from './document.ts'
import type { HeldRole, Report } from './report.ts'

const ways: Readonly<Record<HeldRole['how'], Text>> = {
  named: { en: 'named', nl: 'aangeduid' },
  acted: { en: 'acted', nl: 'handelde' },
  approved: { en: 'approved or refused', nl: 'keurde goed of weigerde' },
  'took-over': { en: 'took over', nl: 'nam over' },
}

/** The section on who held which role, as far as the record shows it. */
export function peopleSection({ people }: Report, lang: Lang): readonly Block[] {
  return [
    { kind: 'heading', level: 2, text: pick({ en: 'People and roles', nl: 'Mensen en rollen' }, lang) },
    {
      kind: 'text',
      text: pick(
        {
          en: 'Names were typed in: the record does not prove who sat at the machine.',
          nl: 'Namen zijn ingetikt: het logboek bewijst niet wie aan het toestel zat.',
        },
        lang,
      ),
    },
    {
      kind: 'table',
      caption: pick({ en: 'Who in which role', nl: 'Wie in welke rol' }, lang),
      head: pick(
        {
          en: ['Name', 'Roles', 'First line', 'Last line', 'Lines'],
          nl: ['Naam', 'Rollen', 'Eerste regel', 'Laatste regel', 'Regels'],
        },
        lang,
      ),
      widths: [16, 44, 16, 16, 8],
      rows: people.map(({ name, roles, firstAt, lastAt, lines }) => [
        name,
        rolesText(roles, lang),
        showExact(firstAt, lang),
        showExact(lastAt, lang),
        String(lines),
      ]),
    },
  ]
}

function rolesText(roles: readonly HeldRole[], lang: Lang): string {
  const byRole = new Map<string, string[]>()
  for (const { role, how, line, unlisted } of roles) {
    const mark = unlisted === true ? `, ${pick({ en: 'not in the profile', nl: 'niet in het profiel' }, lang)}` : ''
    const said = `${pick(ways[how], lang)}${mark}, ${pick({ en: 'line', nl: 'regel' }, lang)} ${line}`
    byRole.set(role, [...(byRole.get(role) ?? []), said])
  }
  return [...byRole].map(([role, said]) => `${roleName(role, lang)} (${said.join('; ')})`).join(', ')
}
