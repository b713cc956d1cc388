using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Slotline.Domain.Access;
using Slotline.Domain.Directory;
using Slotline.Domain.Requests;
using Slotline.Domain.Scheduling;
using Slotline.Graph.Access;
using Slotline.Graph.Directory;
using Slotline.Graph.Directory.Services;
using Slotline.Graph.Directory.Technicians;
using Slotline.Graph.Engine;
using Slotline.Graph.Requests;
using Slotline.Graph.Tests.Settings;
using Slotline.Persistence.Tests;

namespace Slotline.Graph.Tests.Stories;

/// <summary>
/// A server is killed in the middle of many callers' changes, and started again. What it had acknowledged is there,
/// what it had not is there whole or not at all, and whoever asks again by the same key learns which.
/// </summary>
public sealed class CrashTests
{
    private const int Callers = 16;
    private const int KilledAfter = 150;

    private const string Ask = """
        mutation($input: RequestAppointmentInput!) { requestAppointment(input: $input) {
          appointmentRequest { id status version } errors { code message field } } }
        """;

    private const string Approve = """
        mutation($input: ApproveAppointmentRequestInput!) { approveAppointmentRequest(input: $input) {
          appointmentRequest { id status version } errors { code message field } } }
        """;

    private const string Decline = """
        mutation($input: DeclineAppointmentRequestInput!) { declineAppointmentRequest(input: $input) {
          appointmentRequest { id status version } errors { code message field } } }
        """;

    private static readonly Instant FarFuture = Instant.FromUtc(2100, 1, 1, 0, 0);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(120);

    // The servers are real, and so is their clock.
    private readonly Instant _firstStart = Instant.FromUnixTimeSeconds(
        TimeProvider.System.GetUtcNow().ToUnixTimeSeconds() / 86_400 * 86_400) + Duration.FromDays(2);

    private readonly ConcurrentDictionary<int, Change> _changes = [];
    private readonly TaskCompletionSource _enough = new();
    private int _acknowledged;
    private Cast _cast = null!;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Nothing_acknowledged_is_lost_and_nothing_is_half_written(bool onPostgres)
    {
        await using var store = onPostgres ? await Store.OnPostgresAsync() : await Store.OnSqliteAsync();
        var token = await FillAsync(store);
        await using (var server = new ServerStart(("ConnectionStrings__Database", store.ConnectionString)))
        {
            using var http = new HttpClient { BaseAddress = await server.AddressAsync() };
            var person = new Person(http) { Token = token };
            var calling = Enumerable.Range(0, Callers).Select(caller => CallAsync(person, caller)).ToList();
            await Task.WhenAny(Task.WhenAll(calling), _enough.Task).WaitAsync(Patience);
            await server.KillAsync();
            await Task.WhenAll(calling).WaitAsync(Patience);
        }

        await MustAddUpAsync(store);
        await MustHoldAsync(store);
        Assert.InRange(_acknowledged, KilledAfter, int.MaxValue);
        Assert.Contains(_changes.Values, change => !change.IsKnown);

        await using var again = new ServerStart(("ConnectionStrings__Database", store.ConnectionString));
        using var second = new HttpClient { BaseAddress = await again.AddressAsync() };
        await AskAgainAsync(new Person(second) { Token = token });
        await MustAddUpAsync(store);
        await MustHoldAsync(store);
        await using var db = store.Database.Open(store.Organization.Id);
        Assert.Equal(_changes.Count, await db.AppointmentRequests.CountAsync());
    }

    /// <summary>One who asks, decides on most of what they asked, and asks again, until the server is gone.</summary>
    private async Task CallAsync(Person person, int caller)
    {
        for (var number = caller; ; number += Callers)
        {
            var change = _changes[number] = new Change(number);
            try
            {
                change.Take(await AnswerAsync(person, Ask, InputOf(number)));
                Acknowledge();
                if (change.Decision is { } decision)
                {
                    change.TakeDecision(await AnswerAsync(person, decision, DecisionOf(change)));
                    Acknowledge();
                }
            }
            catch (Exception lost) when (lost is HttpRequestException or IOException)
            {
                return;
            }
        }
    }

    private void Acknowledge()
    {
        if (Interlocked.Increment(ref _acknowledged) >= KilledAfter)
        {
            _enough.TrySetResult();
        }
    }

    /// <summary>Every request by the same key again, and what is not known of the decisions.</summary>
    private async Task AskAgainAsync(Person person)
    {
        foreach (var change in _changes.Values)
        {
            var before = change.Id;
            var asked = await AnswerAsync(person, Ask, InputOf(change.Number));
            Assert.Equal(before ?? (string)asked["id"]!, (string)asked["id"]!);
            change.Take(asked);
            if (change is { Decision: { } decision, Status: null })
            {
                var answer = await person.AskAsync(decision, new { input = DecisionOf(change) });
                var field = answer.AsObject().Single().Value!;
                var code = (string?)field["errors"]!.AsArray().SingleOrDefault()?["code"];
                Assert.True(code is null or "STALE_VERSION", code);
                change.TakeDecision(field["appointmentRequest"]!);
            }
        }
    }

    private static async Task<JsonNode> AnswerAsync(Person person, string mutation, object input)
    {
        var field = (await person.AskAsync(mutation, new { input })).AsObject().Single().Value!;
        Assert.True(field["errors"]!.AsArray().Count == 0, field.ToJsonString());
        return field["appointmentRequest"]!;
    }

    private Dictionary<string, object> InputOf(int number) => new()
    {
        ["serviceId"] = GlobalId.Of<ServiceNode>(_cast.Service.Id),
        ["contactId"] = GlobalId.Of<ContactNode>(_cast.Contact.Id),
        ["startsAt"] = (_firstStart + Duration.FromHours(number)).ToString(),
        ["timeZone"] = "Europe/Berlin",
        ["description"] = $"Number {number}",
        ["idempotencyKey"] = $"key {number}",
    };

    private Dictionary<string, object> DecisionOf(Change change)
    {
        var input = new Dictionary<string, object> { ["id"] = change.Id!, ["expectedVersion"] = 1 };
        if (change.Decision == Approve)
        {
            input["technicianId"] = GlobalId.Of<TechnicianNode>(_cast.Ana.Id);
        }

        return input;
    }

    /// <summary>A firm with room for every request: two who always work, and requests that hold nothing.</summary>
    private async Task<string> FillAsync(Store store)
    {
        var id = store.Organization.Id;
        _cast = await Cast.SaveAsync(store);
        var dora = new StaffMember(id, "Dora", "dora@crash.test", Role.Dispatcher);
        var account = new Account(id, dora.Email, dora.Id, null);
        var token = SessionToken.New();
        var day = new TimeRange(new WallTime(0), new WallTime(24 * 60));
        await store.CommitAsync(async change =>
        {
            change.Db.AddRange(dora, account, new Session(account, SessionToken.Hash(token), FarFuture));
            (await change.Db.Organizations.SingleAsync()).SetDefaults(new BookingRules(30, 0, 0, 0, 90, null, 0));
            (await change.Db.Services.SingleAsync()).PendingHoldsSlot = false;
            foreach (var technician in await change.Db.Technicians.ToListAsync())
            {
                technician.SetWeeklyHours([.. Enum.GetValues<IsoDayOfWeek>()
                    .Where(weekday => weekday != IsoDayOfWeek.None).Select(weekday => new WeeklyHours(weekday, day))]);
            }

            return true;
        });
        return token;
    }

    /// <summary>What was acknowledged is as it was told.</summary>
    private async Task MustHoldAsync(Store store)
    {
        await using var db = store.Database.Open(store.Organization.Id);
        var stored = await db.AppointmentRequests.ToDictionaryAsync(r => GlobalId.Of<AppointmentRequestNode>(r.Id));
        foreach (var change in _changes.Values.Where(change => change.Id is not null))
        {
            var request = Assert.Contains(change.Id!, (IReadOnlyDictionary<string, AppointmentRequest>)stored);
            Assert.Equal($"Number {change.Number}", request.Description);
            if (change.Status is { } status)
            {
                Assert.Equal((status, 2), (request.Status.ToString().ToUpperInvariant(), request.Version));
            }
        }
    }

    /// <summary>Counters, revisions, events, keys, bookings and messages are those of the requests there are.</summary>
    private static async Task MustAddUpAsync(Store store)
    {
        var organization = await store.ReadOrganizationAsync();
        await using var db = store.Database.Open(organization.Id);
        var requests = await db.AppointmentRequests.Include(r => r.Appointment).ToListAsync();
        var events = await db.Events.OrderBy(e => e.Revision).ToListAsync();
        var keys = await db.IdempotencyKeys.Select(k => k.RequestId).ToListAsync();
        var mails = (await db.Mails.Select(m => m.RequestId!.Value).ToListAsync()).CountBy(id => id).ToDictionary();
        var told = (await db.Notifications.Select(n => n.RequestId).ToListAsync()).CountBy(id => id).ToDictionary();

        Assert.Equal(Enumerable.Range(1, organization.Revision), events.Select(e => e.Revision));
        Assert.Equal(requests.Count(r => r.IsPending), organization.PendingCount);
        Assert.Equal(organization.PendingCount, events[^1].PendingCount);
        Assert.Equal(requests.Select(r => r.Id).Order(), keys.Order());
        Assert.Equal(
            requests.ToDictionary(r => r.Id, r => r.Version),
            events.CountBy(e => e.RequestId).ToDictionary());
        Assert.All(requests, request =>
        {
            Assert.Equal(request.Status == AppointmentRequestStatus.Approved, request.Appointment is not null);
            Assert.InRange(mails.GetValueOrDefault(request.Id), 1, int.MaxValue);
            Assert.InRange(told.GetValueOrDefault(request.Id), 1, int.MaxValue);
        });
        Assert.All(requests.GroupBy(r => r.Status), alike =>
            Assert.Single(alike.Select(r => (mails[r.Id], told[r.Id])).Distinct()));
    }

    /// <summary>What one caller wanted, and what they were told of it.</summary>
    private sealed record Change(int Number)
    {
        public string? Decision => (Number / Callers % 3) switch { 0 => Approve, 1 => Decline, _ => null };

        public string? Id { get; private set; }

        /// <summary>What was decided; null while that is not known.</summary>
        public string? Status { get; private set; }

        public bool IsKnown => Id is not null && (Decision is null || Status is not null);

        public void Take(JsonNode request) => Id = (string)request["id"]!;

        public void TakeDecision(JsonNode request)
        {
            Status = (string)request["status"]!;
            Assert.Equal(Decision == Approve ? "APPROVED" : "DECLINED", Status);
        }
    }
}
