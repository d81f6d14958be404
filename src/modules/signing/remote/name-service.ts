import { Refused } from '#kernel/refused.ts'
import { note } from '#platform/audit/audit.ts'
import type { Desk, Vault, Work } from '#platform/db/desk.ts'
import { openRemote, type Service, serviceInfo } from '#platform/remote/csc.ts'
import { unwrap, wrap } from '../keys/wrapping.ts'
import { refusedByRemote } from './refused.ts'
import type { ServiceForm } from './service.forms.ts'
import { mayNameServices } from './service.policy.ts'
import { putService, removeServiceRow, type serviceById } from './service.sql.ts'

/** The secret opens for its address only: moved to another row it would go to a stranger. */
const wrappedFor = (address: string) => ({ leaf: new TextEncoder().encode(address), person: 'remote-service' })

type Row = NonNullable<Awaited<ReturnType<typeof serviceById>>>

/** A service with what opens it. @throws Refused key-not-wrapped-here */
export const openedService = ({ keySecret }: Pick<Vault, 'keySecret'>, row: Row): Service => ({
  address: row.address,
  oauth: row.oauth,
  clientId: row.clientId,
  clientSecret: Buffer.from(unwrap(keySecret, row.clientSecret, wrappedFor(row.address))).toString('utf8'),
})

/**
 * Names a service of remote signing, after it answered and took this installation for its client.
 * @throws Refused not-allowed | remote-refused
 */
export async function nameService(desk: Desk, { address, clientId, secretClient }: ServiceForm): Promise<string> {
  if (!mayNameServices(desk.actor)) throw new Refused('not-allowed', 'remote.name')
  const { name, oauth } = await refusedByRemote(async () => {
    const info = await serviceInfo(address)
    await openRemote({ address, oauth: info.oauth, clientId, clientSecret: secretClient })
    return info
  })
  const clientSecret = wrap(desk.vault.keySecret, new TextEncoder().encode(secretClient), wrappedFor(address))
  return desk.work(async (work) => {
    const shown = name.trim().slice(0, 200) || new URL(address).hostname
    const id = await putService(work.tx, { name: shown, address, oauth, clientId, clientSecret, by: work.actor.person })
    await note(work, 'remote.name', id, { address })
    return id
  })
}

/** No key of this service signs from now on; what it signed stays. @throws Refused not-allowed | not-found */
export async function removeService(work: Work, id: string): Promise<void> {
  if (!mayNameServices(work.actor)) throw new Refused('not-allowed', 'remote.remove')
  if (!(await removeServiceRow(work.tx, id, work.clock.now))) throw new Refused('not-found', 'service')
  await note(work, 'remote.remove', id)
}
