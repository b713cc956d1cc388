using NodaTime;
using Slotline.Persistence;

namespace Slotline.Graph.Demo;

/// <summary>
/// Lets a firm's wishes happen again, one event after the other, by the verbs that everybody's requests go by and at
/// the times they are said to have happened.
/// </summary>
internal static class DemoHistory
{
    public static async Task WriteAsync(SlotlineDatabase database, DemoFirm firm, CancellationToken cancellationToken)
    {
        var clock = new PastClock(firm.Organization.CreatedAt);
        await using var changes = new Changes(database, clock);
        var steps = firm.Wishes.SelectMany((wish, number) => new Story(wish, firm).Steps(number));
        foreach (var step in steps.OrderBy(step => step.At))
        {
            clock.Now = step.At;
            await changes.CommitAsync(firm.Organization.Id, step.Act, cancellationToken);
        }
    }

    /// <summary>A clock that stands where it is set.</summary>
    private sealed class PastClock(Instant now) : IClock
    {
        public Instant Now { get; set; } = now;

        public Instant GetCurrentInstant() => Now;
    }
}
