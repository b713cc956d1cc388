using Microsoft.EntityFrameworkCore;
using Slotline.Domain.Directory;
using Slotline.Graph.Access;
using Slotline.Graph.Directory;
using Slotline.Graph.Engine;
using Slotline.Persistence;

namespace Slotline.Graph.People;

public sealed record InviteContactInput
{
    [ID<ContactNode>]
    public required Guid ContactId { get; init; }
}

public sealed record InviteContactPayload : Payload
{
    public ContactNode? Contact { get; init; }
}

/// <summary>Fields left out stay as they are; null clears those that may be empty.</summary>
public sealed record UpdateContactInput
{
    [ID<ContactNode>]
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

    /// <summary>CLIENT_ADMIN or CLIENT_MEMBER.</summary>
    public Optional<Role?> Role { get; init; }

    /// <summary>Who is not active cannot sign in; their sessions and sockets end at once.</summary>
    public Optional<bool?> IsActive { get; init; }
}

public sealed record UpdateContactPayload : Payload
{
    public ContactNode? Contact { get; init; }
}

[MutationType]
public static class ContactMutations
{
    /// <summary>
    /// Mails a contact without a password a link to choose one, which works once and for a week; an earlier link stops
    /// working. Admins. Codes: NOT_FOUND, ALREADY_EXISTS (they have a password, or somebody else signs in with the
    /// address), INVALID_INPUT (not active), FORBIDDEN.
    /// </summary>
    public static async Task<InviteContactPayload> InviteContactAsync(
        InviteContactInput input, Caller caller, Changes changes, CancellationToken cancellationToken)
    {
        caller.Require(Permissions.DirectoryWrite);
        var contact = await changes.CommitAsync(
            caller,
            async change =>
            {
                var contact = await change.FindContactAsync(input.ContactId, "contactId");
                if (!contact.IsActive)
                {
                    throw Domain.Refusal.InvalidInput("The contact is not active.", "contactId");
                }

                var account = await change.Db.Accounts
                    .SingleOrDefaultAsync(a => a.ContactId == contact.Id, change.CancellationToken)
                    ?? new Account(contact.OrganizationId, contact.Email, null, contact.Id);
                await change.InviteAsync(account, Sessions.CallerOf(contact), caller);
                return ContactNode.Of(contact);
            },
            cancellationToken);
        return new InviteContactPayload { Contact = contact };
    }

    /// <summary>
    /// Changes a contact. Their sessions and sockets end when they are no longer active, or sign in with another
    /// address; when their role changes, their sockets have to come again. Admins. Codes: NOT_FOUND, INVALID_INPUT,
    /// ALREADY_EXISTS (the address), FORBIDDEN.
    /// </summary>
    public static async Task<UpdateContactPayload> UpdateContactAsync(
        UpdateContactInput input, Caller caller, Changes changes, CancellationToken cancellationToken)
    {
        caller.Require(Permissions.DirectoryWrite);
        if (input.Email.HasValue)
        {
            // With the address goes the account: a program could send itself a link to choose a password.
            caller.RequireAdmin();
        }

        var contact = await changes.CommitAsync(caller, change => UpdateAsync(change, input), cancellationToken);
        return new UpdateContactPayload { Contact = contact };
    }

    private static async Task<ContactNode> UpdateAsync(Change change, UpdateContactInput input)
    {
        var contact = await change.FindContactAsync(input.Id, "id");
        if (input.Name is { HasValue: true, Value: var name })
        {
            contact.Rename(name!);
        }

        if (input.Email is { HasValue: true, Value: var email })
        {
            await MoveAsync(change, contact, email!);
        }

        if (input.Phone is { HasValue: true, Value: var phone })
        {
            contact.ReachByPhone(phone);
        }

        if (input.TimeZone is { HasValue: true, Value: var zone })
        {
            contact.LiveIn(zone?.Value);
        }

        if (input.Locale is { HasValue: true, Value: { } locale })
        {
            contact.Speak(locale);
        }

        contact.Become(input.Role.Or(contact.Role) ?? contact.Role);
        contact.IsActive = input.IsActive.Or(contact.IsActive) ?? contact.IsActive;
        if (!contact.IsActive)
        {
            await change.EndAccessOfAsync(a => a.ContactId == contact.Id);
        }

        return ContactNode.Of(contact);
    }

    private static async Task MoveAsync(Change change, Contact contact, string email)
    {
        var before = Sessions.CallerOf(contact);
        contact.ReachAt(email);
        if (await change.Db.Contacts.AnyAsync(
            c => c.ClientId == contact.ClientId && c.EmailKey == contact.EmailKey && c.Id != contact.Id,
            change.CancellationToken))
        {
            throw new Domain.Refusal(
                Domain.RefusalCode.AlreadyExists, "The client has a contact with that address.", "email");
        }

        await change.MoveAccountAsync(a => a.ContactId == contact.Id, contact.Email, before);
    }
}
