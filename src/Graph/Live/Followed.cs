using Slotline.Domain.Requests;
using Slotline.Persistence;

namespace Slotline.Graph.Live;

/// <summary>Which events somebody follows.</summary>
/// <param name="Scope">Those that they may see.</param>
/// <param name="AfterRevision">Those after it, from the past on; only those to come where it is null.</param>
/// <param name="Narrowing">Of these only some, where they asked for some.</param>
internal sealed record Followed(EventScope Scope, int? AfterRevision, EventNarrowing? Narrowing = null)
{
    /// <summary>The events of all times, in the organization's database.</summary>
    public IQueryable<AppointmentRequestEvent> In(SlotlineContext db) =>
        Narrowing is null ? Scope.Of(db.Events) : Narrowing.Of(Scope.Of(db.Events), db);
}

/// <summary>A rule that lets some events pass and that only the database can apply.</summary>
/// <param name="Key">Equal for equal rules.</param>
/// <param name="Of">Those that pass.</param>
internal sealed record EventNarrowing(
    string Key, Func<IQueryable<AppointmentRequestEvent>, SlotlineContext, IQueryable<AppointmentRequestEvent>> Of);
