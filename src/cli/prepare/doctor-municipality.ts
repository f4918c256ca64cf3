import { dirname, join } from 'node:path'
import { toolExists } from '../../adapters/commands/tool-path.ts'
import { preparedSlugs } from '../../adapters/home/prepared-slugs.ts'
import { loadProfile } from '../../adapters/home/profile-file.ts'
import { counted } from '../../core/counted.ts'
import { Fault } from '../../core/fault.ts'
import type { Profile } from '../../core/profile.ts'
import { openActions } from '../../municipality/improvements.ts'
import { type Municipality, municipalities } from '../../municipality/register.ts'
import type { Host } from '../wiring/host.ts'
import { loadImprovements } from '../wiring/improvements-file.ts'
import { type DoctorFinding, finding } from './doctor-machine.ts'
import { probeFindings } from './doctor-probes.ts'

/** Contacts that nobody looked at for longer may lead nowhere. */
const contactMonths = 6
/** The months after which who did not practise has forgotten. */
const drillMonths = 12

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
  for (const one of here) {
    found.push(...(await careful(one, 'profile', () => profileFindings(host, one, today))))
    found.push(...(await careful(one, 'improvements', async () => drillFindings(host, one, today))))
  }
  return found
}

async function profileFindings(host: Host, one: Municipality, today: string): Promise<readonly DoctorFinding[]> {
  const loaded = await loadProfile(host.home, one, null, host.process.cwd())
  const id = `${one.slug}.profile`
  if (loaded === null) return [finding(id, false, `${one.name}: NO PROFILE`, `${one.name}: GEEN PROFIEL`)]
  const { checked } = loaded.profile
  const isFresh = checked !== null && checked >= monthsBefore(today, contactMonths)
  const missing = toolsOf(loaded.profile).filter(
    (tool) => !toolExists(tool, dirname(loaded.path), host.process.env.PATH ?? ''),
  )
  return [
    checked === null
      ? finding(
          id,
          false,
          `${one.name}: the contacts were NEVER CHECKED`,
          `${one.name}: de contacten zijn NOOIT NAGEKEKEN`,
        )
      : finding(
          id,
          isFresh,
          `${one.name}: contacts checked on ${checked}${isFresh ? '' : `, MORE THAN ${contactMonths} MONTHS AGO`}`,
          `${one.name}: contacten nagekeken op ${checked}${isFresh ? '' : `, MEER DAN ${contactMonths} MAANDEN GELEDEN`}`,
        ),
    ...missing.map((tool) =>
      finding(
        `${one.slug}.tool`,
        false,
        `${one.name}: ${tool} IS NOT THERE, and a command of the profile names it`,
        `${one.name}: ${tool} IS ER NIET, en een opdracht van het profiel noemt het`,
      ),
    ),
    ...(await probeFindings(loaded.profile, one)),
  ]
}

function toolsOf({ links, backups }: Profile): readonly string[] {
  const commands = [
    ...(links ?? []).flatMap(({ cut, restore }) => [cut, restore]),
    ...(backups ?? []).map(({ detach }) => detach),
  ]
  return [...new Set(commands.flatMap((command) => command?.slice(0, 1) ?? []))]
}

function drillFindings(host: Host, one: Municipality, today: string): readonly DoctorFinding[] {
  const plan = loadImprovements(host, one.slug)
  const last = plan?.last ?? null
  const isRecent = last !== null && last.date >= monthsBefore(today, drillMonths)
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

function monthsBefore(day: string, months: number): string {
  return Temporal.PlainDate.from(day).subtract({ months }).toString()
}
