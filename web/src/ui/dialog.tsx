import type { ReactNode } from 'react'
import { Dialog as AriaDialog } from 'react-aria-components/Dialog'
import { Heading } from 'react-aria-components/Heading'
import { Modal, ModalOverlay } from 'react-aria-components/Modal'
import { useWords } from '../i18n/language.tsx'
import { Button, IconButton } from './button.tsx'
import './styles/dialog.css'

export interface DialogProps {
  title: string
  isOpen: boolean
  onClose: () => void
  size?: 'small' | 'normal' | 'large'
  role?: 'dialog' | 'alertdialog'
  children: ReactNode
}

export function Dialog({ title, isOpen, onClose, size = 'normal', role = 'dialog', children }: DialogProps) {
  const words = useWords()
  return (
    <ModalOverlay
      className="dialog__shade"
      isOpen={isOpen}
      onOpenChange={(open) => !open && onClose()}
      isDismissable={role === 'dialog'}
    >
      <Modal className={`dialog dialog--${size}`}>
        <AriaDialog className="dialog__sheet" role={role}>
          <header className="dialog__head">
            <Heading slot="title" level={2} className="dialog__title">
              {title}
            </Heading>
            <IconButton icon="close" label={words.close} onPress={onClose} />
          </header>
          <div className="dialog__body">{children}</div>
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  )
}

export interface ConfirmProps {
  title: string
  isOpen: boolean
  onClose: () => void
  confirm: string
  keep: string
  onConfirm: () => void
  isPending?: boolean
  children: ReactNode
}

/** For acts that cannot be undone: the safe answer has the focus. */
export function Confirm({
  title,
  isOpen,
  onClose,
  confirm,
  keep,
  onConfirm,
  isPending = false,
  children,
}: ConfirmProps) {
  return (
    <Dialog title={title} isOpen={isOpen} onClose={onClose} size="small" role="alertdialog">
      <div className="form">
        {children}
        <div className="form__actions form__actions--end">
          <Button onPress={onClose} autoFocus>
            {keep}
          </Button>
          <Button kind="danger" onPress={onConfirm} isPending={isPending}>
            {confirm}
          </Button>
        </div>
      </div>
    </Dialog>
  )
}
