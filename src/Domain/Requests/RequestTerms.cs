using NodaTime;
using Slotline.Domain.Directory;

namespace Slotline.Domain.Requests;

/// <summary>What is asked for. All of it is of one organization, and the ticket of the client.</summary>
public sealed record RequestTerms
{
    public required Service Service { get; init; }

    public required Instant StartsAt { get; init; }

    public required int DurationMinutes { get; init; }

    /// <summary>The zone the requester is in (IANA).</summary>
    public required string TimeZoneId { get; init; }

    public Technician? PreferredTechnician { get; init; }

    public string? Description { get; init; }

    public Ticket? Ticket { get; init; }

    public Instant EndsAt => StartsAt + Duration.FromMinutes(DurationMinutes);
}
