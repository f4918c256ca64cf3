import { citizenServices } from '../../cloud/citizen-services.ts'
import { embeddedServices } from '../../cloud/embedded-services.ts'
import { innerServices } from '../../cloud/inner-services.ts'
import type { Opened } from '../../core/event.ts'
import type { Profile, ProfileService } from '../../core/profile.ts'
import { plain, type Text } from '../../core/text.ts'
import type { Book } from '../../core/view.ts'
import type { Loaded } from '../../runbook/load.ts'

/**
 * The book of an incident: what expressions see of it besides facts and steps. `folder` is its folder on this machine; null: it
 * is read from an archive, or there is none yet.
 */
export function bookOf(
  loaded: Loaded,
  profile: Profile,
  opened: Pick<Opened, 'incident' | 'municipality'>,
  folder: string | null = null,
): Book {
  const { nis, name, province, policeZone } = opened.municipality
  return {
    plan: loaded.plan,
    runbooks: loaded.runbooks,
    obligations: loaded.obligations.obligations,
    channels: loaded.obligations.channels,
    factNames: loaded.factNames,
    base: {
      profile: { ...profile, services: profile.services?.map(titled) ?? null },
      municipality: { nis, name, province, police_zone: policeZone },
      incident: opened.incident,
      plan: loaded.plan.texts ?? {},
      folder,
    },
  }
}

/** A service of the profile with the title by which people know it. One that only this municipality has keeps its id. */
function titled(service: ProfileService): ProfileService & { readonly title: Text } {
  const known: Readonly<Record<string, Text>> = { ...embeddedServices, ...citizenServices, ...innerServices }
  return { ...service, title: known[service.id] ?? plain(service.id) }
}
