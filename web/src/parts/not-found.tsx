import { Link } from 'wouter'
import { useWords } from '../i18n/language.tsx'
import { EmptyState } from '../ui/feedback.tsx'
import { PageTitle } from './page-title.tsx'

export function NotFound() {
  const words = useWords()
  return (
    <>
      <PageTitle>{words.notFound}</PageTitle>
      <EmptyState icon="search" title={words.notFound} isPage>
        <p>{words.notFoundText}</p>
        <Link href="/" className="button button--primary button--normal">
          {words.toStart}
        </Link>
      </EmptyState>
    </>
  )
}
