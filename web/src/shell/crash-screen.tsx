import { Component, type ReactNode } from 'react'
import { useWords } from '../i18n/language.tsx'
import { Button } from '../ui/button.tsx'
import { EmptyState } from '../ui/feedback.tsx'

/** What is left when a screen throws: a sentence and a way on, instead of a white page. */
export class CrashScreen extends Component<{ children: ReactNode }, { hasCrashed: boolean }> {
  override state = { hasCrashed: false }

  static getDerivedStateFromError() {
    return { hasCrashed: true }
  }

  override render() {
    return this.state.hasCrashed ? <Crashed /> : this.props.children
  }
}

function Crashed() {
  const words = useWords()
  return (
    <main>
      <EmptyState icon="warning" title={words.crashed} isPage>
        <p>{words.crashedText}</p>
        <Button kind="primary" onPress={() => location.reload()}>
          {words.reload}
        </Button>
      </EmptyState>
    </main>
  )
}
