using System.Text.Json;
using System.Text.Json.Serialization;
using NodaTime;
using NodaTime.Text;
using Slotline.Domain.Directory;
using Slotline.Domain.Requests;

namespace Slotline.Domain.Notifications;

/// <summary>
/// Everything a message says, as it was when it happened. It is kept with the message, so that what changes later
/// cannot change what a message says. Words and formats are the reader's and are added when it is shown or sent.
/// </summary>
public sealed record NotificationFacts
{
    private static readonly JsonSerializerOptions Json = new()
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Converters = { new InstantConverter() },
    };

    public required string OrganizationName { get; init; }

    /// <summary>IANA.</summary>
    public required string OrganizationTimeZoneId { get; init; }

    public required Guid RequestId { get; init; }

    public required string Reference { get; init; }

    public required string ServiceName { get; init; }

    public required string RequesterName { get; init; }

    public string? RequesterEmail { get; init; }

    public string? RequesterPhone { get; init; }

    /// <summary>The client, or the company a visitor named.</summary>
    public string? ClientName { get; init; }

    public string? Description { get; init; }

    public string? TicketNumber { get; init; }

    public required Instant RequestedStartsAt { get; init; }

    public required Instant RequestedEndsAt { get; init; }

    /// <summary>Where the requested time was before it was edited; null where it was not moved.</summary>
    public Instant? PreviousRequestedStartsAt { get; init; }

    public Instant? PreviousRequestedEndsAt { get; init; }

    public string? PreferredTechnicianName { get; init; }

    /// <summary>The booking; null while there was none.</summary>
    public Guid? AppointmentId { get; init; }

    /// <summary>
    /// How often the booking was changed: 0 at first, and one more with every change of it (RFC 5545).
    /// </summary>
    public int Sequence { get; init; }

    public Instant? StartsAt { get; init; }

    public Instant? EndsAt { get; init; }

    public string? TechnicianName { get; init; }

    /// <summary>Where the booking was before it moved; null where the time is the same.</summary>
    public Instant? PreviousStartsAt { get; init; }

    public Instant? PreviousEndsAt { get; init; }

    /// <summary>Who had it before; null where the technician is the same.</summary>
    public string? PreviousTechnicianName { get; init; }

    /// <summary>Why it was declined or cancelled.</summary>
    public string? Reason { get; init; }

    /// <summary>Who did it; null where the product did.</summary>
    public string? ActorName { get; init; }

    /// <summary>When the link that the mail carries stops working; null where it carries none.</summary>
    public Instant? LinkExpiresAt { get; init; }

    /// <summary>What a mail about somebody's account says: nothing of any request.</summary>
    public static NotificationFacts OfAccount(Organization organization, Actor? actor, Instant at) => new()
    {
        OrganizationName = organization.Name,
        OrganizationTimeZoneId = organization.TimeZoneId,
        RequestId = Guid.Empty,
        Reference = "",
        ServiceName = "",
        RequesterName = "",
        RequestedStartsAt = at,
        RequestedEndsAt = at,
        ActorName = actor?.Name,
        LinkExpiresAt = at,
    };

    /// <summary>What a visitor is to confirm; it has no reference yet.</summary>
    public static NotificationFacts OfUnconfirmed(
        UnconfirmedRequest wish, Organization organization, Service service) => new()
    {
        OrganizationName = organization.Name,
        OrganizationTimeZoneId = organization.TimeZoneId,
        RequestId = wish.Id,
        Reference = "",
        ServiceName = service.Name,
        RequesterName = wish.Requester.Name,
        RequestedStartsAt = wish.StartsAt,
        RequestedEndsAt = wish.EndsAt,
        LinkExpiresAt = wish.ExpiresAt,
    };

    /// <summary>As text to be kept with the message.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, Json);

    /// <summary>Back from what <see cref="ToJson"/> wrote, also by an older or newer version of the product.</summary>
    public static NotificationFacts FromJson(string json) =>
        JsonSerializer.Deserialize<NotificationFacts>(json, Json)
            ?? throw new JsonException("The facts of a message are null.");

    private sealed class InstantConverter : JsonConverter<Instant>
    {
        public override Instant Read(ref Utf8JsonReader reader, Type type, JsonSerializerOptions options) =>
            InstantPattern.ExtendedIso.Parse(reader.GetString() ?? "").Value;

        public override void Write(Utf8JsonWriter writer, Instant value, JsonSerializerOptions options) =>
            writer.WriteStringValue(InstantPattern.ExtendedIso.Format(value));
    }
}
