using Microsoft.EntityFrameworkCore;
using Slotline.Domain;
using Slotline.Domain.Directory;
using Slotline.Graph.Access;
using Slotline.Graph.Directory;
using Slotline.Graph.Directory.Technicians;
using Slotline.Graph.Engine;
using Slotline.Persistence;

namespace Slotline.Graph.People;

public sealed record InviteStaffMemberInput
{
    /// <summary>At most 200 characters.</summary>
    public required string Name { get; init; }

    /// <summary>Where the invitation goes, and what they sign in with.</summary>
    public required string Email { get; init; }

    /// <summary>ADMIN, DISPATCHER or TECHNICIAN.</summary>
    public required Role Role { get; init; }

    /// <summary>The technician that this person is, if any; one that nobody else is.</summary>
    [ID<TechnicianNode>]
    public Guid? TechnicianId { get; init; }

    /// <summary>BCP 47 language tag of the mails.</summary>
    [DefaultValue("en")]
    public required string Locale { get; init; }
}

public sealed record InviteStaffMemberPayload : Payload
{
    public StaffMemberNode? StaffMember { get; init; }
}

public sealed record ResendInvitationInput
{
    [ID<StaffMemberNode>]
    public required Guid StaffMemberId { get; init; }
}

public sealed record ResendInvitationPayload : Payload
{
    public StaffMemberNode? StaffMember { get; init; }
}

/// <summary>Fields left out stay as they are; null clears those that may be empty.</summary>
public sealed record UpdateStaffMemberInput
{
    [ID<StaffMemberNode>]
    public required Guid Id { get; init; }

    public Optional<string?> Name { get; init; }

    /// <summary>
    /// Where mails go, and what they sign in with. Their sessions end, and the former address is told. Admins, and no
    /// API tokens.
    /// </summary>
    public Optional<string?> Email { get; init; }

    public Optional<string?> Phone { get; init; }

    /// <summary>Null: the organization's.</summary>
    public Optional<TimeZoneId?> TimeZone { get; init; }

    public Optional<string?> Locale { get; init; }

    /// <summary>ADMIN, DISPATCHER or TECHNICIAN.</summary>
    public Optional<Role?> Role { get; init; }

    /// <summary>Who is not active cannot sign in; their sessions and sockets end at once.</summary>
    public Optional<bool?> IsActive { get; init; }

    /// <summary>The technician that this person is; one that nobody else is.</summary>
    [ID<TechnicianNode>]
    public Optional<Guid?> TechnicianId { get; init; }
}

public sealed record UpdateStaffMemberPayload : Payload
{
    public StaffMemberNode? StaffMember { get; init; }
}

[MutationType]
public static class StaffMemberMutations
{
    /// <summary>
    /// Adds somebody to the staff and mails them a link to choose a password, which works once and for a week. Admins,
    /// and no API tokens. Codes: INVALID_INPUT, NOT_FOUND, ALREADY_EXISTS (the address, or somebody is that
    /// technician), FORBIDDEN.
    /// </summary>
    public static async Task<InviteStaffMemberPayload> InviteStaffMemberAsync(
        InviteStaffMemberInput input, Caller caller, Changes changes, CancellationToken cancellationToken)
    {
        caller.RequireAdmin();
        var member = await changes.CommitAsync(
            caller,
            async change =>
            {
                var member = new StaffMember(change.Organization.Id, input.Name, input.Email, input.Role);
                member.Speak(input.Locale);
                await change.BeTechnicianAsync(member, input.TechnicianId);
                if (await change.Db.StaffMembers.AnyAsync(
                    s => s.EmailKey == member.EmailKey, change.CancellationToken))
                {
                    throw new Refusal(
                        RefusalCode.AlreadyExists, "Somebody of the staff has that address.", "email");
                }

                change.Db.Add(member);
                await change.InviteAsync(
                    new Account(member.OrganizationId, member.Email, member.Id, null),
                    Sessions.CallerOf(member),
                    caller);
                return StaffMemberNode.Of(member);
            },
            cancellationToken);
        return new InviteStaffMemberPayload { StaffMember = member };
    }

    /// <summary>
    /// Mails a new link to somebody of the staff who has not chosen a password yet; the one before stops working.
    /// Admins, and no API tokens. Codes: NOT_FOUND, ALREADY_EXISTS (they have a password), FORBIDDEN.
    /// </summary>
    public static async Task<ResendInvitationPayload> ResendInvitationAsync(
        ResendInvitationInput input, Caller caller, Changes changes, CancellationToken cancellationToken)
    {
        caller.RequireAdmin();
        var member = await changes.CommitAsync(
            caller,
            async change =>
            {
                var member = await change.FindStaffMemberAsync(input.StaffMemberId, "staffMemberId");
                var account = await change.Db.Accounts
                    .SingleOrDefaultAsync(a => a.StaffMemberId == member.Id, change.CancellationToken)
                    ?? new Account(member.OrganizationId, member.Email, member.Id, null);
                await change.InviteAsync(account, Sessions.CallerOf(member), caller);
                return StaffMemberNode.Of(member);
            },
            cancellationToken);
        return new ResendInvitationPayload { StaffMember = member };
    }

    /// <summary>
    /// Changes somebody of the staff. Their sessions and sockets end when they are no longer active, or sign in with
    /// another address; when their role changes, their sockets have to come again. Admins, and no API tokens. Codes:
    /// NOT_FOUND, INVALID_INPUT, ALREADY_EXISTS (the address, or somebody is that technician), LAST_ADMIN (nobody would
    /// be left to administer the organization), FORBIDDEN.
    /// </summary>
    public static async Task<UpdateStaffMemberPayload> UpdateStaffMemberAsync(
        UpdateStaffMemberInput input, Caller caller, Changes changes, CancellationToken cancellationToken)
    {
        caller.RequireAdmin();
        var member = await changes.CommitAsync(caller, change => UpdateAsync(change, input), cancellationToken);
        return new UpdateStaffMemberPayload { StaffMember = member };
    }

    private static async Task<StaffMemberNode> UpdateAsync(Change change, UpdateStaffMemberInput input)
    {
        var member = await change.FindStaffMemberAsync(input.Id, "id");
        if (input.Name is { HasValue: true, Value: var name })
        {
            member.Rename(name!);
        }

        if (input.Email is { HasValue: true, Value: var email })
        {
            await MoveAsync(change, member, email!);
        }

        if (input.Phone is { HasValue: true, Value: var phone })
        {
            member.ReachByPhone(phone);
        }

        if (input.TimeZone is { HasValue: true, Value: var zone })
        {
            member.LiveIn(zone?.Value);
        }

        if (input.Locale is { HasValue: true, Value: { } locale })
        {
            member.Speak(locale);
        }

        if (input.TechnicianId is { HasValue: true, Value: var technicianId })
        {
            await change.BeTechnicianAsync(member, technicianId);
        }

        var wasAdmin = member is { IsActive: true, Role: Role.Admin };
        member.Become(input.Role.Or(member.Role) ?? member.Role);
        member.IsActive = input.IsActive.Or(member.IsActive) ?? member.IsActive;
        if (wasAdmin && member is not { IsActive: true, Role: Role.Admin })
        {
            await change.RequireAnotherAdminAsync(member);
        }

        if (!member.IsActive)
        {
            await change.EndAccessOfAsync(a => a.StaffMemberId == member.Id);
        }

        return StaffMemberNode.Of(member);
    }

    private static async Task MoveAsync(Change change, StaffMember member, string email)
    {
        var before = Sessions.CallerOf(member);
        member.ReachAt(email);
        if (await change.Db.StaffMembers.AnyAsync(
            s => s.EmailKey == member.EmailKey && s.Id != member.Id, change.CancellationToken))
        {
            throw new Refusal(RefusalCode.AlreadyExists, "Somebody of the staff has that address.", "email");
        }

        await change.MoveAccountAsync(a => a.StaffMemberId == member.Id, member.Email, before);
    }
}
