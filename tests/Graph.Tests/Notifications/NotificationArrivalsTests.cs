using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Slotline.Domain.Directory;
using Slotline.Graph.Notifications;
using Slotline.Graph.Tests.Live;
using Slotline.Graph.Tests.Stories;
using Slotline.Persistence;

namespace Slotline.Graph.Tests.Notifications;

/// <summary>What it costs to tell many people, and that nobody is told what is another's.</summary>
public sealed class NotificationArrivalsTests
{
    [Fact]
    public async Task However_many_follow_theirs_an_event_is_looked_for_together_and_told_to_those_it_is_for()
    {
        const int Followers = 40;
        await using var server = await RunningServer.StartAsync(onPostgres: true);
        var client = await server.SignInAsync("client@demo.test");
        var arrivals = server.Services.GetRequiredService<NotificationArrivals>();
        var dispatcher = await CallerAsync(server, "dispatcher@demo.test");
        var stranger = LiveNode.CallerOf(dispatcher.OrganizationId, ActorKind.StaffMember, Role.Dispatcher);
        using var ending = new CancellationTokenSource();
        var (streams, strangers) = (
            Enumerable.Range(0, Followers).Select(_ => arrivals.FollowAsync(dispatcher, ending.Token).Start()).ToList(),
            arrivals.FollowAsync(stranger, ending.Token).Start());
        var begun = Task.WhenAll(streams.Select(one => one.First));
        for (var i = 0; i < 10 && !begun.IsCompleted; i++)
        {
            // What was written before somebody began to follow is not new to them.
            await server.AskForSlotAsync(client);
            await Task.WhenAny(begun, Task.Delay(TimeSpan.FromSeconds(3)));
        }

        await begun.WaitAsync(LiveNode.Patience);
        var last = Guid.Empty;
        var statements = await server.Statements.AllDuringAsync(async () =>
        {
            var request = await server.AskForSlotAsync(client);
            foreach (var (stream, _) in streams)
            {
                do
                {
                    Assert.True(await stream.MoveNextAsync().AsTask().WaitAsync(LiveNode.Patience));
                    last = stream.Current.Id;
                }
                while (!IsAbout(stream.Current, request));
            }
        });

        Assert.All(streams, one => Assert.Equal(last, one.Stream.Current.Id));
        Assert.InRange(
            statements.Count(one => one.Text.StartsWith("SELECT", StringComparison.Ordinal)
                && one.Text.Contains("FROM notifications", StringComparison.OrdinalIgnoreCase)),
            1,
            Followers / 4);
        Assert.False(strangers.First.IsCompleted);
        await ending.CancelAsync();
        await strangers.First.MustBeCancelledAsync();
        foreach (var (stream, _) in streams.Append(strangers))
        {
            await stream.DisposeAsync();
        }
    }

    private static bool IsAbout(NotificationNode notification, JsonNode request) =>
        notification.Facts.Reference == (string?)request["reference"];

    private static async Task<Caller> CallerAsync(RunningServer server, string email)
    {
        await using var db = server.Services.GetRequiredService<SlotlineDatabase>().OpenUnbound();
        var member = await db.StaffMembers.IgnoreQueryFilters().SingleAsync(one => one.Email == email);
        return LiveNode.CallerOf(member.OrganizationId, ActorKind.StaffMember, member.Role, member.Id);
    }
}
