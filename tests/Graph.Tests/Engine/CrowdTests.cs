using Slotline.Graph.Engine.Subscriptions;

namespace Slotline.Graph.Tests.Engine;

/// <summary>Nobody who waits in a crowd is forgotten, whatever happens at the same time.</summary>
public sealed class CrowdTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task Everybody_is_woken_once_by_each_waking()
    {
        const int Size = 1_000;
        var crowd = new Crowd();
        var places = Enumerable.Range(0, Size).Select(_ => new Crowd.Place(crowd, default)).ToList();
        for (var round = 0; round < 20; round++)
        {
            var rounds = crowd.Rounds;
            var waiting = places.Select(place => place.AfterAsync(rounds).AsTask()).ToList();
            Assert.All(waiting, one => Assert.False(one.IsCompleted));
            Assert.Equal(Size, crowd.Size);

            crowd.WakeAll();

            await Task.WhenAll(waiting).WaitAsync(Patience);
            Assert.Equal(0, crowd.Size);
        }

        places.ForEach(place => place.Dispose());
    }

    [Fact]
    public async Task Who_comes_after_the_waking_that_it_would_wait_for_does_not_wait()
    {
        var crowd = new Crowd();
        using var place = new Crowd.Place(crowd, default);
        var rounds = crowd.Rounds;
        crowd.WakeAll();

        await place.AfterAsync(rounds).AsTask().WaitAsync(Patience);

        Assert.Equal(0, crowd.Size);
    }

    [Fact]
    public async Task Who_is_cancelled_leaves_and_the_others_are_woken()
    {
        var crowd = new Crowd();
        using var ending = new CancellationTokenSource();
        var places = Enumerable.Range(0, 10)
            .Select(i => new Crowd.Place(crowd, i % 3 == 0 ? ending.Token : default)).ToList();
        var waiting = places.Select(place => place.AfterAsync(0).AsTask()).ToList();

        await ending.CancelAsync();

        Assert.Equal(6, crowd.Size);
        Assert.Equal([0, 3, 6, 9], Enumerable.Range(0, 10).Where(i => waiting[i].IsCanceled));
        await Assert.ThrowsAsync<OperationCanceledException>(() => places[0].AfterAsync(0).AsTask());
        crowd.WakeAll();
        await Task.WhenAll(waiting.Where(one => !one.IsCanceled)).WaitAsync(Patience);
        places.ForEach(place => place.Dispose());
    }

    [Fact]
    public async Task Wakings_waits_and_cancellations_at_once_lose_nobody()
    {
        const int Wakings = 2_000;
        var crowd = new Crowd();
        var last = 0;
        var followers = Enumerable.Range(0, 64).Select(i => Task.Run(async () =>
        {
            // Every other one leaves in the middle of it, and comes again.
            while (true)
            {
                using var ending = new CancellationTokenSource();
                if (i % 2 == 1)
                {
                    ending.CancelAfter(i);
                }

                try
                {
                    using var place = new Crowd.Place(crowd, ending.Token);
                    while (true)
                    {
                        var rounds = crowd.Rounds;
                        if (Volatile.Read(ref last) == Wakings)
                        {
                            return;
                        }

                        await place.AfterAsync(rounds);
                    }
                }
                catch (OperationCanceledException) when (ending.IsCancellationRequested)
                {
                    // And again.
                }
            }
        })).ToList();

        for (var i = 1; i <= Wakings; i++)
        {
            Volatile.Write(ref last, i);
            crowd.WakeAll();
            if (i % 50 == 0)
            {
                await Task.Yield();
            }
        }

        await Task.WhenAll(followers).WaitAsync(Patience);
        Assert.Equal(0, crowd.Size);
    }
}
