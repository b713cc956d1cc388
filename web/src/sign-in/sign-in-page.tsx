import { type FormEvent, useState } from 'react'
import { Form } from 'react-aria-components/Form'
import { useMutation, useQuery } from 'urql'
import { Link, useLocation, useSearchParams } from 'wouter'
import { fieldErrors, sayFault, sayProblem } from '../api/problem.ts'
import { startSession } from '../api/session.ts'
import { SignInOptionsDocument } from '../gql/people.ts'
import { SignInDocument } from '../gql/shell.ts'
import { useWords } from '../i18n/language.tsx'
import { Button } from '../ui/button.tsx'
import { Alert } from '../ui/feedback.tsx'
import { TextField } from '../ui/field.tsx'
import { SignInCard } from './sign-in-card.tsx'

/** Only a path of our own may follow a sign-in: a foreign address in the link would be a trap for the person. */
function safeNext(next: string | null): string {
  return next?.startsWith('/') && !next.startsWith('//') && !next.includes('\\') ? next : '/'
}

export function SignInPage() {
  const { signIn: words, people } = useWords()
  const [search] = useSearchParams()
  const problem = search.get('problem')
  const next = safeNext(search.get('next'))
  const organizationSlug = search.get('org')
  return (
    <SignInCard title={words.title} lead={words.lead}>
      {(problem === 'provider' || problem === 'unknown') && <Alert kind="problem">{people.problems[problem]}</Alert>}
      <SignInForm next={next} organizationSlug={organizationSlug} />
      <Link href="/sign-in/forgot" className="sign-in__aside">
        {people.forgot}
      </Link>
      <Provider next={next} organizationSlug={organizationSlug} />
    </SignInCard>
  )
}

interface WayIn {
  next: string
  organizationSlug: string | null
}

function SignInForm({ next, organizationSlug }: WayIn) {
  const words = useWords()
  const [, navigate] = useLocation()
  const [{ fetching }, signIn] = useMutation(SignInDocument)
  const [errors, setErrors] = useState<Record<string, string[]>>({})
  const [problem, setProblem] = useState<string | null>(null)

  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const form = new FormData(event.currentTarget)
    const input = { email: String(form.get('email')).trim(), password: String(form.get('password')) }
    setProblem(null)
    const { data, error } = await signIn({ input: organizationSlug ? { ...input, organizationSlug } : input })
    if (error || !data) return setProblem(error ? sayFault(words, error) : words.faults.FAULT)
    const { token, errors: refused } = data.signIn
    const [first] = refused
    setErrors(fieldErrors(words, refused))
    if (first) return first.field.length === 0 ? setProblem(sayProblem(words, first)) : undefined
    startSession(token)
    navigate(next, { replace: true })
  }

  return (
    <Form className="form" onSubmit={(event) => void submit(event)} validationErrors={errors}>
      {problem && <Alert kind="problem">{problem}</Alert>}
      <TextField name="email" type="email" label={words.signIn.email} autoComplete="username" isRequired autoFocus />
      <TextField
        name="password"
        type="password"
        label={words.signIn.password}
        autoComplete="current-password"
        isRequired
      />
      <Button type="submit" kind="primary" size="large" isPending={fetching}>
        {words.signIn.submit}
      </Button>
    </Form>
  )
}

/** The way in by another server, where this one knows of any. */
function Provider({ next, organizationSlug }: WayIn) {
  const { people: words } = useWords()
  const [{ data }] = useQuery({ query: SignInOptionsDocument })
  const provider = data?.signInOptions.provider
  if (!provider) return null
  const query = new URLSearchParams({ next, ...(organizationSlug ? { org: organizationSlug } : {}) })
  return (
    <>
      <p className="sign-in__or faint small">{words.or}</p>
      <a className="button button--secondary button--large" href={`${provider.path}?${query}`}>
        {words.signInWith(provider.name)}
      </a>
    </>
  )
}
