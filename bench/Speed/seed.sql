-- One firm with a long history. Everything follows from its name and the numbers of its rows; the words that begin with
-- a colon are put in by Seed.cs.
CREATE OR REPLACE FUNCTION pg_temp.idof(kind text, n bigint) RETURNS uuid LANGUAGE sql IMMUTABLE AS
  $$ SELECT md5(':slug ' || kind || n)::uuid $$;

INSERT INTO organizations (id, name, slug, time_zone_id, public_booking_enabled, created_at, revision,
  pending_count, configuration_version, defaults_buffer_after_minutes, defaults_buffer_before_minutes,
  defaults_cancellation_cutoff_minutes, defaults_horizon_days, defaults_minimum_notice_minutes,
  defaults_slot_step_minutes)
VALUES (':organization', ':slug', ':slug', 'Europe/Berlin', false, now(), 0, 0, 1, 0, 0, 0, 365, 0, 30);
INSERT INTO services (id, organization_id, name, name_key, is_bookable, is_public, durations_minutes,
  pending_holds_slot, auto_approve)
SELECT pg_temp.idof('service', n), ':organization', 'Service ' || n, 'service ' || n, true, false, '60', false, false
FROM generate_series(1, 20) n;
INSERT INTO technicians (id, organization_id, name, name_key, email, is_active, accepts_preference, weekly_hours)
SELECT pg_temp.idof('technician', n), ':organization', 'Technician ' || n, 'technician ' || n,
  'technician' || n || '@bench.test', true, true,
  (SELECT string_agg(day || ' 00:00-24:00', ',') FROM generate_series(1, 7) day)
FROM generate_series(1, :technicians) n;
INSERT INTO qualifications (organization_id, technician_id, service_id)
SELECT ':organization', pg_temp.idof('technician', t), pg_temp.idof('service', s)
FROM generate_series(1, :technicians) t, generate_series(1, 20) s WHERE (t + s) % 4 = 0;
INSERT INTO clients (id, organization_id, name, name_key)
SELECT pg_temp.idof('client', n), ':organization', 'Client ' || n, 'client ' || n FROM generate_series(1, 1000) n;
INSERT INTO contacts (id, organization_id, client_id, name, name_key, email, email_key, locale, role, is_active)
SELECT pg_temp.idof('contact', n), ':organization', pg_temp.idof('client', n % 1000 + 1), 'Person ' || n, 'person ' || n,
  'person' || n || '@client.test', 'person' || n || '@client.test', 'en', 'ClientMember', true
FROM generate_series(1, 2000) n;
INSERT INTO tickets (id, organization_id, number, title, search_key, is_open, client_id)
SELECT pg_temp.idof('ticket', n), ':organization', 'T-' || n, 'Ticket ' || n, 't-' || n || ' ticket ' || n, true,
  pg_temp.idof('client', n % 1000 + 1) FROM generate_series(1, 2000) n;
INSERT INTO staff_members (id, organization_id, name, name_key, email, email_key, role, locale, is_active)
VALUES (pg_temp.idof('staff', 1), ':organization', 'Dora', 'dora', ':slug@staff.test', ':slug@staff.test',
  'Dispatcher', 'en', true);
INSERT INTO accounts (id, organization_id, email_key, staff_member_id, password_hash)
VALUES (pg_temp.idof('account', 1), ':organization', ':slug@staff.test', pg_temp.idof('staff', 1), 'none');
INSERT INTO sessions (id, token_hash, organization_id, account_id, created_at, last_used_at, expires_at)
VALUES (pg_temp.idof('session', 1), sha256(':token'), ':organization', pg_temp.idof('account', 1), now(), now(), now() + interval '90 days');

-- Spread over three years; the last two hundred are pending, every tenth is booked.
INSERT INTO appointment_requests (id, organization_id, reference, status, version, service_id, client_id, contact_id,
  requested_starts_at, requested_ends_at, requester_time_zone_id, requester_locale, preferred_technician_id,
  description, ticket_id, created_at, updated_at, starts_at, ends_at, technician_id, search_key,
  requester_company_name, requester_email, requester_name)
SELECT (lpad(to_hex((extract(epoch FROM created) * 1000)::bigint), 12, '0') || '7'
    || substr(md5(':slug request' || n), 1, 19))::uuid,
  ':organization', reference, status, CASE status WHEN 'Pending' THEN 1 ELSE 2 END,
  pg_temp.idof('service', n % 20 + 1), pg_temp.idof('client', person % 1000 + 1), pg_temp.idof('contact', person),
  starts, starts + interval '1 hour', 'Europe/Berlin', 'en', technician, description,
  CASE WHEN n % 3 = 0 THEN pg_temp.idof('ticket', n % 2000 + 1) END, created, updated,
  starts, starts + interval '1 hour', technician, lower(concat_ws(' ', reference, 'Person ' || person,
    'person' || person || '@client.test', 'Client ' || person % 1000 + 1, description)),
  'Client ' || person % 1000 + 1, 'person' || person || '@client.test', 'Person ' || person
FROM (SELECT *, created + interval '1 day' AS updated,
    CASE WHEN status = 'Approved' THEN pg_temp.idof('technician', place % :technicians + 1)
      WHEN n % 2 = 0 THEN pg_temp.idof('technician', n % :technicians + 1) END AS technician,
    CASE WHEN status = 'Approved'
      THEN date_trunc('day', now()) - interval '110 days' + place / :technicians * interval '4 hours'
      ELSE date_trunc('hour', created) + interval '3 days' END AS starts
  FROM (SELECT n, n / :each - 1 AS place, 'RQ-' || n AS reference,
      n % 2000 * 7919 % 2000 + 1 AS person,
      'Printer ' || n % 977 || ' on floor ' || n % 13 || ' stopped, case ' || n AS description,
      now() - (:requests - n) * (interval '3 years' / :requests) AS created,
      CASE WHEN n % :each = 0 THEN 'Approved'
        WHEN n > :requests - 220 THEN 'Pending'
        WHEN n % 2 = 0 THEN 'Declined' ELSE 'Cancelled' END AS status
    FROM generate_series(1, :requests) n) numbered) dated;

INSERT INTO appointments (id, organization_id, request_id, service_id, technician_id, starts_at, ends_at, status,
  overridden_rules, sequence)
SELECT gen_random_uuid(), organization_id, id, service_id, technician_id, starts_at, ends_at,
  CASE WHEN ends_at < now() THEN 'Completed' ELSE 'Scheduled' END, '', 0
FROM appointment_requests WHERE organization_id = ':organization' AND status = 'Approved';

INSERT INTO events (organization_id, revision, request_id, client_id, contact_id, request_version, type,
  occurred_at, changes, pending_count, actor_id, actor_kind, actor_name)
SELECT organization_id, row_number() OVER (ORDER BY at, id), id, client_id, contact_id, version, type, at, '[]',
  0, pg_temp.idof('staff', 1), 'StaffMember', 'Dora'
FROM (SELECT organization_id, id, client_id, contact_id, 1 AS version, 'Requested' AS type, created_at AS at
    FROM appointment_requests WHERE organization_id = ':organization'
  UNION ALL SELECT organization_id, id, client_id, contact_id, 2, status, updated_at
    FROM appointment_requests WHERE organization_id = ':organization' AND status <> 'Pending') happened;

UPDATE organizations o SET
  revision = (SELECT max(revision) FROM events WHERE organization_id = o.id),
  (pending_count, approved_count, declined_count, cancelled_count) = (
    SELECT count(*) FILTER (WHERE status = 'Pending'), count(*) FILTER (WHERE status = 'Approved'),
      count(*) FILTER (WHERE status = 'Declined'), count(*) FILTER (WHERE status = 'Cancelled')
    FROM appointment_requests r WHERE r.organization_id = o.id)
WHERE id = ':organization'
