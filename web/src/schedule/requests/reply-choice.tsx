import { useQuery } from 'urql'
import { SavedRepliesDocument } from '../../gql/decisions.ts'
import { useWords } from '../../i18n/language.tsx'
import { SelectField } from '../../ui/select.tsx'

/** Inserts one of the organization's saved replies, to be changed before it is sent. */
export function ReplyChoice({ text, onInsert }: { text: string; onInsert: (text: string) => void }) {
  const { replies: words } = useWords().triage
  const [{ data }] = useQuery({ query: SavedRepliesDocument })
  const replies = data?.savedReplies ?? []
  if (replies.length === 0) return null
  return (
    <SelectField
      label={words.insert}
      placeholder={words.choose}
      choices={replies.map(({ title }, place) => ({ id: String(place), label: title }))}
      value={null}
      onChange={(place) => {
        const reply = replies[Number(place)]?.text ?? ''
        onInsert(text.trim() ? `${text.trimEnd()}\n${reply}` : reply)
      }}
    />
  )
}
