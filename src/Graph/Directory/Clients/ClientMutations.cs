using Microsoft.EntityFrameworkCore;
using Slotline.Domain;
using Slotline.Domain.Directory;
using Slotline.Graph.Access;
using Slotline.Graph.Engine;
using Slotline.Graph.SigningIn;
using Slotline.Persistence;

namespace Slotline.Graph.Directory.Clients;

public sealed record CreateClientInput
{
    /// <summary>At most 200 characters.</summary>
    public required string Name { get; init; }
}

public sealed record CreateClientPayload : Payload
{
    public ClientNode? Client { get; init; }
}

public sealed record CreateContactInput
{
    [ID<ClientNode>]
    public required Guid ClientId { get; init; }

    /// <summary>At most 200 characters.</summary>
    public required string Name { get; init; }

    public required string Email { get; init; }

    public string? Phone { get; init; }

    public TimeZoneId? TimeZone { get; init; }

    /// <summary>BCP 47 language tag.</summary>
    [DefaultValue("en")]
    public required string Locale { get; init; }

    /// <summary>CLIENT_ADMIN or CLIENT_MEMBER.</summary>
    [DefaultValueSyntax("CLIENT_MEMBER")]
    public Role Role { get; init; }

    /// <summary>
    /// Lets the contact sign in to the portal; 12 to 128 characters, neither the address nor the name. Without one,
    /// `inviteContact` lets the contact choose it.
    /// </summary>
    public string? Password { get; init; }
}

public sealed record CreateContactPayload : Payload
{
    public ContactNode? Contact { get; init; }
}

/// <summary>What the help desk says of a ticket; address and client stay as they are where they are left out.</summary>
public sealed record UpsertTicketInput
{
    /// <summary>At most 50 characters.</summary>
    public required string Number { get; init; }

    /// <summary>At most 200 characters.</summary>
    public required string Title { get; init; }

    /// <summary>A web address.</summary>
    public Optional<string?> Url { get; init; }

    [DefaultValue(true)]
    public bool IsOpen { get; init; }

    /// <summary>It cannot become another client's while a request of the client's is linked to it.</summary>
    [ID<ClientNode>]
    public Optional<Guid?> ClientId { get; init; }
}

public sealed record UpsertTicketPayload : Payload
{
    public TicketNode? Ticket { get; init; }
}

[MutationType]
public static class ClientMutations
{
    /// <summary>Adds a client. Admins. Codes: INVALID_INPUT, FORBIDDEN.</summary>
    public static async Task<CreateClientPayload> CreateClientAsync(
        CreateClientInput input, Caller caller, Changes changes, CancellationToken cancellationToken)
    {
        caller.Require(Permissions.DirectoryWrite);
        var client = await changes.CommitAsync(
            caller,
            change => Task.FromResult(change.Db.Add(new Client(caller.OrganizationId, input.Name)).Entity),
            cancellationToken);
        return new CreateClientPayload { Client = ClientNode.Of(client) };
    }

    /// <summary>
    /// Adds a person of a client, with or without a sign-in. Admins. Codes: INVALID_INPUT, NOT_FOUND, ALREADY_EXISTS,
    /// FORBIDDEN.
    /// </summary>
    public static async Task<CreateContactPayload> CreateContactAsync(
        CreateContactInput input,
        Caller caller,
        Passwords passwords,
        Changes changes,
        CancellationToken cancellationToken)
    {
        caller.Require(Permissions.DirectoryWrite);

        // Hashing is slow by intent; the organization's other changes must not wait for it.
        var passwordHash = input.Password is { } password
            ? passwords.Hash(Account.CheckPassword(password, input.Email, input.Name, "password"))
            : null;
        var contact = await changes.CommitAsync(
            caller, change => CreateAsync(change, input, passwordHash), cancellationToken);
        return new CreateContactPayload { Contact = contact };
    }

    /// <summary>
    /// Creates or updates a ticket by its number; for a help desk that keeps its tickets in step. Admins. Codes:
    /// INVALID_INPUT, NOT_FOUND, FORBIDDEN.
    /// </summary>
    public static async Task<UpsertTicketPayload> UpsertTicketAsync(
        UpsertTicketInput input, Caller caller, Changes changes, CancellationToken cancellationToken)
    {
        caller.Require(Permissions.DirectoryWrite);
        var ticket = await changes.CommitAsync(
            caller, change => UpsertAsync(change, input), cancellationToken);
        return new UpsertTicketPayload { Ticket = ticket };
    }

    private static async Task<ContactNode> CreateAsync(Change change, CreateContactInput input, string? passwordHash)
    {
        await RequireClientAsync(change, input.ClientId);
        var contact = new Contact(change.Organization.Id, input.ClientId, input.Name, input.Email);
        contact.ReachByPhone(input.Phone);
        contact.LiveIn(input.TimeZone?.Value);
        contact.Speak(input.Locale);
        contact.Become(input.Role);
        if (await change.Db.Contacts.AnyAsync(
            c => c.ClientId == input.ClientId && c.EmailKey == contact.EmailKey, change.CancellationToken))
        {
            throw new Refusal(RefusalCode.AlreadyExists, "The client has a contact with that address.", "email");
        }

        change.Db.Add(contact);
        if (passwordHash is not null)
        {
            await AddAccountAsync(change, contact, passwordHash);
        }

        return ContactNode.Of(contact);
    }

    private static async Task AddAccountAsync(Change change, Contact contact, string passwordHash)
    {
        var account = new Account(contact.OrganizationId, contact.Email, null, contact.Id);
        if (await change.Db.Accounts.AnyAsync(a => a.EmailKey == account.EmailKey, change.CancellationToken))
        {
            throw new Refusal(RefusalCode.AlreadyExists, "Somebody signs in with that address already.", "email");
        }

        account.SetPasswordHash(passwordHash);
        change.Db.Add(account);
    }

    private static async Task<TicketNode> UpsertAsync(Change change, UpsertTicketInput input)
    {
        if (input.ClientId is { HasValue: true, Value: { } named })
        {
            await RequireClientAsync(change, named);
        }

        var fresh = new Ticket(change.Organization.Id, input.Number);
        var ticket = await change.Db.Tickets
            .SingleOrDefaultAsync(t => t.Number == fresh.Number, change.CancellationToken);
        if (ticket is null)
        {
            ticket = change.Db.Add(fresh).Entity;
        }

        var clientId = input.ClientId.Or(ticket.ClientId);
        if (clientId != ticket.ClientId && await change.Db.AppointmentRequests
            .AnyAsync(r => r.TicketId == ticket.Id && r.ClientId != clientId, change.CancellationToken))
        {
            throw Refusal.InvalidInput("Requests of another client are linked to the ticket.", "clientId");
        }

        ticket.Describe(input.Title, input.Url.Or(ticket.Url), input.IsOpen, clientId);
        return TicketNode.Of(ticket);
    }

    private static async Task RequireClientAsync(Change change, Guid clientId)
    {
        if (!await change.Db.Clients.AnyAsync(c => c.Id == clientId, change.CancellationToken))
        {
            throw Refusal.NotFound("client", "clientId");
        }
    }
}
