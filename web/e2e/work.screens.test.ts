import { committee } from './screens/committee'
import { inspection } from './screens/inspection'
import { look } from './screens/look'
import { risk } from './screens/risk'

look(...committee, ...inspection, ...risk)
