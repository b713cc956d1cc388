import { type FormEvent, useState } from 'react'
import { Form } from 'react-aria-components/Form'
import { Link } from 'wouter'
import { useAct } from '../api/act.ts'
import { RequestPasswordResetDocument } from '../gql/people.ts'
import { useWords } from '../i18n/language.tsx'
import { Button } from '../ui/button.tsx'
import { Alert } from '../ui/feedback.tsx'
import { TextField } from '../ui/field.tsx'
import { SignInCard } from './sign-in-card.tsx'

export function ForgotPage() {
  const { people: words, signIn } = useWords()
  const { run, isRunning, refused } = useAct(RequestPasswordResetDocument)
  const [isSent, setIsSent] = useState(false)

  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const email = String(new FormData(event.currentTarget).get('email')).trim()
    if (await run({ input: { email } })) setIsSent(true)
  }

  return (
    <SignInCard title={words.forgotTitle} {...(isSent ? {} : { lead: words.forgotLead })}>
      {isSent ? (
        <Alert kind="good">{words.forgotSent}</Alert>
      ) : (
        <Form className="form" onSubmit={(event) => void submit(event)}>
          {refused?.text && <Alert kind="problem">{refused.text}</Alert>}
          <TextField name="email" type="email" label={signIn.email} autoComplete="username" isRequired autoFocus />
          <Button type="submit" kind="primary" size="large" isPending={isRunning}>
            {words.forgotSend}
          </Button>
        </Form>
      )}
      <Link href="/sign-in" className="sign-in__aside">
        {words.backToSignIn}
      </Link>
    </SignInCard>
  )
}
