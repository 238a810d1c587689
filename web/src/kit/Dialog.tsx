import { Drawer, Modal } from 'antd'
import type { ReactNode } from 'react'
import { useT } from '@/app/i18n'
import { Button } from '@/parts'
import css from './Dialog.module.css'

interface DialogProps {
  open: boolean
  title: ReactNode
  onClose: () => void
  children: ReactNode
  width?: number
}

/** Dialog asks for one thing; the form inside brings its own buttons. */
export function Dialog({ open, title, onClose, children, width = 560 }: DialogProps) {
  return (
    <Modal
      open={open}
      title={title}
      onCancel={onClose}
      footer={null}
      width={width}
      destroyOnHidden
      mask={{ closable: false }}
    >
      {children}
    </Modal>
  )
}

/** SidePanel shows one row's details beside its list; on a phone it covers the screen. */
export function SidePanel({ open, title, onClose, children, width = 560 }: DialogProps) {
  return (
    <Drawer
      open={open}
      title={title}
      onClose={onClose}
      size={width}
      destroyOnHidden
      styles={{ wrapper: { maxWidth: '100vw' } }}
    >
      {children}
    </Drawer>
  )
}

interface CheckProps {
  open: boolean
  title: ReactNode
  /** Name and value of everything that is about to leave the building. */
  answers: [ReactNode, ReactNode][]
  /** The verb with its object and consequence: "下发给 18 个乡镇". */
  verb: string
  problem?: ReactNode
  busy?: boolean
  onClose: () => void
  onConfirm: () => void
}

/** CheckAnswers repeats what will be sent before it is sent; it never asks "are you sure?". */
export function CheckAnswers({ open, title, answers, verb, problem, busy, onClose, onConfirm }: CheckProps) {
  const t = useT('kit')
  return (
    <Dialog open={open} title={title} onClose={onClose}>
      <dl className={css.answers}>
        {answers.map(([name, value], i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the answers have a fixed order
          <div key={i}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      {problem}
      <div className={css.actions}>
        <Button look="primary" busy={busy} onClick={onConfirm}>
          {verb}
        </Button>
        <Button onClick={onClose}>{t('dialog.back')}</Button>
      </div>
    </Dialog>
  )
}
