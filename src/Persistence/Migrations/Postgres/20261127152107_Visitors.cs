using System;
using Microsoft.EntityFrameworkCore.Migrations;
using NodaTime;

#nullable disable

namespace Slotline.Persistence.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class Visitors : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "unconfirmed_requests",
                columns: table => new
                {
                    organization_id = table.Column<Guid>(type: "uuid", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    service_id = table.Column<Guid>(type: "uuid", nullable: false),
                    starts_at = table.Column<Instant>(type: "timestamp with time zone", nullable: false),
                    duration_minutes = table.Column<int>(type: "integer", nullable: false),
                    time_zone_id = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    preferred_technician_id = table.Column<Guid>(type: "uuid", nullable: true),
                    description = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: true),
                    locale = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    idempotency_key = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    input_hash = table.Column<byte[]>(type: "bytea", nullable: true),
                    created_at = table.Column<Instant>(type: "timestamp with time zone", nullable: false),
                    expires_at = table.Column<Instant>(type: "timestamp with time zone", nullable: false),
                    requester_company_name = table.Column<string>(type: "text", nullable: true),
                    requester_email = table.Column<string>(type: "text", nullable: false),
                    requester_name = table.Column<string>(type: "text", nullable: false),
                    requester_phone = table.Column<string>(type: "text", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_unconfirmed_requests", x => new { x.organization_id, x.id });
                    table.ForeignKey(
                        name: "fk_unconfirmed_requests_services_organization_id_service_id",
                        columns: x => new { x.organization_id, x.service_id },
                        principalTable: "services",
                        principalColumns: new[] { "organization_id", "id" },
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_unconfirmed_requests_technicians_organization_id_preferred_~",
                        columns: x => new { x.organization_id, x.preferred_technician_id },
                        principalTable: "technicians",
                        principalColumns: new[] { "organization_id", "id" },
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "visitor_settings",
                columns: table => new
                {
                    organization_id = table.Column<Guid>(type: "uuid", nullable: false),
                    signing_key = table.Column<byte[]>(type: "bytea", maxLength: 32, nullable: false),
                    confirm_email = table.Column<bool>(type: "boolean", nullable: false),
                    most_open_per_address = table.Column<int>(type: "integer", nullable: false),
                    most_open = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_visitor_settings", x => x.organization_id);
                    table.ForeignKey(
                        name: "fk_visitor_settings_organizations_organization_id",
                        column: x => x.organization_id,
                        principalTable: "organizations",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "ix_unconfirmed_requests_expires_at",
                table: "unconfirmed_requests",
                column: "expires_at");

            migrationBuilder.CreateIndex(
                name: "ix_unconfirmed_requests_organization_id_preferred_technician_id",
                table: "unconfirmed_requests",
                columns: new[] { "organization_id", "preferred_technician_id" });

            migrationBuilder.CreateIndex(
                name: "ix_unconfirmed_requests_organization_id_service_id",
                table: "unconfirmed_requests",
                columns: new[] { "organization_id", "service_id" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "unconfirmed_requests");

            migrationBuilder.DropTable(
                name: "visitor_settings");
        }
    }
}
