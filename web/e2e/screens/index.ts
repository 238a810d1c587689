import type { ScreenCase } from '../harness'
import { committee } from './committee'
import { field } from './field'
import { hazard } from './hazard'
import { house } from './house'
import { inspection } from './inspection'
import { responsibility } from './responsibility'
import { risk } from './risk'

// Every screen, one row each, in the file of its part of the house. A new screen adds a row.

export const screens: ScreenCase[] = [
  ...house,
  ...committee,
  ...responsibility,
  ...inspection,
  ...hazard,
  ...risk,
  ...field,
]
