import { type ReactNode, useState } from 'react'
import { useHotkeys } from '../hotkeys'
import { entriesOf } from '../rooms'
import { navigate } from '../router'
import { useCan } from '../session'
import { HelpDialog } from './HelpDialog'
import { rooms } from './rooms'
import { SearchDialog } from './SearchDialog'

export interface Overlays {
  shown: ReactNode
  search: () => void
  help: () => void
}

/** The keys that work everywhere, and the two overlays that they open. */
export function useShellKeys(): Overlays {
  const can = useCan()
  const [open, setOpen] = useState<'search' | 'help' | ''>('')
  const search = () => setOpen('search')
  const help = () => setOpen(old => (old === 'help' ? '' : 'help'))
  const jumps = entriesOf(rooms, can)
    .filter(e => e.key)
    .map(e => [`g ${e.key}`, () => navigate(e.to)] as const)
  useHotkeys({ '/': search, '?': help, ...Object.fromEntries(jumps) })
  const close = () => setOpen('')
  return {
    search,
    help,
    shown: (
      <>
        <SearchDialog open={open === 'search'} onClose={close} />
        <HelpDialog open={open === 'help'} onClose={close} />
      </>
    ),
  }
}
