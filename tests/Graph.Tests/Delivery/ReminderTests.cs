using Microsoft.EntityFrameworkCore;
using NodaTime;
using Slotline.Domain.Notifications;
using Slotline.Domain.Requests;
using Slotline.Persistence;
using Slotline.Persistence.Tests;

namespace Slotline.Graph.Tests.Delivery;

public sealed class SqliteReminderTests : ReminderTests
{
    protected override Task<Store> OpenAsync() => Store.OnSqliteAsync();
}

public sealed class PostgresReminderTests : ReminderTests
{
    protected override Task<Store> OpenAsync() => Store.OnPostgresAsync();
}

/// <summary>People are reminded a day before the start, once, of what is still true.</summary>
public abstract class ReminderTests
{
    protected abstract Task<Store> OpenAsync();

    [Fact]
    public async Task Reminds_a_day_before_the_start_and_only_once()
    {
        await using var store = await OpenAsync();
        await BookAsync(store, hour: 48);
        Assert.Equal(0, await RemindAsync(store));
        await ToBeforeStartAsync(store, hours: 24, minutes: 1);
        Assert.Equal(0, await RemindAsync(store));
        await ToBeforeStartAsync(store, hours: 24);
        Assert.Equal(1, await RemindAsync(store));
        Assert.Equal(0, await RemindAsync(store));
        Assert.Equal(["carla@acme.test"], await RemindedAsync(store));
    }

    [Fact]
    public async Task Two_nodes_that_look_at_the_same_time_remind_once()
    {
        await using var store = await OpenAsync();
        await BookAsync(store, hour: 48);
        await ToBeforeStartAsync(store, hours: 20);
        await using var other = new Changes(store.Database, store.Clock);
        var now = store.Clock.GetCurrentInstant();
        var reminded = await Task.WhenAll(
            new Reminders(store.Database, store.Changes).WriteDueAsync(now, default),
            new Reminders(store.Database, other).WriteDueAsync(now, default));
        Assert.Equal(1, reminded.Sum());
        Assert.Single(await RemindedAsync(store));
    }

    [Fact]
    public async Task A_moved_appointment_moves_its_reminder()
    {
        await using var store = await OpenAsync();
        var (cast, id) = await BookAsync(store, hour: 48);
        await ToBeforeStartAsync(store, hours: 30);
        await MoveAsync(store, cast, id, hours: 24);
        await ToBeforeStartAsync(store, hours: 24);
        Assert.Equal(0, await RemindAsync(store));
        store.Clock.Advance(Duration.FromHours(24));
        Assert.Equal(1, await RemindAsync(store));
        var mails = await MailNode.MailsAsync(store);
        var facts = mails.Single(mail => mail.Kind == NotificationKind.AppointmentReminder).Facts;
        Assert.Equal((1, Instant.FromUtc(2026, 8, 14, 0, 0)), (facts.Sequence, facts.StartsAt));
    }

    [Fact]
    public async Task An_appointment_that_was_moved_after_its_reminder_is_reminded_of_again()
    {
        await using var store = await OpenAsync();
        var (cast, id) = await BookAsync(store, hour: 48);
        await ToBeforeStartAsync(store, hours: 20);
        Assert.Equal(1, await RemindAsync(store));
        await MoveAsync(store, cast, id, hours: 48);
        Assert.Equal(0, await RemindAsync(store));
        store.Clock.Advance(Duration.FromHours(45));
        Assert.Equal(1, await RemindAsync(store));
        Assert.Equal(2, (await RemindedAsync(store)).Count);
    }

    [Fact]
    public async Task A_cancelled_appointment_has_no_reminder()
    {
        await using var store = await OpenAsync();
        var (cast, id) = await BookAsync(store, hour: 48);
        await CancelAsync(store, cast, id);
        await ToBeforeStartAsync(store, hours: 20);
        Assert.Equal(0, await RemindAsync(store));
    }

    [Fact]
    public async Task A_reminder_that_waits_in_the_outbox_is_withdrawn_when_the_appointment_is_cancelled()
    {
        await using var store = await OpenAsync();
        var (cast, id) = await BookAsync(store, hour: 48);
        await ToBeforeStartAsync(store, hours: 20);
        Assert.Equal(1, await RemindAsync(store));
        await CancelAsync(store, cast, id);
        var mailer = new KeepingMailer();
        await using var node = await MailNode.StartAsync(store, mailer);
        await MailNode.UntilAsync(store, mails => mails.All(m => m.State != MailState.Queued));
        var reminder = (await MailNode.MailsAsync(store)).Single(m => m.Kind == NotificationKind.AppointmentReminder);
        Assert.Equal(MailState.Withdrawn, reminder.State);
        Assert.DoesNotContain(mailer.Kept, message => message.MessageId == $"{reminder.Key}@demo.test");
    }

    [Fact]
    public async Task What_was_booked_within_the_day_is_not_repeated_by_a_reminder()
    {
        await using var store = await OpenAsync();
        await BookAsync(store, hour: 2);
        Assert.Equal(0, await RemindAsync(store));
        Assert.Empty(await RemindedAsync(store));
    }

    [Theory]
    [InlineData(null, 0)]
    [InlineData(60, 0)]
    [InlineData(2880, 1)]
    public async Task The_organization_says_how_long_before(int? minutes, int reminded)
    {
        await using var store = await OpenAsync();
        await BookAsync(store, hour: 96);
        await store.CommitAsync(change =>
        {
            var settings = new NotificationSettings(change.Organization.Id);
            settings.Remind(minutes);
            change.Db.Add(settings);
        });
        store.Clock.Advance(Duration.FromHours(72));
        Assert.Equal(reminded, await RemindAsync(store));
    }

    private static readonly Instant Start = Instant.FromUtc(2026, 8, 13, 0, 0);

    private static async Task<(Cast Cast, Guid RequestId)> BookAsync(Store store, int hour)
    {
        var cast = await Cast.SaveAsync(store);
        var request = await MailNode.AskAsync(store, cast, hour);
        await store.CommitAsync(change => cast.ApproveAsync(change, request.Id, cast.Ana));
        return (cast, request.Id);
    }

    /// <summary>The start of hour 48 is the 13th's midnight.</summary>
    private static Task ToBeforeStartAsync(Store store, int hours, int minutes = 0)
    {
        store.Clock.Reset(Start - Duration.FromHours(hours) - Duration.FromMinutes(minutes));
        return Task.CompletedTask;
    }

    private static Task<int> RemindAsync(Store store) =>
        new Reminders(store.Database, store.Changes).WriteDueAsync(store.Clock.GetCurrentInstant(), default);

    private static async Task<IReadOnlyList<string>> RemindedAsync(Store store) =>
    [
        .. (await MailNode.MailsAsync(store))
            .Where(mail => mail.Kind == NotificationKind.AppointmentReminder)
            .Select(mail => mail.Address),
    ];

    private static Task<AppointmentRequest> MoveAsync(
        Store store, Cast cast, Guid id, int hours) => store.CommitAsync(async change =>
    {
        var request = await LoadAsync(change, id);
        var start = request.StartsAt + Duration.FromHours(hours);
        request.Reschedule(
            Booking.Of(request.Appointment!.Technician, start, 60, [], []), cast.Dispatcher.Actor, change.Now);
        return request;
    });

    private static Task<AppointmentRequest> CancelAsync(
        Store store, Cast cast, Guid id) => store.CommitAsync(async change =>
    {
        var request = await LoadAsync(change, id);
        request.Cancel("The office is closed.", change.Organization.Defaults, cast.Dispatcher, change.Now);
        return request;
    });

    private static Task<AppointmentRequest> LoadAsync(Change change, Guid id) => change.Db.AppointmentRequests
        .Include(r => r.Service).Include(r => r.Appointment!.Technician).SingleAsync(r => r.Id == id);
}
