import { useT } from '@/app/i18n'
import type { Screen } from '@/app/rooms'
import { RecordPage, TwoColumns } from '@/kit'
import { BookLink } from '@/rooms/diligence/BookLink'
import { TellLog } from '@/rooms/notices/TellLog'
import css from './Detail.module.css'
import { Facts } from './Facts'
import { Head } from './Head'
import { Ladder } from './Ladder'
import { Papers } from './Papers'
import { useDetail } from './queries'
import { River } from './River'
import type { Detail } from './types'
import { VerbPanel } from './VerbPanel'
import { Why } from './Why'

/** One matter: what it is, why it is mine, what comes next, and everything that happened, on one line. */
export default function MatterPage({ params }: Screen) {
  const t = useT('matter')
  const detail = useDetail(params.id ?? '')
  return (
    <RecordPage
      query={detail}
      crumbs={[{ label: t('nav'), to: '/matters' }]}
      waiting={{ name: t('one.name'), title: t('one.loading') }}
      name={d => d.number || t('one.name')}
      title={d => d.title}
      print={t('one.print')}
      verbs={d => <BookLink kind="incident" id={`matter.matter:${d.id}`} name={d.number} since={d.known} />}
    >
      {d => <Body detail={d} />}
    </RecordPage>
  )
}

function Body({ detail }: { detail: Detail }) {
  const ended = detail.state === 'closed' || detail.state === 'recalled'
  return (
    <TwoColumns
      next
      className={css.columns}
      aside={
        <>
          <VerbPanel detail={detail} />
          <Ladder rungs={detail.ladder ?? []} ended={ended} />
          <Papers detail={detail} />
          <TellLog kind="matter.matter" id={detail.id} ended={ended} />
          <Facts detail={detail} />
        </>
      }
    >
      <Head detail={detail} />
      <Why detail={detail} />
      <River detail={detail} />
    </TwoColumns>
  )
}
