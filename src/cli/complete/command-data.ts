import type { Argument, Command, Option } from 'commander'
import type { Text } from '../../core/text.ts'

/** A command of the tree, as data in both languages: what completion looks into and what the manual pages are made of. */
export interface CommandData {
  readonly name: string
  readonly summary: Text
  readonly takes: readonly Taken[]
  readonly options: readonly OptionData[]
  readonly commands: readonly CommandData[]
}

/** What stands in the place of an argument, or behind an option. `word` is what the line calls it: `<municipality>`. */
export interface Taken {
  readonly word: string
  readonly summary: Text
  readonly isNeeded: boolean
  readonly isMany: boolean
  readonly choices: readonly string[]
}

/** `names` are as they are typed (`-h`, `--help`); `value` is null for a switch. `otherwise` is what is taken without it. */
export interface OptionData {
  readonly flags: string
  readonly names: readonly string[]
  readonly summary: Text
  readonly value: Taken | null
  readonly otherwise: string | null
}

/** The data of a command, from the same tree in English and in Dutch. */
export function commandData(en: Command, nl: Command): CommandData {
  const help = en.createHelp()
  const [options, nlOptions] = [help.visibleOptions(en), help.visibleOptions(nl)]
  return {
    name: en.name(),
    summary: { en: en.description(), nl: nl.description() },
    takes: en.registeredArguments.map((one, at) => argumentData(one, nl.registeredArguments[at] ?? one)),
    options: options.map((one, at) => optionData(one, nlOptions[at] ?? one)),
    commands: en.commands.map((one, at) => commandData(one, nl.commands[at] ?? one)),
  }
}

function argumentData(en: Argument, nl: Argument): Taken {
  return {
    word: en.name(),
    summary: { en: en.description, nl: nl.description },
    isNeeded: en.required,
    isMany: en.variadic,
    choices: en.argChoices ?? [],
  }
}

function optionData(en: Option, nl: Option): OptionData {
  const [, word] = /[<[]([^>\].]+)/.exec(en.flags) ?? []
  const summary = { en: en.description, nl: nl.description }
  const { defaultValue } = en
  return {
    flags: en.flags,
    names: [en.short, en.long].filter((name) => name !== undefined),
    summary,
    value:
      word === undefined
        ? null
        : { word, summary, isNeeded: en.required, isMany: en.variadic, choices: en.argChoices ?? [] },
    otherwise: typeof defaultValue === 'string' && defaultValue !== '' ? defaultValue : null,
  }
}
