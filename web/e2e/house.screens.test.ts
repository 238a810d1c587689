import { house } from './screens/house'
import { look } from './screens/look'

look(...house)
