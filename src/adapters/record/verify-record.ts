import { aloneLimits, checkedAlone } from '../../audit/alone-words.ts'
import type { JudgedApproval } from '../../audit/approval-watch.ts'
import { cannotStand, checkedApprovals, oldApprovalLimits } from '../../audit/approval-words.ts'
import { carriedText } from '../../audit/carried-text.ts'
import { cosignatureFinding } from '../../audit/cosignature.ts'
import { judgeRecord } from '../../audit/judge.ts'
import { type KnownHead, knownHeadFinding } from '../../audit/known-head.ts'
import { parseSignatureLines, type VerifierKey } from '../../audit/note.ts'
import { PersonalValues } from '../../audit/personal-values.ts'
import { keyCollector } from '../../audit/record-keys.ts'
import { MemoryCheck, type Remembered } from '../../audit/remembered-head.ts'
import type { Seal } from '../../audit/seal.ts'
import { sshFingerprint } from '../../audit/ssh-key.ts'
import { type ClockJump, stampRemark } from '../../audit/stamp-time.ts'
import { unlistedRemarks } from '../../audit/unlisted-words.ts'
import type { SignatureFinding, Verification } from '../../audit/verification.ts'
import { LogVerifier, type TakeLine } from '../../audit/verify.ts'
import { doubtText } from '../../core/clock-doubts.ts'
import type { LogEvent } from '../../core/event.ts'
import { exerciseTimes } from '../../core/exercise-time.ts'
import { samePerson } from '../../core/person.ts'
import { jumpIn } from '../../core/statements.ts'
import type { Text } from '../../core/text.ts'
import { checkSshSignature, sshNamespace } from '../keys/ssh-signature.ts'
import { checkStamp } from '../keys/time-stamp.ts'
import { revealWith } from '../log/disclosure-file.ts'
import { asOfBeyondFault } from '../log/faults.ts'
import { strangeBeside, strangePlaces } from '../log/strange-places.ts'
import { disclosuresIn } from './disclosures.ts'
import { readLines } from './log.ts'
import { collect, nothingRecorded, type Recorded } from './recorded.ts'
import { SealChecks } from './seal-checks.ts'
import { type ReadProgress, type RecordSource, smallFile } from './source.ts'
import { strayKeys } from './stray-keys.ts'
import { WithheldCheck } from './withheld-check.ts'

export interface VerifyOptions {
  readonly progress?: ReadProgress
  /** Gets each event and its line after it was found good; not to be trusted before the verdict. */
  readonly take?: TakeLine
  /** Gets the events that state times, and those that they are held against; not to be trusted before the verdict. */
  telling?(event: LogEvent): void
  /** False: nobody reads the `root` of the result. Without a head to judge it is not worked out, and is that of no lines. */
  readonly readsRoot?: boolean
  /** Waited for after some hundred lines were given to `take`. What it throws ends the verification. */
  between?(): Promise<void> | undefined
  /** The number of lines to look at, with the seals over them. */
  readonly asOf?: number
  /** A head that the reader wrote down. */
  readonly knownHead?: KnownHead
  /** The memory that this machine has of the record. Not asked for a part of it. */
  readonly remembered?: Remembered | null
  /** Witnesses that the reader trusts. */
  readonly witnesses?: readonly VerifierKey[]
  /** Path of the certificates that time stamps must lead to. */
  readonly authority?: string
}

/**
 * Verifies a record wherever it is: its lines, the log's signed heads, and what people, witnesses and time stamp servers
 * signed. In flat memory. Throws only when it can't be read: `log.missing`, `log.unusable`, the Faults of archives; and
 * `verify.beyond` when `asOf` is more than there is.
 */
export async function verifyRecord(source: RecordSource, options: VerifyOptions = {}): Promise<Verification> {
  const { files: names, others } = source.entries()
  const { keys, notable } = keyCollector()
  const recorded = nothingRecorded()
  const { asOf, knownHead } = options
  const memory = new MemoryCheck(asOf === undefined ? (options.remembered ?? null) : null)
  // Heads that have something beside them.
  const beside = names.filter((name) => /^checkpoints\/\d{1,15}\..*(?<!note)$/.test(name))
  const wanted = new Set(beside.map((name) => Number.parseInt(name.slice('checkpoints/'.length), 10)))
  const checks = await SealChecks.of(source, names, keys.log, { most: asOf ?? Number.MAX_SAFE_INTEGER, wanted })
  const personal = new PersonalValues(await disclosuresIn(source, names))
  const rootsAt = withSize(withSize(checks.sizes, knownHead?.size), memory.remembered?.size)
  const knownRoots = new Map<number, Buffer>()
  const told: ToldTimes = { lineAt: new Map(), jumps: [] }
  const times = exerciseTimes()
  const withheld = await WithheldCheck.of(source)
  const taken = withheld.watching(options.take)
  const verifier = new LogVerifier(taken === undefined ? null : inTime(taken), {
    reveal: revealWith(personal.disclosures),
    concealed: (seq, found) => personal.see(seq, found),
    notable(event, acted) {
      notable(event)
      collect(recorded, event)
      recorded.approvals.see(event, acted)
    },
    watches: (step) => recorded.approvals.watches(step),
    telling(event) {
      const ms = jumpIn(event)
      if (ms !== 0) told.jumps.push({ line: event.seq + 1, ms })
      options.telling?.(times(event))
    },
    rootsAt,
    growsTree: options.readsRoot !== false || rootsAt.length > 0,
    atRoot(size, root, t) {
      checks.reach(size, root)
      memory.atRoot(size, root)
      if (t !== null && wanted.has(size)) told.lineAt.set(size, Buffer.from(t).toString())
      if (size === knownHead?.size) knownRoots.set(size, root)
    },
    ...(asOf === undefined ? {} : { until: asOf }),
  })
  try {
    await readLines(source, names, verifier, options.progress, options.between)
  } catch (error) {
    await checks.stop()
    throw error
  }
  const walked = verifier.end()
  const { lines } = walked
  if (asOf !== undefined && lines < asOf && walked.verdict !== 'tampered') {
    await checks.stop()
    throw asOfBeyondFault(asOf, lines)
  }
  const { sealed, problems, heads: good } = await checks.end(lines)
  const signatures = [
    ...(await operatorSignatures(source, names, good, recorded)),
    ...(await approvalSignatures(recorded)),
    ...(await witnessSignatures(source, names, good, options.witnesses ?? [])),
    ...(await timeStamps(source, names, good, options.authority ?? null)),
    ...(knownHead === undefined ? [] : [knownHeadFinding(knownHead, lines, knownRoots)]),
  ]
  const approvals = recorded.approvals.judged
  const bound = approvals.filter(({ form }) => form === 'bound')
  const old = approvals.filter(({ form }) => form === 'old')
  const oldSigned = old.filter(({ signature }) => signature !== null)
  const namedKeys = { log: keys.log, operators: recorded.operators }
  const stamped = signatures.filter(({ kind }) => kind === 'time-stamp')
  const judged = judgeRecord(walked, {
    // Where a line is bad, what is wrong was said.
    memory: walked.verdict === 'tampered' ? null : memory.end(lines),
    isInPlace: memory.remembered?.isInPlace === true,
    origin: keys.log[0]?.key.name ?? null,
    seals: checks.sizes.length,
    sealed,
    keyIds: keys.log.map(({ key }) => key.id.toString('hex')),
    // When a line is bad, no head above it can fit: what is wrong was said.
    problems: walked.verdict === 'tampered' ? [] : problems,
    signatures,
    checked: [
      ...personal.checked(keys.erased),
      ...checkedApprovals(bound.length, oldSigned.length),
      ...checkedAlone(recorded.approvals.alone.length),
      ...withheld.checked,
    ],
    limits: [
      ...(recorded.doubted === null ? [] : [doubtText(recorded.doubted)]),
      ...aloneLimits(recorded.approvals.alone),
      ...oldApprovalLimits(old.length - oldSigned.length, oldSigned.filter(isPassedOn).length),
      ...withheld.limits,
    ],
    // Below a size that was asked for, later keys are not known yet.
    wrong: [
      ...strangePlaces(others),
      ...personal.wrong,
      ...approvals.flatMap(withoutStanding),
      ...(asOf === undefined ? await strayKeys(source, names, namedKeys) : []),
    ],
  })
  const asides = [...strangeBeside(others), ...withheld.remarks]
  const remarks = asides.map((said) => ({ kind: 'beside' as const, line: null, said }))
  return { ...judged, remarks: [...stampRemarks(stamped, told), ...unlistedRemarks(recorded.unlisted), ...remarks] }
}

/** The times that time stamps are held against. */
interface ToldTimes {
  /** The time at which the last line below a head was written, by the head's size. */
  readonly lineAt: Map<number, string>
  readonly jumps: ClockJump[]
}

function stampRemarks(stamps: readonly SignatureFinding[], { lineAt, jumps }: ToldTimes): Verification['remarks'] {
  return stamps.flatMap(({ size, at }) => {
    const last = lineAt.get(size)
    const said = at === null || last === undefined ? null : stampRemark({ size, at, lineAt: last }, jumps)
    return said === null ? [] : [{ kind: 'time-stamp' as const, line: size, said }]
  })
}

/** Gives the events of a drill in the time of the exercise. */
function inTime(take: TakeLine): TakeLine {
  const times = exerciseTimes()
  return (event, ...rest) => take(times(event), ...rest)
}

function withSize(sizes: readonly number[], more: number | undefined): readonly number[] {
  return more === undefined || sizes.includes(more) ? sizes : [...sizes, more].sort((a, b) => a - b)
}

async function operatorSignatures(
  source: RecordSource,
  names: readonly string[],
  heads: ReadonlyMap<number, Seal>,
  { operators }: Recorded,
): Promise<readonly SignatureFinding[]> {
  const findings: SignatureFinding[] = []
  for (const { name, size, who } of besideHeads(names, 'sshsig')) {
    const seal = heads.get(size)
    if (seal === undefined) continue
    const known = (operators.get(who) ?? []).filter(({ seq }) => seq < size)
    if (known.length === 0) {
      findings.push({ kind: 'operator', who, size, at: null, state: 'bad', why: unnamed })
      continue
    }
    const signature = carriedText(await smallText(source, name))
    const checked = await Promise.all(
      known.map(async (one) => ({
        // 0.1.0 could give two keys one name: whose key verified is said, not whose is the first.
        who: named(one) ?? who,
        ...(await checkSshSignature({
          ...{ namespace: sshNamespace.checkpoint, key: one.key, text: seal.note.text, signature },
        })),
      })),
    )
    const best = checked.find(({ state }) => state === 'good') ?? checked.find(({ state }) => state === 'unchecked')
    const { who: whose, ...found } = best ?? (checked.length === 1 ? checked[0] : undefined) ?? { who, ...noneOf }
    findings.push({ kind: 'operator', who: whose, size, at: null, ...found })
  }
  return findings
}

function named(known: { readonly person: string; readonly key: string } | undefined): string | undefined {
  return known === undefined ? undefined : `${known.person} (${sshFingerprint(known.key)})`
}

const unnamed = {
  en: 'the record names no such key below that head',
  nl: 'het logboek noemt onder die kop geen zo’n sleutel',
}
const keyOfAnother = (person: string) => ({
  en: `that key is on record as the key of ${person}`,
  nl: `die sleutel staat in het logboek als de sleutel van ${person}`,
})
const noSignature = { en: 'it is no cosignature', nl: 'het is geen medehandtekening' }
const noneOf = {
  state: 'bad',
  why: {
    en: 'it fits none of the keys that the record names so',
    nl: 'ze past bij geen van de sleutels die het logboek zo noemt',
  },
} as const

/** The number that is checked at once: enough for every core, and few where each is a process of OpenSSH. */
const atOnce = 16

async function approvalSignatures(recorded: Recorded): Promise<readonly SignatureFinding[]> {
  // By fingerprint: a comment behind a key, or another blank in it, makes it nobody else's.
  const owners = new Map<string, string>()
  for (const { key, person } of [...recorded.operators.values()].flat()) {
    const fingerprint = sshFingerprint(key)
    if (!owners.has(fingerprint)) owners.set(fingerprint, person)
  }
  const { judged } = recorded.approvals
  const findings: (SignatureFinding | null)[] = []
  for (let at = 0; at < judged.length; at += atOnce) {
    const some = judged.slice(at, at + atOnce).map((one) => approvalFinding(one, owners))
    findings.push(...(await Promise.all(some)))
  }
  return findings.filter((one) => one !== null)
}

async function approvalFinding(
  { seq, approver, signature: signed, wrong }: JudgedApproval,
  owners: ReadonlyMap<string, string>,
): Promise<SignatureFinding | null> {
  if (signed === null) return null
  const who = named({ person: approver, key: signed.key }) ?? approver
  const base = { kind: 'approval', who, size: seq + 1, at: null } as const
  if (wrong !== null) return { ...base, state: 'bad', why: wrong }
  const owner = owners.get(sshFingerprint(signed.key))
  if (owner !== undefined && !samePerson(owner, approver)) return { ...base, state: 'bad', why: keyOfAnother(owner) }
  return { ...base, ...(await checkSshSignature({ namespace: sshNamespace.approval, ...signed })) }
}

/** The sentences on an approval that nobody signed, when it can't stand. */
function withoutStanding({ seq, approver, signature, wrong, form }: JudgedApproval): readonly Text[] {
  return signature !== null || wrong === null ? [] : [cannotStand(form, approver, seq + 1, wrong)]
}

function isPassedOn({ passedOn }: JudgedApproval): boolean {
  return passedOn
}

async function witnessSignatures(
  source: RecordSource,
  names: readonly string[],
  heads: ReadonlyMap<number, Seal>,
  trusted: readonly VerifierKey[],
): Promise<readonly SignatureFinding[]> {
  const findings: SignatureFinding[] = []
  for (const { name, size } of besideHeads(names, 'cosig')) {
    const seal = heads.get(size)
    if (seal === undefined) continue
    const lines = parseSignatureLines(carriedText(await smallText(source, name)))
    if (lines === null) findings.push({ kind: 'witness', who: name, size, at: null, state: 'bad', why: noSignature })
    else findings.push(...lines.map((line) => ({ size, ...cosignatureFinding(seal.note.text, line, trusted) })))
  }
  return findings
}

async function timeStamps(
  source: RecordSource,
  names: readonly string[],
  heads: ReadonlyMap<number, Seal>,
  authority: string | null,
): Promise<readonly SignatureFinding[]> {
  const findings: SignatureFinding[] = []
  for (const { name, size } of besideHeads(names, 'tsr')) {
    const seal = heads.get(size)
    if (seal === undefined) continue
    const [stamp, bytes] = [await smallFile(source, name, mostBytes), await smallFile(source, seal.file, mostBytes)]
    findings.push({ kind: 'time-stamp', who: 'RFC 3161', size, ...(await checkStamp(stamp, bytes, authority)) })
  }
  return findings
}

/** The files `checkpoints/<size>[.<who>].<ending>`. */
function besideHeads(
  names: readonly string[],
  ending: string,
): readonly { readonly name: string; readonly size: number; readonly who: string }[] {
  const form = new RegExp(`^checkpoints/(\\d{1,15})(?:\\.([A-Za-z0-9._-]+))?\\.${ending}$`)
  return names.flatMap((name) => {
    const [, size, who = ''] = form.exec(name) ?? []
    return size === undefined ? [] : [{ name, size: Number(size), who }]
  })
}

/** The most bytes of a file beside a head. A larger one gets cut, and then says nothing good. */
const mostBytes = 64 * 1024

async function smallText(source: RecordSource, name: string): Promise<string> {
  return (await smallFile(source, name, mostBytes)).toString('utf8')
}
