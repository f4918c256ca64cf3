import type { PageLang } from '../../cloud/citizen-services.ts'
import type { DeskState, ServiceState } from '../../cloud/page-content.ts'

/** The fixed words of the page in one language. */
interface PageWords {
  readonly language: string
  readonly title: (municipality: string) => string
  readonly intro: string
  readonly skip: string
  readonly languages: string
  readonly today: string
  readonly states: Readonly<Record<ServiceState | 'unannounced', string>>
  readonly noneYet: string
  readonly where: string
  readonly desk: string
  readonly deskStates: Readonly<Record<Exclude<DeskState, 'unknown'>, string>>
  readonly emergency: string
  readonly outdated: string
  readonly changed: string
  readonly never: string
  readonly only: (language: string) => string
}

export const pageWords: Readonly<Record<PageLang, PageWords>> = {
  nl: {
    language: 'Nederlands',
    title: (municipality) => `Dienstverlening in ${municipality}`,
    intro: 'Het gemeentebestuur werkt met noodmiddelen. Hier leest u wat vandaag wel en niet kan.',
    skip: 'Naar de inhoud',
    languages: 'Talen',
    today: 'Wat kan vandaag?',
    states: {
      available: 'Werkt',
      limited: 'Werkt beperkt',
      unavailable: 'Werkt niet',
      unannounced: 'Nog niets meegedeeld',
    },
    noneYet: 'Over deze diensten deelde het gemeentebestuur nog niets mee:',
    where: 'Waar:',
    desk: 'Noodregister aan het loket (geboorte, overlijden, verlies van documenten, dringende steun)',
    deskStates: {
      open: 'Het register werkt: het loket kan uw aangifte noteren en u een ontvangstbewijs geven.',
      frozen: 'Het register is afgesloten en neemt geen nieuwe aangiften meer aan.',
      down: 'Het register werkt op dit moment niet.',
    },
    emergency: 'In nood: bel 112.',
    outdated: 'Deze pagina wordt op dit moment niet bijgewerkt en kan verouderd zijn.',
    changed: 'Laatst gewijzigd:',
    never: 'nog niet gewijzigd',
    only: (language) => `(alleen in het ${language})`,
  },
  fr: {
    language: 'français',
    title: (municipality) => `Services communaux : ${municipality}`,
    intro:
      'La commune travaille avec des moyens de secours. Vous lisez ici ce qui est possible aujourd’hui et ce qui ne l’est pas.',
    skip: 'Aller au contenu',
    languages: 'Langues',
    today: 'Que peut-on faire aujourd’hui ?',
    states: {
      available: 'Fonctionne',
      limited: 'Fonctionne partiellement',
      unavailable: 'Ne fonctionne pas',
      unannounced: 'Pas encore d’information',
    },
    noneYet: 'La commune n’a pas encore donné d’information sur ces services :',
    where: 'Où :',
    desk: 'Registre de secours au guichet (naissance, décès, perte de documents, aide urgente)',
    deskStates: {
      open: 'Le registre fonctionne : le guichet peut noter votre déclaration et vous remettre un récépissé.',
      frozen: 'Le registre est clôturé et n’accepte plus de nouvelles déclarations.',
      down: 'Le registre ne fonctionne pas en ce moment.',
    },
    emergency: 'En cas d’urgence : appelez le 112.',
    outdated: 'Cette page n’est pas mise à jour pour le moment et peut être dépassée.',
    changed: 'Dernière modification :',
    never: 'pas encore modifié',
    only: (language) => `(uniquement en ${language})`,
  },
  en: {
    language: 'English',
    title: (municipality) => `Municipal services in ${municipality}`,
    intro: 'The municipality is working with emergency means. Here you read what can and can’t be done today.',
    skip: 'Skip to content',
    languages: 'Languages',
    today: 'What can be done today?',
    states: {
      available: 'Working',
      limited: 'Partly working',
      unavailable: 'Not working',
      unannounced: 'Nothing announced yet',
    },
    noneYet: 'The municipality has not announced anything yet about these services:',
    where: 'Where:',
    desk: 'Emergency register at the counter (births, deaths, lost documents, urgent aid)',
    deskStates: {
      open: 'The register works: the counter can take your declaration and give you a receipt.',
      frozen: 'The register is closed and takes no new declarations.',
      down: 'The register is not working at the moment.',
    },
    emergency: 'In an emergency: call 112.',
    outdated: 'This page is not being updated at the moment and may be out of date.',
    changed: 'Last changed:',
    never: 'not changed yet',
    only: (language) => `(only in ${language})`,
  },
  de: {
    language: 'Deutsch',
    title: (municipality) => `Dienste der Gemeinde ${municipality}`,
    intro: 'Die Gemeinde arbeitet mit Notmitteln. Hier lesen Sie, was heute möglich ist und was nicht.',
    skip: 'Zum Inhalt',
    languages: 'Sprachen',
    today: 'Was ist heute möglich?',
    states: {
      available: 'In Betrieb',
      limited: 'Eingeschränkt in Betrieb',
      unavailable: 'Nicht in Betrieb',
      unannounced: 'Noch keine Angaben',
    },
    noneYet: 'Zu diesen Diensten hat die Gemeinde noch nichts mitgeteilt:',
    where: 'Wo:',
    desk: 'Notregister am Schalter (Geburt, Todesfall, Verlust von Dokumenten, dringende Hilfe)',
    deskStates: {
      open: 'Das Register funktioniert: Der Schalter kann Ihre Anmeldung aufnehmen und Ihnen eine Empfangsbestätigung geben.',
      frozen: 'Das Register ist geschlossen und nimmt keine neuen Anmeldungen mehr an.',
      down: 'Das Register funktioniert zurzeit nicht.',
    },
    emergency: 'Im Notfall: 112 anrufen.',
    outdated: 'Diese Seite wird zurzeit nicht aktualisiert und kann veraltet sein.',
    changed: 'Letzte Änderung:',
    never: 'noch nicht geändert',
    only: (language) => `(nur auf ${language})`,
  },
}

/** The name of each language in a sentence of another one: `(alleen in het Nederlands)`. */
export const languageNames: Readonly<Record<PageLang, Readonly<Record<PageLang, string>>>> = {
  nl: { nl: 'Nederlands', fr: 'Frans', en: 'Engels', de: 'Duits' },
  fr: { nl: 'néerlandais', fr: 'français', en: 'anglais', de: 'allemand' },
  en: { nl: 'Dutch', fr: 'French', en: 'English', de: 'German' },
  de: { nl: 'Niederländisch', fr: 'Französisch', en: 'Englisch', de: 'Deutsch' },
}
