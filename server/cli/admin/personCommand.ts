import { qualityLimits } from '../../domain/quality.ts'
import { createAssessPhoto } from '../../flows/assessPhoto.ts'
import { createEnrolPerson } from '../../flows/enrolPerson.ts'
import { readIdentity } from '../../flows/readIdentity.ts'
import { maskIdCard, maskName } from '../../domain/masking.ts'
import type { Store } from '../../openStore.ts'
import { UsageError } from '../command.ts'
import { openVision } from '../openVision.ts'
import {
  required,
  unknownVerb,
  wholeNumber,
  withStore,
  type AdminCommand,
  type AdminRequest,
} from './adminCommand.ts'
import { readGivenFile } from './readGivenFile.ts'

/** person: the local authority library. */
export const personCommand: AdminCommand = {
  usage: `  person enrol --name NAME --id-card NUMBER [--photo FILE] [--accept-poor-photo]
      without a photo the person is known but answers 2007; enrolling again replaces
  person remove --id-card NUMBER
  person list [--offset N] [--limit N]      masked`,
  run: request =>
    withStore(request.config, async store => {
      switch (request.verb) {
        case 'enrol':
          return enrol(request, store)
        case 'remove':
          return remove(request, store)
        case 'list':
          return store.people.list({
            offset: wholeNumber(request, 'offset', { min: 0, max: 1e9 }) ?? 0,
            limit: wholeNumber(request, 'limit', { min: 1, max: 10_000 }) ?? 100,
          })
        default:
          return unknownVerb(request, ['enrol', 'remove', 'list'])
      }
    }),
}

async function enrol(request: AdminRequest, store: Store) {
  const identity = readIdentity(required(request, 'name'), required(request, 'id-card'))
  const { photo, 'accept-poor-photo': acceptsPoorPhoto = false } = request.values
  const bytes = typeof photo === 'string' ? await readGivenFile('photo', photo) : null
  const vision = await openVision(1)
  try {
    const assessPhoto = createAssessPhoto(vision, qualityLimits)
    const enrolPerson = createEnrolPerson({ ...store, assessPhoto, clock: Date.now })
    await enrolPerson(identity, bytes, { acceptsPoorPhoto: acceptsPoorPhoto === true })
  } finally {
    await vision.close()
  }
  return {
    enrolled: maskName(identity.name),
    idCard: maskIdCard(identity.idCard),
    photo: bytes !== null,
  }
}

async function remove(request: AdminRequest, store: Store) {
  const idCard = required(request, 'id-card')
  const removed = await store.people.remove(idCard)
  if (!removed) throw new UsageError(`The library has nobody with ${maskIdCard(idCard)}.`)
  await store.evidence.deleteOwner(`person:${removed.idCardHash}`)
  await store.checkpoint()
  return { removed: maskIdCard(idCard) }
}
