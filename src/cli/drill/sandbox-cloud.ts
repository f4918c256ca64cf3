import type { CloudProvider } from '../../core/ports.ts'
import type { CloudSettings } from '../../core/profile.ts'
import type { Lang } from '../../core/text.ts'
import { lazyProvider } from '../wiring/cloud-provider.ts'

interface SandboxParts {
  /** The folder of the cloud, in the drill's folder. */
  readonly folder: string
  readonly settings: Pick<CloudSettings, 'services'>
  readonly municipality: { readonly nis: string; readonly name: string; readonly slug: string }
  readonly lang: Lang
}

/**
 * The embedded cloud of a drill: the same services as real processes, that only this machine can reach, at ports that no
 * incident's cloud has, with data of their own. Pages, numbers and exports say that it is an exercise.
 */
export function sandboxCloud({ folder, settings, municipality, lang }: SandboxParts): CloudProvider {
  return lazyProvider(async () => {
    const { createEmbeddedCloud } = await import('../../adapters/cloud/embedded/provider.ts')
    return createEmbeddedCloud({
      folder,
      settings: { provider: 'embedded', services: settings.services, bind: '127.0.0.1', ports: {} },
      municipality: { ...municipality, slug: `oefening-${municipality.slug}` },
      exercise: true,
      lang,
    })
  })
}
