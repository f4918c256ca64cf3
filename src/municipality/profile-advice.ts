import { ageText } from '../core/ages.ts'
import type { Diagnostic } from '../core/fault.ts'
import type { ProfileCode } from '../core/finding-codes.ts'
import type { Profile } from '../core/profile.ts'
import type { Text } from '../core/text.ts'
import { byPlace, type Survey } from '../runbook/decode.ts'
import { meantOrKnown, quoted } from '../runbook/finding.ts'
import type { KnownRoles } from '../runbook/known-roles.ts'
import type { Path } from '../runbook/tree.ts'
import { calledLists, contactAges } from './contact-ages.ts'
import { roleGaps } from './role-gaps.ts'

/**
 * What a profile that is right in its form lacks for a night in which it is needed, as warnings with their places: roles without a
 * person, roles that no runbook asks for, people without a number, numbers that nobody tried for long, cuts that no machine can
 * see. `today` is YYYY-MM-DD.
 */
export function profileAdvice(
  profile: Profile,
  { place }: Pick<Survey<Profile>, 'place'>,
  roles: KnownRoles,
  today: string,
): readonly Diagnostic[] {
  const warn = (path: Path, code: ProfileCode, message: Text, hint: Text | undefined): Diagnostic => ({
    ...{ code, severity: 'warning', message, place: place(path) },
    ...(hint === undefined ? {} : { hint }),
  })
  const gaps = roleGaps(profile, roles)
  const nobody = gaps.nobody.length === 0 ? [] : [gaps.nobody.map(quoted).join(', ')]
  return [
    ...nobody.map((list) =>
      warn(
        ['contacts'],
        'profile.nobody',
        { en: `nobody has the role ${list}`, nl: `niemand heeft de rol ${list}` },
        add,
      ),
    ),
    ...gaps.unknown.map(({ index, role }) =>
      warn(
        ['contacts', index, 'role'],
        'profile.unknown-role',
        { en: `no runbook asks for the role ${quoted(role)}`, nl: `geen draaiboek vraagt de rol ${quoted(role)}` },
        meantOrKnown(role, [...roles.needed]).hint,
      ),
    ),
    ...unreachable(profile).map(({ path, name }) =>
      warn(
        path,
        'profile.no-number',
        { en: `${quoted(name)} has no number`, nl: `${quoted(name)} heeft geen nummer` },
        number,
      ),
    ),
    ...contactAges(profile, today).flatMap(({ list, index, name, age }) => {
      if (age.state === 'fresh') return []
      const { en, nl } = ageText(age)
      const who = quoted(name)
      return [warn([list, index], 'profile.old-contact', { en: `${who}: ${en}`, nl: `${who}: ${nl}` }, call(today))]
    }),
    ...unseen(profile).map(({ path, name }) =>
      warn(
        path,
        'profile.no-probe',
        {
          en: `no machine can see whether ${quoted(name)} is cut`,
          nl: `geen machine kan zien of ${quoted(name)} afgesloten is`,
        },
        probe,
      ),
    ),
  ].toSorted(byPlace)
}

const add: Text = { en: 'add a contact for each of them', nl: 'voeg voor elk een contact toe' }
const number: Text = {
  en: 'add phone, a number outside the own network',
  nl: 'voeg phone toe, een nummer buiten het eigen netwerk',
}
const call = (today: string): Text => ({
  en: `call the number, and write the day: reached: ${today} (or checked, when all were called)`,
  nl: `bel het nummer, en schrijf de dag: reached: ${today} (of checked, als ze allemaal gebeld zijn)`,
})
const probe: Text = {
  en: 'add probe, an address behind it that must stop answering; else a person looks',
  nl: 'voeg probe toe, een adres erachter dat moet zwijgen; anders kijkt een persoon',
}

interface Placed {
  readonly path: Path
  readonly name: string
}

function unreachable(profile: Profile): readonly Placed[] {
  return calledLists.flatMap((list) =>
    (profile[list] ?? []).flatMap((one, index) =>
      (one.phone ?? null) === null ? [{ path: [list, index], name: one.name }] : [],
    ),
  )
}

/** The commands whose work only a person can look at. */
function unseen({ links, backups }: Profile): readonly Placed[] {
  const lists = [
    ...(links ?? []).map(({ name, probe: at, cut }, index) => ({ path: ['links', index], name, at, command: cut })),
    ...(backups ?? []).map(({ name, probe: at, detach }, index) => ({
      ...{ path: ['backups', index], name, at, command: detach },
    })),
  ]
  return lists.filter(({ at, command }) => command !== undefined && at === undefined)
}
