// The queue page by graphql-yoga, in the way that is good for it: one statement, rows turned into objects, no loaders.
import { createServer } from 'node:http';
import { createSchema, createYoga } from 'graphql-yoga';
import pg from 'pg';

const pool = new pg.Pool({ max: 16 });

const text = `
  SELECT r.id, r.reference, r.status, r.starts_at, c.name AS client, s.name AS service, k.number AS ticket, t.name AS technician
  FROM sessions n
  JOIN appointment_requests r ON r.organization_id = n.organization_id
  JOIN services s ON (s.organization_id, s.id) = (r.organization_id, r.service_id)
  LEFT JOIN clients c ON (c.organization_id, c.id) = (r.organization_id, r.client_id)
  LEFT JOIN tickets k ON (k.organization_id, k.id) = (r.organization_id, r.ticket_id)
  LEFT JOIN technicians t ON (t.organization_id, t.id) = (r.organization_id, r.preferred_technician_id)
  WHERE n.token_hash = sha256($1::bytea) AND n.expires_at > now() AND r.organization_id = $3
  ORDER BY r.created_at DESC, r.id DESC LIMIT $2`;

const named = (name) => (name === null ? null : { name });

const yoga = createYoga({
  logging: false,
  graphiql: false,
  schema: createSchema({
    typeDefs: `
      type Named { name: String! }
      type Ticket { number: String! }
      type AppointmentRequest {
        id: ID! reference: String! status: String! requestedStartsAt: String!
        client: Named service: Named! ticket: Ticket preferredTechnician: Named
      }
      type Connection { nodes: [AppointmentRequest!]! }
      type Query { appointmentRequests(first: Int): Connection! }`,
    resolvers: {
      Query: {
        async appointmentRequests(_, { first }, { request }) {
          const token = request.headers.get('authorization').slice('Bearer '.length);
          const { rows } = await pool.query({
            name: 'page', text, values: [Buffer.from(token), first, process.env.ORGANIZATION],
          });
          return {
            nodes: rows.map((row) => ({
              id: row.id, reference: row.reference, status: row.status, requestedStartsAt: row.starts_at.toISOString(),
              client: named(row.client), service: named(row.service),
              ticket: row.ticket === null ? null : { number: row.ticket }, preferredTechnician: named(row.technician),
            })),
          };
        },
      },
    },
  }),
});

const server = createServer(yoga);
server.listen(0, '127.0.0.1', () => console.log(`Now listening on: http://127.0.0.1:${server.address().port}`));
