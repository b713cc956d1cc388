using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Slotline.Persistence.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class Initial : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "organizations",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    name = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    slug = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    time_zone_id = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    public_booking_enabled = table.Column<bool>(type: "INTEGER", nullable: false),
                    created_at = table.Column<long>(type: "INTEGER", nullable: false),
                    revision = table.Column<int>(type: "INTEGER", nullable: false),
                    pending_count = table.Column<int>(type: "INTEGER", nullable: false),
                    configuration_version = table.Column<int>(type: "INTEGER", nullable: false),
                    defaults_buffer_after_minutes = table.Column<int>(type: "INTEGER", nullable: false),
                    defaults_buffer_before_minutes = table.Column<int>(type: "INTEGER", nullable: false),
                    defaults_cancellation_cutoff_minutes = table.Column<int>(type: "INTEGER", nullable: false),
                    defaults_horizon_days = table.Column<int>(type: "INTEGER", nullable: false),
                    defaults_max_per_day = table.Column<int>(type: "INTEGER", nullable: true),
                    defaults_minimum_notice_minutes = table.Column<int>(type: "INTEGER", nullable: false),
                    defaults_slot_step_minutes = table.Column<int>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_organizations", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "clients",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    organization_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    name = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    name_key = table.Column<string>(type: "TEXT", maxLength: 400, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_clients", x => new { x.organization_id, x.id });
                    table.ForeignKey(
                        name: "fk_clients_organizations_organization_id",
                        column: x => x.organization_id,
                        principalTable: "organizations",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "muted_notifications",
                columns: table => new
                {
                    organization_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    recipient_kind = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    recipient_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    kind = table.Column<string>(type: "TEXT", maxLength: 30, nullable: false),
                    way = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_muted_notifications", x => new { x.organization_id, x.recipient_kind, x.recipient_id, x.kind, x.way });
                    table.ForeignKey(
                        name: "fk_muted_notifications_organizations_organization_id",
                        column: x => x.organization_id,
                        principalTable: "organizations",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "notification_settings",
                columns: table => new
                {
                    organization_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    sender_name = table.Column<string>(type: "TEXT", maxLength: 200, nullable: true),
                    reply_to = table.Column<string>(type: "TEXT", maxLength: 254, nullable: true),
                    footer = table.Column<string>(type: "TEXT", maxLength: 1000, nullable: true),
                    reminder_minutes = table.Column<int>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_notification_settings", x => x.organization_id);
                    table.ForeignKey(
                        name: "fk_notification_settings_organizations_organization_id",
                        column: x => x.organization_id,
                        principalTable: "organizations",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "services",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    organization_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    name = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    name_key = table.Column<string>(type: "TEXT", maxLength: 400, nullable: false),
                    description = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: true),
                    is_bookable = table.Column<bool>(type: "INTEGER", nullable: false),
                    is_public = table.Column<bool>(type: "INTEGER", nullable: false),
                    durations_minutes = table.Column<string>(type: "TEXT", nullable: false),
                    pending_holds_slot = table.Column<bool>(type: "INTEGER", nullable: false),
                    auto_approve = table.Column<bool>(type: "INTEGER", nullable: false),
                    rules_buffer_after_minutes = table.Column<int>(type: "INTEGER", nullable: true),
                    rules_buffer_before_minutes = table.Column<int>(type: "INTEGER", nullable: true),
                    rules_cancellation_cutoff_minutes = table.Column<int>(type: "INTEGER", nullable: true),
                    rules_horizon_days = table.Column<int>(type: "INTEGER", nullable: true),
                    rules_max_per_day = table.Column<int>(type: "INTEGER", nullable: true),
                    rules_minimum_notice_minutes = table.Column<int>(type: "INTEGER", nullable: true),
                    rules_slot_step_minutes = table.Column<int>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_services", x => new { x.organization_id, x.id });
                    table.ForeignKey(
                        name: "fk_services_organizations_organization_id",
                        column: x => x.organization_id,
                        principalTable: "organizations",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "technicians",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    organization_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    name = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    name_key = table.Column<string>(type: "TEXT", maxLength: 400, nullable: false),
                    email = table.Column<string>(type: "TEXT", maxLength: 254, nullable: false),
                    time_zone_id = table.Column<string>(type: "TEXT", maxLength: 64, nullable: true),
                    is_active = table.Column<bool>(type: "INTEGER", nullable: false),
                    accepts_preference = table.Column<bool>(type: "INTEGER", nullable: false),
                    max_appointments_per_day = table.Column<int>(type: "INTEGER", nullable: true),
                    weekly_hours = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_technicians", x => new { x.organization_id, x.id });
                    table.ForeignKey(
                        name: "fk_technicians_organizations_organization_id",
                        column: x => x.organization_id,
                        principalTable: "organizations",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "contacts",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    organization_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    client_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    name = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    name_key = table.Column<string>(type: "TEXT", maxLength: 400, nullable: false),
                    email = table.Column<string>(type: "TEXT", maxLength: 254, nullable: false),
                    email_key = table.Column<string>(type: "TEXT", maxLength: 508, nullable: false),
                    phone = table.Column<string>(type: "TEXT", maxLength: 50, nullable: true),
                    time_zone_id = table.Column<string>(type: "TEXT", maxLength: 64, nullable: true),
                    locale = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    role = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    is_active = table.Column<bool>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_contacts", x => new { x.organization_id, x.id });
                    table.ForeignKey(
                        name: "fk_contacts_clients_organization_id_client_id",
                        columns: x => new { x.organization_id, x.client_id },
                        principalTable: "clients",
                        principalColumns: new[] { "organization_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "tickets",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    organization_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    number = table.Column<string>(type: "TEXT", maxLength: 50, nullable: false),
                    title = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    search_key = table.Column<string>(type: "TEXT", maxLength: 1000, nullable: false),
                    url = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: true),
                    is_open = table.Column<bool>(type: "INTEGER", nullable: false),
                    client_id = table.Column<Guid>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_tickets", x => new { x.organization_id, x.id });
                    table.ForeignKey(
                        name: "fk_tickets_clients_organization_id_client_id",
                        columns: x => new { x.organization_id, x.client_id },
                        principalTable: "clients",
                        principalColumns: new[] { "organization_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_tickets_organizations_organization_id",
                        column: x => x.organization_id,
                        principalTable: "organizations",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "availability_exceptions",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    organization_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    technician_id = table.Column<Guid>(type: "TEXT", nullable: true),
                    from = table.Column<string>(type: "TEXT", nullable: false),
                    to = table.Column<string>(type: "TEXT", nullable: false),
                    hours = table.Column<string>(type: "TEXT", nullable: false),
                    reason = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_availability_exceptions", x => new { x.organization_id, x.id });
                    table.ForeignKey(
                        name: "fk_availability_exceptions_organizations_organization_id",
                        column: x => x.organization_id,
                        principalTable: "organizations",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_availability_exceptions_technicians_organization_id_technician_id",
                        columns: x => new { x.organization_id, x.technician_id },
                        principalTable: "technicians",
                        principalColumns: new[] { "organization_id", "id" });
                });

            migrationBuilder.CreateTable(
                name: "calendar_feeds",
                columns: table => new
                {
                    organization_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    technician_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    secret_hash = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    renewed_at = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_calendar_feeds", x => new { x.organization_id, x.technician_id });
                    table.ForeignKey(
                        name: "fk_calendar_feeds_technicians_organization_id_technician_id",
                        columns: x => new { x.organization_id, x.technician_id },
                        principalTable: "technicians",
                        principalColumns: new[] { "organization_id", "id" },
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "qualifications",
                columns: table => new
                {
                    organization_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    technician_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    service_id = table.Column<Guid>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_qualifications", x => new { x.organization_id, x.service_id, x.technician_id });
                    table.ForeignKey(
                        name: "fk_qualifications_services_organization_id_service_id",
                        columns: x => new { x.organization_id, x.service_id },
                        principalTable: "services",
                        principalColumns: new[] { "organization_id", "id" },
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_qualifications_technicians_organization_id_technician_id",
                        columns: x => new { x.organization_id, x.technician_id },
                        principalTable: "technicians",
                        principalColumns: new[] { "organization_id", "id" },
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "staff_members",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    organization_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    name = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    name_key = table.Column<string>(type: "TEXT", maxLength: 400, nullable: false),
                    email = table.Column<string>(type: "TEXT", maxLength: 254, nullable: false),
                    email_key = table.Column<string>(type: "TEXT", maxLength: 508, nullable: false),
                    phone = table.Column<string>(type: "TEXT", maxLength: 50, nullable: true),
                    role = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    technician_id = table.Column<Guid>(type: "TEXT", nullable: true),
                    time_zone_id = table.Column<string>(type: "TEXT", maxLength: 64, nullable: true),
                    locale = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    is_active = table.Column<bool>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_staff_members", x => new { x.organization_id, x.id });
                    table.ForeignKey(
                        name: "fk_staff_members_organizations_organization_id",
                        column: x => x.organization_id,
                        principalTable: "organizations",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_staff_members_technicians_organization_id_technician_id",
                        columns: x => new { x.organization_id, x.technician_id },
                        principalTable: "technicians",
                        principalColumns: new[] { "organization_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "appointment_requests",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    organization_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    reference = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    status = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    version = table.Column<int>(type: "INTEGER", nullable: false),
                    service_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    client_id = table.Column<Guid>(type: "TEXT", nullable: true),
                    contact_id = table.Column<Guid>(type: "TEXT", nullable: true),
                    requested_starts_at = table.Column<long>(type: "INTEGER", nullable: false),
                    requested_ends_at = table.Column<long>(type: "INTEGER", nullable: false),
                    requester_time_zone_id = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    requester_locale = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    preferred_technician_id = table.Column<Guid>(type: "TEXT", nullable: true),
                    description = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: true),
                    ticket_id = table.Column<Guid>(type: "TEXT", nullable: true),
                    internal_notes = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: true),
                    decline_reason = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: true),
                    cancellation_reason = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: true),
                    decided_at = table.Column<long>(type: "INTEGER", nullable: true),
                    created_at = table.Column<long>(type: "INTEGER", nullable: false),
                    updated_at = table.Column<long>(type: "INTEGER", nullable: false),
                    starts_at = table.Column<long>(type: "INTEGER", nullable: false),
                    ends_at = table.Column<long>(type: "INTEGER", nullable: false),
                    technician_id = table.Column<Guid>(type: "TEXT", nullable: true),
                    search_key = table.Column<string>(type: "TEXT", nullable: false),
                    decided_by_email = table.Column<string>(type: "TEXT", nullable: true),
                    decided_by_id = table.Column<Guid>(type: "TEXT", nullable: true),
                    decided_by_kind = table.Column<string>(type: "TEXT", maxLength: 20, nullable: true),
                    decided_by_name = table.Column<string>(type: "TEXT", nullable: true),
                    requester_company_name = table.Column<string>(type: "TEXT", nullable: true),
                    requester_email = table.Column<string>(type: "TEXT", nullable: false),
                    requester_name = table.Column<string>(type: "TEXT", nullable: false),
                    requester_phone = table.Column<string>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_appointment_requests", x => new { x.organization_id, x.id });
                    table.ForeignKey(
                        name: "fk_appointment_requests_clients_organization_id_client_id",
                        columns: x => new { x.organization_id, x.client_id },
                        principalTable: "clients",
                        principalColumns: new[] { "organization_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_appointment_requests_contacts_organization_id_contact_id",
                        columns: x => new { x.organization_id, x.contact_id },
                        principalTable: "contacts",
                        principalColumns: new[] { "organization_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_appointment_requests_services_organization_id_service_id",
                        columns: x => new { x.organization_id, x.service_id },
                        principalTable: "services",
                        principalColumns: new[] { "organization_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_appointment_requests_technicians_organization_id_preferred_technician_id",
                        columns: x => new { x.organization_id, x.preferred_technician_id },
                        principalTable: "technicians",
                        principalColumns: new[] { "organization_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_appointment_requests_technicians_organization_id_technician_id",
                        columns: x => new { x.organization_id, x.technician_id },
                        principalTable: "technicians",
                        principalColumns: new[] { "organization_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_appointment_requests_tickets_organization_id_ticket_id",
                        columns: x => new { x.organization_id, x.ticket_id },
                        principalTable: "tickets",
                        principalColumns: new[] { "organization_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "accounts",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    organization_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    email_key = table.Column<string>(type: "TEXT", maxLength: 508, nullable: false),
                    staff_member_id = table.Column<Guid>(type: "TEXT", nullable: true),
                    contact_id = table.Column<Guid>(type: "TEXT", nullable: true),
                    password_hash = table.Column<string>(type: "TEXT", maxLength: 500, nullable: false),
                    failed_attempts = table.Column<int>(type: "INTEGER", nullable: false),
                    locked_until = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_accounts", x => new { x.organization_id, x.id });
                    table.ForeignKey(
                        name: "fk_accounts_contacts_organization_id_contact_id",
                        columns: x => new { x.organization_id, x.contact_id },
                        principalTable: "contacts",
                        principalColumns: new[] { "organization_id", "id" },
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_accounts_organizations_organization_id",
                        column: x => x.organization_id,
                        principalTable: "organizations",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_accounts_staff_members_organization_id_staff_member_id",
                        columns: x => new { x.organization_id, x.staff_member_id },
                        principalTable: "staff_members",
                        principalColumns: new[] { "organization_id", "id" },
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "appointments",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    organization_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    request_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    service_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    technician_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    starts_at = table.Column<long>(type: "INTEGER", nullable: false),
                    ends_at = table.Column<long>(type: "INTEGER", nullable: false),
                    status = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    overridden_rules = table.Column<string>(type: "TEXT", nullable: false),
                    sequence = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_appointments", x => new { x.organization_id, x.id });
                    table.ForeignKey(
                        name: "fk_appointments_appointment_requests_organization_id_request_id",
                        columns: x => new { x.organization_id, x.request_id },
                        principalTable: "appointment_requests",
                        principalColumns: new[] { "organization_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_appointments_services_organization_id_service_id",
                        columns: x => new { x.organization_id, x.service_id },
                        principalTable: "services",
                        principalColumns: new[] { "organization_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_appointments_technicians_organization_id_technician_id",
                        columns: x => new { x.organization_id, x.technician_id },
                        principalTable: "technicians",
                        principalColumns: new[] { "organization_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "events",
                columns: table => new
                {
                    organization_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    revision = table.Column<int>(type: "INTEGER", nullable: false),
                    request_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    client_id = table.Column<Guid>(type: "TEXT", nullable: true),
                    contact_id = table.Column<Guid>(type: "TEXT", nullable: true),
                    request_version = table.Column<int>(type: "INTEGER", nullable: false),
                    type = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    occurred_at = table.Column<long>(type: "INTEGER", nullable: false),
                    changes = table.Column<string>(type: "TEXT", nullable: false),
                    pending_count = table.Column<int>(type: "INTEGER", nullable: false),
                    actor_email = table.Column<string>(type: "TEXT", nullable: true),
                    actor_id = table.Column<Guid>(type: "TEXT", nullable: true),
                    actor_kind = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    actor_name = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_events", x => new { x.organization_id, x.revision });
                    table.ForeignKey(
                        name: "fk_events_appointment_requests_organization_id_request_id",
                        columns: x => new { x.organization_id, x.request_id },
                        principalTable: "appointment_requests",
                        principalColumns: new[] { "organization_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "idempotency_keys",
                columns: table => new
                {
                    organization_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    owner = table.Column<string>(type: "TEXT", maxLength: 300, nullable: false),
                    key = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    input_hash = table.Column<byte[]>(type: "BLOB", nullable: false),
                    request_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    created_at = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_idempotency_keys", x => new { x.organization_id, x.owner, x.key });
                    table.ForeignKey(
                        name: "fk_idempotency_keys_appointment_requests_organization_id_request_id",
                        columns: x => new { x.organization_id, x.request_id },
                        principalTable: "appointment_requests",
                        principalColumns: new[] { "organization_id", "id" },
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "mails",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    organization_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    request_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    recipient_kind = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    recipient_id = table.Column<Guid>(type: "TEXT", nullable: true),
                    name = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    address = table.Column<string>(type: "TEXT", maxLength: 254, nullable: false),
                    locale = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    time_zone_id = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    kind = table.Column<string>(type: "TEXT", maxLength: 30, nullable: false),
                    audience = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    calendar = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    facts = table.Column<string>(type: "TEXT", nullable: false),
                    key = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    state = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    attempts = table.Column<int>(type: "INTEGER", nullable: false),
                    next_attempt_at = table.Column<long>(type: "INTEGER", nullable: false),
                    leased_until = table.Column<long>(type: "INTEGER", nullable: true),
                    leased_by = table.Column<string>(type: "TEXT", maxLength: 200, nullable: true),
                    last_error = table.Column<string>(type: "TEXT", maxLength: 500, nullable: true),
                    created_at = table.Column<long>(type: "INTEGER", nullable: false),
                    sent_at = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_mails", x => new { x.organization_id, x.id });
                    table.ForeignKey(
                        name: "fk_mails_appointment_requests_organization_id_request_id",
                        columns: x => new { x.organization_id, x.request_id },
                        principalTable: "appointment_requests",
                        principalColumns: new[] { "organization_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "notifications",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    organization_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    request_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    recipient_kind = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    recipient_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    kind = table.Column<string>(type: "TEXT", maxLength: 30, nullable: false),
                    audience = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    facts = table.Column<string>(type: "TEXT", nullable: false),
                    key = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    created_at = table.Column<long>(type: "INTEGER", nullable: false),
                    read_at = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_notifications", x => new { x.organization_id, x.id });
                    table.ForeignKey(
                        name: "fk_notifications_appointment_requests_organization_id_request_id",
                        columns: x => new { x.organization_id, x.request_id },
                        principalTable: "appointment_requests",
                        principalColumns: new[] { "organization_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "sessions",
                columns: table => new
                {
                    token_hash = table.Column<byte[]>(type: "BLOB", nullable: false),
                    organization_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    account_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    created_at = table.Column<long>(type: "INTEGER", nullable: false),
                    expires_at = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_sessions", x => x.token_hash);
                    table.ForeignKey(
                        name: "fk_sessions_accounts_organization_id_account_id",
                        columns: x => new { x.organization_id, x.account_id },
                        principalTable: "accounts",
                        principalColumns: new[] { "organization_id", "id" },
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "reminder_marks",
                columns: table => new
                {
                    organization_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    appointment_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    sequence = table.Column<int>(type: "INTEGER", nullable: false),
                    created_at = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_reminder_marks", x => new { x.organization_id, x.appointment_id, x.sequence });
                    table.ForeignKey(
                        name: "fk_reminder_marks_appointments_organization_id_appointment_id",
                        columns: x => new { x.organization_id, x.appointment_id },
                        principalTable: "appointments",
                        principalColumns: new[] { "organization_id", "id" },
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "ix_accounts_email_key_organization_id",
                table: "accounts",
                columns: new[] { "email_key", "organization_id" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_accounts_organization_id_contact_id",
                table: "accounts",
                columns: new[] { "organization_id", "contact_id" });

            migrationBuilder.CreateIndex(
                name: "ix_accounts_organization_id_staff_member_id",
                table: "accounts",
                columns: new[] { "organization_id", "staff_member_id" });

            migrationBuilder.CreateIndex(
                name: "holds",
                table: "appointment_requests",
                columns: new[] { "organization_id", "starts_at" },
                filter: "status = 'Pending'");

            migrationBuilder.CreateIndex(
                name: "ix_appointment_requests_organization_id_client_id_created_at_id",
                table: "appointment_requests",
                columns: new[] { "organization_id", "client_id", "created_at", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_appointment_requests_organization_id_contact_id_created_at_id",
                table: "appointment_requests",
                columns: new[] { "organization_id", "contact_id", "created_at", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_appointment_requests_organization_id_created_at_id",
                table: "appointment_requests",
                columns: new[] { "organization_id", "created_at", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_appointment_requests_organization_id_preferred_technician_id",
                table: "appointment_requests",
                columns: new[] { "organization_id", "preferred_technician_id" });

            migrationBuilder.CreateIndex(
                name: "ix_appointment_requests_organization_id_reference",
                table: "appointment_requests",
                columns: new[] { "organization_id", "reference" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_appointment_requests_organization_id_service_id",
                table: "appointment_requests",
                columns: new[] { "organization_id", "service_id" });

            migrationBuilder.CreateIndex(
                name: "ix_appointment_requests_organization_id_starts_at_id",
                table: "appointment_requests",
                columns: new[] { "organization_id", "starts_at", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_appointment_requests_organization_id_status_created_at_id",
                table: "appointment_requests",
                columns: new[] { "organization_id", "status", "created_at", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_appointment_requests_organization_id_technician_id_starts_at",
                table: "appointment_requests",
                columns: new[] { "organization_id", "technician_id", "starts_at" });

            migrationBuilder.CreateIndex(
                name: "ix_appointment_requests_organization_id_ticket_id",
                table: "appointment_requests",
                columns: new[] { "organization_id", "ticket_id" });

            migrationBuilder.CreateIndex(
                name: "ix_appointment_requests_organization_id_updated_at_id",
                table: "appointment_requests",
                columns: new[] { "organization_id", "updated_at", "id" });

            migrationBuilder.CreateIndex(
                name: "busy",
                table: "appointments",
                columns: new[] { "organization_id", "starts_at" },
                filter: "status <> 'Cancelled'");

            migrationBuilder.CreateIndex(
                name: "ix_appointments_organization_id_request_id",
                table: "appointments",
                columns: new[] { "organization_id", "request_id" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_appointments_organization_id_service_id",
                table: "appointments",
                columns: new[] { "organization_id", "service_id" });

            migrationBuilder.CreateIndex(
                name: "ix_appointments_organization_id_technician_id",
                table: "appointments",
                columns: new[] { "organization_id", "technician_id" });

            migrationBuilder.CreateIndex(
                name: "ix_availability_exceptions_organization_id_technician_id",
                table: "availability_exceptions",
                columns: new[] { "organization_id", "technician_id" });

            migrationBuilder.CreateIndex(
                name: "ix_availability_exceptions_organization_id_to",
                table: "availability_exceptions",
                columns: new[] { "organization_id", "to" });

            migrationBuilder.CreateIndex(
                name: "ix_calendar_feeds_secret_hash",
                table: "calendar_feeds",
                column: "secret_hash",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_clients_organization_id_name_key_id",
                table: "clients",
                columns: new[] { "organization_id", "name_key", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_contacts_organization_id_client_id_email_key",
                table: "contacts",
                columns: new[] { "organization_id", "client_id", "email_key" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_contacts_organization_id_client_id_name_key_id",
                table: "contacts",
                columns: new[] { "organization_id", "client_id", "name_key", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_events_organization_id_request_id_revision",
                table: "events",
                columns: new[] { "organization_id", "request_id", "revision" });

            migrationBuilder.CreateIndex(
                name: "ix_idempotency_keys_created_at",
                table: "idempotency_keys",
                column: "created_at");

            migrationBuilder.CreateIndex(
                name: "ix_idempotency_keys_organization_id_request_id",
                table: "idempotency_keys",
                columns: new[] { "organization_id", "request_id" });

            migrationBuilder.CreateIndex(
                name: "due",
                table: "mails",
                column: "next_attempt_at",
                filter: "state = 'Queued'");

            migrationBuilder.CreateIndex(
                name: "ix_mails_organization_id_key",
                table: "mails",
                columns: new[] { "organization_id", "key" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_mails_organization_id_request_id",
                table: "mails",
                columns: new[] { "organization_id", "request_id" });

            migrationBuilder.CreateIndex(
                name: "ix_notifications_organization_id_key",
                table: "notifications",
                columns: new[] { "organization_id", "key" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_notifications_organization_id_recipient_id_created_at_id",
                table: "notifications",
                columns: new[] { "organization_id", "recipient_id", "created_at", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_notifications_organization_id_request_id",
                table: "notifications",
                columns: new[] { "organization_id", "request_id" });

            migrationBuilder.CreateIndex(
                name: "unread",
                table: "notifications",
                columns: new[] { "organization_id", "recipient_id" },
                filter: "read_at IS NULL");

            migrationBuilder.CreateIndex(
                name: "ix_organizations_slug",
                table: "organizations",
                column: "slug",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_qualifications_organization_id_technician_id",
                table: "qualifications",
                columns: new[] { "organization_id", "technician_id" });

            migrationBuilder.CreateIndex(
                name: "ix_services_id",
                table: "services",
                column: "id",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_services_organization_id_name_key_id",
                table: "services",
                columns: new[] { "organization_id", "name_key", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_sessions_expires_at",
                table: "sessions",
                column: "expires_at");

            migrationBuilder.CreateIndex(
                name: "ix_sessions_organization_id_account_id",
                table: "sessions",
                columns: new[] { "organization_id", "account_id" });

            migrationBuilder.CreateIndex(
                name: "ix_staff_members_organization_id_email_key",
                table: "staff_members",
                columns: new[] { "organization_id", "email_key" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_staff_members_organization_id_technician_id",
                table: "staff_members",
                columns: new[] { "organization_id", "technician_id" });

            migrationBuilder.CreateIndex(
                name: "ix_technicians_organization_id_name_key_id",
                table: "technicians",
                columns: new[] { "organization_id", "name_key", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_tickets_organization_id_client_id",
                table: "tickets",
                columns: new[] { "organization_id", "client_id" });

            migrationBuilder.CreateIndex(
                name: "ix_tickets_organization_id_number",
                table: "tickets",
                columns: new[] { "organization_id", "number" },
                unique: true);

            migrationBuilder.Sql(NoDoubleBooking.OnSqliteIndex);
            migrationBuilder.Sql(NoDoubleBooking.OnSqliteInsert);
            migrationBuilder.Sql(NoDoubleBooking.OnSqliteUpdate);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "availability_exceptions");

            migrationBuilder.DropTable(
                name: "calendar_feeds");

            migrationBuilder.DropTable(
                name: "events");

            migrationBuilder.DropTable(
                name: "idempotency_keys");

            migrationBuilder.DropTable(
                name: "mails");

            migrationBuilder.DropTable(
                name: "muted_notifications");

            migrationBuilder.DropTable(
                name: "notification_settings");

            migrationBuilder.DropTable(
                name: "notifications");

            migrationBuilder.DropTable(
                name: "qualifications");

            migrationBuilder.DropTable(
                name: "reminder_marks");

            migrationBuilder.DropTable(
                name: "sessions");

            migrationBuilder.DropTable(
                name: "appointments");

            migrationBuilder.DropTable(
                name: "accounts");

            migrationBuilder.DropTable(
                name: "appointment_requests");

            migrationBuilder.DropTable(
                name: "staff_members");

            migrationBuilder.DropTable(
                name: "contacts");

            migrationBuilder.DropTable(
                name: "services");

            migrationBuilder.DropTable(
                name: "tickets");

            migrationBuilder.DropTable(
                name: "technicians");

            migrationBuilder.DropTable(
                name: "clients");

            migrationBuilder.DropTable(
                name: "organizations");
        }
    }
}
