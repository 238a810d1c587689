import { afterAll } from 'vitest'
import { setClock, shift } from './hour'

setClock(shift())

// Each file of tests has a county of its own (server.ts): nothing in it leans on what another did, before or meanwhile.
const counties = process.env.ANLAN_COUNTIES
if (counties) {
  const answer = await fetch(counties, { method: 'POST' })
  const url = await answer.text()
  if (!answer.ok) throw new Error(url)
  process.env.ANLAN_URL = url
  afterAll(async () => void (await fetch(`${counties}/${new URL(url).port}`, { method: 'DELETE' })))
}
