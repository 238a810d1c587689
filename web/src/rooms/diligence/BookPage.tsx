import { url } from '@/api/client'
import { useT } from '@/app/i18n'
import type { Screen } from '@/app/rooms'
import { Button, Facts, Job, Loaded, Note, Page, Panel } from '@/kit'
import css from './Diligence.module.css'
import { type Book, type Contents, isRunning, useBook, useStop } from './data'
import './words'

/** One book: how far it is, what is in it, and its files. */
export default function BookPage({ params }: Screen) {
  const t = useT('diligence')
  const book = useBook(params.id ?? '')
  const title = book.data?.name || t('title')
  return (
    <Page
      name={t('book')}
      title={title}
      lead={book.data && t('bookLead', { from: book.data.from, to: book.data.to, purpose: book.data.purpose })}
      crumbs={[{ label: t('nav'), to: '/diligence' }]}
      action={book.data?.state === 'done' && <Files book={book.data} />}
    >
      <Loaded query={book} rows={8}>
        {b => <Body book={b} />}
      </Loaded>
    </Page>
  )
}

/** The book opens in a page of its own, which a browser prints; the bundle is what a court or an auditor is given. */
function Files({ book }: { book: Book }) {
  const t = useT('diligence')
  const file = (name: string) => url(`/diligence/${book.id}/${name}`)
  return (
    <span className={css.files}>
      <a className={css.file} href={file('book.html')} target="_blank" rel="noreferrer">
        {t('open')}
      </a>
      {book.pdf && (
        <a className={css.file} href={file('book.pdf')} download>
          {t('pdf')}
        </a>
      )}
      <a className={css.file} href={file('bundle.zip')} download>
        {t('bundle')}
      </a>
    </span>
  )
}

function Body({ book }: { book: Book }) {
  const t = useT('diligence')
  const stop = useStop(book.id)
  if (isRunning(book)) {
    return (
      <Panel title={t(`state.${book.state}`)}>
        <Job label={t('job')} done={book.done} total={book.total} />
        <Button busy={stop.isPending} onClick={() => stop.mutate()}>
          {t('stop')}
        </Button>
      </Panel>
    )
  }
  if (book.state !== 'done' || !book.contents) {
    return <Note tone="warn">{book.error || t(`state.${book.state}`)}</Note>
  }
  return <Done book={book} contents={book.contents} />
}

function Done({ book, contents }: { book: Book; contents: Contents }) {
  const t = useT('diligence')
  const n = contents.tally
  const counts: Record<string, number> = { rules: contents.rules?.length ?? 0, proofs: contents.lines }
  return (
    <div className={css.columns}>
      <Panel title={t('contents')}>
        <ol className={css.chapters}>
          {contents.chapters?.map(c => (
            <li key={c.key}>
              <a href={`${url(`/diligence/${book.id}/book.html`)}#${c.key}`} target="_blank" rel="noreferrer">
                {t(`chapter.${c.key}`)}
              </a>
              <span className="muted">{t('lines', { count: counts[c.key] ?? c.lines })}</span>
            </li>
          ))}
        </ol>
      </Panel>
      <div>
        <Panel title={t('glance')}>
          <Facts
            items={[
              [t('total'), t('lines', { count: contents.lines })],
              [t('told'), t('toldOf', { read: n.read, told: n.told })],
              [t('toSign'), t('signedOf', { signed: n.signed, toSign: n.toSign, raised: n.raised })],
              [t('asked'), t('lines', { count: n.asked })],
              [t('entry'), `#${book.pos}`],
            ]}
          />
        </Panel>
        <Panel title={t('verify')}>
          <p>{t('verifyText')}</p>
          <pre className={css.command}>anlan diligence verify bundle.zip --key …</pre>
          {!book.pdf && <p className="muted">{t('noPdf')}</p>}
        </Panel>
      </div>
    </div>
  )
}
