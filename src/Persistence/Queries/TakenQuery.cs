using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Slotline.Domain;
using Slotline.Domain.Scheduling;
using Slotline.Persistence.Mapping;

namespace Slotline.Persistence.Queries;

/// <summary>What is booked and asked for in a span, and the organization's versions, all of one moment.</summary>
internal sealed class TakenRows
{
    public int Revision { get; set; }

    public int ConfigurationVersion { get; set; }

    public List<BusyTime> Busy { get; } = [];

    public List<Hold> Pending { get; } = [];

    /// <summary>Where changes are read: the requests that changed, whatever they take now.</summary>
    public HashSet<Guid> Changed { get; } = [];

    public int Count => Busy.Count + Pending.Count;
}

/// <summary>
/// Reads what takes technicians' time, in one statement and into plain values: its thousands of rows are nearly the
/// whole cost of a search that is not answered from memory. PostgreSQL packs them, see <see cref="PackedRows"/>.
/// </summary>
internal static class TakenQuery
{
    // Nothing is longer, so nothing that began earlier still lasts; an index by start can then be read from there.
    private static readonly Duration Longest = Duration.FromMinutes(SlotWish.LongestMinutes);

    // The organization's own row says the versions once. An appointment says no kind, for what is null costs nothing,
    // and nearly every row is one.
    private const string Versions = """
        SELECT 0 AS kind, NULL AS technician_id, NULL AS service_id, NULL AS request_id, NULL AS starts_at,
            NULL AS ends_at, revision, configuration_version
        FROM organizations WHERE id = @organization
        UNION ALL
        SELECT kind, technician_id, service_id, request_id, starts_at, ends_at, NULL, NULL
        """;

    private const string Text = Versions + """
         FROM (
            SELECT NULL AS kind, technician_id, service_id, request_id, starts_at, ends_at FROM appointments
            WHERE organization_id = @organization AND status <> 'Cancelled'
                AND starts_at > @since AND starts_at < @to AND ends_at > @from {0}
            UNION ALL
            SELECT 1, preferred_technician_id, service_id, id, starts_at, ends_at FROM appointment_requests
            WHERE organization_id = @organization AND status = 'Pending'
                AND starts_at > @since AND starts_at < @to AND ends_at > @from
            {1}
        ) t
        """;

    private const string VersionsText =
        "SELECT revision, configuration_version FROM organizations WHERE id = @organization";

    private const string ChangesText = """
        WITH changed AS (
            SELECT DISTINCT request_id FROM events WHERE organization_id = @organization AND revision > @known
        )

        """ + Versions + """
         FROM (
            SELECT NULL AS kind, technician_id, service_id, request_id, starts_at, ends_at FROM appointments
            WHERE organization_id = @organization AND status <> 'Cancelled'
                AND request_id IN (SELECT request_id FROM changed)
            UNION ALL
            SELECT 1, preferred_technician_id, service_id, id, starts_at, ends_at FROM appointment_requests
            WHERE organization_id = @organization AND status = 'Pending' AND id IN (SELECT request_id FROM changed)
            UNION ALL
            SELECT 2, NULL, NULL, request_id, NULL, NULL FROM changed
        ) t
        """;

    private const string OfTechniciansOnPostgres = "AND (technician_id = ANY(@technicians) OR service_id = @service)";

    private const string OfTechniciansOnSqlite =
        "AND (technician_id IN (SELECT value FROM json_each(@technicians)) OR service_id = @service)";

    /// <param name="db">Whose rows; its open transaction, if any, is used.</param>
    /// <param name="span">Everything that overlaps it is read.</param>
    /// <param name="technicians">Only appointments of these or of the service; of everyone where it is null.</param>
    /// <param name="serviceId">Its appointments count for its daily cap, whoever has them.</param>
    /// <param name="most">How many rows are wanted at most: one more is read, to tell that there are more; null is
    /// all.</param>
    /// <param name="withRequests">Whether appointments tell whose they are; on SQLite they always do.</param>
    public static Task<TakenRows> ReadAsync(
        SlotlineContext db,
        Interval span,
        Guid[]? technicians,
        Guid serviceId,
        int? most,
        bool withRequests,
        CancellationToken cancellationToken)
    {
        var isPostgres = db.Database.IsNpgsql();
        return PlainStatement.RunAsync(
            db,
            TextOf(isPostgres, technicians is not null, most, withRequests),
            command =>
            {
                PlainStatement.Add(command, "organization", db.OrganizationId);
                AddInstant(command, "since", span.Start - Longest, isPostgres);
                AddInstant(command, "from", span.Start, isPostgres);
                AddInstant(command, "to", span.End, isPostgres);
                if (technicians is not null)
                {
                    PlainStatement.Add(command, "service", serviceId);
                    PlainStatement.Add(command, "technicians", isPostgres ? technicians : AsJson(technicians));
                }

            },
            reader => isPostgres
                ? PackedRows.ReadAsync(reader, cancellationToken)
                : ReadAsync(reader, isPostgres, cancellationToken),
            cancellationToken);
    }

    /// <summary>What the requests take that have changed since a revision, whenever it is.</summary>
    public static Task<TakenRows> ReadChangesAsync(SlotlineContext db, int known, CancellationToken cancellationToken)
    {
        var isPostgres = db.Database.IsNpgsql();
        return PlainStatement.RunAsync(
            db,
            ChangesText,
            command =>
            {
                PlainStatement.Add(command, "organization", db.OrganizationId);
                PlainStatement.Add(command, "known", known);
            },
            reader => ReadAsync(reader, isPostgres, cancellationToken),
            cancellationToken);
    }

    /// <summary>The organization's revision and configuration version.</summary>
    public static async Task<(int Revision, int ConfigurationVersion)> ReadVersionsAsync(
        SlotlineDatabase database, Guid organizationId, CancellationToken cancellationToken)
    {
        await using var db = database.Open(organizationId);
        return await PlainStatement.RunAsync(
            db,
            VersionsText,
            command => PlainStatement.Add(command, "organization", organizationId),
            async reader => await reader.ReadAsync(cancellationToken)
                ? (reader.GetInt32(0), reader.GetInt32(1))
                : throw Refusal.NotFound("organization"),
            cancellationToken);
    }

    internal static string TextOf(bool isPostgres, bool ofTechnicians, int? most = null, bool withRequests = true)
    {
        var limit = most is null ? "" : $"LIMIT {most + 1}";
        if (isPostgres) return PackedRows.TextOf(ofTechnicians ? OfTechniciansOnPostgres : "", limit, withRequests);
        return Text.Replace("{0}", ofTechnicians ? OfTechniciansOnSqlite : "", StringComparison.Ordinal)
            .Replace("{1}", limit, StringComparison.Ordinal);
    }

    private static async Task<TakenRows> ReadAsync(
        DbDataReader reader, bool isPostgres, CancellationToken cancellationToken)
    {
        const int Kind = 0, Technician = 1, Service = 2, Request = 3, StartsAt = 4, EndsAt = 5, Revision = 6;
        var rows = new TakenRows();
        var isFound = false;
        while (await reader.ReadAsync(cancellationToken))
        {
            if (reader.IsDBNull(Kind))
            {
                rows.Busy.Add(new BusyTime(
                    reader.GetGuid(Technician), reader.GetGuid(Service), reader.GetGuid(Request),
                    InstantAt(StartsAt), InstantAt(EndsAt)));
                continue;
            }

            switch (reader.GetInt32(Kind))
            {
                case 0:
                    isFound = true;
                    (rows.Revision, rows.ConfigurationVersion) =
                        (reader.GetInt32(Revision), reader.GetInt32(Revision + 1));
                    break;
                case 1:
                    Guid? preferred = reader.IsDBNull(Technician) ? null : reader.GetGuid(Technician);
                    rows.Pending.Add(new Hold(
                        reader.GetGuid(Request), reader.GetGuid(Service), preferred,
                        InstantAt(StartsAt), InstantAt(EndsAt)));
                    break;
                default:
                    rows.Changed.Add(reader.GetGuid(Request));
                    break;
            }
        }

        return isFound ? rows : throw Refusal.NotFound("organization");

        Instant InstantAt(int column) => isPostgres
            ? reader.GetFieldValue<Instant>(column)
            : Conversions.FromMicroseconds(reader.GetInt64(column));
    }

    private static void AddInstant(DbCommand command, string name, Instant instant, bool isPostgres) =>
        PlainStatement.Add(command, name, isPostgres ? instant : Conversions.ToMicroseconds(instant));

    // As SQLite keeps ids: text in capitals.
    private static string AsJson(Guid[] ids) =>
        $"[{string.Join(',', ids.Select(id => $"\"{id.ToString().ToUpperInvariant()}\""))}]";
}
