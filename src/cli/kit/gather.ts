import { dirname, join, resolve } from 'node:path'
import { sizeOf } from '../../adapters/disk/size-of.ts'
import { preparedSlugs } from '../../adapters/home/prepared-slugs.ts'
import { loadProfile } from '../../adapters/home/profile-file.ts'
import { readRunbookFiles } from '../../adapters/home/runbook-files.ts'
import { readScenarioFolder } from '../../adapters/home/scenario-files.ts'
import { changedDay } from '../../adapters/kit/changed-day.ts'
import {
  builtExecutable,
  type ExecutableFile,
  executablesOf,
  type Machine,
  machineOf,
  ownExecutable,
  ownGuides,
  papersBeside,
} from '../../adapters/kit/executable-file.ts'
import { sameOnFat, whyNotOnFat } from '../../adapters/kit/fat-names.ts'
import { filesBelow } from '../../adapters/kit/kit-folder.ts'
import { kitNames } from '../../adapters/kit/kit-manifest.ts'
import { noExecutable, notOnStick } from '../../adapters/kit/make-faults.ts'
import type { SizedFile } from '../../adapters/kit/write-kit.ts'
import { startScriptIn } from '../../adapters/program/start-words.ts'
import { harmlessLine } from '../../core/harmless.ts'
import type { Profile } from '../../core/profile.ts'
import type { Lang, Text } from '../../core/text.ts'
import { type Municipality, municipalities } from '../../municipality/register.ts'
import { planPaper } from '../prepare/print.ts'
import type { Host } from '../wiring/host.ts'
import { planIds } from '../wiring/plans.ts'
import { fewNames } from './kit-finding.ts'
import type { MakeOptions } from './make-options.ts'

/** What goes on a stick, how much that is, and what is missing that somebody may want to know. */
interface Gathered {
  readonly files: readonly SizedFile[]
  readonly bytes: number
  readonly hasForms: boolean
  /** The processors for which the program goes along. */
  readonly machines: readonly Machine[]
  readonly lacks: readonly Text[]
}

/** Gathers the files of a kit, before anything is written. Throws the Faults of kits, profiles and runbooks. */
export async function gatherKit(host: Host, municipality: Municipality | null, own: MakeOptions): Promise<Gathered> {
  const lacks: Text[] = []
  const { executable, machine } = executableOf(host, own)
  const runbooks = await readRunbookFiles(host.runbooks)
  const profiles = await profilesOf(host, municipality, own)
  const profile = municipality === null ? null : (profiles[0]?.profile ?? null)
  if (municipality !== null && profile === null) lacks.push(noProfile(municipality))
  const forms = below(
    own.forms === undefined ? join(host.home, 'forms') : resolve(host.process.cwd(), own.forms),
    'forms',
  )
  const named = [...new Set(profiles.flatMap((one) => besideIt(one.profile)))]
  if (named.length > 0) lacks.push(staysBehind(named))
  // Before all the paper is made.
  refuseForStick(forms)
  if (own.forms !== undefined && forms.length === 0) lacks.push(noForms)
  const executables = executablesOf(executable, machine)
  const beside = papersBeside(executable)
  if (!beside.some(({ name }) => name === kitNames.start)) lacks.push(noStart)
  const libraries = executables.flatMap((one) =>
    below(join(executable.beside, 'lib', one.machine), `lib/${one.machine}`),
  )
  const bare = executables.filter((one) => !libraries.some(({ path }) => path.startsWith(`lib/${one.machine}/`)))
  if (bare.length > 0) lacks.push(noLibraries(bare.map((one) => one.machine)))
  const files: readonly SizedFile[] = [
    ...executables.map(({ name, from }) => copyOf(name, from, true)),
    ...beside.map(({ name, content }) =>
      'from' in content
        ? copyOf(name, content.from, name === kitNames.start)
        : { path: name, content, runs: name === kitNames.start, size: content.length },
    ),
    ...libraries,
    ...texts('runbooks', runbooks),
    ...texts('runbooks/drills', await readScenarioFolder(host.runbooks)),
    ...texts('guides', ownGuides()),
    ...profiles.map(({ slug, bytes, path }) => ({
      ...{ path: `profiles/${slug}.yaml`, content: bytes, size: bytes.length },
      changed: changedDay(path),
    })),
    ...(await papers({
      runbooks,
      municipality,
      profile,
      languages: own.paper === undefined ? ['en', 'nl'] : [own.paper],
    })),
    ...forms,
  ]
  refuseForStick(files)
  return {
    ...{ files, bytes: files.reduce((sum, { size }) => sum + size, 0), hasForms: forms.length > 0, lacks },
    machines: executables.map((one) => one.machine),
  }
}

function executableOf(
  host: Host,
  { executable }: MakeOptions,
): { readonly executable: ExecutableFile; readonly machine: Machine } {
  const named = executable === undefined ? null : resolve(host.process.cwd(), executable)
  const script = startScriptIn(host.process.env)
  const kit = script === null ? null : dirname(script)
  const found = named === null ? (ownExecutable(kit) ?? builtExecutable()) : { path: named, beside: join(named, '..') }
  if (found === null) {
    throw noExecutable({
      en: 'this program runs from its sources, and none was built',
      nl: 'dit programma draait vanuit zijn broncode, en er werd er geen gebouwd',
    })
  }
  const kind = machineOf(found.path)
  if ('why' in kind) throw noExecutable({ en: `${found.path}: ${kind.why.en}`, nl: `${found.path}: ${kind.why.nl}` })
  return { executable: found, machine: kind.machine }
}

async function profilesOf(
  host: Host,
  municipality: Municipality | null,
  own: MakeOptions,
): Promise<
  readonly { readonly slug: string; readonly profile: Profile; readonly bytes: Buffer; readonly path: string }[]
> {
  const cwd = host.process.cwd()
  const load = async (one: Municipality, file: string | null) => {
    const loaded = await loadProfile(host.home, one, file, cwd)
    return loaded === null ? [] : [{ slug: one.slug, ...loaded }]
  }
  if (municipality !== null) return load(municipality, own.profile ?? null)
  const known = new Set(preparedSlugs(join(host.home, 'profiles')))
  const loaded = await Promise.all(municipalities.filter(({ slug }) => known.has(slug)).map((one) => load(one, null)))
  return loaded.flat()
}

interface Papers {
  readonly runbooks: ReadonlyMap<string, Buffer>
  readonly municipality: Municipality | null
  readonly profile: Profile | null
  readonly languages: readonly Lang[]
}

async function papers({ runbooks, municipality, profile, languages }: Papers): Promise<readonly SizedFile[]> {
  const made: SizedFile[] = []
  for (const plan of planIds(runbooks)) {
    for (const lang of languages) {
      const content = Buffer.from(await planPaper({ files: runbooks, plan, municipality, profile, lang }))
      made.push({ path: `paper/${plan}.${lang}.html`, content, size: content.length })
    }
  }
  return made
}

function copyOf(path: string, from: string, runs: boolean): SizedFile {
  return { path, content: { from }, runs, size: sizeOf(from) }
}

function texts(folder: string, files: ReadonlyMap<string, Buffer>): readonly SizedFile[] {
  return [...files].map(([name, content]) => ({ path: `${folder}/${name}`, content, size: content.length }))
}

function below(folder: string, under: string): readonly SizedFile[] {
  return filesBelow(folder).map(({ path, from, size }) => ({
    ...{ path: `${under}/${path}`, content: { from }, size },
    ...(under === 'forms' ? { changed: changedDay(from) } : {}),
  }))
}

function refuseForStick(files: readonly SizedFile[]): void {
  for (const { path, size } of files) {
    const why = whyNotOnFat(path, size)
    if (why !== null) throw notOnStick(path, why)
  }
  const twice = sameOnFat(files.map(({ path }) => path))
  if (twice !== null) {
    throw notOnStick(twice, {
      en: 'another file has this name but for capital letters',
      nl: 'een ander bestand heeft deze naam, op hoofdletters na',
    })
  }
}

/** What a profile names by a path from its own folder: commands, rulesets. */
function besideIt(value: unknown): readonly string[] {
  if (typeof value === 'string') return /^\.{1,2}\//.test(value) ? [value] : []
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(besideIt) : []
}

function staysBehind(paths: readonly string[]): Text {
  const { en, nl } = fewNames(paths.map((path) => harmlessLine(path, 60)))
  return {
    en: `NOT ON THE STICK, though the profile names it from its own folder: ${en}; name commands that the laptop has`,
    nl: `NIET OP DE STICK, al noemt het profiel het vanuit zijn eigen map: ${nl}; noem opdrachten die de laptop heeft`,
  }
}

function noProfile({ name }: Municipality): Text {
  return {
    en: `there is NO PROFILE of ${name}: names and numbers are lines to fill in`,
    nl: `er is GEEN PROFIEL van ${name}: namen en nummers zijn lijnen om in te vullen`,
  }
}
const noForms: Text = {
  en: 'there is no form in the folder that was named',
  nl: 'er staat geen formulier in de map die genoemd werd',
}
const noStart: Text = {
  en: 'there is no start.sh: on a stick from which nothing may be started, copy the program to the laptop first',
  nl: 'er is geen start.sh: kopieer op een stick waarvan niets gestart mag worden, het programma eerst naar de laptop',
}
function noLibraries(machines: readonly Machine[]): Text {
  return {
    en: `the stick has no libatomic and libstdc++ of its own for ${machines.join(' and ')}: a minimal Linux may lack them`,
    nl: `de stick heeft geen eigen libatomic en libstdc++ voor ${machines.join(' en ')}: een minimale Linux heeft ze misschien niet`,
  }
}
