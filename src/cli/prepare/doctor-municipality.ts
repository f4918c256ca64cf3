import { dirname, join } from 'node:path'
import { preparedSlugs } from '../../adapters/home/prepared-slugs.ts'
import { loadProfile } from '../../adapters/home/profile-file.ts'
import { monthsBefore, monthsUntilOld } from '../../core/ages.ts'
import { counted } from '../../core/counted.ts'
import { Fault } from '../../core/fault.ts'
import { openActions } from '../../municipality/improvements.ts'
import { type Municipality, municipalities } from '../../municipality/register.ts'
import type { Host } from '../wiring/host.ts'
import { loadImprovements } from '../wiring/improvements-file.ts'
import { type Asked, askedByRunbooks } from './check-profile.ts'
import { type DoctorFinding, finding } from './doctor-machine.ts'
import { peopleFindings } from './doctor-people.ts'
import { probeFindings } from './doctor-probes.ts'
import { toolFindings } from './doctor-tools.ts'

/**
 * The findings on each municipality that this home knows: its profile, its tools, its drills, what is still to be done.
 */
export async function municipalityFindings(host: Host, today: string): Promise<readonly DoctorFinding[]> {
  const unread: DoctorFinding[] = []
  const slugs = ['profiles', 'improvements'].flatMap((name) => {
    try {
      return preparedSlugs(join(host.home, name))
    } catch (error) {
      if (!(error instanceof Fault)) throw error
      unread.push(finding(name, false, error.text.en, error.text.nl))
      return []
    }
  })
  const known = new Set(slugs)
  const here = municipalities.filter(({ slug }) => known.has(slug))
  if (here.length === 0 && unread.length > 0) return unread
  if (here.length === 0) {
    return [
      finding(
        'profiles',
        false,
        'there is no profile of any municipality: cyber-respond municipality init <municipality>',
        'er is geen profiel van een gemeente: cyber-respond municipality init <gemeente>',
      ),
    ]
  }
  const found: DoctorFinding[] = [...unread]
  const asked = await askedOrNull(host)
  for (const one of here) {
    found.push(...(await careful(one, 'profile', () => profileFindings(host, one, asked, today))))
    found.push(...(await careful(one, 'improvements', async () => drillFindings(host, one, today))))
  }
  return found
}

async function profileFindings(
  host: Host,
  one: Municipality,
  asked: Asked | null,
  today: string,
): Promise<readonly DoctorFinding[]> {
  const loaded = await loadProfile(host.home, one, null, host.process.cwd())
  if (loaded === null) {
    return [finding(`${one.slug}.profile`, false, `${one.name}: NO PROFILE`, `${one.name}: GEEN PROFIEL`)]
  }
  const { profile, path } = loaded
  return [
    ...peopleFindings(profile, one, asked?.roles ?? null, today),
    ...toolFindings(profile, asked?.programs ?? new Set(), one, dirname(path), host.process.env.PATH ?? ''),
    ...(await probeFindings(profile, one)),
  ]
}

/** null: the runbooks can't be read, which `runbook lint` tells. */
async function askedOrNull(host: Host): Promise<Asked | null> {
  try {
    return await askedByRunbooks(host)
  } catch (error) {
    if (!(error instanceof Fault)) throw error
    return null
  }
}

function drillFindings(host: Host, one: Municipality, today: string): readonly DoctorFinding[] {
  const plan = loadImprovements(host, one.slug)
  const last = plan?.last ?? null
  const isRecent = last !== null && last.date >= monthsBefore(today, monthsUntilOld.drill)
  const open = plan === null ? [] : openActions(plan, today)
  const overdue = open.filter((action) => action.overdue).length
  const drill =
    last === null
      ? finding(`${one.slug}.drill`, false, `${one.name}: NO DRILL yet`, `${one.name}: nog GEEN OEFENING`)
      : finding(
          `${one.slug}.drill`,
          isRecent,
          `${one.name}: last drill on ${last.date}${isRecent ? '' : ', MORE THAN A YEAR AGO'}`,
          `${one.name}: laatste oefening op ${last.date}${isRecent ? '' : ', MEER DAN EEN JAAR GELEDEN'}`,
        )
  if (open.length === 0) return [drill]
  return [
    drill,
    finding(
      `${one.slug}.actions`,
      false,
      `${one.name}: ${counted(open.length, 'OPEN ACTION', 'OPEN ACTIONS')}, ${overdue} of them overdue`,
      `${one.name}: ${counted(open.length, 'OPENSTAANDE ACTIE', 'OPENSTAANDE ACTIES')}, waarvan ${overdue} over tijd`,
    ),
  ]
}

/** One file that is wrong must not hide the rest. */
async function careful(
  { slug, name }: Municipality,
  what: string,
  work: () => Promise<readonly DoctorFinding[]>,
): Promise<readonly DoctorFinding[]> {
  try {
    return await work()
  } catch (error) {
    if (!(error instanceof Fault)) throw error
    return [finding(`${slug}.${what}`, false, `${name}: ${error.text.en}`, `${name}: ${error.text.nl}`)]
  }
}
