using Microsoft.EntityFrameworkCore;
using Slotline.Domain.Directory;
using Slotline.Graph.Access;
using Slotline.Graph.Directory;
using Slotline.Graph.Engine;
using Slotline.Persistence;

namespace Slotline.Graph.People;

/// <summary>Whether somebody can sign in.</summary>
public enum PersonAccess
{
    /// <summary>There is no account.</summary>
    None,

    /// <summary>There is an account, and they have not chosen a password yet.</summary>
    Invited,

    /// <summary>They have a password.</summary>
    HasPassword,
}

[ExtendObjectType<StaffMemberNode>]
public static class StaffMemberAccess
{
    /// <summary>Null for callers who are no staff.</summary>
    public static string? Phone([Parent] StaffMemberNode member, Caller? caller) =>
        caller.Sees("StaffMember.phone") ? member.Details.Phone : null;

    /// <summary>Where they live; null where the organization's zone holds, and for callers who are no staff.</summary>
    public static TimeZoneId? TimeZone([Parent] StaffMemberNode member, Caller? caller) =>
        caller.Sees("StaffMember.timeZone") && member.Details.TimeZoneId is { } zone ? new TimeZoneId(zone) : null;

    /// <summary>BCP 47 language tag for mails; null for callers who are no staff.</summary>
    public static string? Locale([Parent] StaffMemberNode member, Caller? caller) =>
        caller.Sees("StaffMember.locale") ? member.Details.Locale : null;

    /// <summary>Whether they can sign in. Admins; null for everyone else.</summary>
    public static async Task<PersonAccess?> AccessAsync(
        [Parent] StaffMemberNode member, Caller? caller, AccessByPerson access, CancellationToken cancellationToken) =>
        caller.Sees("StaffMember.access")
            ? (await access.LoadAsync(member.Id, cancellationToken))?.Value ?? PersonAccess.None
            : null;
}

[ExtendObjectType<ContactNode>]
public static class ContactAccess
{
    /// <summary>Whether they can sign in. Admins; null for everyone else.</summary>
    public static async Task<PersonAccess?> AccessAsync(
        [Parent] ContactNode contact, Caller? caller, AccessByPerson access, CancellationToken cancellationToken) =>
        caller.Sees("Contact.access")
            ? (await access.LoadAsync(contact.Id, cancellationToken))?.Value ?? PersonAccess.None
            : null;
}

/// <summary>By the id of a staff member or contact.</summary>
public sealed record KnownAccess(PersonAccess Value);

public sealed class AccessByPerson(SlotlineDatabase database, CurrentCaller caller)
    : BatchLoader<Guid, KnownAccess>
{
    protected override async Task<IReadOnlyDictionary<Guid, KnownAccess>> LoadBatchAsync(
        IReadOnlyList<Guid> keys, CancellationToken cancellationToken)
    {
        await using var db = database.Open(caller.Value?.OrganizationId ?? Guid.Empty);
        var rows = await db.Accounts
            .Where(a => keys.Contains(a.StaffMemberId ?? Guid.Empty) || keys.Contains(a.ContactId ?? Guid.Empty))
            .Select(a => new { Id = a.StaffMemberId ?? a.ContactId!.Value, Has = a.PasswordHash != "" })
            .ToListAsync(cancellationToken);
        return rows.ToDictionary(
            row => row.Id, row => new KnownAccess(row.Has ? PersonAccess.HasPassword : PersonAccess.Invited));
    }
}
