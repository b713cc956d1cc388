using NodaTime;
using Slotline.Domain.Directory;
using Slotline.Domain.Requests;

namespace Slotline.Domain.Access;

/// <summary>What was done.</summary>
public enum AuditAction
{
    Created,
    Changed,
    Deleted,
    SignedIn,
    SignInFailed,
    SignedOut,
    SessionRevoked,
    Invited,
    InvitationAccepted,
    PasswordChanged,
    PasswordResetRequested,
    PasswordReset,
}

/// <summary>Who did what, from where and when. Written once and never changed; removed when it is old.</summary>
public sealed class AuditEntry
{
    public const int MostChanges = 30;
    public const int LongestValue = 200;

    private AuditEntry()
    {
    }

    /// <param name="organizationId">Whose log.</param>
    /// <param name="action">What.</param>
    /// <param name="actor">Who; null where nobody was signed in.</param>
    /// <param name="origin">Where from.</param>
    /// <param name="target">To what or whom.</param>
    /// <param name="now">When.</param>
    /// <param name="changes">Field by field; what is too much or too long is cut. Never a secret.</param>
    public AuditEntry(
        Guid organizationId,
        AuditAction action,
        Actor? actor,
        Origin origin,
        AuditTarget target,
        Instant now,
        params IEnumerable<FieldChange> changes)
    {
        Id = Guid.CreateVersion7(now.ToDateTimeOffset());
        OrganizationId = organizationId;
        OccurredAt = now;
        Action = action;
        ActorKind = actor?.Kind;
        ActorId = actor?.Id;
        ActorName = actor?.Name;
        ActorEmail = actor?.Email;
        Address = origin.Address;
        UserAgent = origin.UserAgent;
        TargetKind = target.Kind;
        TargetId = target.Id;
        TargetName = Cut(target.Name);
        Changes = [.. changes.Take(MostChanges)
            .Select(change => change with { From = Cut(change.From), To = Cut(change.To) })];
    }

    public Guid Id { get; private set; }

    public Guid OrganizationId { get; private set; }

    public Instant OccurredAt { get; private set; }

    public AuditAction Action { get; private set; }

    public ActorKind? ActorKind { get; private set; }

    public Guid? ActorId { get; private set; }

    public string? ActorName { get; private set; }

    public string? ActorEmail { get; private set; }

    public string? Address { get; private set; }

    public string? UserAgent { get; private set; }

    /// <summary>The type in the API, e.g. <c>Service</c>.</summary>
    public string TargetKind { get; private set; } = "";

    public Guid? TargetId { get; private set; }

    /// <summary>What it was called then.</summary>
    public string? TargetName { get; private set; }

    public IReadOnlyList<FieldChange> Changes { get; private set; } = [];

    private static string? Cut(string? text) => text?.Length > LongestValue ? text[..LongestValue] : text;
}

/// <summary>What or whom something was done to.</summary>
/// <param name="Kind">The type in the API; at most 40 characters.</param>
/// <param name="Id">Which; null for what has no id of its own.</param>
/// <param name="Name">What it is called.</param>
public sealed record AuditTarget(string Kind, Guid? Id, string? Name)
{
    public static AuditTarget Of(StaffMember member) => new(nameof(StaffMember), member.Id, member.Name);

    public static AuditTarget Of(Contact contact) => new(nameof(Contact), contact.Id, contact.Name);

    public static AuditTarget Of(Actor actor) => new(actor.Kind.ToString(), actor.Id, actor.Name);
}
