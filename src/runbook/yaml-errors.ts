import type { ErrorCode } from 'yaml'
import type { Text } from '../core/text.ts'
import type { Finding } from './finding.ts'

const quotes: Text = {
  en: 'put a text with special characters between double quotes',
  nl: 'zet een tekst met bijzondere tekens tussen dubbele aanhalingstekens',
}
const indent: Text = {
  en: 'keys of one level start in the same column',
  nl: 'sleutels van eenzelfde niveau beginnen in dezelfde kolom',
}
const closing: Text = {
  en: 'look for a missing quote, comma, colon or bracket',
  nl: 'zoek een ontbrekend aanhalingsteken, komma, dubbelpunt of haakje',
}

const known: { readonly [code in ErrorCode]?: Finding } = {
  TAB_AS_INDENT: {
    code: 'yaml.tab',
    message: { en: 'a tab is used as indentation', nl: 'een tab staat als insprong' },
    hint: { en: 'indent with spaces', nl: 'spring in met spaties' },
  },
  MULTIPLE_DOCS: {
    code: 'yaml.documents',
    message: { en: 'the file holds more than one document', nl: 'het bestand bevat meer dan één document' },
    hint: { en: 'remove the line ---, or make two files', nl: 'verwijder de regel ---, of maak twee bestanden' },
  },
  TAG_RESOLVE_FAILED: {
    code: 'yaml.tag',
    message: { en: 'tags are not used here', nl: 'tags mogen hier niet' },
    hint: { en: 'leave out the word with the exclamation mark', nl: 'laat het woord met het uitroepteken weg' },
  },
  BAD_INDENT: syntax({ en: 'the indentation does not fit', nl: 'de insprong klopt niet' }, indent),
  MULTILINE_IMPLICIT_KEY: syntax({ en: 'a key must stand on one line', nl: 'een sleutel staat op één regel' }, closing),
  BLOCK_AS_IMPLICIT_KEY: syntax(
    { en: 'a value is missing its quotes', nl: 'een waarde mist aanhalingstekens' },
    quotes,
  ),
  MISSING_CHAR: syntax({ en: 'a character is missing', nl: 'er ontbreekt een teken' }, closing),
  UNEXPECTED_TOKEN: syntax({ en: 'this does not belong here', nl: 'dit hoort hier niet' }, closing),
  BAD_SCALAR_START: syntax({ en: "a text can't start with this", nl: 'een tekst kan hier niet mee beginnen' }, quotes),
  BAD_DQ_ESCAPE: syntax(
    { en: 'not an escape that YAML knows', nl: 'geen escape die YAML kent' },
    { en: 'write a backslash as \\\\', nl: 'schrijf een backslash als \\\\' },
  ),
  BLOCK_IN_FLOW: syntax(
    {
      en: "an indented block can't stand between brackets",
      nl: 'een ingesprongen blok kan niet tussen haakjes staan',
    },
    indent,
  ),
  KEY_OVER_1024_CHARS: syntax({ en: 'the key is too long', nl: 'de sleutel is te lang' }, closing),
}

/** The meaning of an error of the YAML parser, in our words. */
export function yamlFinding(code: ErrorCode): Finding {
  return known[code] ?? syntax({ en: 'this is not valid YAML', nl: 'dit is geen geldige YAML' }, closing)
}

function syntax(message: Text, hint: Text): Finding {
  return { code: 'yaml.syntax', message, hint }
}
