import { useT } from '@/app/i18n'
import { useFilters } from '@/app/router'
import { Button, Failure, Page, Skeleton } from '@/kit'
import { Age } from './Age'
import css from './Board.module.css'
import { Kiosk } from './Kiosk'
import { MapPanel } from './MapPanel'
import { Needs } from './Needs'
import { PrintHead } from './PrintHead'
import { Sentence } from './Sentence'
import { Signs } from './Signs'
import type { Board } from './types'
import { oldAfter, useBoard, useMinutesSince } from './useBoard'

/** Is the county safe now, and where must I press? One sentence, a few figures, the map, at most five things. */
export default function BoardPage() {
  const t = useT('board')
  const [{ kiosk }, change] = useFilters()
  const board = useBoard()
  if (!board.data) {
    return (
      <Page name={t('nav')} title={t('title')}>
        {board.error ? <Failure problem={board.error} onRetry={() => void board.refetch()} /> : <Skeleton rows={10} />}
      </Page>
    )
  }
  if (kiosk) {
    return (
      <Kiosk onLeave={() => change({ kiosk: null })}>
        <h1 className={css.kioskSentence}>
          <Sentence parts={board.data.sentence ?? []} />
        </h1>
        <Body board={board.data} />
      </Kiosk>
    )
  }
  return (
    <Page
      name={t('nav')}
      title={<Sentence parts={board.data.sentence ?? []} />}
      full
      action={
        <span className={css.verbs}>
          <Button icon="board" onClick={() => change({ kiosk: '1' })}>
            {t('kiosk')}
          </Button>
          <Button icon="print" onClick={() => window.print()}>
            {t('print')}
          </Button>
        </span>
      }
    >
      <Body board={board.data} />
    </Page>
  )
}

function Body({ board }: { board: Board }) {
  const minutes = useMinutesSince(board.at)
  return (
    <div className={`${css.body} ${minutes > oldAfter ? css.old : ''}`}>
      <Age at={board.at} minutes={minutes} />
      <PrintHead at={board.at} />
      <div className={css.columns}>
        <Signs signs={board.signs ?? []} />
        <MapPanel map={board.map} />
        <Needs needs={board.needs ?? []} />
      </div>
    </div>
  )
}
