using Slotline.Domain.Directory;
using Slotline.Graph.Access;
using Slotline.Graph.Engine;
using Slotline.Persistence;

namespace Slotline.Graph.Scheduling;

[SubscriptionType]
internal static class SlotSubscriptions
{
    /// <summary>
    /// The days of a slot search whose free slots have changed, be it by time alone, with their new slots, so that an
    /// open picker stays true. Anyone who may search may subscribe. Codes: NOT_FOUND, INVALID_INPUT; TOO_MANY_REQUESTS
    /// when too many different searches are followed.
    /// </summary>
    public static async Task<IAsyncEnumerable<SlotDayNode>> SlotsChangedAsync(
        SlotSearchInput input,
        Caller? caller,
        PublicBooking publicBooking,
        SlotSearches searches,
        OpenPickers pickers,
        SlotlineDatabase database,
        CancellationToken cancellationToken)
    {
        var call = await searches.EnterAsync(input, caller, publicBooking, database, cancellationToken);
        await searches.FindAsync(call, cancellationToken);
        return pickers.Follow(call with { WithTechnicians = true }, cancellationToken);
    }
}
