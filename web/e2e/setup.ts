import { setClock, shift } from './hour'

setClock(shift())
