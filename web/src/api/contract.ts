import type { components } from './schema'
import type * as own from './types'

// The build stops here when a screen reads a field that the server does not send. schema.d.ts is generated from
// api/openapi.yaml (npm run types); our own types stay because they say which fields may be empty, and that an instant
// is a text.

type Sent = components['schemas']
type Unknown<Own, Wire> = Exclude<keyof Own, keyof Wire>
type Agreed<Nothing extends never> = Nothing

export type Contract = [
  Agreed<Unknown<own.Session, Sent['SessionView']>>,
  Agreed<Unknown<own.Seat, Sent['SeatView']>>,
  Agreed<Unknown<own.DemoPost, Sent['DemoPost']>>,
  Agreed<Unknown<own.MatterRow, Sent['MatterRow']>>,
  Agreed<Unknown<own.Lamp, Sent['LampView']>>,
  Agreed<Unknown<own.Todo, Sent['Todo']>>,
  Agreed<Unknown<own.TodoItem, Sent['TodoItem']>>,
  Agreed<Unknown<own.Notice, Sent['notify.Notice']>>,
]
