import { look } from './screens/look'
import { responsibility } from './screens/responsibility'

look(...responsibility)
