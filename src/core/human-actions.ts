import type { ActionContext, Actions, BlobPort, Expressions, OperatorPort, Outcome } from './ports.ts'
import type { Text } from './text.ts'

type HumanActions = Pick<Actions, 'confirm' | 'ask' | 'choose' | 'call' | 'evidence'>

interface HumanPorts {
  readonly operator: OperatorPort
  readonly blobs: BlobPort
  readonly expressions: Expressions
  readonly lang: keyof Pick<Text, 'en' | 'nl'>
}

/** The acts that a person does. None of them changes anything by itself, so none can be left half done. */
export function humanActions(ports: HumanPorts): HumanActions {
  return {
    confirm: {
      readsOnly: true,
      describe: () => 'a person does it and says so',
      perform: async (_action, context) => confirmed(await ports.operator.confirm(context)),
    },
    ask: {
      readsOnly: true,
      describe: (action) => `asks for ${action.fields.map((field) => field.id).join(', ')}`,
      perform: async (action, context) => {
        const known = (context.scope.facts ?? {}) as Outcome['facts'] & object
        const facts = await ports.operator.ask(context, action.fields, known)
        return { result: 'done', summary: `answered: ${Object.keys(facts).join(', ')}`, facts }
      },
    },
    choose: {
      readsOnly: true,
      describe: (action) => `one of: ${action.options.map((option) => option.id).join(', ')}`,
      perform: async (action, context) => {
        const id = await ports.operator.pick(context, action.options)
        return { result: 'done', summary: `chose ${id}`, facts: { [action.fact]: id } }
      },
    },
    call: {
      readsOnly: true,
      describe: (action, scope) => `call ${ports.expressions.render(action.call.who, scope)}`,
      perform: (action, context) => call(ports, action.call, context),
    },
    evidence: {
      readsOnly: true,
      describe: (action) => `takes into custody: ${action.items.en}`,
      perform: (action, context) => takeEvidence(ports, action.items, context),
    },
  }
}

function confirmed(said: { readonly answer: 'done' | 'not-done' | 'later'; readonly reason: string }): Outcome {
  if (said.answer === 'done') return { result: 'done', summary: said.reason === '' ? 'confirmed' : said.reason }
  if (said.answer === 'later') return { result: 'deferred', summary: said.reason === '' ? 'later' : said.reason }
  return { result: 'failed', summary: said.reason }
}

async function call(
  ports: HumanPorts,
  spec: { readonly who: string; readonly phone: string; readonly say: Text },
  context: ActionContext,
): Promise<Outcome> {
  const fill = (template: string): string => ports.expressions.render(template, context.scope)
  const who = fill(spec.who)
  const reached = await ports.operator.called(context, {
    who,
    phone: fill(spec.phone),
    say: fill(spec.say[ports.lang]),
  })
  if (reached === null) return { result: 'deferred', summary: `${who}: nobody reached` }
  return { result: 'done', summary: `${who}: spoke with ${reached.person}`, proof: { kind: 'word', ...reached } }
}

async function takeEvidence(ports: HumanPorts, items: Text, context: ActionContext): Promise<Outcome> {
  const { paths, note } = await ports.operator.files(context, items)
  if (paths.length === 0) return { result: 'deferred', summary: 'nothing taken into custody yet' }
  const files = []
  for (const path of paths) {
    files.push(await ports.blobs.putFile(path, (bytes, total) => context.progress(`${path}: ${bytes} / ${total}`)))
  }
  const [first] = files
  return {
    result: 'done',
    summary: `${files.length} in custody`,
    events: [{ type: 'evidence.added', actor: context.actor, data: { files, source: paths.join(', '), note } }],
    blobs: files,
    ...(first === undefined ? {} : { proof: { kind: 'file', ...first } as const }),
  }
}
