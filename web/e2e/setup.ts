import { setClock, shift } from './hour'

setClock(shift())

// Each worker has a county of its own (server.ts), so that what two journeys do at the same time never meets.
const counties = process.env.ANLAN_COUNTIES?.split(' ')
const mine = Number(process.env.VITEST_POOL_ID ?? 1) - 1
if (counties) process.env.ANLAN_URL = counties[mine % counties.length]
