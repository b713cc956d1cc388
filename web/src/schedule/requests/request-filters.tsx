import { useEffect, useEffectEvent, useState } from 'react'
import { useQuery } from 'urql'
import { FilterChoicesDocument } from '../../gql/schedule.ts'
import { useWords } from '../../i18n/language.tsx'
import { type RequestQuery, sorts } from '../../parts/request-query.ts'
import { Button } from '../../ui/button.tsx'
import { SearchField } from '../../ui/field.tsx'
import { SelectField } from '../../ui/select.tsx'

const any = 'any'
const typingPauseMs = 250

export interface RequestFiltersProps {
  query: RequestQuery
  onChange: (changes: Record<string, string | null>) => void
}

export function RequestFilters({ query, onChange }: RequestFiltersProps) {
  const { requests: words } = useWords()
  const [{ data }] = useQuery({ query: FilterChoicesDocument, requestPolicy: 'cache-first' })
  const choicesOf = (nodes: { id: string; name: string }[] | undefined, anyLabel: string) => [
    { id: any, label: anyLabel },
    ...(nodes ?? []).map(({ id, name }) => ({ id, label: name })),
  ]
  const chosen = (id: string) => (id === any ? null : id)
  return (
    <div className="filters" role="search">
      <SearchWords query={query} onChange={onChange} />
      <SelectField
        label={words.filterService}
        isLabelHidden
        choices={choicesOf(data?.services.nodes, words.anyService)}
        value={query.serviceId ?? any}
        onChange={(id) => onChange({ service: chosen(id) })}
      />
      <SelectField
        label={words.filterTechnician}
        isLabelHidden
        choices={choicesOf(data?.technicians.nodes, words.anyTechnician)}
        value={query.technicianId ?? any}
        onChange={(id) => onChange({ technician: chosen(id) })}
      />
      <SelectField
        label={words.sort}
        isLabelHidden
        choices={sorts.map((sort) => ({ id: sort, label: words.sorts[sort] }))}
        value={query.sort}
        onChange={(sort) => onChange({ sort: sort === 'newest' ? null : sort })}
      />
      {query.isNarrowed && (
        <Button kind="quiet" size="small" onPress={() => onChange({ q: null, service: null, technician: null })}>
          {words.clearFilters}
        </Button>
      )}
    </div>
  )
}

/** Asks once the typing pauses, not with every letter. */
function SearchWords({ query, onChange }: RequestFiltersProps) {
  const { requests: words } = useWords()
  const [text, setText] = useState(query.words)
  const ask = useEffectEvent((search: string) => {
    if (search.trim() !== query.words) onChange({ q: search.trim() })
  })
  useEffect(() => {
    const timer = setTimeout(() => ask(text), typingPauseMs)
    return () => clearTimeout(timer)
  }, [text])
  return (
    <SearchField label={words.search} placeholder={words.searchHint} value={text} onChange={setText} maxLength={200} />
  )
}
