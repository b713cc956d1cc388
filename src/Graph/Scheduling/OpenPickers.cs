using System.Runtime.CompilerServices;
using NodaTime;
using Slotline.Graph.Live;
using Slotline.Persistence;

namespace Slotline.Graph.Scheduling;

/// <summary>Keeps open pickers true: searches again after each change and tells the days that differ.</summary>
internal sealed class OpenPickers(OrganizationFeeds feeds, SlotSearches searches, SlotlineDatabase database)
{
    /// <summary>Changes that come in a burst are answered by one search.</summary>
    private static readonly TimeSpan Burst = TimeSpan.FromMilliseconds(200);

    /// <summary>
    /// The days of a search whose slots have changed since it was subscribed to, in order of their dates.
    /// </summary>
    public async IAsyncEnumerable<SlotDayNode> FollowAsync(
        SlotSearchCall call, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using var place = feeds.Follow(call.OrganizationId);
        var state = await place.Feed.FreshAsync(cancellationToken).OrComeBackAsync();
        var shown = await SearchAsync(call, cancellationToken).OrComeBackAsync();
        while (true)
        {
            await state.Superseded.WaitAsync(cancellationToken);
            await Task.Delay(Burst, cancellationToken);
            state = place.Feed.Current;
            var found = await SearchAsync(call, cancellationToken).OrComeBackAsync();
            foreach (var day in found.Days.Where(day => !IsSame(shown.Days, day)))
            {
                yield return day;
            }

            shown = found;
        }
    }

    private async Task<SlotSearchNode> SearchAsync(SlotSearchCall call, CancellationToken cancellationToken)
    {
        var found = await searches.FindAsync(call, cancellationToken);
        var technicians = await searches.TechniciansOfAsync(call, database, cancellationToken);
        return SlotSearchNode.Of(call, found, technicians);
    }

    private static bool IsSame(IReadOnlyList<SlotDayNode> shown, SlotDayNode day)
    {
        var before = shown.FirstOrDefault(one => one.Date == day.Date);
        return before is not null && before.Slots.Select(KeyOf).SequenceEqual(day.Slots.Select(KeyOf));
    }

    private static (Instant StartsAt, string Technicians) KeyOf(SlotNode slot) =>
        (slot.StartsAt, string.Join(',', slot.Technicians.Select(technician => technician.Id)));
}
