using Slotline.Domain.Access;
using Slotline.Domain.Directory;
using Slotline.Persistence;

namespace Slotline.Graph.SigningIn;

/// <summary>What happens in signing in and is no change of a row that the audit log would see by itself.</summary>
internal static class Records
{
    /// <summary>Adds an entry to the audit log, in the act's transaction.</summary>
    /// <param name="change">The act.</param>
    /// <param name="action">What was done.</param>
    /// <param name="actor">Who did it; null where nobody was signed in.</param>
    /// <param name="origin">Where from.</param>
    /// <param name="target">To whom; the actor where it is left out.</param>
    public static AuditEntry Record(
        this Change change, AuditAction action, Actor? actor, Origin origin, AuditTarget? target = null) =>
        change.Db.Add(new AuditEntry(
            change.Organization.Id, action, actor, origin, target ?? AuditTarget.Of(actor!), change.Now)).Entity;
}
