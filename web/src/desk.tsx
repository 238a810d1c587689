import { QueryClientProvider } from '@tanstack/react-query'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { watchAttendance } from './api/attendance'
import './tokens/tokens.css'
import './tokens/base.css'
import { DeskApp } from './app/desk/DeskApp'
import { followTabs, setShellDensity } from './app/prefs'
import { makeQueries } from './app/query'
import { KitProvider } from './kit'

setShellDensity('standard')
followTabs()
watchAttendance()
const root = document.getElementById('root')
if (root) {
  createRoot(root).render(
    <StrictMode>
      <QueryClientProvider client={makeQueries()}>
        <KitProvider>
          <DeskApp />
        </KitProvider>
      </QueryClientProvider>
    </StrictMode>,
  )
}
