using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Slotline.Persistence.Migrations.Postgres
{
    /// <inheritdoc />
    [DbContext(typeof(PostgresContext))]
    [Migration("20261127190000_StatusCounts")]
    public partial class StatusCounts : Migration
    {
        private static readonly string[] Statuses = ["Approved", "Declined", "Cancelled"];

        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            foreach (var status in Statuses)
            {
                var column = $"{status.ToLowerInvariant()}_count";
                migrationBuilder.AddColumn<int>(
                    name: column, table: "organizations", type: "integer", nullable: false, defaultValue: 0);
                migrationBuilder.Sql($"""
                    UPDATE organizations SET {column} = (SELECT count(*) FROM appointment_requests r
                        WHERE r.organization_id = organizations.id AND r.status = '{status}')
                    """);
            }

            migrationBuilder.CreateIndex(
                name: "ix_appointments_organization_id_starts_at_id",
                table: "appointments",
                columns: ["organization_id", "starts_at", "id"]);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(name: "ix_appointments_organization_id_starts_at_id", table: "appointments");
            foreach (var status in Statuses)
            {
                migrationBuilder.DropColumn(name: $"{status.ToLowerInvariant()}_count", table: "organizations");
            }
        }
    }
}
