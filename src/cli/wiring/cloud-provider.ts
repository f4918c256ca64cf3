import { join } from 'node:path'
import type { CloudProvider } from '../../core/ports.ts'
import { municipalityByNis } from '../../municipality/register.ts'
import type { Host } from './host.ts'
import type { Incident } from './incident.ts'

/** The provider that an incident's profile names, loaded by the first call and not by the first screen. */
export function providerOf(host: Host, incident: Incident): CloudProvider {
  return lazyProvider(() => embeddedCloud(host, incident))
}

/** A provider that its first call loads. */
export function lazyProvider(load: () => Promise<CloudProvider>): CloudProvider {
  let loading: Promise<CloudProvider> | null = null
  const provider = (): Promise<CloudProvider> => {
    loading ??= load()
    return loading
  }
  return {
    up: async (progress, signal) => (await provider()).up(progress, signal),
    status: async () => (await provider()).status(),
    down: async (progress) => (await provider()).down(progress),
    handBack: async (folder, progress) => (await provider()).handBack(folder, progress),
    export: async (folder) => (await provider()).export(folder),
    setPage: async (change) => (await provider()).setPage(change),
    comparePage: async (change) => (await provider()).comparePage(change),
    renewAccess: async () => (await provider()).renewAccess(),
  }
}

/** The only provider that there is; where others come, the profile's `cloud.provider` chooses here. */
async function embeddedCloud(host: Host, { opened, profile }: Incident): Promise<CloudProvider> {
  const { createEmbeddedCloud } = await import('../../adapters/cloud/embedded/provider.ts')
  const { nis, name } = opened.municipality
  return createEmbeddedCloud({
    folder: cloudFolder(host, opened.incident),
    settings: profile.cloud,
    municipality: { nis, name, slug: municipalityByNis(nis)?.slug ?? nis },
    exercise: false,
    lang: host.lang,
  })
}

/** The folder in which the services keep their data: never in the incident's, which is copied and handed out. */
function cloudFolder(host: Host, incident: string): string {
  return join(host.home, 'cloud', incident)
}
