import type * as imports from '@/rooms/imports/data'
import type * as ledger from '@/rooms/ledger/data'
import type * as matrix from '@/rooms/matrix/data'
import type * as finding from '@/rooms/matrix/finding'
import type * as registry from '@/rooms/registry/data'
import type * as settings from '@/rooms/settings/data'
import type * as todo from '@/rooms/todo/data'
import type { components } from './schema'
import type * as own from './types'

// The build stops here when a screen reads a field that the server does not send. schema.d.ts is generated from
// api/openapi.yaml (npm run types); our own types stay because they say which fields may be empty.

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
  Agreed<Unknown<own.Relay, Sent['RelayView']>>,
  Agreed<Unknown<own.Notice, Sent['notify.Notice']>>,
  Agreed<Unknown<todo.MatterBrief, Sent['MatterDetail']>>,
  Agreed<Unknown<matrix.Matrix, Sent['MatrixView']>>,
  Agreed<Unknown<matrix.Row, Sent['MatrixRowView']>>,
  Agreed<Unknown<matrix.Box, Sent['MatrixBoxView']>>,
  Agreed<Unknown<matrix.Owner, Sent['OwnerView']>>,
  Agreed<Unknown<matrix.Cell, Sent['CellView']>>,
  Agreed<Unknown<finding.Finding, Sent['FindingView']>>,
  Agreed<Unknown<matrix.Who, Sent['WhoView']>>,
  Agreed<Unknown<matrix.Leader, Sent['LeaderView']>>,
  Agreed<Unknown<matrix.Kept, Sent['KeptView']>>,
  Agreed<Unknown<registry.Unit, Sent['UnitView']>>,
  Agreed<Unknown<registry.Post, Sent['PostRow']>>,
  Agreed<Unknown<registry.Holder, Sent['HoldingRow']>>,
  Agreed<Unknown<registry.Contact, Sent['ContactRow']>>,
  Agreed<Unknown<imports.Preview, Sent['ImportPreview']>>,
  Agreed<Unknown<imports.PreviewRow, Sent['ImportRow']>>,
  Agreed<Unknown<imports.Cell, Sent['ImportCell']>>,
  Agreed<Unknown<imports.Batch, Sent['registry.Batch']>>,
  Agreed<Unknown<ledger.Entry, Sent['ledger.View']>>,
  Agreed<Unknown<ledger.Proof, Sent['ledger.Proof']>>,
  Agreed<Unknown<ledger.Check, Sent['ledger.Check']>>,
  Agreed<Unknown<settings.Account, Sent['AccountRow']>>,
  Agreed<Unknown<settings.OneTimeLink, Sent['OneTimeLink']>>,
  Agreed<Unknown<settings.Grant, Sent['GrantRow']>>,
  Agreed<Unknown<settings.ChannelSettings, Sent['notify.Channels']>>,
  Agreed<Unknown<settings.Rule, Sent['RuleView']>>,
]
