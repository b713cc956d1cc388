using NodaTime;
using NodaTime.Text;
using Slotline.Domain.Directory;

namespace Slotline.Domain.Requests;

/// <summary>One thing that happened to a request. Events are written once and never changed.</summary>
public sealed class AppointmentRequestEvent
{
    private AppointmentRequestEvent()
    {
    }

    internal AppointmentRequestEvent(
        AppointmentRequest request,
        AppointmentRequestEventType type,
        Actor actor,
        Instant at,
        IReadOnlyList<FieldChange> changes)
    {
        OrganizationId = request.OrganizationId;
        RequestId = request.Id;
        ClientId = request.ClientId;
        ContactId = request.ContactId;
        RequestVersion = request.Version;
        Type = type;
        Actor = actor;
        OccurredAt = at;
        Changes = changes;
    }

    public Guid OrganizationId { get; private set; }

    /// <summary>The organization's revision: one sequence for all its events, without gaps.</summary>
    public int Revision { get; private set; }

    public Guid RequestId { get; private set; }

    /// <summary>The request's client and contact, who never change: they decide who may see the event.</summary>
    public Guid? ClientId { get; private set; }

    public Guid? ContactId { get; private set; }

    /// <summary>The request's version after it.</summary>
    public int RequestVersion { get; private set; }

    public AppointmentRequestEventType Type { get; private set; }

    public Actor Actor { get; private set; } = null!;

    public Instant OccurredAt { get; private set; }

    /// <summary>Field by field, what it was and what it became.</summary>
    public IReadOnlyList<FieldChange> Changes { get; private set; } = [];

    /// <summary>How many requests of the organization waited for a decision after it.</summary>
    public int PendingCount { get; private set; }

    /// <summary>Whether only staff may know of it.</summary>
    public bool IsStaffOnly => Type == AppointmentRequestEventType.Noted;

    /// <summary>Gives it its place in the organization's sequence, when it is stored.</summary>
    public void Place(int revision, int pendingCount)
    {
        Revision = revision;
        PendingCount = pendingCount;
    }
}

/// <summary>One field of a request, before and after, as text.</summary>
/// <param name="Field">The field's name in the API.</param>
/// <param name="From">What it was; null for nothing.</param>
/// <param name="To">What it became; null for nothing.</param>
public sealed record FieldChange(string Field, string? From, string? To)
{
    /// <summary>The field that only staff may read.</summary>
    public const string InternalNotes = "internalNotes";

    /// <summary>Writes both values as the API does: instants in RFC 3339, statuses in capitals.</summary>
    public static FieldChange Of(string field, object? from, object? to) => new(field, AsText(from), AsText(to));

    private static string? AsText(object? value) => value switch
    {
        Instant instant => InstantPattern.ExtendedIso.Format(instant),
        Enum word => string.Concat(word.ToString().Select((letter, i) =>
            i > 0 && char.IsUpper(letter) ? $"_{letter}" : $"{char.ToUpperInvariant(letter)}")),
        _ => value?.ToString(),
    };
}
