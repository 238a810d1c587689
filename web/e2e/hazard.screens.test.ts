import { field } from './screens/field'
import { hazard } from './screens/hazard'
import { look } from './screens/look'

look(...hazard, ...field)
