using System.Buffers.Text;
using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using NodaTime.Text;
using Slotline.Domain.Scheduling;
using Slotline.Graph.Directory.Services;
using Slotline.Graph.Directory.Technicians;
using Slotline.Graph.Engine;
using Slotline.Persistence;

namespace Slotline.Graph.Scheduling;

/// <summary>Which free slots are meant.</summary>
public sealed record SlotSearchInput
{
    [ID<ServiceNode>]
    public required Guid ServiceId { get; init; }

    public required LocalDate From { get; init; }

    /// <summary>Inclusive; at most 92 days with the first.</summary>
    public required LocalDate To { get; init; }

    /// <summary>The zone that days are cut in; the viewer's, else the organization's, where none is given.</summary>
    public TimeZoneId? TimeZone { get; init; }

    /// <summary>One of the service's lengths; its first where none is given.</summary>
    public int? DurationMinutes { get; init; }

    /// <summary>Only slots of this technician.</summary>
    [ID<TechnicianNode>]
    public Guid? TechnicianId { get; init; }

    /// <summary>Ignore the place that this request takes, to offer its own slot while it is edited or moved.</summary>
    [ID<Requests.AppointmentRequestNode>]
    public Guid? ExcludeRequestId { get; init; }
}

/// <summary>Free slots of a service.</summary>
[GraphQLName("SlotSearch")]
public sealed record SlotSearchNode
{
    public required int DurationMinutes { get; init; }

    public required TimeZoneId TimeZone { get; init; }

    /// <summary>One entry a date from `from` to `to`, also for dates without a slot.</summary>
    public required IReadOnlyList<SlotDayNode> Days { get; init; }

    /// <summary>The first date from `from` on with a free slot, beyond `to` too, up to the horizon.</summary>
    public required LocalDate? NextAvailableDate { get; init; }

    /// <summary>The organization's revision that the answer was computed at.</summary>
    public required int Revision { get; init; }

    [GraphQLIgnore]
    public required Guid OrganizationId { get; init; }

    [GraphQLIgnore]
    public required Guid ServiceId { get; init; }

    internal static SlotSearchNode Of(
        SlotSearchCall call, FoundSlots found, Dictionary<Guid, TechnicianNode> technicians)
    {
        // Slots share the lists of their technicians; so do their nodes.
        var lists = new Dictionary<object, IReadOnlyList<TechnicianNode>>(ReferenceEqualityComparer.Instance);
        return new SlotSearchNode
        {
            OrganizationId = call.OrganizationId,
            ServiceId = found.Query.ServiceId,
            DurationMinutes = found.Query.DurationMinutes,
            TimeZone = new TimeZoneId(found.Query.Zone.Id),
            Days = [.. found.Days.Select(day => new SlotDayNode(day.Date, [.. day.Slots.Select(NodeOf)]))],
            NextAvailableDate = found.NextDate,
            Revision = found.Revision,
        };

        SlotNode NodeOf(Slot slot)
        {
            if (!lists.TryGetValue(slot.Technicians, out var list))
            {
                lists[slot.Technicians] = list =
                [
                    .. slot.Technicians
                        .Where(technician => call.IsStaff || technician.AcceptsPreference)
                        .Select(technician => technicians[technician.Id]),
                ];
            }

            return new SlotNode(slot.StartsAt, slot.EndsAt, list);
        }
    }
}

/// <summary>The free slots of one date.</summary>
[GraphQLName("SlotDay")]
public sealed record SlotDayNode(LocalDate Date, IReadOnlyList<SlotNode> Slots) : ISharedEvent
{
    private const int FingerprintBytes = 12;

    private string? _fingerprint;

    /// <summary>
    /// 16 characters that are the same, on every server, while the date and its slots with their technicians are. Give
    /// those that are shown to `slotsChanged`.
    /// </summary>
    public string Fingerprint => _fingerprint ??= MakeFingerprint();

    // Cut short, it still takes 2^48 days until two of them are likely to be alike.
    private string MakeFingerprint()
    {
        using var bytes = new MemoryStream();
        using (var writer = new BinaryWriter(bytes))
        {
            writer.Write(LocalDatePattern.Iso.Format(Date));
            Span<byte> id = stackalloc byte[16];
            foreach (var slot in Slots)
            {
                writer.Write(slot.StartsAt.ToUnixTimeSeconds());
                writer.Write(slot.EndsAt.ToUnixTimeSeconds());
                writer.Write(slot.Technicians.Count);
                foreach (var technician in slot.Technicians)
                {
                    technician.Id.TryWriteBytes(id);
                    writer.Write(id);
                }
            }
        }

        return Base64Url.EncodeToString(SHA256.HashData(bytes.ToArray()).AsSpan(0, FingerprintBytes));
    }
}

/// <summary>A time that can be asked for.</summary>
/// <param name="Technicians">Technicians free for it, by name: those that accept being preferred; staff see
/// all.</param>
[GraphQLName("Slot")]
public sealed record SlotNode(Instant StartsAt, Instant EndsAt, IReadOnlyList<TechnicianNode> Technicians);

public sealed record ExplainSlotInput
{
    [ID<ServiceNode>]
    public required Guid ServiceId { get; init; }

    public required Instant StartsAt { get; init; }

    /// <summary>One of the service's lengths; its first where none is given.</summary>
    public int? DurationMinutes { get; init; }
}

/// <summary>Why a moment is, or is not, offered.</summary>
public sealed record SlotExplanation(bool IsOffered, IReadOnlyList<TechnicianExplanation> Technicians);

/// <summary>How one technician stands to a moment.</summary>
public sealed record TechnicianExplanation(
    TechnicianNode Technician, bool IsFree, IReadOnlyList<RuleViolation> Violations);

/// <summary>How one technician stands to the time of a request.</summary>
/// <param name="AppointmentsThatDay">Booked on the technician's local day, the request's own left out.</param>
public sealed record TechnicianCandidate(
    TechnicianNode Technician, bool IsFree, IReadOnlyList<RuleViolation> Violations, int AppointmentsThatDay);

[ExtendObjectType<SlotSearchNode>]
public static class SlotSearchFields
{
    // A visitor is nobody's caller, so the organization is the one that was searched.
    public static async Task<ServiceNode> ServiceAsync(
        [Parent] SlotSearchNode search, SlotlineDatabase database, CancellationToken cancellationToken)
    {
        await using var db = database.Open(search.OrganizationId);
        return ServiceNode.Of(
            await db.Services.SingleAsync(service => service.Id == search.ServiceId, cancellationToken));
    }
}
