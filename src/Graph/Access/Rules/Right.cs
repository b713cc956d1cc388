using Slotline.Domain.Directory;

namespace Slotline.Graph.Access.Rules;

/// <summary>Whose data an operation shows or changes for one kind of caller; what lies beyond does not exist for
/// them.</summary>
internal enum Whose
{
    /// <summary>The operation is refused.</summary>
    No,

    /// <summary>What an organization shows to everybody.</summary>
    Open,

    /// <summary>What the caller asked for, is booked for, or was told.</summary>
    Own,

    /// <summary>All that is their client's.</summary>
    Ours,

    /// <summary>All that is their organization's.</summary>
    All,
}

/// <summary>One row of the table of rights.</summary>
/// <param name="Operation">A field of Query, Mutation or Subscription, e.g. <c>Query.clients</c>.</param>
/// <param name="Nobody">For somebody who is not signed in.</param>
/// <param name="Link">For a visitor with the link to their one request.</param>
/// <param name="Member">For a client's person.</param>
/// <param name="ClientAdmin">For a client's admin.</param>
/// <param name="Technician">For a technician who is neither of the following.</param>
/// <param name="Dispatcher">For a dispatcher.</param>
/// <param name="Admin">For an admin.</param>
/// <param name="Scopes">What an API token must carry; it then sees what an admin does. Null: no token will do.</param>
internal sealed record Right(
    string Operation,
    Whose Nobody,
    Whose Link,
    Whose Member,
    Whose ClientAdmin,
    Whose Technician,
    Whose Dispatcher,
    Whose Admin,
    Permissions? Scopes)
{
    public Whose For(Caller? caller) => caller switch
    {
        null => Nobody,
        { Actor.Kind: ActorKind.ApiClient } => Scopes is { } scopes && caller.Has(scopes) ? Admin : Whose.No,
        { Actor.Kind: ActorKind.Visitor } => Link,
        { Role: Role.ClientMember } => Member,
        { Role: Role.ClientAdmin } => ClientAdmin,
        { Role: Role.Technician } => Technician,
        { Role: Role.Dispatcher } => Dispatcher,
        { Role: Role.Admin } => Admin,
        _ => Whose.No,
    };
}
