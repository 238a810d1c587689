import { useState } from 'react'
import { useT } from '@/app/i18n'
import type { Screen } from '@/app/rooms'
import { navigate } from '@/app/router'
import { Failure, Page, Skeleton } from '@/kit'
import { ComposeForm } from './ComposeForm'
import { printed } from './chinese'
import { type Content, type Text, useDesk, useText } from './data'

/** 拟稿: what is written on the left, the page as it will be printed on the right. */
export default function ComposePage({ params }: Screen) {
  const t = useT('document')
  const id = params.id ?? 'new'
  const text = useText(id, id !== 'new')
  const desk = useDesk()
  const [made, setMade] = useState<Text>()
  const one = made ?? text.data
  const ready = desk.data && (id === 'new' || one)
  const problem = desk.error ?? text.error
  return (
    <Page
      name={t('new')}
      title={one?.content.title || t('compose.title')}
      lead={t('compose.lead')}
      crumbs={[
        { label: t('nav'), to: '/documents' },
        { label: t('tab.drafts'), to: '/documents/drafts' },
      ]}
    >
      {!ready && (problem ? <Failure problem={problem} /> : <Skeleton rows={8} />)}
      {ready && (
        <ComposeForm
          key={id}
          text={one}
          first={beginning(desk.data?.unit.name ?? '', desk.data?.codes[0] ?? '')}
          codes={desk.data?.codes ?? []}
          onSaved={saved => {
            setMade(saved)
            if (saved.entry) navigate(`/documents/${saved.entry}`)
            else if (saved.state === 'dropped') navigate('/documents/drafts')
          }}
        />
      )}
    </Page>
  )
}

const beginning = (unit: string, code: string): Content => ({
  kind: 'supervision_notice',
  code,
  organ: unit ? printed.organ(unit) : '',
  urgency: 'ordinary',
  title: '',
  addressee: '',
  text: '',
  signer: unit,
})
