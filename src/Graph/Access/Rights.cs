using Slotline.Domain;
using Slotline.Domain.Directory;

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

    /// <summary>Whether the caller sees the whole organization: its staff, and programs that act for it.</summary>
    public static bool SeesAsStaff(this Caller caller) =>
        caller.Actor.Kind is ActorKind.StaffMember or ActorKind.ApiClient && caller.Has(Permissions.RequestsRead);
}
