using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using NodaTime;
using Slotline.Domain;
using Slotline.Domain.Scheduling;
using Slotline.Persistence.Mapping;

namespace Slotline.Persistence.Queries;

/// <summary>What is booked and asked for in a span, with the versions it was read at.</summary>
internal sealed record TakenRows(int Revision, int ConfigurationVersion, List<BusyTime> Busy, List<Hold> Pending);

/// <summary>
/// Reads what takes technicians' time, in one round trip and row by row into plain values: thousands of rows are the
/// whole cost of a search that is not answered from memory.
/// </summary>
internal static class TakenQuery
{
    // Nothing is longer, so nothing that began earlier still lasts; an index by start can then be read from there.
    private static readonly Duration Longest = Duration.FromMinutes(SlotWish.LongestMinutes);

    // The revision is read first, so that what is committed meanwhile is seen twice rather than never.
    private const string Versions = "SELECT revision, configuration_version FROM organizations WHERE id = @organization;";

    private const string Busy = """
        SELECT technician_id, service_id, request_id, starts_at, ends_at FROM appointments
        WHERE organization_id = @organization AND status <> 'Cancelled'
            AND starts_at > @since AND starts_at < @to AND ends_at > @from
        """;

    private const string Pending = """
        SELECT preferred_technician_id, service_id, id, starts_at, ends_at FROM appointment_requests
        WHERE organization_id = @organization AND status = 'Pending'
            AND starts_at > @since AND starts_at < @to AND ends_at > @from
        """;

    private const string OfTechniciansOnPostgres = " AND (technician_id = ANY(@technicians) OR service_id = @service)";

    private const string OfTechniciansOnSqlite =
        " AND (technician_id IN (SELECT value FROM json_each(@technicians)) OR service_id = @service)";

    /// <param name="db">Whose rows; its open transaction, if any, is used.</param>
    /// <param name="span">Everything that overlaps it is read.</param>
    /// <param name="technicians">Only appointments of these or of the service; of everyone where it is null.</param>
    /// <param name="serviceId">Its appointments count for its daily cap, whoever has them.</param>
    public static async Task<TakenRows> ReadAsync(
        SlotlineContext db, Interval span, Guid[]? technicians, Guid serviceId, CancellationToken cancellationToken)
    {
        await db.Database.OpenConnectionAsync(cancellationToken);
        await using var command = db.Database.GetDbConnection().CreateCommand();
        command.Transaction = db.Database.CurrentTransaction?.GetDbTransaction();
        var isPostgres = db.Database.IsNpgsql();
        var ofTechnicians = technicians is null ? "" : isPostgres ? OfTechniciansOnPostgres : OfTechniciansOnSqlite;
        command.CommandText = $"{Versions}\n{Busy}{ofTechnicians};\n{Pending};";
        Add(command, "organization", db.OrganizationId);
        AddInstant(command, "since", span.Start - Longest, isPostgres);
        AddInstant(command, "from", span.Start, isPostgres);
        AddInstant(command, "to", span.End, isPostgres);
        if (technicians is not null)
        {
            Add(command, "service", serviceId);
            Add(command, "technicians", isPostgres ? technicians : AsJson(technicians));
        }

        try
        {
            await using var reader = await command.ExecuteReaderAsync(cancellationToken);
            return await ReadAsync(reader, isPostgres, cancellationToken);
        }
        finally
        {
            await db.Database.CloseConnectionAsync();
        }
    }

    private static async Task<TakenRows> ReadAsync(
        DbDataReader reader, bool isPostgres, CancellationToken cancellationToken)
    {
        if (!await reader.ReadAsync(cancellationToken)) throw Refusal.NotFound("organization");
        var rows = new TakenRows(reader.GetInt32(0), reader.GetInt32(1), [], []);
        await reader.NextResultAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            rows.Busy.Add(new BusyTime(
                reader.GetGuid(0), reader.GetGuid(1), reader.GetGuid(2), InstantAt(3), InstantAt(4)));
        }

        await reader.NextResultAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            Guid? preferred = await reader.IsDBNullAsync(0, cancellationToken) ? null : reader.GetGuid(0);
            rows.Pending.Add(new Hold(reader.GetGuid(2), reader.GetGuid(1), preferred, InstantAt(3), InstantAt(4)));
        }

        return rows;

        Instant InstantAt(int column) => isPostgres
            ? reader.GetFieldValue<Instant>(column)
            : Conversions.FromMicroseconds(reader.GetInt64(column));
    }

    private static void AddInstant(DbCommand command, string name, Instant instant, bool isPostgres) =>
        Add(command, name, isPostgres ? instant : Conversions.ToMicroseconds(instant));

    private static void Add(DbCommand command, string name, object value)
    {
        var parameter = command.CreateParameter();
        (parameter.ParameterName, parameter.Value) = (name, value);
        command.Parameters.Add(parameter);
    }

    // As SQLite keeps ids: text in capitals.
    private static string AsJson(Guid[] ids) =>
        $"[{string.Join(',', ids.Select(id => $"\"{id.ToString().ToUpperInvariant()}\""))}]";
}
