import * as v from 'valibot'
import { type EmbeddedService, embeddedServices } from '../cloud/embedded-services.ts'
import type { Backup, CloudSettings, Contact, Link, Neighbour, Partner, Profile, Supplier } from '../core/profile.ts'
import { contactName, day, id, wordsForm } from '../runbook/text-schema.ts'
import { commandForm, kbo, mail, name, phone, probe, refusal, watchForm } from './profile-forms.ts'

const port = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(65_535))

/** How old what is known of somebody is: the day of the source, and the days on which somebody looked, and got through. */
const days = { published: v.exactOptional(day), looked: v.exactOptional(day), reached: v.exactOptional(day) }

const contactFields = {
  role: id,
  name: v.pipe(name, contactName),
  phone: v.nullish(phone, null),
  mail: v.nullish(mail, null),
  ...days,
}
const contact: v.GenericSchema<unknown, Contact> = v.strictObject(contactFields)

const linkFields = {
  id,
  name,
  kind: v.picklist(['internet', 'vpn', 'supplier', 'partner', 'sync', 'phone', 'other']),
  cut: v.exactOptional(commandForm),
  restore: v.exactOptional(commandForm),
  probe: v.exactOptional(probe),
  watch: v.exactOptional(watchForm),
}
const link: v.GenericSchema<unknown, Link> = v.strictObject(linkFields)

const reachable = { id, name, phone: v.exactOptional(phone), ...days }
const partnerFields = { ...reachable, mail: v.exactOptional(mail), links: v.exactOptional(v.array(id)) }
const partner: v.GenericSchema<unknown, Partner> = v.strictObject(partnerFields)
const supplierFields = {
  ...{ ...reachable, mail: v.exactOptional(mail), contract: v.exactOptional(name) },
  links: v.exactOptional(v.array(id)),
}
const supplier: v.GenericSchema<unknown, Supplier> = v.strictObject(supplierFields)
const neighbour: v.GenericSchema<unknown, Neighbour> = v.strictObject(reachable)

const serviceFields = {
  id,
  tier: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(4)),
  owner: v.nullish(name, null),
}
const service = v.strictObject(serviceFields)

const backupFields = {
  id,
  name,
  location: v.exactOptional(name),
  detach: v.exactOptional(commandForm),
  probe: v.exactOptional(probe),
}
const backup: v.GenericSchema<unknown, Backup> = v.strictObject(backupFields)

const embedded = Object.keys(embeddedServices) as EmbeddedService[]

const cloudFields = {
  provider: v.optional(v.literal('embedded'), 'embedded'),
  services: v.optional(v.array(v.picklist(embedded)), embedded),
  bind: v.optional(
    v.pipe(
      wordsForm,
      v.ip(
        refusal(
          { en: 'not an IP address', nl: 'geen IP-adres' },
          { en: '127.0.0.1 is this machine alone', nl: '127.0.0.1 is alleen deze machine' },
        ),
      ),
    ),
    '127.0.0.1',
  ),
  ports: v.optional(v.record(v.picklist(embedded), port), {}),
}
const cloud: v.GenericSchema<unknown, CloudSettings> = v.strictObject(cloudFields)

const organisationFields = { name, kbo: v.nullish(kbo, null), address: v.nullish(name, null) }
const nis2Fields = { status: v.picklist(['voluntary', 'important', 'essential']) }

type Fields = Readonly<Record<string, v.GenericSchema>>
export type ProfileList = 'contacts' | 'links' | 'partners' | 'suppliers' | 'neighbours' | 'services' | 'backups'

/** The parts of a profile, each by itself, for who takes what can be read of one that is broken. */
export const profileParts: {
  readonly lists: Readonly<Record<ProfileList, Fields>>
  readonly maps: Readonly<Record<'organisation' | 'nis2' | 'cloud', Fields>>
  readonly checked: v.GenericSchema
  readonly personal: v.GenericSchema
} = {
  lists: {
    contacts: contactFields,
    links: linkFields,
    partners: partnerFields,
    suppliers: supplierFields,
    neighbours: reachable,
    services: serviceFields,
    backups: backupFields,
  },
  maps: { organisation: organisationFields, nis2: nis2Fields, cloud: cloudFields },
  checked: v.nullish(day, null),
  personal: v.array(v.picklist(['contacts'])),
}

/** The shape of a profile file. What is left out is unknown (null) or has a safe default. */
export const profileSchema: v.GenericSchema<unknown, Profile> = v.pipe(
  v.strictObject({
    format: v.literal('cyber-respond/profile@1'),
    municipality: wordsForm,
    checked: v.nullish(day, null),
    organisation: v.strictObject(organisationFields),
    nis2: v.optional(v.strictObject(nis2Fields), { status: 'voluntary' }),
    contacts: v.nullish(v.array(contact), null),
    links: v.nullish(v.array(link), null),
    partners: v.nullish(v.array(partner), null),
    suppliers: v.nullish(v.array(supplier), null),
    neighbours: v.nullish(v.array(neighbour), null),
    services: v.nullish(v.array(service), null),
    backups: v.nullish(v.array(backup), null),
    cloud: v.optional(cloud, {}),
    personal: v.optional(v.array(v.picklist(['contacts'])), []),
  }),
  v.transform(({ format: _, ...profile }): Profile => profile),
)
