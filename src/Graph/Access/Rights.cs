using Slotline.Domain;
using Slotline.Domain.Directory;
using Slotline.Graph.Access.Rules;

namespace Slotline.Graph.Access;

/// <summary>The questions of right that operations ask, answered or refused in one way.</summary>
public static class Rights
{
    /// <exception cref="Refusal">Forbidden.</exception>
    public static void Require(this Caller caller, Permissions permission)
    {
        if (!caller.Has(permission))
        {
            throw Refusal.Forbidden("You may not do this.");
        }
    }

    /// <summary>
    /// For what would let whoever may do it become anybody: a person's own business, which no token's scope carries.
    /// </summary>
    /// <exception cref="Refusal">Forbidden.</exception>
    public static void RequireAdmin(this Caller caller)
    {
        if (caller is not { IsStaff: true, Role: Role.Admin })
        {
            throw Refusal.Forbidden("Only admins may do this.");
        }
    }

    /// <summary>For what is the staff's own business, whatever their role.</summary>
    /// <exception cref="Refusal">Forbidden.</exception>
    public static void RequireStaff(this Caller caller)
    {
        if (!caller.SeesAsStaff())
        {
            throw Refusal.Forbidden("Only staff may see this.");
        }
    }

    /// <summary>Whether a field that has a row of its own, e.g. <c>Client.contacts</c>, shows them anything; one that
    /// has none shows nobody anything.</summary>
    public static bool Sees(this Caller? caller, string field) =>
        RightsTable.Find(field) is { } right && right.For(caller) != Whose.No;

    /// <summary>For a field that cannot be empty.</summary>
    /// <exception cref="Refusal">Forbidden.</exception>
    public static void RequireSight(this Caller? caller, string field)
    {
        if (!caller.Sees(field))
        {
            throw Refusal.Forbidden("You may not see this.");
        }
    }

    /// <summary>Whether the caller sees the whole organization: its staff, and programs that act for it.</summary>
    public static bool SeesAsStaff(this Caller caller) =>
        caller.Actor.Kind is ActorKind.StaffMember or ActorKind.ApiClient && caller.Has(Permissions.RequestsRead);
}
