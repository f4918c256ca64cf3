import { ageText } from '../../core/ages.ts'
import { counted } from '../../core/counted.ts'
import { harmlessLine } from '../../core/harmless.ts'
import type { Profile } from '../../core/profile.ts'
import { inBoth, type Lang, pick } from '../../core/text.ts'
import { type ContactAge, contactAges } from '../../municipality/contact-ages.ts'
import { roleGaps } from '../../municipality/role-gaps.ts'
import type { KnownRoles } from '../../runbook/known-roles.ts'
import { roleName } from '../../ui/role.ts'
import { type DoctorFinding, finding } from './doctor-machine.ts'

interface Place {
  readonly slug: string
  readonly name: string
}

/** Whether the people of a profile can be called tonight: how old their numbers are, and which roles have nobody. */
export function peopleFindings(
  profile: Profile,
  place: Place,
  roles: KnownRoles | null,
  today: string,
): readonly DoctorFinding[] {
  return [...ageFindings(profile, place, today), ...(roles === null ? [] : gapFindings(profile, place, roles))]
}

function ageFindings(profile: Profile, { slug, name }: Place, today: string): readonly DoctorFinding[] {
  const ages = contactAges(profile, today)
  const id = `${slug}.profile`
  const stale = ages.filter(({ age }) => age.state !== 'fresh')
  if (ages.length === 0 || ages.every(({ age }) => age.state === 'never')) {
    const [en, nl] = ['the contacts were NEVER CHECKED', 'de contacten zijn NOOIT NAGEKEKEN']
    return [finding(id, false, `${name}: ${en}`, `${name}: ${nl}`)]
  }
  if (stale.length === 0) {
    const days = ages.flatMap(({ age }) => (age.state === 'never' ? [] : [age.day]))
    const oldest = days.toSorted()[0] ?? ''
    return [
      finding(
        id,
        true,
        `${name}: contacts checked on ${oldest} or later`,
        `${name}: contacten nagekeken op ${oldest} of later`,
      ),
    ]
  }
  const said = inBoth((lang) =>
    [...Map.groupBy(stale, ({ age }) => pick(ageText(age), lang))].map(told(lang)).join('; '),
  )
  const few = counted(stale.length, 'number', 'numbers')
  const enkele = counted(stale.length, 'nummer', 'nummers')
  return [
    finding(
      id,
      false,
      `${name}: ${few} of ${ages.length} too old to trust: ${said.en}`,
      `${name}: ${enkele} van ${ages.length} te oud om op te vertrouwen: ${said.nl}`,
    ),
  ]
}

function told(lang: Lang): (group: readonly [string, readonly ContactAge[]]) => string {
  return ([age, people]) =>
    `${people.map(({ role, name }) => harmlessLine(role === null ? name : roleName(role, lang), 80)).join(', ')} (${age})`
}

function gapFindings(profile: Profile, { slug, name }: Place, roles: KnownRoles): readonly DoctorFinding[] {
  const { nobody, unknown } = roleGaps(profile, roles)
  const missing = inBoth((lang) => nobody.map((role) => roleName(role, lang)).join(', '))
  const strange = unknown.map(({ role }) => harmlessLine(role, 80)).join(', ')
  return [
    ...(nobody.length === 0
      ? []
      : [
          finding(
            `${slug}.roles`,
            false,
            `${name}: NOBODY in the profile for: ${missing.en}`,
            `${name}: NIEMAND in het profiel voor: ${missing.nl}`,
          ),
        ]),
    ...(unknown.length === 0
      ? []
      : [
          finding(
            `${slug}.unknown-roles`,
            false,
            `${name}: NO RUNBOOK ASKS FOR the roles ${strange} of the profile: cyber-respond municipality check ${slug}`,
            `${name}: GEEN DRAAIBOEK VRAAGT de rollen ${strange} van het profiel: cyber-respond municipality check ${slug}`,
          ),
        ]),
  ]
}
