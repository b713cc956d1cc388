import type { Exchange, Operation } from '@urql/core'
import { pipe, tap } from 'wonka'
import type { Connection } from './connection.ts'

/** After a lost connection every query on screen is asked again: what was pushed meanwhile did not reach us. */
export function refetchOnReturn(connection: Connection): Exchange {
  return ({ client, forward }) =>
    (operations) => {
      const active = new Map<number, Operation>()
      connection.onReturn(() => {
        for (const operation of active.values()) {
          client.reexecuteOperation(
            client.createRequestOperation('query', operation, {
              ...operation.context,
              requestPolicy: 'cache-and-network',
            }),
          )
        }
      })
      return forward(
        pipe(
          operations,
          tap((operation) => {
            if (operation.kind === 'query') active.set(operation.key, operation)
            else if (operation.kind === 'teardown') active.delete(operation.key)
          }),
        ),
      )
    }
}
