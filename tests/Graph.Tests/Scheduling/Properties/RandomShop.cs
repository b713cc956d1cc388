using System.Text.Json.Nodes;
using NodaTime;
using Slotline.Domain.Scheduling;
using Slotline.Domain.Tests.Scheduling;
using Names = Slotline.Domain.Tests.Scheduling.Shop;

namespace Slotline.Graph.Tests.Scheduling.Properties;

/// <summary>
/// A random calendar as an organization of a real server has it, beside the same as values for the naive reference.
/// Whatever is decided is done to both.
/// </summary>
internal sealed class RandomShop
{
    private readonly SlotServer _server;
    private readonly Shop _shop;
    private readonly Situation _situation;
    private readonly Dictionary<Guid, (string Id, int Version)> _requests = [];

    public RandomShop(SlotServer server, Situation situation)
    {
        (_server, _situation, Calendar) = (server, situation, situation.Calendar);
        _shop = new Shop(server).In(IdOf(Calendar.Zone)).At(Write.Text(situation.Now));
        foreach (var service in Calendar.Services) _shop.Offers(OfferOf(service));
        foreach (var technician in Calendar.Technicians) Add(technician);
        foreach (var closure in Calendar.Closures) Add(null, closure);
        foreach (var busy in Calendar.Busy)
        {
            _shop.Booked(new TakenTime(
                NameOf(busy.TechnicianId), Write.Text(busy.StartsAt), Write.Text(busy.EndsAt), NameOf(busy.ServiceId),
                $"{busy.RequestId}"));
        }

        foreach (var hold in Calendar.Holds)
        {
            _shop.Held(new TakenTime(
                hold.TechnicianId is { } id ? NameOf(id) : "", Write.Text(hold.StartsAt), Write.Text(hold.EndsAt),
                NameOf(hold.ServiceId), $"{hold.RequestId}"));
        }
    }

    /// <summary>What is booked and held now.</summary>
    public Calendar Calendar { get; private set; }

    public SlotQuery Query => _situation.Query;

    public Instant Now => _situation.Now;

    public Guid[] Technicians => [.. Calendar.Technicians.Select(one => one.Id)];

    public async Task OpenAsync()
    {
        await _shop.OpenAsync(Write.Text(Query.From));
        foreach (var busy in Calendar.Busy) _requests[busy.RequestId] = (_shop.Requests[$"{busy.RequestId}"], 2);
        foreach (var hold in Calendar.Holds) _requests[hold.RequestId] = (_shop.Requests[$"{hold.RequestId}"], 1);
    }

    public Task CloseAsync() => _shop.CloseAsync();

    /// <summary>The reference for a question about a service, a length, and whose place is left out.</summary>
    public NaiveReference ReferenceOf(Guid service, int minutes, Guid? technician = null, Guid? exclude = null) => new(
        Calendar,
        new SlotQuery(service, minutes, Query.From, Query.To, Query.Zone)
        {
            TechnicianId = technician,
            ExcludeRequestId = exclude,
        },
        Now);

    public Task<JsonNode> SearchAsync() => _shop.SearchAsync(
        Write.Text(Query.From),
        Write.Text(Query.To),
        viewer: IdOf(Query.Zone),
        more: new
        {
            durationMinutes = Query.DurationMinutes,
            technicianId = Query.TechnicianId is { } id ? _shop.IdOf(NameOf(id)) : null,
            excludeRequestId = Query.ExcludeRequestId is { } own ? _requests[own].Id : null,
        });

    public async Task<JsonNode> ExplainAsync(Instant startsAt) => (await _server.Admin.AskAsync(
        """
        query($input: ExplainSlotInput!) { explainSlot(input: $input) {
          isOffered technicians { isFree technician { name } violations { rule } } } }
        """,
        new
        {
            input = new
            {
                serviceId = _shop.IdOf("X"), startsAt = Write.Text(startsAt), durationMinutes = Query.DurationMinutes,
            },
        }))["explainSlot"]!;

    /// <summary>Asks for a time of X; what it was refused with, or nothing.</summary>
    public async Task<string> AskAsync(Instant startsAt, Guid? technician)
    {
        var outcome = await _shop.AskAsync(
            Write.Text(startsAt), "X", technician is { } named ? NameOf(named) : null, Query.DurationMinutes);
        if (outcome.StartsWith("SLOT_", StringComparison.Ordinal)) return outcome;
        var request = Guid.CreateVersion7();
        _requests[request] = (outcome, 1);
        var end = startsAt + Duration.FromMinutes(Query.DurationMinutes);
        Calendar = Calendar with { Holds = [.. Calendar.Holds, new Hold(request, Names.X, technician, startsAt, end)] };
        return "";
    }

    /// <summary>Books a held time as it is.</summary>
    public Task<string> ApproveAsync(Hold hold, Guid technician) => DecideAsync(
        "approveAppointmentRequest",
        hold.RequestId,
        id => new
        {
            id,
            expectedVersion = _requests[hold.RequestId].Version,
            technicianId = _shop.IdOf(NameOf(technician)),
            @override = new[] { "DURATION" },
        },
        new BusyTime(technician, hold.ServiceId, hold.RequestId, hold.StartsAt, hold.EndsAt),
        null);

    /// <summary>Wishes for another time in place of a held one.</summary>
    public Task<string> EditAsync(Hold hold, Instant startsAt, int minutes) => DecideAsync(
        "updateAppointmentRequest",
        hold.RequestId,
        id => new
        {
            id,
            expectedVersion = _requests[hold.RequestId].Version,
            startsAt = Write.Text(startsAt),
            durationMinutes = minutes,
        },
        null,
        hold with { StartsAt = startsAt, EndsAt = startsAt + Duration.FromMinutes(minutes) });

    /// <summary>Moves what is booked to another time, of another technician perhaps.</summary>
    public Task<string> MoveAsync(BusyTime busy, Instant startsAt, int minutes, Guid technician) => DecideAsync(
        "rescheduleAppointment",
        busy.RequestId,
        requestId => new
        {
            requestId,
            expectedVersion = _requests[busy.RequestId].Version,
            startsAt = Write.Text(startsAt),
            durationMinutes = minutes,
            technicianId = _shop.IdOf(NameOf(technician)),
        },
        busy with
        {
            TechnicianId = technician, StartsAt = startsAt, EndsAt = startsAt + Duration.FromMinutes(minutes),
        },
        null);

    public Task<string> CancelAsync(Guid request) => DecideAsync(
        "cancelAppointmentRequest",
        request,
        id => new { id, expectedVersion = _requests[request].Version },
        null,
        null);

    private async Task<string> DecideAsync(
        string mutation, Guid request, Func<string, object> inputOf, BusyTime? busy, Hold? hold)
    {
        var (id, version) = _requests[request];
        var outcome =
            Shop.OutcomeOf(await _server.TryAsync(mutation, inputOf(id), "appointmentRequest { id }"));
        if (outcome != id) return outcome;
        _requests[request] = (id, version + 1);
        Calendar = Calendar with
        {
            Busy = [.. Calendar.Busy.Where(one => one.RequestId != request), .. Given(busy)],
            Holds = [.. Calendar.Holds.Where(one => one.RequestId != request), .. Given(hold)],
        };
        return "";
    }

    private void Add(CalendarTechnician technician)
    {
        _shop.Works(new Worker(technician.Name)
        {
            Hours = string.Join("; ", technician.WeeklyHours.Select(hours =>
                $"{hours.Day.ToString().ToUpperInvariant()} {TextOf(hours.Range)}")),
            Zone = IdOf(technician.Zone),
            Cap = technician.MaxAppointmentsPerDay,
            IsActive = technician.IsActive,
            Services = [.. technician.ServiceIds.Select(NameOf)],
        });
        foreach (var exception in technician.Exceptions) Add(technician.Name, exception);
    }

    private void Add(string? technician, DatedException exception) => _shop.IsAway(
        technician, Write.Text(exception.From), Write.Text(exception.To),
        string.Join(' ', exception.Hours.Select(TextOf)));

    private static Offer OfferOf(CalendarService service) => new(NameOf(service.Id))
    {
        Durations = [.. service.DurationsMinutes],
        Step = service.Rules.SlotStepMinutes,
        Before = service.Rules.BufferBeforeMinutes,
        After = service.Rules.BufferAfterMinutes,
        Notice = service.Rules.MinimumNoticeMinutes,
        Horizon = service.Rules.HorizonDays,
        Cap = service.Rules.MaxPerDay,
    };

    private static string NameOf(Guid id) => id == Names.X ? "X" : id == Names.Y ? "Y"
        : RandomCalendars.Names.Single(name => Names.Id(name) == id);

    private static string TextOf(TimeRange range) => $"{range.From}-{range.To}";

    private static string IdOf(DateTimeZone zone) => zone.Id == "UTC" ? "Etc/UTC" : zone.Id;

    private static T[] Given<T>(T? one)
        where T : struct => one is { } given ? [given] : [];
}
