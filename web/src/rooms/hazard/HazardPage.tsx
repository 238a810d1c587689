import { useT } from '@/app/i18n'
import type { Screen } from '@/app/rooms'
import { RecordPage, TwoColumns } from '@/kit'
import { BookLink } from '@/rooms/diligence/BookLink'
import { TellLog } from '@/rooms/notices/TellLog'
import { Behind } from './Behind'
import { Compare } from './Compare'
import css from './Detail.module.css'
import { Doubts } from './Doubts'
import { useHazard, useTimeline } from './data'
import { Facts } from './Facts'
import { Head } from './Head'
import { ListingPanel } from './ListingPanel'
import { PaperFile } from './PaperFile'
import { PlanPanel } from './PlanPanel'
import { Relapse } from './Relapse'
import { River } from './River'
import { StopPanel } from './StopPanel'
import type { Detail } from './types'
import { VerbPanel } from './VerbPanel'
import { VoiceNote } from './VoiceNote'

/** One hazard: what it is, is it gone, who has to move, and everything that happened, on one line. */
export default function HazardPage({ params }: Screen) {
  const t = useT('hazard')
  const hazard = useHazard(params.id ?? '')
  return (
    <RecordPage
      query={hazard}
      crumbs={[{ label: t('nav'), to: '/hazards' }]}
      waiting={{ name: t('one.name'), title: t('one.loading') }}
      name={h => h.number}
      title={h => h.text}
      print={t('one.print')}
      verbs={h => <BookLink kind="incident" id={`hazard.hazard:${h.id}`} name={h.number} since={h.found} />}
    >
      {h => <Body detail={h} />}
    </RecordPage>
  )
}

function Body({ detail }: { detail: Detail }) {
  const line = useTimeline(detail.id)
  const story = line.data?.pages.flatMap(p => p.items ?? []) ?? []
  return (
    <>
      <TwoColumns
        next
        className={css.columns}
        aside={
          <>
            <VerbPanel detail={detail} />
            <StopPanel detail={detail} />
            <PlanPanel detail={detail} />
            <ListingPanel detail={detail} />
            <Relapse detail={detail} />
            <TellLog kind="hazard.hazard" id={detail.id} />
            <Facts detail={detail} />
          </>
        }
      >
        <Head detail={detail} />
        <Doubts detail={detail} />
        <Compare detail={detail} story={story} />
        <VoiceNote detail={detail} />
        <Behind detail={detail} />
        <River detail={detail} line={line} story={story} />
      </TwoColumns>
      <PaperFile detail={detail} story={story} />
    </>
  )
}
