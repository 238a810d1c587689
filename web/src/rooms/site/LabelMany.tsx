import { api, url } from '@/api/client'
import { useT } from '@/app/i18n'
import { useProblemText } from '@/app/useProblemText'
import { Button, toast, useKey } from '@/kit'
import { type Site, useSiteWrite } from './data'

/** sheetOf is the address of the A4 print sheet of these sites. */
export function sheetOf(ids: string[]): string {
  return url(`/labels.html?${ids.map(id => `site=${encodeURIComponent(id)}`).join('&')}`)
}

/** Makes the labels that are missing and opens the print sheet: eight on each A4 page. */
export function LabelMany({ sites, onDone }: { sites: Site[]; onDone: () => void }) {
  const t = useT('site')
  const say = useProblemText()
  const keyFor = useKey()
  const ids = sites.filter(s => s.status === 'active').map(s => s.id)
  const make = useSiteWrite((body: { sites: string[] }, key) => api.post<{ made: number }>('/labels', body, { key }))
  const print = () => {
    // The window is opened by the press itself; one that is opened later is taken for a pop-up.
    const sheet = window.open('', '_blank')
    make.mutate(
      { body: { sites: ids }, key: keyFor(ids) },
      {
        onSuccess: ({ made }) => {
          if (sheet) sheet.location.href = sheetOf(ids)
          toast(t('label.made', { count: made }))
          onDone()
        },
        onError: e => {
          sheet?.close()
          toast(say(e).detail || say(e).title, { tone: 'bad' })
        },
      },
    )
  }
  if (ids.length === 0) return null
  return (
    <Button small look="primary" icon="print" busy={make.isPending} onClick={print}>
      {t('label.print', { count: ids.length })}
    </Button>
  )
}
