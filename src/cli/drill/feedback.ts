import { basename, resolve } from 'node:path'
import { wallClock } from '../../adapters/clock/wall-clock.ts'
import { sha256 as sha256Of } from '../../adapters/disk/sha256.ts'
import { readSmallFile } from '../../adapters/disk/small-file.ts'
import { isLive } from '../../adapters/home/live-records.ts'
import { lockedFault } from '../../adapters/log/faults.ts'
import { readLog } from '../../adapters/log/files.ts'
import { trialSigner } from '../../core/approval-request.ts'
import { counted } from '../../core/counted.ts'
import type { Draft, Json, LogEvent } from '../../core/event.ts'
import { exerciseMark } from '../../core/exercise-mark.ts'
import { exit } from '../../core/exit-codes.ts'
import { Fault, isFault } from '../../core/fault.ts'
import { harmlessJson, harmlessLine } from '../../core/harmless.ts'
import type { Field } from '../../core/model.ts'
import { pick, type Text } from '../../core/text.ts'
import { anonymous, feedbackDrafts, feedbackQuestions, readFeedback } from '../../drill/feedback-form.ts'
import { formText, newForms } from '../../drill/known-forms.ts'
import { createTerminal } from '../../ui/terminal.ts'
import type { Host } from '../wiring/host.ts'
import { openedOf, stateOf, withLog } from '../wiring/incident.ts'
import { drillPath, notADrill } from './find-drill.ts'

const oneToFive = ['1', '2', '3', '4', '5'].map((mark) => ({ id: mark, title: { en: mark, nl: mark } }))

const title: Text = { en: 'Your opinion, without your name', nl: 'Uw mening, zonder uw naam' }

/** Puts what participants think of a drill on record, without names: at the terminal, or all forms from a file. */
export async function drillFeedback(
  host: Host,
  name: string | null,
  { answers }: { readonly answers?: string } = {},
): Promise<number> {
  const folder = drillPath(host, name)
  // Before anybody is asked: what was typed into a form that can't be kept would be lost.
  if (answers === undefined && isLive(folder)) throw lockedFault(folder, null)
  const { events } = await readLog(folder)
  if (openedOf(stateOf(events), folder).exercise === undefined) throw notADrill(folder)
  const { drafts, known } =
    answers === undefined
      ? { drafts: feedbackDrafts(await asked(host), host.lang), known: 0 }
      : draftsIn(formsIn(host, answers), events, host.lang)
  // Wherever the folder lies: the key of incidents never seals a drill.
  if (drafts.length > 0) await withLog(host, folder, (log, state) => log.append(drafts, state.size), 'drill')
  if (host.json) host.stdout(`${harmlessJson({ drill: basename(folder), answers: drafts.length, known })}\n`)
  else for (const text of told(drafts.length, known)) host.stderr(`${pick(text, host.lang)}\n`)
  return exit.done
}

/** The drafts of the forms that nobody counted yet. */
function draftsIn(
  forms: ReturnType<typeof readFeedback>,
  events: readonly LogEvent[],
  lang: Host['lang'],
): { readonly drafts: readonly Draft[]; readonly known: number } {
  const sha256 = sha256Of(Buffer.from(JSON.stringify(forms.map(formText))))
  const { fresh, known } = newForms(events, forms, sha256)
  return { drafts: fresh.flatMap(({ form, place }) => feedbackDrafts(form, lang, { sha256, form: place })), known }
}

function told(kept: number, known: number): readonly Text[] {
  const again: Text = {
    en: `${counted(known, 'form', 'forms')} of this file ${known === 1 ? 'is' : 'are'} in the record already and ${known === 1 ? 'was' : 'were'} not counted again.`,
    nl: `${counted(known, 'formulier', 'formulieren')} van dit bestand ${known === 1 ? 'staat' : 'staan'} al in het logboek en ${known === 1 ? 'is' : 'zijn'} niet opnieuw geteld.`,
  }
  const thanks: Text = {
    en: `${counted(kept, 'answer', 'answers')} kept. Thank you.`,
    nl: `${counted(kept, 'antwoord', 'antwoorden')} bewaard. Bedankt.`,
  }
  return [...(known > 0 ? [again] : []), ...(known > 0 && kept === 0 ? [] : [thanks])]
}

async function asked(host: Host): Promise<{ readonly [question: string]: Json }> {
  if (!host.interactive) throw noTerminal()
  const { createPrompts } = await import('../../prompts/operator.ts')
  const operator = createPrompts({
    terminal: createTerminal(host.process, host),
    stdin: host.process.stdin,
    stdout: host.process.stderr,
    lang: host.lang,
    now: wallClock.now,
    actor: anonymous,
    suggestion: '',
    stays: true,
    signal: new AbortController().signal,
    signer: trialSigner,
    blobs: { putFile: () => Promise.reject(new Error('a form takes no file')) },
  })
  host.stderr(`${exerciseMark}. ${pick(title, host.lang)}\n`)
  const fields = feedbackQuestions.map(({ id, text, marks }): Field => {
    const about = { id, title: text, optional: true }
    return marks === true ? { ...about, type: 'choice', options: oneToFive } : { ...about, type: 'text' }
  })
  try {
    return await operator.ask({ instance: 'feedback', code: '', title }, fields, {})
  } catch (error) {
    throw unkept(error)
  }
}

/** A form is kept when all of it was answered, so one that was left is not in the record. */
function unkept(error: unknown): unknown {
  if (!isFault(error, 'interrupted', 'terminal.closed')) return error
  return new Fault({
    ...{ code: error.code, exit: error.exit, message: error.text, cause: error },
    hint: {
      en: 'nothing of this form was kept; cyber-respond drill feedback asks again',
      nl: 'van dit formulier is niets bewaard; cyber-respond drill feedback vraagt opnieuw',
    },
  })
}

function formsIn(host: Host, file: string): ReturnType<typeof readFeedback> {
  const path = resolve(host.process.cwd(), file)
  const bytes = readSmallFile(path, { code: 'drill.feedback-unreadable', name: { en: 'form', nl: 'formulier' } })
  if (bytes !== null) return readFeedback(file, bytes)
  const shown = harmlessLine(path, 200)
  throw new Fault({
    code: 'drill.feedback-missing',
    exit: exit.usage,
    message: { en: `there is no file ${shown}`, nl: `er is geen bestand ${shown}` },
    hint: { en: 'check the path', nl: 'controleer het pad' },
  })
}

function noTerminal(): Fault {
  return new Fault({
    code: 'drill.feedback-terminal',
    exit: exit.answerNeeded,
    message: {
      en: 'nobody can be asked here: this is no terminal',
      nl: 'hier kan niemand iets gevraagd worden: dit is geen terminal',
    },
    hint: {
      en: 'give the forms with --answers FILE',
      nl: 'geef de formulieren met --answers BESTAND',
    },
  })
}
