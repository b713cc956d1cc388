using Microsoft.Extensions.Options;
using NodaTime;
using NodaTime.Testing;
using Slotline.Graph.Presence;
using Slotline.Graph.Tests.Live;

namespace Slotline.Graph.Tests.Presence;

/// <summary>What is kept of who is where, and for how long.</summary>
public sealed class RoomTests
{
    private static readonly Instant Now = Instant.FromUtc(2026, 5, 4, 9, 0);
    private static readonly Duration Lasts = Duration.FromTimeSpan(new PresenceOptions().Lasts);
    private static readonly Guid Organization = Guid.CreateVersion7();
    private static readonly Guid Request = Guid.CreateVersion7();
    private static readonly Guid Ana = Guid.CreateVersion7();
    private static readonly Guid Ben = Guid.CreateVersion7();

    private readonly Room _room = new(new PresenceOptions());

    [Fact]
    public void A_word_holds_until_its_time_is_over_unless_it_is_said_again()
    {
        _room.Apply(Word(Ana, "1"), Now);
        _room.Apply(Word(Ben, "1"), Now);
        _room.Apply(Word(Ana, "1"), Now + Lasts / 2);

        Assert.Equal([Ana, Ben], Present(Now + Lasts - Duration.Epsilon));
        Assert.Equal([Ana], Present(Now + Lasts));
        Assert.False(_room.Holds(Word(Ben, "1"), Now + Lasts));
        Assert.Empty(Present(Now + Lasts * 2));
    }

    [Fact]
    public void A_person_with_two_windows_is_there_once_and_as_deep_as_the_deeper_one()
    {
        _room.Apply(Word(Ana, "1", activity: PresenceActivity.Editing), Now);
        _room.Apply(Word(Ana, "2"), Now);

        var present = Assert.Single(_room.Look(Now).Present);

        Assert.Equal(PresenceActivity.Editing, present.Activity);
        _room.Apply(Word(Ana, "1", request: null), Now);
        Assert.Equal(PresenceActivity.Viewing, Assert.Single(_room.Look(Now).Present).Activity);
    }

    [Fact]
    public void A_persons_windows_are_bounded_and_the_one_heard_of_longest_ago_gives_way()
    {
        _room.Apply(Word(Ben, "1"), Now);
        var most = new PresenceOptions().MostWindows;
        foreach (var window in Enumerable.Range(0, most + 1))
        {
            _room.Apply(
                Word(Ana, $"{window}", request: Guid.CreateVersion7()), Now + Duration.FromMilliseconds(window));
        }

        Assert.Equal(most, Present(Now).Count(one => one == Ana));
        Assert.Contains(Ben, Present(Now));
    }

    [Fact]
    public void Only_what_differs_is_a_change()
    {
        _room.Apply(Word(Ana, "1"), Now);
        var changed = _room.Look(Now).Changed;

        _room.Apply(Word(Ana, "1"), Now + Lasts / 2);
        Assert.False(changed.IsCompleted);
        _room.Apply(Word(Ana, "1", activity: PresenceActivity.Editing), Now + Lasts / 2);
        Assert.True(changed.IsCompleted);
    }

    [Fact]
    public async Task A_follower_is_told_when_nothing_is_said_any_more()
    {
        var options = new PresenceOptions { Lasts = TimeSpan.FromMilliseconds(200) };
        var clock = new FakeClock(Now);
        var rooms = new Rooms(clock, Options.Create(options));
        await using var lists = rooms.FollowAsync(Organization, CancellationToken.None).GetAsyncEnumerator();
        Assert.Empty((await lists.NextAsync()).Present);

        rooms.Apply(Word(Ana, "1"));
        Assert.Single((await lists.NextAsync()).Present);
        var next = lists.NextAsync();
        clock.Advance(Duration.FromTimeSpan(options.Lasts));

        Assert.Empty((await next).Present);
    }

    private List<Guid> Present(Instant at) => [.. _room.Look(at).Present.Select(one => one.StaffMemberId)];

    private static PresenceNotice Word(
        Guid who, string window, PresenceActivity activity = PresenceActivity.Viewing) =>
        Word(who, window, Request, activity);

    private static PresenceNotice Word(
        Guid who, string window, Guid? request, PresenceActivity activity = PresenceActivity.Viewing) =>
        new(Organization, who, who == Ana ? "Ana" : "Ben", window, request, activity);
}
