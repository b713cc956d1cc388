using System.Text.Json.Nodes;
using NodaTime;

namespace Slotline.Graph.Tests.Scheduling;

/// <summary>
/// A small firm in few words, made by mutations when it is first asked about. Times are asked for and booked while
/// every hour is open to everybody and nothing is held; the hours, skills and rules of the case are set after that.
/// </summary>
internal sealed class Shop(SlotServer server)
{
    private const string SearchText =
        """
        query($input: SlotSearchInput!) { slots(input: $input) {
          nextAvailableDate days { date slots { startsAt endsAt technicians { name } } } } }
        """;

    private readonly int _number = server.NextNumber();
    private readonly Dictionary<string, Offer> _offers = [];
    private readonly Dictionary<string, Worker> _workers = [];
    private readonly List<Away> _away = [];
    private readonly List<TakenTime> _booked = [];
    private readonly List<TakenTime> _held = [];
    private readonly Dictionary<string, string> _ids = [];
    private readonly List<string> _closures = [];
    private string _zone = "Etc/UTC";
    private Instant? _now;
    private bool _isOpen;

    public SlotServer Server => server;

    /// <summary>
    /// Requests made before the first question, by the name or else the start of each: booked ones and held ones.
    /// </summary>
    public Dictionary<string, string> Requests { get; } = [];

    public Shop In(string zone) => With(() => _zone = zone);

    public Shop At(string now) => With(() => _now = Write.At(now));

    public Shop Offers(Offer offer) => With(() => _offers[offer.Name] = offer);

    /// <summary>A service X of one length.</summary>
    public Shop Offers(int duration, int? step) => Offers(new Offer("X") { Durations = [duration], Step = step });

    public Shop Works(Worker worker) => With(() => _workers[worker.Name] = worker);

    public Shop Works(string name, string hours = "09:00-17:00", string? zone = null) =>
        Works(new Worker(name) { Hours = hours, Zone = zone });

    public Shop Booked(TakenTime time) => With(() => _booked.Add(time));

    public Shop Held(TakenTime time) => With(() => _held.Add(time));

    public Shop IsAway(string? technician, string from, string to, string hours = "") =>
        With(() => _away.Add(new Away(technician, from, to, hours)));

    public Shop Booked(string technician, string from, string to, string service = "X") =>
        With(() => _booked.Add(new TakenTime(technician, from, to, service)));

    /// <summary>A pending request; any technician will do where none is named.</summary>
    public Shop Held(string from, string to, string technician = "", string service = "X") =>
        With(() => _held.Add(new TakenTime(technician, from, to, service)));

    public string IdOf(string name) => _ids[name];

    /// <summary>All starts from one date to another, as <c>dd HH:mm</c> of a zone.</summary>
    public async Task<string> StartsAsync(
        string from, string? to = null, string service = "X", string viewer = "Etc/UTC", string show = "Etc/UTC") =>
        string.Join(", ", (await SlotsAsync(from, to, service, viewer))
            .Select(slot => Write.Local((string)slot["startsAt"]!, show)));

    /// <summary>All starts with the names of those free, as <c>dd HH:mm Ada Ben</c>.</summary>
    public async Task<string> OffersAsync(string from, string? to = null, string service = "X") =>
        string.Join(", ", (await SlotsAsync(from, to, service)).Select(slot =>
            $"{Write.Local((string)slot["startsAt"]!, "Etc/UTC")} {NamesOf(slot)}"));

    public async Task<List<JsonNode>> SlotsAsync(
        string from, string? to = null, string service = "X", string viewer = "Etc/UTC", object? more = null)
    {
        var days = (await SearchAsync(from, to, service, viewer, more))["days"]!.AsArray();
        return [.. days.SelectMany(day => day!["slots"]!.AsArray()).Select(slot => slot!)];
    }

    public async Task<JsonNode> SearchAsync(
        string from, string? to = null, string service = "X", string? viewer = "Etc/UTC", object? more = null)
    {
        await OpenAsync(from);
        var input = JsonNodeOf(new { serviceId = IdOf(service), from, to = to ?? from, timeZone = viewer }, more);
        return (await server.Admin.AskAsync(SearchText, new { input }))["slots"]!;
    }

    /// <summary>Asks for an appointment; what it was refused with, as <c>CODE RULE RULE</c>, or its id.</summary>
    public async Task<string> AskAsync(
        string startsAt, string service = "X", string? technician = null, int? duration = null)
    {
        await OpenAsync(startsAt[..10]);
        return await RequestAsync(service, startsAt, duration, technician);
    }

    /// <summary>
    /// What a change was refused with, as <c>CODE RULE RULE</c>; the request's id when it was done.
    /// </summary>
    public static string OutcomeOf(JsonNode payload) => payload["errors"]!.AsArray() is { Count: > 0 } errors
        ? string.Join(
            ' ',
            [(string)errors[0]!["code"]!, .. errors[0]!["violations"]!.AsArray().Select(one => (string)one!["rule"]!)])
        : (string)payload["appointmentRequest"]!["id"]!;

    public async Task OpenAsync(string firstDate)
    {
        if (_isOpen) return;
        _isOpen = true;
        var earliest = _booked.Concat(_held).Select(one => one.From[..10]).Append(firstDate).Min()!;
        var before = Write.At($"{earliest}T00:00Z") - Duration.FromDays(20);
        await server.SetClockAsync(before);
        await server.DoAsync("updateOrganization", new { timeZone = _zone });
        if (_offers.Count == 0) _offers["X"] = new Offer("X");
        foreach (var offer in _offers.Values) await CreateAsync(offer);
        foreach (var worker in _workers.Values) await CreateAsync(worker);
        foreach (var taken in _held) await HoldAsync(taken);
        foreach (var taken in _booked) await BookAsync(taken);
        foreach (var worker in _workers.Values) await SettleAsync(worker);
        foreach (var away in _away) await CreateAsync(away);
        foreach (var offer in _offers.Values) await SettleAsync(offer);
        await server.SetClockAsync(_now ?? before);
    }

    /// <summary>Takes back what is the whole organization's.</summary>
    public async Task CloseAsync()
    {
        foreach (var id in _closures) await server.DoAsync("deleteAvailabilityException", new { id });
    }

    private async Task CreateAsync(Offer offer)
    {
        var lengths = _booked.Concat(_held).Where(one => one.Service == offer.Name)
            .Select(one => Write.Minutes(one.From, one.To)).Where(minutes => minutes <= 24 * 60);
        var made = await server.DoAsync(
            "createService",
            new
            {
                name = $"{offer.Name} {_number}",
                durationsMinutes = offer.Durations.Concat(lengths).Distinct(),
                pendingHoldsSlot = false,
                rules = new { slotStepMinutes = 1, horizonDays = 1100 },
            },
            "service { id }");
        _ids[offer.Name] = (string)made["service"]!["id"]!;
    }

    private Task SettleAsync(Offer offer) => server.DoAsync(
        "updateService",
        new
        {
            id = IdOf(offer.Name),
            durationsMinutes = offer.Durations,
            autoApprove = offer.AutoApproves,
            pendingHoldsSlot = offer.Holds,
            isBookable = offer.IsBookable,
            rules = new
            {
                slotStepMinutes = offer.Step,
                bufferBeforeMinutes = offer.Before,
                bufferAfterMinutes = offer.After,
                minimumNoticeMinutes = offer.Notice,
                horizonDays = offer.Horizon,
                maxPerDay = offer.Cap,
            },
        });

    private async Task CreateAsync(Worker worker)
    {
        var made = await server.DoAsync(
            "createTechnician",
            new
            {
                name = worker.Name,
                email = $"{worker.Name}.{_number}@slots.test",
                timeZone = worker.Zone,
                serviceIds = _offers.Keys.Select(IdOf),
                weeklyHours = Write.Weekly("00:00-24:00"),
            },
            "technician { id }");
        _ids[worker.Name] = (string)made["technician"]!["id"]!;
    }

    private async Task SettleAsync(Worker worker)
    {
        var id = IdOf(worker.Name);
        await server.DoAsync(
            "setWeeklyHours", new { technicianId = id, weeklyHours = Write.Weekly(worker.Hours) });
        await server.DoAsync(
            "updateTechnician",
            new
            {
                id,
                maxAppointmentsPerDay = worker.Cap,
                isActive = worker.IsActive,
                serviceIds = (worker.Services ?? [.. _offers.Keys]).Select(IdOf),
            });
    }

    private async Task CreateAsync(Away away)
    {
        var made = await server.DoAsync(
            "createAvailabilityException",
            new
            {
                technicianId = away.Technician is null ? null : IdOf(away.Technician),
                from = away.From,
                to = away.To,
                hours = Write.Ranges(away.Hours),
            },
            "availabilityException { id }");
        if (away.Technician is null) _closures.Add((string)made["availabilityException"]!["id"]!);
    }

    // What is longer than a day is asked for by an hour, and given its length, and a start within a minute, by staff.
    private async Task BookAsync(TakenTime taken)
    {
        var minutes = Write.Minutes(taken.From, taken.To);
        var asked = minutes <= 24 * 60 ? minutes : _offers[taken.Service].Durations[0];
        var id = await RequestAsync(taken.Service, Write.NextMinute(taken.From), asked, taken.Technician);
        var input = new
        {
            id,
            expectedVersion = 1,
            technicianId = IdOf(taken.Technician),
            startsAt = Write.Text(Write.At(taken.From)),
            durationMinutes = minutes,
            @override = Write.Waivable,
        };
        await server.DoAsync("approveAppointmentRequest", input);
        Requests[taken.Name ?? taken.From] = id;
    }

    private async Task HoldAsync(TakenTime taken) => Requests[taken.Name ?? taken.From] = await RequestAsync(
        taken.Service, taken.From, Write.Minutes(taken.From, taken.To),
        taken.Technician.Length > 0 ? taken.Technician : null);

    private async Task<string> RequestAsync(string service, string startsAt, int? duration, string? technician) =>
        OutcomeOf(await server.TryAsync(
            "requestAppointment",
            new
            {
                serviceId = IdOf(service),
                contactId = server.ContactId,
                startsAt = startsAt.Length == 17 ? Write.Text(Write.At(startsAt)) : startsAt,
                durationMinutes = duration,
                preferredTechnicianId = technician is null ? null : IdOf(technician),
                timeZone = "Etc/UTC",
            },
            "appointmentRequest { id }"));

    private Shop With(Action change)
    {
        Assert.False(_isOpen, "The shop is open already.");
        change();
        return this;
    }

    private static string NamesOf(JsonNode slot) =>
        string.Join(' ', slot["technicians"]!.AsArray().Select(one => (string)one!["name"]!));

    private static JsonObject JsonNodeOf(params object?[] parts)
    {
        var whole = new JsonObject();
        foreach (var part in parts.OfType<object>())
        {
            foreach (var (name, value) in System.Text.Json.JsonSerializer.SerializeToNode(part)!.AsObject())
                whole[name] = value?.DeepClone();
        }

        return whole;
    }
}
