using System.Buffers.Binary;
using System.Data.Common;
using NodaTime;
using Slotline.Domain;
using Slotline.Domain.Scheduling;

namespace Slotline.Persistence.Queries;

/// <summary>
/// What takes time, as PostgreSQL packs it: one row for each technician and service, with all their starts in one
/// column and all their ends in the next. A row costs more on its way than the times in it.
/// </summary>
internal static class PackedRows
{
    private const int BytesOfTime = sizeof(long);
    private const int BytesOfId = 16;
    private const int TicksOfMicrosecond = 10;
    private const string RequestIds = "string_agg(uuid_send(request_id), '')";

    // PostgreSQL sends microseconds since then.
    private static readonly long Epoch = Instant.FromUtc(2000, 1, 1, 0, 0).ToUnixTimeTicks();

    // The organization's own row says the versions once.
    private const string Text = """
        SELECT 0 AS kind, NULL::uuid AS technician_id, NULL::uuid AS service_id, NULL::bytea AS starts,
            NULL::bytea AS ends, NULL::bytea AS requests, revision, configuration_version
        FROM organizations WHERE id = @organization
        UNION ALL
        SELECT 1, technician_id, service_id, string_agg(timestamptz_send(starts_at), ''),
            string_agg(timestamptz_send(ends_at), ''), {requests}, NULL, NULL
        FROM (
            SELECT technician_id, service_id, request_id, starts_at, ends_at FROM appointments
            WHERE organization_id = @organization AND status <> 'Cancelled'
                AND starts_at > @since AND starts_at < @to AND ends_at > @from {technicians} {limit}
        ) a
        GROUP BY technician_id, service_id
        UNION ALL
        SELECT 2, preferred_technician_id, service_id, string_agg(timestamptz_send(starts_at), ''),
            string_agg(timestamptz_send(ends_at), ''), string_agg(uuid_send(id), ''), NULL, NULL
        FROM (
            SELECT preferred_technician_id, service_id, id, starts_at, ends_at FROM appointment_requests
            WHERE organization_id = @organization AND status = 'Pending'
                AND starts_at > @since AND starts_at < @to AND ends_at > @from {limit}
        ) r
        GROUP BY preferred_technician_id, service_id
        """;

    public static string TextOf(string technicians, string limit, bool withRequests) => Text
        .Replace("{technicians}", technicians, StringComparison.Ordinal)
        .Replace("{limit}", limit, StringComparison.Ordinal)
        .Replace("{requests}", withRequests ? RequestIds : "NULL", StringComparison.Ordinal);

    public static async Task<TakenRows> ReadAsync(DbDataReader reader, CancellationToken cancellationToken)
    {
        const int Kind = 0, Revision = 6;
        var rows = new TakenRows();
        var isFound = false;
        while (await reader.ReadAsync(cancellationToken))
        {
            switch (reader.GetInt32(Kind))
            {
                case 0:
                    isFound = true;
                    (rows.Revision, rows.ConfigurationVersion) =
                        (reader.GetInt32(Revision), reader.GetInt32(Revision + 1));
                    break;
                case 1:
                    AddBusy(rows.Busy, reader);
                    break;
                default:
                    AddPending(rows.Pending, reader);
                    break;
            }
        }

        return isFound ? rows : throw Refusal.NotFound("organization");
    }

    private static void AddBusy(List<BusyTime> busy, DbDataReader reader)
    {
        var (technician, service) = (reader.GetGuid(1), reader.GetGuid(2));
        var (starts, ends, requests) = (Bytes(reader, 3), Bytes(reader, 4), Bytes(reader, 5));
        for (var i = 0; i < starts.Length / BytesOfTime; i++)
        {
            var request = requests.Length > 0 ? IdAt(requests, i) : Guid.Empty;
            busy.Add(new BusyTime(technician, service, request, InstantAt(starts, i), InstantAt(ends, i)));
        }
    }

    private static void AddPending(List<Hold> pending, DbDataReader reader)
    {
        Guid? technician = reader.IsDBNull(1) ? null : reader.GetGuid(1);
        var (starts, ends, requests) = (Bytes(reader, 3), Bytes(reader, 4), Bytes(reader, 5));
        for (var i = 0; i < starts.Length / BytesOfTime; i++)
        {
            pending.Add(new Hold(
                IdAt(requests, i), reader.GetGuid(2), technician, InstantAt(starts, i), InstantAt(ends, i)));
        }
    }

    private static byte[] Bytes(DbDataReader reader, int column) =>
        reader.IsDBNull(column) ? [] : reader.GetFieldValue<byte[]>(column);

    private static Instant InstantAt(byte[] times, int index)
    {
        var microseconds = BinaryPrimitives.ReadInt64BigEndian(times.AsSpan(index * BytesOfTime));
        return Instant.FromUnixTimeTicks(Epoch + microseconds * TicksOfMicrosecond);
    }

    private static Guid IdAt(byte[] ids, int index) =>
        new(ids.AsSpan(index * BytesOfId, BytesOfId), bigEndian: true);
}
