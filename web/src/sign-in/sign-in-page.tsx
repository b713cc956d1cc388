import { type FormEvent, useState } from 'react'
import { Form } from 'react-aria-components/Form'
import { useMutation } from 'urql'
import { Redirect, useSearchParams } from 'wouter'
import { fieldErrors, sayFault, sayProblem } from '../api/problem.ts'
import { startSession, useSession } from '../api/session.ts'
import { SignInDocument } from '../gql/shell.ts'
import { useWords } from '../i18n/language.tsx'
import { PageTitle } from '../parts/page-title.tsx'
import { Button } from '../ui/button.tsx'
import { Alert } from '../ui/feedback.tsx'
import { TextField } from '../ui/field.tsx'
import './sign-in.css'

/** Only a path of our own may follow a sign-in: a foreign address in the link would be a trap for the person. */
function safeNext(next: string | null): string {
  return next?.startsWith('/') && !next.startsWith('//') && !next.includes('\\') ? next : '/'
}

export function SignInPage() {
  const { signIn: words } = useWords()
  const session = useSession()
  const [search] = useSearchParams()
  if (session) return <Redirect to={safeNext(search.get('next'))} replace />
  return (
    <main className="sign-in" id="content">
      <PageTitle>{words.title}</PageTitle>
      <div className="sign-in__card">
        <img src="/favicon.svg" alt="" width="44" height="44" />
        <h1>{words.title}</h1>
        <p className="soft">{words.lead}</p>
        <SignInForm organizationSlug={search.get('org')} />
      </div>
    </main>
  )
}

function SignInForm({ organizationSlug }: { organizationSlug: string | null }) {
  const words = useWords()
  const [{ fetching }, signIn] = useMutation(SignInDocument)
  const [errors, setErrors] = useState<Record<string, string[]>>({})
  const [problem, setProblem] = useState<string | null>(null)

  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const form = new FormData(event.currentTarget)
    const input = { email: String(form.get('email')).trim(), password: String(form.get('password')) }
    setProblem(null)
    const { data, error } = await signIn({ input: organizationSlug ? { ...input, organizationSlug } : input })
    if (error) return setProblem(sayFault(words, error))
    const { token, errors: refused } = data?.signIn ?? { token: null, errors: [] }
    if (token) return startSession(token)
    const [first] = refused
    setErrors(fieldErrors(words, refused))
    if (first && first.field.length === 0) setProblem(sayProblem(words, first))
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
