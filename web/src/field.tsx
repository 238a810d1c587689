import { QueryClientProvider } from '@tanstack/react-query'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { watchAttendance } from './api/attendance'
import './tokens/tokens.css'
import './tokens/base.css'
import { FieldApp } from './app/field/FieldApp'
import { registerWorker } from './app/field/worker'
import { followTabs, setShellDensity } from './app/prefs'
import { makeQueries } from './app/query'
import { setBase } from './app/router'

setBase('/m')
setShellDensity('field')
followTabs()
watchAttendance()
registerWorker()
const root = document.getElementById('root')
if (root) {
  createRoot(root).render(
    <StrictMode>
      <QueryClientProvider client={makeQueries()}>
        <FieldApp />
      </QueryClientProvider>
    </StrictMode>,
  )
}
