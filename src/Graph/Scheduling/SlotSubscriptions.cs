using Slotline.Domain;
using Slotline.Domain.Directory;
using Slotline.Domain.Scheduling;
using Slotline.Graph.Engine;
using Slotline.Persistence;

namespace Slotline.Graph.Scheduling;

[SubscriptionType]
internal static class SlotSubscriptions
{
    /// <summary>
    /// The days of a slot search whose free slots have changed, be it by time alone, with their new slots, so that an
    /// open picker stays true. `known` are the fingerprints of the days that it shows, at most 92: days that differ
    /// from them already come first, so that nothing is missed between `slots` and this, or over a lost connection.
    /// Anyone who may search may subscribe. Codes: NOT_FOUND, INVALID_INPUT; TOO_MANY_REQUESTS when too many different
    /// searches are followed.
    /// </summary>
    public static async Task<IAsyncEnumerable<SlotDayNode>> SlotsChangedAsync(
        SlotSearchInput input,
        IReadOnlyList<string>? known,
        Caller? caller,
        SlotSearches searches,
        OpenPickers pickers,
        SlotlineDatabase database,
        CancellationToken cancellationToken)
    {
        if (known?.Count > SlotQuery.MostDays)
        {
            throw Refusal.InvalidInput($"A search has at most {SlotQuery.MostDays} days.", "known");
        }

        var call = await searches.EnterAsync(input, caller, database, cancellationToken);
        await searches.FindAsync(call, cancellationToken);
        return pickers.Follow(call with { WithTechnicians = true }, known, cancellationToken);
    }
}
