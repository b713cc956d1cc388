import { type FormEvent, useState } from 'react'
import { Form } from 'react-aria-components/Form'
import { useQuery } from 'urql'
import { useAct } from '../api/act.ts'
import { useViewer } from '../api/viewer.tsx'
import { SetSavedRepliesDocument, SettingsRepliesDocument, type SettingsRepliesQuery } from '../gql/settings.ts'
import { useWords } from '../i18n/language.tsx'
import { Button, IconButton } from '../ui/button.tsx'
import { Alert, EmptyState, ErrorState, Skeleton } from '../ui/feedback.tsx'
import { TextArea, TextField } from '../ui/field.tsx'
import { showToast } from '../ui/toasts.ts'

type Reply = SettingsRepliesQuery['savedReplies'][number]
type Draft = Reply & { key: number }

const most = 50

export function RepliesPage() {
  const { settings, triage } = useWords()
  const [{ data, error }, retry] = useQuery({ query: SettingsRepliesDocument })
  return (
    <>
      <header>
        <h1>{settings.sections.replies}</h1>
        <p className="page__lead">{triage.replies.lead}</p>
      </header>
      {data ? (
        <RepliesForm replies={data.savedReplies} />
      ) : error ? (
        <ErrorState error={error} onRetry={() => retry({ requestPolicy: 'network-only' })} />
      ) : (
        <Skeleton rows={4} />
      )}
    </>
  )
}

function RepliesForm({ replies }: { replies: Reply[] }) {
  const words = useWords()
  const { replies: said } = words.triage
  const isDisabled = useViewer().role !== 'ADMIN'
  const { run, isRunning, refused } = useAct(SetSavedRepliesDocument)
  const [drafts, setDrafts] = useState<Draft[]>(() => replies.map(({ title, text }, key) => ({ title, text, key })))
  const nextKey = Math.max(-1, ...drafts.map(({ key }) => key)) + 1
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    const input = { replies: drafts.map(({ title, text }) => ({ title: title.trim(), text: text.trim() })) }
    if (await run({ input })) showToast({ text: words.settings.saved })
  }
  const moveUp = (place: number) =>
    setDrafts(drafts.map((draft, at) => drafts[at === place ? place - 1 : at === place - 1 ? place : at] ?? draft))

  return (
    <Form className="setting-form" onSubmit={(event) => void submit(event)}>
      {refused?.text && <Alert kind="problem">{refused.text}</Alert>}
      {drafts.length === 0 && (
        <EmptyState icon="note" title={said.none}>
          <p>{said.noneText}</p>
        </EmptyState>
      )}
      {drafts.map((draft, place) => (
        <ReplyFields
          key={draft.key}
          draft={draft}
          place={place}
          isDisabled={isDisabled}
          onChange={(changes) => setDrafts(drafts.map((one) => (one === draft ? { ...one, ...changes } : one)))}
          onRemove={() => setDrafts(drafts.filter((one) => one !== draft))}
          onUp={() => moveUp(place)}
        />
      ))}
      {!isDisabled && (
        <div className="form__actions">
          <Button type="submit" kind="primary" isPending={isRunning}>
            {words.save}
          </Button>
          <Button
            icon="plus"
            isDisabled={drafts.length >= most}
            onPress={() => setDrafts([...drafts, { title: '', text: '', key: nextKey }])}
          >
            {said.add}
          </Button>
        </div>
      )}
    </Form>
  )
}

interface ReplyFieldsProps {
  draft: Draft
  place: number
  isDisabled: boolean
  onChange: (changes: Partial<Reply>) => void
  onRemove: () => void
  onUp: () => void
}

function ReplyFields({ draft, place, isDisabled, onChange, onRemove, onUp }: ReplyFieldsProps) {
  const { replies: said } = useWords().triage
  return (
    <section className="card form" aria-label={draft.title || said.nth(place + 1)}>
      <div className="reply__head">
        <TextField
          label={said.title}
          isRequired
          maxLength={200}
          isDisabled={isDisabled}
          value={draft.title}
          onChange={(title) => onChange({ title })}
        />
        {!isDisabled && (
          <span className="cluster">
            {place > 0 && <IconButton icon="arrowUp" label={said.up(draft.title)} onPress={onUp} />}
            <IconButton icon="trash" label={said.remove(draft.title)} onPress={onRemove} />
          </span>
        )}
      </div>
      <TextArea
        label={said.text}
        hint={said.textHint}
        isRequired
        maxLength={2_000}
        isDisabled={isDisabled}
        value={draft.text}
        onChange={(text) => onChange({ text })}
      />
    </section>
  )
}
